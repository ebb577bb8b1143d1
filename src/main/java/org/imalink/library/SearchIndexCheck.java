package org.imalink.library;

import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.PHOTO_SEARCH;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imalink.access.Libraries;
import org.imalink.database.Engine;
import org.imalink.library.LibraryCounts.Key;
import org.imalink.operation.Finding;
import org.imalink.operation.Progress;
import org.imalink.operation.RowCheck;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Whether the search index and the counts say of every photo what its rows say. */
public final class SearchIndexCheck implements RowCheck {
    private static final int PHOTOS_AT_ONCE = 500;
    private static final String ADVICE =
            "Stop the server and make the index anew: imalink check --rebuild-search. No photo is touched by that.";

    @Override
    public void run(DSLContext tx, Progress progress, List<Finding> findings) {
        var counted = new HashMap<Long, Map<Key, Integer>>();
        checkPhotos(tx, progress, counted, findings);
        checkRowsWithoutPhotos(tx, findings);
        LibraryCounts.owners(tx).forEach(owner -> counted.computeIfAbsent(owner, first -> new HashMap<>()));
        counted.forEach(
                (owner, each) -> checkCounts(each, LibraryCounts.everything(tx, Libraries.of(owner)), findings));
        if (Engine.of(tx) == Engine.SQLITE && hash(tx, progress) != fullTextHash(tx)) {
            findings.add(notice(
                    "search_text_differs",
                    "photo_search_fts",
                    "",
                    "The full-text index differs from what it was made of."));
        }
    }

    private static void checkPhotos(
            DSLContext tx, Progress progress, Map<Long, Map<Key, Integer>> counted, List<Finding> findings) {
        long total = tx.fetchCount(PHOTOS);
        long done = 0;
        for (var photos = next(tx, 0); photos.count() > 0; photos = next(tx, photos.last())) {
            for (var owned : photos.byOwner()) {
                var counts = counted.computeIfAbsent(owned.scope().owner(), first -> new HashMap<>());
                checkPhotos(tx, owned, counts, findings);
            }
            done += photos.count();
            progress.report("Checking the search index", done, total);
        }
    }

    private static EverybodysPhotos next(DSLContext tx, long after) {
        return EverybodysPhotos.next(tx, after, PHOTOS_AT_ONCE);
    }

    private static void checkPhotos(
            DSLContext tx, EverybodysPhotos.Owned owned, Map<Key, Integer> counted, List<Finding> findings) {
        var documents = SearchDocuments.read(tx, owned.scope(), owned.ids());
        var indexed = SearchIndex.indexed(tx, owned.scope(), owned.ids());
        for (long id : owned.ids()) {
            var document = documents.get(id);
            if (!Objects.equals(document, indexed.get(id))) {
                findings.add(notice(
                        "search_differs",
                        "photo_search",
                        String.valueOf(id),
                        "The search index does not say of this photo what is known of it."));
            }
            if (document != null) {
                document.count(counted, 1);
            }
        }
    }

    private static void checkRowsWithoutPhotos(DSLContext tx, List<Finding> findings) {
        tx.select(PHOTO_SEARCH.PHOTO_ID)
                .from(PHOTO_SEARCH)
                .leftAntiJoin(PHOTOS)
                .on(PHOTOS.ID.eq(PHOTO_SEARCH.PHOTO_ID))
                .forEach(row -> findings.add(notice(
                        "search_differs",
                        "photo_search",
                        String.valueOf(row.value1()),
                        "The search index knows a photo that is not there.")));
    }

    private static void checkCounts(Map<Key, Integer> counted, Map<Key, Integer> kept, List<Finding> findings) {
        var keys = new ArrayList<>(counted.keySet());
        kept.keySet().stream().filter(key -> !counted.containsKey(key)).forEach(keys::add);
        for (var key : keys) {
            int expected = counted.getOrDefault(key, 0);
            int found = kept.getOrDefault(key, 0);
            if (expected != found) {
                findings.add(notice(
                        "count_differs",
                        "library_counts",
                        SearchDocument.line(key.facet(), key.value()),
                        "%d are counted where there are %d.".formatted(found, expected)));
            }
        }
    }

    /** One number for all words with the rows they stand in, whatever their order. */
    private static long hash(DSLContext tx, Progress progress) {
        progress.report("Checking the full-text index", 0, 0);
        long hash = 0;
        try (var rows = tx.select(PHOTO_SEARCH.SORT_KEY, PHOTO_SEARCH.WORDS)
                .from(PHOTO_SEARCH)
                .fetchSize(PHOTOS_AT_ONCE)
                .fetchLazy()) {
            for (var row : rows) {
                for (var word : row.value2().split(" ")) {
                    hash += hash(word, row.value1());
                }
            }
        }
        return hash;
    }

    private static long fullTextHash(DSLContext tx) {
        long hash = 0;
        try (var rows = tx.select(DSL.field("term", String.class), DSL.field("doc", Long.class))
                .from("photo_search_fts_terms")
                .fetchSize(PHOTOS_AT_ONCE)
                .fetchLazy()) {
            for (var row : rows) {
                hash += hash(row.value1(), row.value2());
            }
        }
        return hash;
    }

    private static long hash(String word, long row) {
        long mixed = (word.hashCode() * 31L + row) * 0x9e37_79b9_7f4a_7c15L;
        return mixed ^ mixed >>> 32;
    }

    private static Finding notice(String code, String table, String row, String problem) {
        return new Finding(Finding.Severity.NOTICE, code, table, row, problem, ADVICE);
    }
}
