package org.imalink.preview;

import java.time.Duration;

/**
 * What opening one file may cost.
 *
 * @param pixels that a file may declare
 * @param time for one file
 * @param memoryBytes of address space for a native decoder, where the system can enforce it
 * @param heapMegabytes for a decoder in Java
 * @param processes that render at the same time
 */
record RenderLimits(long pixels, Duration time, long memoryBytes, int heapMegabytes, int processes) {
    /** Large enough for stitched panoramas and scans, small enough for a home server. */
    static RenderLimits standard() {
        return new RenderLimits(
                500_000_000,
                Duration.ofMinutes(2),
                3L << 30,
                768,
                Math.max(1, Runtime.getRuntime().availableProcessors()));
    }
}
