package org.imalink.library;

import java.util.List;
import java.util.Map;
import org.imalink.library.LibraryCounts.Key;

/**
 * What the index holds of one photo.
 *
 * @param sortKey see {@link SortKey}
 * @param words terms of {@link SearchTerms}, with spaces between them
 * @param facets a line for each time that the photo counts for something: the facet's key, a colon and the value
 */
record SearchDocument(long sortKey, String words, String facets) {
    /** What the photo counts for. */
    List<Key> keys() {
        return facets.lines().map(SearchDocument::key).toList();
    }

    static String line(Facet facet, String value) {
        return facet.key() + ":" + value;
    }

    static Key key(String line) {
        int colon = line.indexOf(':');
        return new Key(Facet.named(line.substring(0, colon)), line.substring(colon + 1));
    }

    void count(Map<Key, Integer> counts, int change) {
        for (var key : keys()) {
            counts.merge(key, change, Integer::sum);
        }
    }
}
