package org.imalink.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

    /** The same without {@link #OWNER}: what the product version gives the table at every tenancy level. */
    public static List<String> withoutOwner(Connection connection, Engine engine, String table) throws SQLException {
        return of(connection, engine, table).stream()
                .filter(column -> !column.equals(OWNER))
                .toList();
    }

    /**
     * Puts the columns of a table, without its owner, in the place of each {@code {columns of TABLE}}. So a script of the
     * tenancy axis fits every product version, also those that come after it: a column that only one of two tables has
     * makes it fail, and is never left out.
     */
    static String fillIn(DSLContext tx, String script) {
        return tx.connectionResult(connection -> {
            var known = new HashMap<String, String>();
            var filled = new StringBuilder();
            var matcher = PLACEHOLDER.matcher(script);
            while (matcher.find()) {
                var table = matcher.group(1);
                var columns = known.get(table);
                if (columns == null) {
                    columns = String.join(", ", withoutOwner(connection, Engine.of(tx), table));
                    known.put(table, columns);
                }
                matcher.appendReplacement(filled, Matcher.quoteReplacement(columns));
            }
            return matcher.appendTail(filled).toString();
        });
    }
}
