package org.imalink.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imalink.database.DatabaseContract;
import org.imalink.database.Engine;
import org.imalink.database.RandomLibrary;
import org.imalink.database.Schema;
import org.imalink.database.StoredColumns;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Down from level 2 and up again, and up and down again, changes nothing; and it is the same whether user 1 writes before
 * or after the way up. With random libraries of several people who have the same photos, and every row of every table.
 */
class TenancyLawsTest extends DatabaseContract {
    private static final boolean FULL = "full".equals(System.getProperty("imalink.counts"));
    private static final int DATABASES = FULL ? 10 : 1;
    private static final int SEEDS_OF_A_DATABASE = 200;

    /** Moving a schema takes PostgreSQL four times as long. */
    private static final int SEEDS_OF_POSTGRESQL = FULL ? SEEDS_OF_A_DATABASE : 60;

    /** What a database holds: every row, where the ids go on, and the digest. */
    private record State(SortedMap<String, List<String>> rows, LibraryDigest digest) {}

    @ParameterizedTest
    @MethodSource
    void nothing_is_lost_between_the_levels(int firstSeed) {
        database.write(tx -> {
            move(tx, 2);
            RandomLibrary.addMembers(tx);
            return 0;
        });
        int seeds = engine == Engine.POSTGRESQL ? SEEDS_OF_POSTGRESQL : SEEDS_OF_A_DATABASE;
        for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
            int each = seed;
            database.writeBatch(tx -> hold(tx, each));
        }
    }

    /** A table of PostgreSQL can be given 1,600 columns in its life, those counted that were taken away again. */
    static IntStream nothing_is_lost_between_the_levels() {
        return IntStream.range(0, DATABASES).map(number -> number * SEEDS_OF_A_DATABASE);
    }

    /** Begins and ends at level 2. */
    private int hold(DSLContext tx, int seed) {
        var random = new Random(seed);
        for (int turn = 0; turn < 3; turn++) {
            RandomLibrary.change(tx, random, random.nextInt(1, 2 + RandomLibrary.MEMBERS.size()), 5);
        }
        var above = state(tx);
        move(tx, 1);
        var below = state(tx);
        assertThat(below.digest).as("down, seed %d", seed).isEqualTo(above.digest);
        if (random.nextInt(4) == 0) {
            move(tx, 0);
            assertThat(LibraryDigest.of(tx, Progress.UNHEARD))
                    .as("level 0, seed %d", seed)
                    .isEqualTo(above.digest);
        }
        move(tx, 2);
        assertThat(state(tx)).as("up(down(s)), seed %d", seed).isEqualTo(above);
        move(tx, 1);
        assertThat(state(tx)).as("down(up(s)), seed %d", seed).isEqualTo(below);

        var others = new TreeMap<>(below.digest.roots());
        tx.execute("savepoint before_the_write");
        var ids = nextIds(tx);
        RandomLibrary.change(tx, new Random(~seed), 1, 8);
        move(tx, 2);
        var writtenBefore = state(tx);
        tx.execute("rollback to before_the_write");
        resetIds(tx, ids);
        move(tx, 2);
        RandomLibrary.change(tx, new Random(~seed), 1, 8);
        assertThat(state(tx)).as("up(write(s)) = write(up(s)), seed %d", seed).isEqualTo(writtenBefore);
        var after = new TreeMap<>(writtenBefore.digest.roots());
        others.remove(1L);
        after.remove(1L);
        assertThat(after).as("the others, seed %d", seed).isEqualTo(others);
        return seed;
    }

    private void move(DSLContext tx, int level) {
        new Schema(database).moveTenancy(tx, level);
    }

    private State state(DSLContext tx) {
        var rows = tx.connectionResult(this::rows);
        var ids = new ArrayList<String>();
        nextIds(tx).forEach((table, id) -> ids.add(table + " " + id));
        rows.put("ids", ids);
        return new State(rows, LibraryDigest.of(tx, Progress.UNHEARD));
    }

    /** By JDBC: thousands of tables are read, and jOOQ takes as long for each as the database. */
    private SortedMap<String, List<String>> rows(Connection connection) throws SQLException {
        var rows = new TreeMap<String, List<String>>();
        for (var columns : StoredColumns.ofAll(connection, engine).entrySet()) {
            var table = columns.getKey();
            if (!table.equals("schema_history")) {
                rows.put(table, rows(connection, table, columns.getValue()));
            }
        }
        return rows;
    }

    private static List<String> rows(Connection connection, String table, List<String> unordered) throws SQLException {
        var columns = unordered.stream().sorted().toList();
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("select %s from %s".formatted(String.join(", ", columns), table))) {
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= columns.size(); column++) {
                    row.add(text(result.getObject(column)));
                }
                rows.add(row.toString());
            }
        }
        rows.sort(null);
        return rows;
    }

    private static String text(@Nullable Object value) {
        return value instanceof byte[] bytes ? Sha256.of(bytes) : String.valueOf(value);
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
