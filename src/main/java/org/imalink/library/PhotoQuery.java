package org.imalink.library;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which photos to find; null or empty means any, and everything that is said must be true.
 *
 * @param text words, each the beginning of one in the photo's title, description, tags, file names, camera, lens or author
 * @param takenFrom inclusive, local time of the camera, to the second
 * @param takenTo inclusive, local time of the camera, to the second
 * @param ratingMin 0 to 5, inclusive
 * @param ratingMax 0 to 5, inclusive
 * @param tags all of them, whole, without regard to case and accents
 * @param camera as {@link Facet#CAMERA} names it
 * @param kind as {@link Facet#KIND} names it
 * @param oldestFirst newest first otherwise
 */
public record PhotoQuery(
        @Nullable String text,
        @Nullable LocalDateTime takenFrom,
        @Nullable LocalDateTime takenTo,
        @Nullable Integer ratingMin,
        @Nullable Integer ratingMax,
        @Nullable Long authorId,
        List<String> tags,
        @Nullable String camera,
        @Nullable String kind,
        @Nullable Boolean hasPlace,
        @Nullable Boolean hasRaw,
        @Nullable Long importSessionId,
        boolean oldestFirst) {

    public static final PhotoQuery ALL =
            new PhotoQuery(null, null, null, null, null, null, List.of(), null, null, null, null, null, false);

    public PhotoQuery withText(String other) {
        return new PhotoQuery(
                other,
                takenFrom,
                takenTo,
                ratingMin,
                ratingMax,
                authorId,
                tags,
                camera,
                kind,
                hasPlace,
                hasRaw,
                importSessionId,
                oldestFirst);
    }
}
