package org.imalink.library;

import static org.imalink.database.schema.Tables.LIBRARY_COUNTS;
import static org.jooq.impl.DSL.excluded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imalink.access.Scope;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** How many photos an owner has of each kind: kept in the transactions that change photos, so that nothing is counted anew. */
public final class LibraryCounts {
    private LibraryCounts() {}

    /** What is counted. */
    record Key(Facet facet, String value) {}

    /** How many photos have a value. */
    public record Count(String value, long count) {}

    /** The one number of a facet without values. */
    static long total(DSLContext tx, Scope scope, Facet facet) {
        return of(tx, scope, facet, "");
    }

    static long of(DSLContext tx, Scope scope, Facet facet, String value) {
        return tx.select(LIBRARY_COUNTS.COUNT)
                .from(LIBRARY_COUNTS)
                .where(row(scope, new Key(facet, value)))
                .fetchOptional()
                .map(row -> (long) row.value1())
                .orElse(0L);
    }

    /** All values of a facet, in no order. */
    static List<Count> all(DSLContext tx, Scope scope, Facet facet) {
        return tx.select(LIBRARY_COUNTS.VALUE, LIBRARY_COUNTS.COUNT)
                .from(LIBRARY_COUNTS)
                .where(scope.rows(LIBRARY_COUNTS.USER_ID))
                .and(LIBRARY_COUNTS.FACET.eq(facet.key()))
                .fetch(row -> new Count(row.value1(), row.value2()));
    }

    /** The values that most photos have, those first. */
    static List<Count> most(DSLContext tx, Scope scope, Facet facet, int limit) {
        return tx.select(LIBRARY_COUNTS.VALUE, LIBRARY_COUNTS.COUNT)
                .from(LIBRARY_COUNTS)
                .where(scope.rows(LIBRARY_COUNTS.USER_ID))
                .and(LIBRARY_COUNTS.FACET.eq(facet.key()))
                .orderBy(LIBRARY_COUNTS.COUNT.desc())
                .limit(limit)
                .fetch(row -> new Count(row.value1(), row.value2()));
    }

    /**
     * The values that begin with a text, those of most photos first.
     *
     * @param folded the text as searches compare it
     * @param among how many of them are looked at, so that one letter costs no more than a word
     */
    static List<Count> beginningWith(DSLContext tx, Scope scope, Facet facet, String folded, int limit, int among) {
        var some = tx.select(LIBRARY_COUNTS.VALUE, LIBRARY_COUNTS.COUNT)
                .from(LIBRARY_COUNTS)
                .where(scope.rows(LIBRARY_COUNTS.USER_ID))
                .and(LIBRARY_COUNTS.FACET.eq(facet.key()))
                .and(LIBRARY_COUNTS.FOLDED.ge(folded))
                .and(LIBRARY_COUNTS.FOLDED.lt(folded + Character.toString(Character.MAX_CODE_POINT)))
                .orderBy(LIBRARY_COUNTS.FOLDED)
                .limit(among)
                .fetch(row -> new Count(row.value1(), row.value2()));
        return some.stream()
                .sorted(Comparator.comparingLong(Count::count).reversed())
                .limit(limit)
                .toList();
    }

    /** Adds to the counts, or takes from them; a count of nothing is no row. */
    static void change(DSLContext tx, Scope scope, Map<Key, Integer> changes) {
        var rows = new ArrayList<Object[]>();
        var mayBeEmpty = new ArrayList<Condition>();
        changes.forEach((key, change) -> {
            if (change != 0) {
                rows.add(new Object[] {
                    scope.owner(), key.facet().key(), key.facet().folded(key.value()), key.value(), change
                });
            }
            if (change < 0) {
                mayBeEmpty.add(row(scope, key));
            }
        });
        if (rows.isEmpty()) {
            return;
        }
        var upsert = tx.insertInto(
                        LIBRARY_COUNTS,
                        LIBRARY_COUNTS.USER_ID,
                        LIBRARY_COUNTS.FACET,
                        LIBRARY_COUNTS.FOLDED,
                        LIBRARY_COUNTS.VALUE,
                        LIBRARY_COUNTS.COUNT)
                .values((Long) null, null, null, null, null)
                .onConflict(LIBRARY_COUNTS.USER_ID, LIBRARY_COUNTS.FACET, LIBRARY_COUNTS.FOLDED, LIBRARY_COUNTS.VALUE)
                .doUpdate()
                .set(LIBRARY_COUNTS.COUNT, LIBRARY_COUNTS.COUNT.plus(excluded(LIBRARY_COUNTS.COUNT)));
        tx.batch(upsert).bind(rows.toArray(Object[][]::new)).execute();
        for (var row : mayBeEmpty) {
            tx.deleteFrom(LIBRARY_COUNTS)
                    .where(row)
                    .and(LIBRARY_COUNTS.COUNT.eq(0))
                    .execute();
        }
    }

    /** For whom anything is counted. */
    static List<Long> owners(DSLContext tx) {
        return tx.selectDistinct(LIBRARY_COUNTS.USER_ID).from(LIBRARY_COUNTS).fetch(LIBRARY_COUNTS.USER_ID);
    }

    /** Everything that is counted for an owner. */
    static Map<Key, Integer> everything(DSLContext tx, Scope scope) {
        var counts = new HashMap<Key, Integer>();
        tx.select(LIBRARY_COUNTS.FACET, LIBRARY_COUNTS.VALUE, LIBRARY_COUNTS.COUNT)
                .from(LIBRARY_COUNTS)
                .where(scope.rows(LIBRARY_COUNTS.USER_ID))
                .forEach(row -> counts.put(new Key(Facet.named(row.value1()), row.value2()), row.value3()));
        return counts;
    }

    private static Condition row(Scope scope, Key key) {
        return scope.rows(LIBRARY_COUNTS.USER_ID)
                .and(LIBRARY_COUNTS.FACET.eq(key.facet().key()))
                .and(LIBRARY_COUNTS.FOLDED.eq(key.facet().folded(key.value())))
                .and(LIBRARY_COUNTS.VALUE.eq(key.value()));
    }
}
