package org.imalink.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;

/** The columns of a table that hold something of their own, as the database has them now. Stateless. */
public final class StoredColumns {
    /** Whose a row is; the column that comes and goes with tenancy level 2. */
    public static final String OWNER = "user_id";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{columns of (\\w+)}");

    private StoredColumns() {}

    /** In the order of the table, without those that are computed from others; none where there is no such table. */
    public static List<String> of(Connection connection, Engine engine, String table) throws SQLException {
        var query = switch (engine) {
            case SQLITE -> "select name from pragma_table_xinfo(?) where hidden = 0 order by cid";
            case POSTGRESQL -> """
                        select attname from pg_attribute where attrelid = to_regclass(?)
                        and attnum > 0 and not attisdropped and attgenerated = '' order by attnum""";
        };
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, table);
            try (var result = statement.executeQuery()) {
                var columns = new ArrayList<String>();
                while (result.next()) {
                    columns.add(result.getString(1));
                }
                return columns;
            }
        }
    }

    /**
     * Of every table but the engine's own, by its name, in one question. A table that was dropped since the snapshot began can
     * no longer be read on PostgreSQL, and is not there.
     */
    public static Map<String, List<String>> ofAll(Connection connection, Engine engine) throws SQLException {
        var query = switch (engine) {
            case SQLITE -> """
                        select t.name, c.name from pragma_table_list t join pragma_table_xinfo(t.name) c
                        where t.schema = 'main' and t.type = 'table' and t.name not glob 'sqlite_*' and c.hidden = 0
                        order by t.name, c.cid""";
            case POSTGRESQL -> """
                        select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
                        and c.oid = to_regclass(quote_ident(c.relname))
                        and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by c.relname, a.attnum""";
        };
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var columns = new HashMap<String, List<String>>();
            while (result.next()) {
                columns.computeIfAbsent(result.getString(1), table -> new ArrayList<>())
                        .add(result.getString(2));
            }
            return columns;
        }
    }

    /** Without {@link #OWNER}: what the product version gives a table at every tenancy level. */
    public static List<String> withoutOwner(List<String> columns) {
        return columns.stream().filter(column -> !column.equals(OWNER)).toList();
    }

    /**
     * Puts the columns of a table, without its owner, in the place of each {@code {columns of TABLE}}. So a script of the
     * tenancy axis fits every product version, also those that come after it: a column that only one of two tables has
     * makes it fail, and is never left out.
     */
    static String fillIn(DSLContext tx, String script) {
        return tx.connectionResult(connection -> {
            var columns = ofAll(connection, Engine.of(tx));
            var filled = new StringBuilder();
            var matcher = PLACEHOLDER.matcher(script);
            while (matcher.find()) {
                var names = withoutOwner(columns.getOrDefault(matcher.group(1), List.of()));
                matcher.appendReplacement(filled, Matcher.quoteReplacement(String.join(", ", names)));
            }
            return matcher.appendTail(filled).toString();
        });
    }
}
