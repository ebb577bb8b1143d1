package org.imalink.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imalink.database.DatabaseContract;
import org.imalink.database.Engine;
import org.imalink.database.RandomLibrary;
import org.imalink.database.Schema;
import org.imalink.database.StoredColumns;
import org.jooq.DSLContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Down from level 2 and up again, and up and down again, changes nothing; and it is the same whether user 1 writes before
 * or after the way up. With random libraries of several people who have the same photos, and every row of every table.
 */
class TenancyLawsTest extends DatabaseContract {
    private static final boolean FULL = "full".equals(System.getProperty("imalink.counts"));
    private static final int SEEDS = FULL ? 2000 : 200;

    /** PostgreSQL keeps the columns that were taken away, and each of its statements looks at them. */
    private static final int SEEDS_OF_A_DATABASE = 20;

    /** By what the database says of its tables, the queries that read them. */
    private final Map<String, SortedMap<String, String>> queries = new HashMap<>();

    @ParameterizedTest
    @MethodSource
    void nothing_is_lost_between_the_levels(int firstSeed) {
        database.write(tx -> {
            move(tx, 2);
            RandomLibrary.addMembers(tx);
            return 0;
        });
        for (int seed = firstSeed; seed < firstSeed + SEEDS_OF_A_DATABASE; seed++) {
            int each = seed;
            database.writeBatch(tx -> hold(tx, each));
        }
    }

    static IntStream nothing_is_lost_between_the_levels() {
        return IntStream.range(0, SEEDS / SEEDS_OF_A_DATABASE).map(number -> number * SEEDS_OF_A_DATABASE);
    }

    /** Begins and ends at level 2. Moving a schema is what takes the time: each move is held against two laws. */
    private int hold(DSLContext tx, int seed) {
        var random = new Random(seed);
        for (int turn = 0; turn < 3; turn++) {
            RandomLibrary.change(tx, random, random.nextInt(1, 2 + RandomLibrary.MEMBERS.size()), 5);
        }
        var above = rows(tx);
        var digest = digest(tx);
        var written = writtenAbove(tx, seed);

        move(tx, 1);
        var below = rows(tx);
        assertThat(digest(tx)).as("down, seed %d", seed).isEqualTo(digest);
        if (random.nextInt(4) == 0) {
            move(tx, 0);
            assertThat(digest(tx)).as("level 0, seed %d", seed).isEqualTo(digest);
        }
        move(tx, 2);
        assertThat(rows(tx)).as("up(down(s)), seed %d", seed).isEqualTo(above);
        move(tx, 1);
        assertThat(rows(tx)).as("down(up(s)), seed %d", seed).isEqualTo(below);
        write(tx, seed);
        move(tx, 2);
        assertThat(rows(tx)).as("up(write(s)) = write(up(s)), seed %d", seed).isEqualTo(written);
        assertThat(othersRoots(digest(tx))).as("the others, seed %d", seed).isEqualTo(othersRoots(digest));
        return seed;
    }

    /** What user 1's write would make of the library at level 2; it is as it was afterwards. */
    private SortedMap<String, List<String>> writtenAbove(DSLContext tx, int seed) {
        tx.execute("savepoint before_the_write");
        var ids = nextIds(tx);
        write(tx, seed);
        var written = rows(tx);
        tx.execute("rollback to before_the_write");
        resetIds(tx, ids);
        return written;
    }

    private static void write(DSLContext tx, int seed) {
        RandomLibrary.change(tx, new Random(~seed), 1, 8);
    }

    private static SortedMap<Long, String> othersRoots(LibraryDigest digest) {
        var roots = digest.roots();
        roots.remove(1L);
        return roots;
    }

    private static LibraryDigest digest(DSLContext tx) {
        return LibraryDigest.of(tx, Progress.UNHEARD);
    }

    private void move(DSLContext tx, int level) {
        new Schema(database).moveTenancy(tx, level);
    }

    /** Every row by its table, and where the ids go on. A digest of the same rows is the same. */
    private SortedMap<String, List<String>> rows(DSLContext tx) {
        var rows = tx.connectionResult(connection -> {
            var tables = tables(connection);
            var known = queries.get(tables);
            if (known == null) {
                known = queries(StoredColumns.ofAll(connection, engine));
                queries.put(tables, known);
            }
            return rows(connection, known);
        });
        rows.put("ids", List.of(nextIds(tx).toString()));
        return rows;
    }

    /** By JDBC: thousands of tables are read, and jOOQ takes as long for each as the database. */
    private static SortedMap<String, List<String>> rows(Connection connection, SortedMap<String, String> queries)
            throws SQLException {
        var rows = new TreeMap<String, List<String>>();
        try (var statement = connection.createStatement()) {
            for (var query : queries.entrySet()) {
                var ofTable = new ArrayList<String>();
                try (var result = statement.executeQuery(query.getValue())) {
                    while (result.next()) {
                        ofTable.add(result.getString(1));
                    }
                }
                ofTable.sort(null);
                rows.put(query.getKey(), ofTable);
            }
        }
        return rows;
    }

    private SortedMap<String, String> queries(Map<String, List<String>> columns) {
        var queries = new TreeMap<String, String>();
        columns.forEach((table, unordered) -> {
            if (!table.equals("schema_history")) {
                queries.put(
                        table,
                        "select %s from %s".formatted(row(unordered.stream().sorted()), table));
            }
        });
        return queries;
    }

    /** A row as one text, in which each value is told from every other one. */
    private String row(Stream<String> columns) {
        return switch (engine) {
            case SQLITE -> columns.map("quote(%s)"::formatted).collect(Collectors.joining(" || ',' || "));
            case POSTGRESQL -> columns.collect(Collectors.joining(", ", "row(", ")::text"));
        };
    }

    /** As long as it is the same, the tables are read in the same way. */
    private String tables(Connection connection) throws SQLException {
        var query = switch (engine) {
            case SQLITE -> "select group_concat(sql, char(10)) from sqlite_schema where type = 'table'";
            case POSTGRESQL -> """
                        select string_agg(relname || '.' || attname, ' ' order by relname, attname)
                        from pg_class c join pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped
                        where relkind = 'r' and relnamespace = current_schema()::regnamespace""";
        };
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    /** The last id that each table gave out; the history's own do not count. */
    private SortedMap<String, Long> nextIds(DSLContext tx) {
        var ids = new TreeMap<String, Long>();
        tx.fetch(
                        switch (engine) {
                            case SQLITE -> "select name, seq from sqlite_sequence where name <> 'schema_history'";
                            case POSTGRESQL -> """
                                select sequencename, last_value from pg_sequences
                                where last_value is not null and sequencename <> 'schema_history_id_seq'""";
                        })
                .forEach(row -> ids.put(row.get(0, String.class), row.get(1, Long.class)));
        return ids;
    }

    /** What PostgreSQL gave out stays given out, also when the transaction is rolled back. */
    private void resetIds(DSLContext tx, SortedMap<String, Long> ids) {
        if (engine == Engine.POSTGRESQL) {
            tx
                    .fetch("select sequencename from pg_sequences where last_value is not null")
                    .map(row -> row.get(0, String.class))
                    .stream()
                    .filter(sequence -> !sequence.equals("schema_history_id_seq"))
                    .forEach(sequence -> tx.execute(
                            "select setval(?::regclass, ?, ?)",
                            sequence,
                            ids.getOrDefault(sequence, 1L),
                            ids.containsKey(sequence)));
        }
    }
}
