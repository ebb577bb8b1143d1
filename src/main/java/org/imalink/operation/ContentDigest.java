package org.imalink.operation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imalink.database.Engine;
import org.imalink.database.StoredColumns;

/**
 * One number for everything in a database: the SHA-256 over each table's name, columns and rows in the order of its
 * primary key, every value with its type and length before it, so that no two contents look the same. How the database
 * keeps its rows (pages, indexes, generated columns) does not count.
 */
final class ContentDigest {
    private static final int ROWS_AT_ONCE = 500;

    private final Connection connection;
    private final Engine engine;
    private final ValueDigest digest = new ValueDigest();
    private final SortedMap<String, Long> rows = new TreeMap<>();

    private ContentDigest(Connection connection, Engine engine) {
        this.connection = connection;
        this.engine = engine;
    }

    /**
     * What a database holds.
     *
     * @param digest lower-case hex
     * @param rows how many rows each table has
     */
    record Content(String digest, SortedMap<String, Long> rows) {
        long total() {
            return rows.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Reads everything through the connection; in a transaction of one snapshot, if others write meanwhile. */
    static Content of(Connection connection, Engine engine, Progress progress) throws SQLException {
        return new ContentDigest(connection, engine).read(progress);
    }

    private Content read(Progress progress) throws SQLException {
        var tables = tables(connection, engine);
        for (int index = 0; index < tables.size(); index++) {
            progress.report("Reading " + tables.get(index), index, tables.size());
            addTable(tables.get(index));
        }
        return new Content(HexFormat.of().formatHex(digest.finish()), rows);
    }

    /** By name; the engine's own only where they decide ids to come. */
    static List<String> tables(Connection connection, Engine engine) throws SQLException {
        return texts(
                connection,
                switch (engine) {
                    case SQLITE -> """
                        select name from pragma_table_list where schema = 'main' and type = 'table'
                        and (name not like 'sqlite\\_%' escape '\\' or name = 'sqlite_sequence') order by name""";
                    case POSTGRESQL -> """
                        select table_name from information_schema.tables
                        where table_schema = current_schema() and table_type = 'BASE TABLE'
                        order by table_name collate "C\"""";
                });
    }

    private void addTable(String table) throws SQLException {
        var columns = StoredColumns.of(connection, engine, table);
        var order = String.join(", ", keyColumns(connection, engine, table));
        digest.addText(table);
        digest.addNumber(columns.size());
        columns.forEach(digest::addText);
        long count = 0;
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (var result = statement.executeQuery("select %s from %s order by %s"
                    .formatted(String.join(", ", columns), table, order.isEmpty() ? "1" : order))) {
                while (result.next()) {
                    addRow(result, columns.size());
                    count++;
                }
            }
        }
        digest.addNumber(count);
        rows.put(table, count);
    }

    static List<String> keyColumns(Connection connection, Engine engine, String table) throws SQLException {
        return texts(
                connection,
                switch (engine) {
                    case SQLITE ->
                        "select name from pragma_table_xinfo('%s') where pk > 0 order by pk".formatted(table);
                    case POSTGRESQL -> """
                        select a.attname from pg_index i cross join lateral unnest(i.indkey) with ordinality k (number, place)
                        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
                        where i.indisprimary and i.indrelid = '%s'::regclass order by k.place""".formatted(table);
                });
    }

    private void addRow(ResultSet result, int columns) throws SQLException {
        for (int column = 1; column <= columns; column++) {
            digest.add(result.getObject(column));
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (result.next()) {
                texts.add(result.getString(1));
            }
            return texts;
        }
    }
}
