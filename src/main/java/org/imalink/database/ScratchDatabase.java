package org.imalink.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A PostgreSQL database beside another one on the same server, to be worked on and thrown away: an empty one with the same
 * encoding and order of letters. A comment on it says to which database it belongs, so that what a killed process left behind
 * is found. There is one at a time for each database, among all processes. Not thread-safe.
 */
public final class ScratchDatabase implements AutoCloseable {
    /** What its name begins with. */
    public static final String PREFIX = "imalink_rehearsal_";

    /** The lock that says that one is in use, among advisory locks of the database that it belongs to. */
    private static final long LOCK = 0x1_4d41_4c49_4e50L;

    private static final int PATIENCE_SECONDS = 5;

    private final DatabaseLocation.Postgresql live;
    private final DatabaseLocation.Postgresql location;
    private final Connection holder;

    private ScratchDatabase(DatabaseLocation.Postgresql live, String name, Connection holder) {
        this.live = live;
        this.location = live.named(name);
        this.holder = holder;
    }

    /**
     * Makes one, and drops those that were left behind.
     *
     * @return empty when another process has one now
     * @throws SQLException also when the role may not create databases, see {@link #isAllowed}
     */
    public static Optional<ScratchDatabase> create(DatabaseLocation.Postgresql live) throws SQLException {
        var holder = connect(live);
        try {
            if (!isTrue(holder, "select pg_try_advisory_lock(" + LOCK + ")")) {
                holder.close();
                return Optional.empty();
            }
            dropAll(holder);
            var name = PREFIX + UUID.randomUUID().toString().substring(0, 8);
            var made = new ScratchDatabase(live, name, holder);
            try {
                made.fillIn(name);
            } catch (SQLException failure) {
                made.close();
                throw failure;
            }
            return Optional.of(made);
        } catch (SQLException | RuntimeException failure) {
            holder.close();
            throw failure;
        }
    }

    private void fillIn(String name) throws SQLException {
        execute(holder, text(holder, """
                        select format('create database %%I template template0 encoding %%L lc_collate %%L lc_ctype %%L',
                        '%s', pg_encoding_to_char(encoding), datcollate, datctype)
                        from pg_database where datname = current_database()""".formatted(name)));
        execute(holder, text(holder, "select format('comment on database %I is %L', '" + name + "', " + MARK + ")"));
        var schema = text(holder, "select format('create schema if not exists %I', current_schema())");
        try (var connection = connect(location)) {
            execute(connection, schema);
        }
    }

    /** By what the database that it belongs to is known. */
    private static final String MARK = "'ImaLink: rehearsal of ' || current_database()";

    /** Whether the role of this location may create databases. */
    public static boolean isAllowed(DatabaseLocation.Postgresql live) throws SQLException {
        try (var connection = connect(live)) {
            return isTrue(connection, "select rolcreatedb or rolsuper from pg_roles where rolname = current_user");
        }
    }

    /**
     * Drops those that killed processes left behind, unless one is in use.
     *
     * @return their names
     */
    public static List<String> dropLeftovers(DatabaseLocation.Postgresql live) throws SQLException {
        try (var holder = connect(live)) {
            var free = isTrue(holder, "select pg_try_advisory_lock(" + LOCK + ")");
            return free ? dropAll(holder) : List.of();
        }
    }

    private static List<String> dropAll(Connection holder) throws SQLException {
        var found = leftovers(holder);
        for (var name : found) {
            drop(holder, name);
        }
        return found;
    }

    /** Those that belong to the database of a connection, in use or not. */
    public static List<String> leftovers(Connection connection) throws SQLException {
        var query = "select datname from pg_database where starts_with(datname, ?)"
                + " and shobj_description(oid, 'pg_database') = " + MARK + " order by 1";
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, PREFIX);
            return texts(statement);
        }
    }

    /** Where it is. */
    public DatabaseLocation.Postgresql location() {
        return location;
    }

    /** Bytes that it takes on the server. */
    public long bytes() throws SQLException {
        return Long.parseLong(text(holder, "select pg_database_size('" + name() + "')"));
    }

    private String name() {
        var url = location.jdbcUrl();
        int begin = url.indexOf(PREFIX);
        return url.substring(begin, begin + PREFIX.length() + 8);
    }

    /** Drops it, whoever is still connected to it. */
    @Override
    public void close() throws SQLException {
        try (holder) {
            if (holder.isValid(PATIENCE_SECONDS)) {
                drop(holder, name());
                return;
            }
        }
        try (var another = connect(live)) {
            drop(another, name());
        }
    }

    private static void drop(Connection connection, String name) throws SQLException {
        execute(connection, "drop database if exists " + name + " with (force)");
    }

    private static Connection connect(DatabaseLocation.Postgresql location) throws SQLException {
        return DriverManager.getConnection(location.jdbcUrl(), location.properties());
    }

    private static boolean isTrue(Connection connection, String query) throws SQLException {
        return text(connection, query).equals("t");
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            return texts(statement).getFirst();
        }
    }

    private static List<String> texts(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
