package org.imalink.operation.jobs;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the server's work; times are UTC.
 *
 * @param owner the user for whom it runs
 * @param total files it will look at; null until that is known
 * @param processed files it has looked at: the sum of added, known, skipped and failed
 * @param missing files that were known and that it found gone
 * @param error why it failed or, while it runs, what it is waiting for
 */
public record Job(
        long id,
        long owner,
        String kind,
        JobState state,
        @Nullable String title,
        @Nullable Integer total,
        int processed,
        int added,
        int known,
        int skipped,
        int failed,
        int missing,
        @Nullable Long importSessionId,
        @Nullable String error,
        LocalDateTime createdAt,
        @Nullable LocalDateTime startedAt,
        @Nullable LocalDateTime finishedAt) {

    /** The same job with another word on why it failed or what it waits for. */
    public Job withError(String sentence) {
        return new Job(
                id,
                owner,
                kind,
                state,
                title,
                total,
                processed,
                added,
                known,
                skipped,
                failed,
                missing,
                importSessionId,
                sentence,
                createdAt,
                startedAt,
                finishedAt);
    }
}
