package org.imalink.operation.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.imalink.database.DatabaseLocation;
import org.imalink.operation.RefusedException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** A database of either engine, in one snapshot through a connection that cannot write. */
final class JdbcSource implements RowSource {
    private static final int ROWS_AT_ONCE = 1000;
    private static final int PATIENCE_MILLISECONDS = 30_000;

    private final Connection connection;
    private final boolean isSqlite;
    private final Map<String, List<String>> columns = new HashMap<>();

    private JdbcSource(Connection connection, boolean isSqlite) {
        this.connection = connection;
        this.isSqlite = isSqlite;
    }

    /**
     * Opens a database that others may be using.
     *
     * @param isAlone whether nobody else can open it meanwhile, so that not even a trace is left beside a file
     * @throws RefusedException when there is none
     */
    static JdbcSource open(DatabaseLocation location, boolean isAlone) throws SQLException {
        return switch (location) {
            case DatabaseLocation.Sqlite(var file) -> {
                if (!Files.exists(file)) {
                    throw new RefusedException("There is no library at " + file + ".");
                }
                yield sqlite(file, isAlone && !Files.exists(file.resolveSibling(file.getFileName() + "-wal")));
            }
            case DatabaseLocation.Postgresql(var jdbcUrl, var properties) -> {
                var connection = DriverManager.getConnection(jdbcUrl, properties);
                connection.setReadOnly(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                connection.setAutoCommit(false);
                yield begun(new JdbcSource(connection, false));
            }
        };
    }

    /** @param immutable whether nobody writes to the file, as to a backup */
    static JdbcSource sqlite(Path file, boolean immutable) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(PATIENCE_MILLISECONDS);
        var url = "jdbc:sqlite:file:%s?%s"
                .formatted(file.toAbsolutePath().toUri().getRawPath(), immutable ? "immutable=1" : "mode=ro");
        var source = new JdbcSource(config.createConnection(url), true);
        try (var statement = source.connection.createStatement()) {
            statement.execute("begin");
        }
        return begun(source);
    }

    /** Both engines take the snapshot with the first question. */
    private static JdbcSource begun(JdbcSource source) throws SQLException {
        source.texts(source.isSqlite ? "select count(*) from sqlite_schema" : "select 1");
        return source;
    }

    boolean isSqlite() {
        return isSqlite;
    }

    @Override
    public List<String> columns(String table) throws SQLException {
        var known = columns.get(table);
        if (known == null) {
            known = look(table);
            columns.put(table, known);
        }
        return known;
    }

    private List<String> look(String table) throws SQLException {
        return isSqlite
                ? texts("select name from pragma_table_xinfo(?) where hidden = 0 order by cid", table)
                : texts("""
                    select column_name from information_schema.columns
                    where table_schema = current_schema() and table_name = ? and is_generated = 'NEVER'
                    order by ordinal_position""", table);
    }

    @Override
    public RowStream rows(String table, List<String> columns, List<String> key) throws SQLException {
        // By the table's name before each: PostgreSQL would put what was selected, the texts, in order.
        var order = key.stream().map(column -> "t." + column).toList();
        var query = "select %s from %s t order by %s"
                .formatted(String.join(", ", selected(table, columns)), table, String.join(", ", order));
        var statement = connection.createStatement();
        statement.setFetchSize(ROWS_AT_ONCE);
        var rows = statement.executeQuery(query);
        return new RowStream() {
            @Override
            public @Nullable List<@Nullable String> next() throws SQLException {
                return rows.next() ? values(rows, columns.size()) : null;
            }

            @Override
            public void close() throws SQLException {
                try (statement) {
                    rows.close();
                }
            }
        };
    }

    /** PostgreSQL says each value as its own dump does. */
    private List<String> selected(String table, List<String> columns) throws SQLException {
        if (isSqlite) {
            return columns;
        }
        var truths = texts("""
                select column_name from information_schema.columns
                where table_schema = current_schema() and table_name = ? and data_type = 'boolean'""", table);
        return columns.stream()
                .map(column -> truths.contains(column)
                        ? "case when %1$s then 't' when not %1$s then 'f' end".formatted(column)
                        : column + "::text")
                .toList();
    }

    private static List<@Nullable String> values(ResultSet row, int count) throws SQLException {
        var values = new ArrayList<@Nullable String>(count);
        for (int column = 1; column <= count; column++) {
            values.add(
                    switch (row.getObject(column)) {
                        case null -> null;
                        case byte[] bytes -> HexFormat.of().formatHex(bytes);
                        case Object value -> String.valueOf(value);
                    });
        }
        return values;
    }

    /** Whether there is a row with these values; nothing where there is no such table. */
    boolean has(String table, String condition, @Nullable Object... values) throws SQLException {
        return !columns(table).isEmpty()
                && !texts("select 1 from %s where %s limit 1".formatted(table, condition), values)
                        .isEmpty();
    }

    /** The first column of a query. */
    List<String> texts(String query, @Nullable Object... values) throws SQLException {
        var texts = new ArrayList<String>();
        each(query, row -> texts.add(String.valueOf(row.getObject(1))), values);
        return texts;
    }

    /** Is given each row in turn. */
    @FunctionalInterface
    interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    void each(String query, Reader reader, @Nullable Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
