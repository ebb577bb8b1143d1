package org.imalink.library;

import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.PHOTO_SEARCH;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imalink.access.Scope;
import org.imalink.database.KeptQuery;
import org.imalink.library.FoundPhotos.Row;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.impl.DSL;

/** Finds photos by their words and by what is known of them. */
public final class PhotoSearch {
    /** So many hits are counted and can be paged through, the first in the order of the results. */
    public static final int MOST_COUNTED = 10_000;

    /** Asked with each letter that somebody types. */
    private static final KeptQuery<Asker> ROWS = new KeptQuery<>(PhotoSearch::rows);

    private PhotoSearch() {}

    private record Asker(Scope scope, boolean oldestFirst) {}

    /**
     * @param wanted what to count the hits by
     * @param offset 0 or more; nothing comes after {@link #MOST_COUNTED}
     * @param limit 1 to 1000
     */
    public static FoundPhotos find(
            DSLContext tx, Scope scope, PhotoQuery query, Set<Facet> wanted, long offset, int limit) {
        var match = SearchMatch.of(tx, scope, query).orElse(null);
        if (match == null) {
            return new FoundPhotos(0, true, List.of(), FacetCounts.none(wanted));
        }
        long reachable = Math.clamp(MOST_COUNTED - offset, 0, limit);
        var rows = reachable == 0 ? List.<Row>of() : rows(tx, scope, match, offset, (int) reachable);
        if (match.isEverything()) {
            return new FoundPhotos(
                    LibraryCounts.total(tx, scope, Facet.PHOTO), true, rows, FacetCounts.ofLibrary(tx, scope, wanted));
        }
        if (wanted.isEmpty()) {
            boolean isLastPage = rows.size() < reachable && (offset == 0 || !rows.isEmpty());
            long hits = isLastPage ? offset + rows.size() : total(tx, scope, match);
            return new FoundPhotos(Math.min(hits, MOST_COUNTED), hits <= MOST_COUNTED, rows, Map.of());
        }
        var counts = new FacetCounts(wanted);
        long hits = 0;
        try (var found = match.select(tx, scope, 0, MOST_COUNTED + 1, PHOTO_SEARCH.FACETS)
                .fetchSize(MOST_COUNTED)
                .fetchLazy()) {
            for (var hit : found) {
                if (++hits <= MOST_COUNTED) {
                    counts.add(hit.get(PHOTO_SEARCH.FACETS));
                }
            }
        }
        return new FoundPhotos(Math.min(hits, MOST_COUNTED), hits <= MOST_COUNTED, rows, counts.counts(tx, scope));
    }

    private static long total(DSLContext tx, Scope scope, SearchMatch match) {
        var some = match.select(tx, scope, 0, MOST_COUNTED + 1, inline(1)).asTable("hits");
        return tx.select(count()).from(some).fetchSingle().value1();
    }

    private static List<Row> rows(DSLContext tx, Scope scope, SearchMatch match, long offset, int limit) {
        var ids = match.photos(tx, scope, offset, limit);
        return ROWS.all(
                tx,
                new Asker(scope, match.oldestFirst()),
                List.of(KeptQuery.numbers(tx, ids)),
                row -> new Row(GalleryPhoto.read(row), row.getString("title")));
    }

    private static Select<?> rows(Asker asker) {
        var selected = new ArrayList<SelectField<?>>(GalleryPhoto.columns(asker.scope()));
        selected.add(PHOTOS.TITLE);
        // In the index a second is the finest; the order of lists is finer.
        var order = asker.oldestFirst()
                ? List.of(PHOTOS.TAKEN_AT.asc().nullsFirst(), PHOTOS.CREATED_AT.asc(), PHOTOS.ID.asc())
                : PhotoOrder.NEWEST_FIRST.fields();
        return DSL.select(selected)
                .from(PHOTOS)
                .where(KeptQuery.isGiven(PHOTOS.ID, 0))
                .and(LivePhotos.of(asker.scope()))
                .orderBy(order);
    }
}
