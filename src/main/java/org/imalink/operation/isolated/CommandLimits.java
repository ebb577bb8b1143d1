package org.imalink.operation.isolated;

import java.time.Duration;

/**
 * What one command may use.
 *
 * @param time from its start to its end; after that its whole process tree is killed
 * @param memoryBytes of address space for each of its processes, enforced where the system can (Linux); 0 for no limit
 * @param outputBytes kept of its output, and as many of its errors; what goes beyond is read and thrown away
 */
public record CommandLimits(Duration time, long memoryBytes, int outputBytes) {
    public CommandLimits {
        if (time.isNegative() || time.isZero() || memoryBytes < 0 || outputBytes < 0) {
            throw new IllegalArgumentException("Limits must be positive");
        }
    }
}
