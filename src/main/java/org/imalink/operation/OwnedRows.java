package org.imalink.operation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.imalink.database.StoredColumns;
import org.jooq.DSLContext;

/**
 * Reads the rows of one {@link OwnedTable}, wherever they lie. What a row has as its content does not depend on the order of
 * columns, which differs with the way that a schema came; nor on the tenancy level. For one thread at a time.
 */
final class OwnedRows {
    private static final int ROWS_AT_ONCE = 1000;
    private static final int COLUMNS_BEFORE_KEY = 2;

    private final DSLContext tx;
    private final int tenancy;
    private final Map<String, List<String>> columns;
    private final ValueBytes values = new ValueBytes();

    private OwnedRows(DSLContext tx, Map<String, List<String>> columns) {
        this.tx = tx;
        this.tenancy = Schema.tenancy(tx);
        this.columns = columns;
    }

    /** Of the library as the transaction sees it; its schema must stay as it is. */
    static OwnedRows of(DSLContext tx) {
        return tx.connectionResult(connection -> new OwnedRows(tx, StoredColumns.ofAll(connection, Engine.of(tx))));
    }

    /** Is told of each row as it is read. */
    @FunctionalInterface
    interface Reader {
        void read(OwnedRow row);
    }

    /** All rows of all tables, one table after the other. */
    void read(Reader reader) {
        OwnedTable.ALL.forEach(table -> read(table, "", "", reader));
    }

    /** All rows of all tables, in their {@link OwnedRow#ORDER}. */
    void readInOrder(Reader reader) {
        OwnedTable.ALL.forEach(table -> read(table, "", order(table), reader));
    }

    /** The rows of one range, in their {@link OwnedRow#ORDER}. */
    void readInOrder(KeyRange range, Reader reader) {
        var table = OwnedTable.named(range.table());
        var condition = " where {number} between %d and %d and {owner} = %d"
                .formatted(range.first(), range.last(), range.owner());
        read(table, condition, order(table), reader);
    }

    /** By the places of the columns, because the rows come from several tables. */
    private static String order(OwnedTable table) {
        return IntStream.rangeClosed(0, keyColumns(table))
                .mapToObj(column -> String.valueOf(COLUMNS_BEFORE_KEY + column))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    /** Those that are in use and those that are parked are read in one query. */
    private void read(OwnedTable table, String condition, String order, Reader reader) {
        var sources = OwnedRowSource.of(table, tenancy).stream()
                .filter(source -> !columns(table, source).isEmpty()) // no such table at this product version or level
                .toList();
        if (sources.isEmpty()) {
            return;
        }
        var counted = columns(table, sources.getFirst());
        var queries = new ArrayList<String>();
        for (var source : sources) {
            if (!columns(table, source).equals(counted)) {
                throw new IllegalStateException(
                        "The columns of " + source.table() + " are not those of the table that its rows come from");
            }
            var where = condition.replace("{number}", source.number()).replace("{owner}", source.owner());
            queries.add(query(table, source, counted) + where);
        }
        values.addText(table.name());
        counted.forEach(values::addText);
        var shape = values.take();
        tx.connection(connection ->
                read(connection, table, String.join(" union all ", queries) + order, shape, counted.size(), reader));
    }

    private static String query(OwnedTable table, OwnedRowSource source, List<String> counted) {
        var names = new ArrayList<>(List.of(source.owner(), source.number()));
        if (hasNumberInKey(table)) {
            names.add(source.number());
        }
        table.key().forEach(column -> names.add("t." + column));
        counted.forEach(column -> names.add("t." + column));
        return "select %s from %s".formatted(String.join(", ", names), source.from());
    }

    private static int keyColumns(OwnedTable table) {
        return table.key().size() + (hasNumberInKey(table) ? 1 : 0);
    }

    private static boolean hasNumberInKey(OwnedTable table) {
        return table.owner() instanceof OwnedTable.Owner.Shown;
    }

    private void read(Connection connection, OwnedTable table, String query, byte[] shape, int counted, Reader reader)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (var result = statement.executeQuery(query)) {
                while (result.next()) {
                    reader.read(row(table, result, shape, counted));
                }
            }
        }
    }

    /** Where the owner is a column, that one does not count; elsewhere every column does. */
    private List<String> columns(OwnedTable table, OwnedRowSource source) {
        var all = columns.getOrDefault(source.table(), List.of());
        var counted = switch (table.owner()) {
            case OwnedTable.Owner.AtLevel2(), OwnedTable.Owner.FromBirth(), OwnedTable.Owner.FromBirthParked() ->
                StoredColumns.withoutOwner(all);
            case OwnedTable.Owner.Of _, OwnedTable.Owner.OfPhotoAtLevel1 _, OwnedTable.Owner.Shown _ -> all;
        };
        return counted.stream().sorted().toList();
    }

    private OwnedRow row(OwnedTable table, ResultSet result, byte[] shape, int counted) throws SQLException {
        int keys = keyColumns(table);
        var key = new ArrayList<Object>(keys);
        for (int column = 1; column <= keys; column++) {
            key.add(result.getObject(COLUMNS_BEFORE_KEY + column));
        }
        values.add(shape);
        for (int column = 1; column <= counted; column++) {
            values.add(result.getObject(COLUMNS_BEFORE_KEY + keys + column));
        }
        return new OwnedRow(table, result.getLong(1), result.getLong(COLUMNS_BEFORE_KEY), key, values.take());
    }
}
