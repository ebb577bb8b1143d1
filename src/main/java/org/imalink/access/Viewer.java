package org.imalink.access;

/** On whose behalf something runs; never null. */
public sealed interface Viewer {
    /** A person without an account: in single-user mode, everybody. */
    record Anonymous() implements Viewer {}

    /** Who has the machine: proved by the operator's code. */
    record Operator() implements Viewer {}

    /**
     * A job of the server on an owner's behalf.
     *
     * @param owner the user whose rows the job may see and change
     */
    record Maintenance(long owner) implements Viewer {}
}
