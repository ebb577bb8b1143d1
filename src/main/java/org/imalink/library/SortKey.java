package org.imalink.library;

import java.time.Duration;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The place of a photo in results, as one number, which is also the row in the full-text index: so the newest hits are
 * found first, and a search may stop when it has enough of them. Seconds since 1800 and the photo's id; photos without a
 * date are below all others.
 */
final class SortKey {
    private static final LocalDateTime ORIGIN = LocalDateTime.of(1800, 1, 1, 0, 0);
    private static final long LAST_SECOND = (1L << 34) - 1; // in the year 2344; what is later counts as this
    private static final int ID_BITS = 29;
    private static final long IDS = 1L << ID_BITS;

    /** The lowest and the highest key of photos with a date. */
    static final long FIRST_DATED = 0;

    static final long LAST = Long.MAX_VALUE;
    static final long FIRST = Long.MIN_VALUE;

    private SortKey() {}

    /** @param photoId below 536,870,912 */
    static long of(@Nullable LocalDateTime takenAt, long photoId) {
        if (photoId >= IDS) {
            throw new IllegalStateException("The search index has no room for photo " + photoId);
        }
        return takenAt == null ? photoId - IDS : second(takenAt) << ID_BITS | photoId;
    }

    /** The lowest key of a second. */
    static long from(LocalDateTime time) {
        return second(time) << ID_BITS;
    }

    /** The highest key of a second. */
    static long to(LocalDateTime time) {
        return second(time) << ID_BITS | IDS - 1;
    }

    private static long second(LocalDateTime time) {
        return Math.clamp(Duration.between(ORIGIN, time).getSeconds(), 0, LAST_SECOND);
    }
}
