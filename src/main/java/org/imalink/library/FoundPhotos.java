package org.imalink.library;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param total how many photos; when there are more than are counted, how many were counted
 * @param complete whether all were counted
 * @param rows one page, in order
 * @param facets those that were asked for, of the photos that were counted
 */
public record FoundPhotos(long total, boolean complete, List<Row> rows, Map<Facet, List<Count>> facets) {
    public record Row(GalleryPhoto photo, @Nullable String title) {}

    /**
     * @param value as a filter takes it; a month as {@code 2024-05} or {@code undated}
     * @param name of an author; null for other facets
     */
    public record Count(String value, @Nullable String name, long count) {}
}
