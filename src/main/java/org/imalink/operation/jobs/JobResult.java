package org.imalink.operation.jobs;

import org.jspecify.annotations.Nullable;

/**
 * What became of one file of a job, and why.
 *
 * @param path as text for people
 * @param reason a stable code
 * @param detail a sentence for people, or null where the reason says it all
 */
public record JobResult(
        String path,
        JobOutcome outcome,
        String reason,
        @Nullable String detail) {}
