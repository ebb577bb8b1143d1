package org.imalink.operation.isolated;

/**
 * Work that runs in a JVM of its own. An implementation has a constructor without parameters and is used by one thread at
 * a time; it lives as long as that JVM and may keep what speeds up the next request.
 */
@FunctionalInterface
public interface IsolatedTask {
    /**
     * Answers one request. Whatever it throws comes back as {@link Reply.Failed} with the message.
     *
     * @return not larger than the worker's limit
     */
    byte[] answer(byte[] request) throws Exception;
}
