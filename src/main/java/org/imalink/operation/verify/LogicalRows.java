package org.imalink.operation.verify;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.imalink.operation.verify.VerifiedTable.Ownership;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table in the order of its key, wherever they lie at the tenancy level of their database: those in use and
 * those that are parked. For one thread.
 */
final class LogicalRows implements AutoCloseable {
    private static final String OWNER = "user_id";
    private static final long SYSTEM_USER = 1;

    private final VerifiedTable table;
    private final List<String> columns;
    private final List<Part> parts = new ArrayList<>();

    private LogicalRows(VerifiedTable table, List<String> columns) {
        this.table = table;
        this.columns = columns;
    }

    /** The columns of a table that hold something of their own, without the owner; none where there is no such table. */
    static List<String> columns(RowSource source, VerifiedTable table) throws SQLException, IOException {
        var columns = source.columns(table.name());
        return (columns.isEmpty() ? source.columns(table.parked()) : columns)
                .stream()
                        .filter(column -> table.ownership() == Ownership.NONE || !column.equals(OWNER))
                        .toList();
    }

    /** @param columns of those that the table has */
    static LogicalRows open(RowSource source, VerifiedTable table, List<String> columns)
            throws SQLException, IOException {
        var rows = new LogicalRows(table, columns);
        try {
            for (var name : List.of(table.name(), table.parked())) {
                var present = source.columns(name);
                if (!present.isEmpty()) {
                    boolean owned = table.ownership() == Ownership.COLUMN && present.contains(OWNER);
                    var wanted = new ArrayList<>(columns);
                    if (owned) {
                        wanted.add(OWNER);
                    }
                    rows.parts.add(rows.new Part(name, source.rows(name, wanted, table.key()), owned));
                }
            }
            return rows;
        } catch (SQLException | IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    /** The next row; null behind the last one. A row that lies in two places comes twice. */
    @Nullable
    Row next() throws SQLException, IOException {
        Part first = null;
        for (var part : parts) {
            if (part.row != null && (first == null || compare(part.row, first.peek()) < 0)) {
                first = part;
            }
        }
        return first == null ? null : first.take();
    }

    /** By the key, as databases have it in order. */
    int compare(Row one, Row other) {
        for (int at = 0; at < table.key().size(); at++) {
            var left = one.key().get(at);
            var right = other.key().get(at);
            int order = VerifiedTable.isNumber(table.key().get(at))
                    ? Long.compare(Long.parseLong(left), Long.parseLong(right))
                    : compareBytes(left, right);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** By the bytes in UTF-8, which is by code points. */
    private static int compareBytes(String left, String right) {
        int at = 0;
        while (at < left.length() && at < right.length()) {
            int one = left.codePointAt(at);
            int other = right.codePointAt(at);
            if (one != other) {
                return Integer.compare(one, other);
            }
            at += Character.charCount(one);
        }
        return Integer.compare(left.length(), right.length());
    }

    @Override
    public void close() throws SQLException, IOException {
        for (var part : parts) {
            part.stream.close();
        }
    }

    /** The rows that lie in one place, and the next of them. */
    private final class Part {
        private final String name;
        private final RowStream stream;
        private final boolean owned;
        private @Nullable Row row;

        Part(String name, RowStream stream, boolean owned) throws SQLException, IOException {
            this.name = name;
            this.stream = stream;
            this.owned = owned;
            advance();
        }

        Row peek() {
            if (row == null) {
                throw new IllegalStateException("Nothing left of " + name);
            }
            return row;
        }

        Row take() throws SQLException, IOException {
            var taken = peek();
            advance();
            if (row != null && compare(row, taken) < 0) {
                throw new SQLException(
                        "the rows of %s are not in the order of their key at %s".formatted(name, row.name()));
            }
            return taken;
        }

        private void advance() throws SQLException, IOException {
            var read = stream.next();
            row = read == null ? null : row(read);
        }

        private Row row(List<@Nullable String> read) {
            var values = new TreeMap<String, @Nullable String>();
            for (int at = 0; at < columns.size(); at++) {
                values.put(columns.get(at), read.get(at));
            }
            var key = new ArrayList<String>();
            table.key().forEach(column -> key.add(String.valueOf(values.get(column))));
            return new Row(Collections.unmodifiableList(key), owner(read), Collections.unmodifiableSortedMap(values));
        }

        private @Nullable Long owner(List<@Nullable String> read) {
            return switch (table.ownership()) {
                case NONE -> null;
                case COLUMN -> owned ? Long.valueOf(String.valueOf(read.getLast())) : Long.valueOf(SYSTEM_USER);
            };
        }
    }
}
