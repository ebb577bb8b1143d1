package org.imalink.ingest.legacy;

import static org.imalink.ingest.legacy.LegacyDatabase.quoted;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imalink.operation.Progress;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account while the old database is read: which rows were read, taken and set aside, the digest of what was taken, and
 * the highest ids. For one thread.
 */
final class Ledger {
    static final int ROWS_AT_ONCE = 500;

    /** Ids above leave no room for those of new rows. */
    static final long LARGEST_ID = 9_000_000_000_000_000_000L;

    /** References above cannot have been ids: clients count with 53 bits. */
    private static final long LARGEST_REFERENCE = (1L << 53) - 1;

    private static final String UNKNOWN = "The old server had no such %s; this one has no place for it.";

    private final LegacyDatabase source;
    private final LeftBehind leftBehind;
    private final @Nullable DSLContext tx;
    private final Progress progress;
    private final ContentSums sums = new ContentSums();
    private final Map<String, Long> read = new LinkedHashMap<>();
    private final Map<String, Long> taken = new HashMap<>();
    private final Map<String, Long> lastIds = new HashMap<>();
    private final long total;
    private long done;

    /** @param tx where to write what is taken; null to read and compute only */
    Ledger(LegacyDatabase source, LeftBehind leftBehind, @Nullable DSLContext tx, Progress progress) {
        this.source = source;
        this.leftBehind = leftBehind;
        this.tx = tx;
        this.progress = progress;
        this.total = source.tables().keySet().stream().mapToLong(source::count).sum();
    }

    ContentSums sums() {
        return sums;
    }

    LeftBehind leftBehind() {
        return leftBehind;
    }

    LegacyDatabase source() {
        return source;
    }

    long read(String table) {
        return read.getOrDefault(table, 0L);
    }

    long taken(String table) {
        return taken.getOrDefault(table, 0L);
    }

    /** The highest id that a table gave out, or that something points at; 0 when there is none. */
    long lastId(String table) {
        return lastIds.getOrDefault(table, 0L);
    }

    /** Tables that no server of the single-user time had. */
    List<String> unknownTables() {
        return source.tables().keySet().stream()
                .filter(table -> !LegacyTables.COLUMNS.containsKey(table))
                .toList();
    }

    void countRead(String table) {
        read.merge(table, 1L, Long::sum);
    }

    /** Something was taken that has no row in the old database. */
    void countTaken(String table) {
        taken.merge(table, 1L, Long::sum);
    }

    /** A row was taken: as it says itself. */
    void take(String table, LegacyRow row) {
        countTaken(table);
        sums.add(table, row.taken(LegacyTables.COLUMNS.getOrDefault(table, List.of())));
    }

    void write(Consumer<DSLContext> change) {
        if (tx != null) {
            change.accept(tx);
        }
    }

    void report(String stage, long reached, long of) {
        progress.report(stage, reached, of);
    }

    /** Reads all rows of a table in the order of their numbers; a table that is missing has none. */
    void forEach(String table, Consumer<LegacyRow> consumer) {
        if (source.tables().containsKey(table)) {
            forEach(
                    table,
                    "select t.rowid as adopt_rowid, %s from main.%s as t not indexed order by t.rowid"
                            .formatted(columns(table, "t"), table),
                    consumer);
        }
    }

    /** Reads all rows of a table by a query of one's own, which names the row's number {@code adopt_rowid}. */
    void forEach(String table, String query, Consumer<LegacyRow> consumer) {
        var unknown = source.tables().getOrDefault(table, List.of()).stream()
                .filter(column -> !LegacyTables.isKnown(table, column))
                .toList();
        source.forEach(query, values -> {
            countRead(table);
            var row = new LegacyRow(table, id(values), values, leftBehind);
            long before = taken(table);
            consumer.accept(row);
            if (taken(table) > before) {
                unknown.stream()
                        .filter(column -> row.raw(column) != null)
                        .forEach(column -> row.setAside(column, UNKNOWN.formatted("column")));
            }
            step();
        });
    }

    /** Sets all rows of a table aside. */
    void setAside(String table) {
        source.forEach("select * from main.%s not indexed".formatted(quoted(table, '"')), values -> {
            countRead(table);
            new LegacyRow(table, id(values), values, leftBehind).setAside(UNKNOWN.formatted("table"));
            step();
        });
    }

    /** A table's columns for a query, but for some. */
    String columns(String table, String alias, String... without) {
        return source.tables().getOrDefault(table, List.of()).stream()
                .filter(column -> !Arrays.asList(without).contains(column))
                .map(column -> alias + "." + quoted(column, '"') + " as " + quoted(column, '"'))
                .collect(Collectors.joining(", "));
    }

    private void step() {
        progress.report("Reading the old database", ++done, total);
    }

    private static String id(LegacyDatabase.Values values) {
        return Stream.of("id", "hothash", "adopt_rowid")
                .map(name -> values.values().get(name))
                .filter(each -> each != null && !(each instanceof byte[]))
                .findFirst()
                .map(Object::toString)
                .orElse("");
    }

    /** Something points at a row of a table. Where that is missing it goes on pointing at nothing: no new row gets its id. */
    @Nullable
    Long reference(LegacyRow row, String column, String table) {
        var id = row.whole(column, Long.MIN_VALUE, Long.MAX_VALUE);
        if (id != null && id <= LARGEST_REFERENCE) {
            raise(table, id);
        }
        return id;
    }

    void raise(String table, long id) {
        lastIds.merge(table, id, Math::max);
    }

    Ids ids(String table) {
        return new Ids(table);
    }

    /** The ids of a table: those that SQLite keeps apart, or others, which may come twice. */
    final class Ids {
        private final String table;
        private final @Nullable Set<Long> seen;
        private long last;

        private Ids(String table) {
            this.table = table;
            this.seen = source.hasKey(table, "id") ? null : new HashSet<>();
        }

        /** Whether the row has an id that it can keep; otherwise it is set aside. */
        boolean accept(LegacyRow row) {
            var id = row.whole("id", Long.MIN_VALUE, Long.MAX_VALUE);
            if (id == null) {
                row.setAside("It has no id.");
                return false;
            }
            if (row.refuse(id > LARGEST_ID, "Its id leaves no room for those of new rows.")
                    || row.refuse(seen != null && !seen.add(id), "Another row has the same id.")) {
                return false;
            }
            last = id;
            raise(table, id);
            return true;
        }

        /** The id of the row that was accepted last. */
        long last() {
            return last;
        }
    }

    /** Rows on their way into the new library. */
    static final class Batch<T> {
        private final Consumer<List<T>> writer;
        private final List<T> rows = new ArrayList<>();

        Batch(Consumer<List<T>> writer) {
            this.writer = writer;
        }

        void add(T row) {
            rows.add(row);
            if (rows.size() >= ROWS_AT_ONCE) {
                flush();
            }
        }

        void flush() {
            writer.accept(List.copyOf(rows));
            rows.clear();
        }
    }
}
