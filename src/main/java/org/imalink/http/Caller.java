package org.imalink.http;

import org.imalink.access.Phase;

/** Who may call a route, and in which phases it is there. */
enum Caller {
    /** Anybody who reaches the server: it shows nothing of a library. */
    EVERYONE(Phase.SINGLE),
    /** Who may see a library; while there is only one, everybody. */
    VIEWER(Phase.SINGLE),
    /** Anybody who wants to sign in or to have an account; where there are accounts. */
    SIGN_IN(Phase.FOUNDATION),
    /** Anybody who wants to be signed out; everywhere. */
    SIGN_OUT(Phase.SINGLE),
    /** Who is signed in. */
    SIGNED_IN(Phase.FOUNDATION),
    /** Who is signed in and may import folders of the server. */
    IMPORTER(Phase.FOUNDATION),
    /** Who looks after accounts: an admin or the operator. */
    STEWARD(Phase.FOUNDATION),
    /** Who looks after phases: an admin, the operator or, while there is no admin, who has the one-time code. */
    FOUNDER(Phase.SINGLE),
    /** Who shows the operator's code. */
    OPERATOR(Phase.SINGLE);

    private final Phase first;

    Caller(Phase first) {
        this.first = first;
    }

    /** Whether such routes are there in the phase; elsewhere they answer 404. */
    boolean isThereIn(Phase phase) {
        return phase.isAtLeast(first);
    }
}
