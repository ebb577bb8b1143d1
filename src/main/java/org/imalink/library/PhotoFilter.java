package org.imalink.library;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which photos to list; null or empty means any.
 *
 * @param text anywhere in title, description or tags, without regard to case; {@code %} and {@code _} are wildcards
 * @param tags each must be part of some tag
 * @param ratingMin 0 to 5, inclusive
 * @param ratingMax 0 to 5, inclusive
 * @param takenAfter inclusive, local time of the camera
 * @param takenBefore inclusive, local time of the camera
 */
public record PhotoFilter(
        @Nullable String text,
        @Nullable Long authorId,
        List<String> tags,
        @Nullable Integer ratingMin,
        @Nullable Integer ratingMax,
        @Nullable LocalDateTime takenAfter,
        @Nullable LocalDateTime takenBefore,
        @Nullable Boolean hasGps,
        @Nullable Boolean hasRaw) {

    public static final PhotoFilter ALL = new PhotoFilter(null, null, List.of(), null, null, null, null, null, null);

    public static PhotoFilter byAuthor(long authorId) {
        return new PhotoFilter(null, authorId, List.of(), null, null, null, null, null, null);
    }
}
