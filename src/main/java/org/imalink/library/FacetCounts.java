package org.imalink.library;

import static org.imalink.database.schema.Tables.AUTHORS;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imalink.access.Scope;
import org.imalink.library.FoundPhotos.Count;
import org.jooq.DSLContext;

/** Counts the values of some photos, facet by facet. For one thread. */
final class FacetCounts {
    /** Of a facet only the values that most photos have are told; of months all. */
    private static final int MOST_VALUES = 50;

    private final Map<Facet, Map<String, Value>> counted = new EnumMap<>(Facet.class);

    /** Most photos have the same few lines, so that these are counted first and understood afterwards. */
    private final Map<String, Integer> lines = new HashMap<>();

    FacetCounts(Set<Facet> wanted) {
        wanted.forEach(facet -> counted.put(facet, new HashMap<>()));
    }

    /** A value in the writing that most of its photos have. */
    private static final class Value {
        private String written;
        private long most;
        private long count;

        Value(String written) {
            this.written = written;
        }

        void add(String as, long times) {
            count += times;
            if (times > most || times == most && as.compareTo(written) < 0) {
                written = as;
                most = times;
            }
        }
    }

    static Map<Facet, List<Count>> none(Set<Facet> wanted) {
        var none = new EnumMap<Facet, List<Count>>(Facet.class);
        wanted.forEach(facet -> none.put(facet, List.of()));
        return none;
    }

    /** The counts of all photos, which nobody has to count. */
    static Map<Facet, List<Count>> ofLibrary(DSLContext tx, Scope scope, Set<Facet> wanted) {
        var counts = new FacetCounts(wanted);
        counts.counted
                .keySet()
                .forEach(facet -> (facet == Facet.MONTH
                                ? LibraryCounts.all(tx, scope, facet)
                                : LibraryCounts.most(tx, scope, facet, MOST_VALUES))
                        .forEach(count -> counts.add(facet, count.value(), count.count())));
        return counts.counts(tx, scope);
    }

    /** @param facets of a {@link SearchDocument} */
    void add(String facets) {
        for (int start = 0; start < facets.length(); ) {
            int end = facets.indexOf('\n', start);
            int stop = end < 0 ? facets.length() : end;
            lines.merge(facets.substring(start, stop), 1, Integer::sum);
            start = stop + 1;
        }
    }

    private void add(Facet facet, String value, long count) {
        var values = counted.get(facet);
        if (values != null) {
            values.computeIfAbsent(facet.folded(value), folded -> new Value(value))
                    .add(value, count);
        }
    }

    /** Most photos first; months in the order of time, newest first, those without a date last. */
    Map<Facet, List<Count>> counts(DSLContext tx, Scope scope) {
        lines.forEach((line, count) -> {
            var key = SearchDocument.key(line);
            add(key.facet(), key.value(), count);
        });
        lines.clear();
        var counts = new EnumMap<Facet, List<Count>>(Facet.class);
        counted.forEach((facet, values) -> counts.put(
                facet,
                switch (facet) {
                    case MONTH ->
                        values.values().stream()
                                .sorted(Comparator.comparingInt((Value value) -> Integer.parseInt(value.written))
                                        .reversed())
                                .map(value -> new Count(Timeline.name(value.written), null, value.count))
                                .toList();
                    case AUTHOR -> authors(tx, scope, values.values());
                    case PHOTO, FILE, SESSION, TAG, CAMERA, KIND, RATING ->
                        most(values.values()).stream()
                                .map(value -> new Count(value.written, null, value.count))
                                .toList();
                }));
        return counts;
    }

    private static List<Value> most(Collection<Value> values) {
        return most(values, Comparator.comparing(value -> value.written));
    }

    /** @param order of those that as many photos have */
    private static List<Value> most(Collection<Value> values, Comparator<Value> order) {
        return values.stream()
                .sorted(Comparator.comparingLong((Value value) -> -value.count).thenComparing(order))
                .limit(MOST_VALUES)
                .toList();
    }

    private static List<Count> authors(DSLContext tx, Scope scope, Collection<Value> values) {
        // As numbers: as texts their order would tell how many authors others have.
        var most = most(values, Comparator.comparingLong(value -> Long.parseLong(value.written)));
        var names = tx.select(AUTHORS.ID, AUTHORS.NAME)
                .from(AUTHORS)
                .where(AUTHORS.ID.in(
                        most.stream().map(value -> Long.valueOf(value.written)).toList()))
                .and(scope.rows(AUTHORS))
                .fetchMap(AUTHORS.ID, AUTHORS.NAME);
        return most.stream()
                .filter(value -> names.containsKey(Long.valueOf(value.written)))
                .map(value -> new Count(value.written, names.get(Long.valueOf(value.written)), value.count))
                .toList();
    }
}
