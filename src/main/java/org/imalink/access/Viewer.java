package org.imalink.access;

/** On whose behalf something runs; never null. */
public sealed interface Viewer {
    /** Who has signed in with an account. What they see depends on the phase. */
    sealed interface SignedIn extends Viewer {
        /** The account. */
        long user();

        /** The sign-in that this request came with: the id of its row. */
        long session();
    }

    /** A person with an account. */
    record Member(long user, long session) implements SignedIn {}

    /** A person with an account who also looks after accounts and phases; sees no more photos than a member. */
    record Admin(long user, long session) implements SignedIn {}

    /** Everybody else; what they see is the same in every phase. */
    sealed interface Unsigned extends Viewer {}

    /** A person without an account: in single-user mode, everybody. */
    record Anonymous() implements Unsigned {}

    /** Who has the machine: proved by the operator's code. */
    record Operator() implements Unsigned {}

    /** Who has the one-time code of a server that has no admin yet. */
    record Founder() implements Unsigned {}

    /**
     * A job of the server on an owner's behalf.
     *
     * @param owner the user whose rows the job may see and change
     */
    record Maintenance(long owner) implements Unsigned {}
}
