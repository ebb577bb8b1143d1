package org.imalink.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/** The two database engines, and what differs between them. */
public enum Engine {
    SQLITE(SQLDialect.SQLITE),
    POSTGRESQL(SQLDialect.POSTGRES);

    /**
     * No such column, no such table, and a prepared query whose table has other columns now; and a reader who has one table
     * and waits for another, while who changes tables has that and waits for the first.
     */
    private static final Set<String> OTHER_SCHEMA = Set.of("42703", "42P01", "0A000", "40P01");

    private final SQLDialect dialect;

    Engine(SQLDialect dialect) {
        this.dialect = dialect;
    }

    /** The engine on which a transaction runs. */
    public static Engine of(DSLContext tx) {
        return tx.dialect().family() == SQLDialect.POSTGRES ? POSTGRESQL : SQLITE;
    }

    SQLDialect dialect() {
        return dialect;
    }

    /**
     * Begins a transaction. The SQLite driver would begin the next one as soon as one is committed, and with it hold the
     * write lock of an idle connection; so there we say it ourselves.
     */
    void begin(Connection connection, boolean writing) throws SQLException {
        switch (this) {
            case SQLITE -> execute(connection, writing ? "begin immediate" : "begin");
            case POSTGRESQL -> connection.setAutoCommit(false);
        }
    }

    void commit(Connection connection) throws SQLException {
        switch (this) {
            case SQLITE -> execute(connection, "commit");
            case POSTGRESQL -> connection.commit();
        }
    }

    void rollBack(Connection connection) throws SQLException {
        switch (this) {
            case SQLITE -> execute(connection, "rollback");
            case POSTGRESQL -> connection.rollback();
        }
    }

    /**
     * Whether a query failed because a table or a column is not as its snapshot says, or is just being changed: on PostgreSQL
     * rows are of the snapshot, and tables of the moment.
     */
    boolean isOtherSchema(@Nullable SQLException error) {
        var state = error == null ? null : error.getSQLState();
        return this == POSTGRESQL && state != null && OTHER_SCHEMA.contains(state);
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var prepared = connection.prepareStatement(statement)) {
            prepared.execute();
        }
    }

    /** The folder of this engine's schema scripts, beside this class. */
    String scripts() {
        return switch (this) {
            case SQLITE -> "sqlite";
            case POSTGRESQL -> "postgresql";
        };
    }
}
