package org.imalink.account;

import java.time.LocalDateTime;
import java.util.Map;
import org.imalink.operation.Audit;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Does to accounts what admins and the operator want, once it is sure that they still may. Thread-safe. */
record Deeds(AccountDatabase accounts, UtcClock clock) {
    /** What is done, at one moment; leaves a row in the audit trail. */
    interface Deed<T extends @Nullable Object> {
        T on(DSLContext tx, LocalDateTime now);
    }

    /**
     * @throws AccountException.Refused for who is no admin any more
     * @throws AccountException.NotInvited for a founder, when there is an admin
     */
    <T extends @Nullable Object> T does(Actor actor, Deed<T> deed) {
        return accounts.change(tx -> {
            AdminRules.require(tx, actor);
            return deed.on(tx, clock.now());
        });
    }

    /** The row of a deed that says all by its name and whom it was done to. */
    static void audit(DSLContext tx, Actor actor, Audit.Action action, User user) {
        Audit.add(tx, actor.key(), action, Map.of("user", user.id(), "username", user.username()));
    }
}
