package org.imalink.account;

import org.imalink.access.Viewer;

/** Who looks after accounts, for the audit trail. The edge has made sure of it; an admin is looked at once more. */
public sealed interface Actor {
    /** Who has the machine. */
    record Operator() implements Actor {}

    /** A person with an account who is an admin. */
    record Admin(long user) implements Actor {}

    /** Who has the one-time code for the first admin; good for as long as there is no admin. */
    record Founder() implements Actor {}

    /** The admin who is signed in. */
    static Actor of(Viewer.Admin viewer) {
        return new Admin(viewer.user());
    }

    /** As the audit trail has it. */
    default String key() {
        return switch (this) {
            case Operator() -> "operator";
            case Admin(var user) -> "user " + user;
            case Founder() -> "setup code";
        };
    }
}
