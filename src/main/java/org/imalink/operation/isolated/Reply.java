package org.imalink.operation.isolated;

import java.time.Duration;

/** What came of a request to an {@link IsolatedWorker}. After all but the first two, the child has been replaced. */
public sealed interface Reply {
    record Answered(byte[] answer) implements Reply {}

    /**
     * The task threw.
     *
     * @param failure the exception's class name
     * @param message for people, empty when it had none
     */
    record Failed(String failure, String message) implements Reply {}

    record TimedOut(Duration limit) implements Reply {}

    /** The request needed more memory than the worker has. */
    record OutOfMemory() implements Reply {}

    /**
     * The child ended, or said what is no answer.
     *
     * @param detail its exit code and last words, for the log
     */
    record Crashed(String detail) implements Reply {}
}
