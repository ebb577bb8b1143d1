package org.imalink.operation.isolated;

/**
 * How a command ended and what it said.
 *
 * @param output the first bytes of its standard output, up to the limit
 * @param errors the first characters of its standard error, up to the limit
 */
public record CommandResult(Ending ending, byte[] output, String errors) {
    /** Whether it ended by itself with exit code 0. */
    public boolean succeeded() {
        return ending instanceof Ending.Exited exited && exited.code() == 0;
    }

    /** How a command ended. */
    public sealed interface Ending {
        /** By itself; the code is 0 to 128, and 127 when there is no such program. */
        record Exited(int code) implements Ending {}

        /** By a signal, such as 6 (it gave up), 9 (the system was out of memory) or 11 (it crashed). */
        record Killed(int signal) implements Ending {}

        /** It was killed because its time was over. */
        record TimedOut() implements Ending {}
    }
}
