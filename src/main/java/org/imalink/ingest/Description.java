package org.imalink.ingest;

import java.util.List;
import org.imalink.library.PlaceNames;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of its picture in words.
 *
 * @param rating 1 to 5
 */
record Description(
        @Nullable String title,
        @Nullable String text,
        List<String> keywords,
        @Nullable Integer rating,
        @Nullable String author,
        PlaceNames place) {

    static final Description NONE = new Description(null, null, List.of(), null, null, PlaceNames.NONE);
}
