package org.imalink.operation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.imalink.database.Engine;
import org.imalink.database.StoredColumns;

/**
 * What each column of each table holds, as one number per column: the SHA-256 over its values in the order of the primary
 * key. Columns that one of two releases does not know do not keep the others from being compared. Immutable.
 *
 * @param columns by name, like {@code photos.title}
 */
record ColumnDigests(SortedMap<String, String> columns) {
    private static final int ROWS_AT_ONCE = 500;

    static ColumnDigests of(Connection connection, Engine engine, Progress progress) throws SQLException {
        var columns = new TreeMap<String, String>();
        var tables = ContentDigest.tables(connection, engine);
        for (int index = 0; index < tables.size(); index++) {
            progress.report("Reading " + tables.get(index), index, tables.size());
            add(connection, engine, tables.get(index), columns);
        }
        return new ColumnDigests(columns);
    }

    private static void add(Connection connection, Engine engine, String table, SortedMap<String, String> digests)
            throws SQLException {
        var columns = StoredColumns.of(connection, engine, table);
        var order = String.join(", ", ContentDigest.keyColumns(connection, engine, table));
        var sums = columns.stream().map(column -> new ValueDigest()).toList();
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (var rows = statement.executeQuery("select %s from %s order by %s"
                    .formatted(String.join(", ", columns), table, order.isEmpty() ? "1" : order))) {
                while (rows.next()) {
                    for (int column = 0; column < columns.size(); column++) {
                        sums.get(column).add(rows.getObject(column + 1));
                    }
                }
            }
        }
        IntStream.range(0, columns.size())
                .forEach(column -> digests.put(
                        table + "." + columns.get(column),
                        HexFormat.of().formatHex(sums.get(column).finish())));
    }

    /** The columns of both that do not hold the same. */
    List<String> differing(ColumnDigests other) {
        return columns.entrySet().stream()
                .filter(column -> {
                    var there = other.columns.get(column.getKey());
                    return there != null && !there.equals(column.getValue());
                })
                .map(SortedMap.Entry::getKey)
                .toList();
    }
}
