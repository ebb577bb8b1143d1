package org.imalink.operation.isolated;

import java.time.Duration;

/**
 * What an {@link IsolatedWorker} may use.
 *
 * @param processes at most, each with its own heap; more requests at a time wait for one
 * @param heapMegabytes of each process
 * @param time for one request, the start of a process included
 * @param answerBytes the largest answer; a larger one counts as a crash
 * @param idle after which a process without requests is closed
 */
public record WorkerLimits(int processes, int heapMegabytes, Duration time, int answerBytes, Duration idle) {
    public WorkerLimits {
        if (processes < 1 || heapMegabytes < 1 || answerBytes < 1 || !time.isPositive() || !idle.isPositive()) {
            throw new IllegalArgumentException("Limits must be positive");
        }
    }
}
