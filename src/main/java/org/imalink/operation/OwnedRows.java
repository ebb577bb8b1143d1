package org.imalink.operation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.imalink.database.StoredColumns;
import org.jooq.DSLContext;

/**
 * Reads the rows of one {@link OwnedTable}, wherever they lie, with a digest of each. The digest does not depend on the
 * order of columns, which differs with the way that a schema came; nor on the tenancy level. For one thread.
 */
final class OwnedRows {
    private static final int ROWS_AT_ONCE = 1000;
    private static final int COLUMNS_BEFORE_KEY = 2;

    private final DSLContext tx;
    private final int tenancy;
    private final Map<String, List<String>> columns;
    private final ValueDigest digest = new ValueDigest();

    private OwnedRows(DSLContext tx, Map<String, List<String>> columns) {
        this.tx = tx;
        this.tenancy = Schema.tenancy(tx);
        this.columns = columns;
    }

    /** Of the library as the transaction sees it; its schema must stay as it is. */
    static OwnedRows of(DSLContext tx) {
        return tx.connectionResult(connection -> new OwnedRows(tx, StoredColumns.ofAll(connection, Engine.of(tx))));
    }

    /**
     * One row.
     *
     * @param number see {@link KeyRange}
     * @param key the values that name it, with slashes between them; a preview's begins with the photo's id
     * @param content the SHA-256 of table, columns and values without the owner, each with its type and length
     * @param ownership the SHA-256 of table, key and owner
     */
    record Row(long owner, long number, String key, byte[] content, byte[] ownership) {}

    /** Is told of each row as it is read. */
    @FunctionalInterface
    interface Reader {
        void read(Row row);
    }

    /** All rows of a table, in no order. */
    void read(OwnedTable table, Reader reader) {
        read(table, Optional.empty(), reader);
    }

    /** The rows of one range. */
    void read(OwnedTable table, KeyRange range, Reader reader) {
        read(table, Optional.of(range), reader);
    }

    private void read(OwnedTable table, Optional<KeyRange> range, Reader reader) {
        tx.connection(connection -> {
            for (var source : OwnedRowSource.of(table, tenancy)) {
                read(connection, table, source, range, reader);
            }
        });
    }

    private void read(
            Connection connection, OwnedTable table, OwnedRowSource source, Optional<KeyRange> range, Reader reader)
            throws SQLException {
        var counted = columns(table, source);
        if (counted.isEmpty()) {
            return; // no such table at this product version or level
        }
        var names = new ArrayList<String>();
        if (table.owner() instanceof OwnedTable.Owner.Shown) {
            names.add(source.number());
        }
        table.key().forEach(column -> names.add("t." + column));
        int keys = names.size();
        counted.forEach(column -> names.add("t." + column));
        var query = "select %s, %s, %s from %s"
                .formatted(source.owner(), source.number(), String.join(", ", names), source.from());
        if (range.isPresent()) {
            query += " where %s between %d and %d and %s = %d"
                    .formatted(
                            source.number(),
                            range.get().first(),
                            range.get().last(),
                            source.owner(),
                            range.get().owner());
        }
        digest.addText(table.name());
        counted.forEach(digest::addText);
        var header = digest.finish();
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (var result = statement.executeQuery(query)) {
                while (result.next()) {
                    reader.read(row(table, header, result, keys, counted.size()));
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

    private Row row(OwnedTable table, byte[] header, ResultSet result, int keys, int columns) throws SQLException {
        long owner = result.getLong(1);
        digest.addText(table.name());
        var key = new ArrayList<String>();
        for (int column = 1; column <= keys; column++) {
            var value = result.getObject(COLUMNS_BEFORE_KEY + column);
            digest.add(value);
            key.add(String.valueOf(value));
        }
        digest.add(owner);
        var ownership = digest.finish();
        digest.add(header);
        for (int column = 1; column <= columns; column++) {
            digest.add(result.getObject(COLUMNS_BEFORE_KEY + keys + column));
        }
        return new Row(owner, result.getLong(2), String.join("/", key), digest.finish(), ownership);
    }
}
