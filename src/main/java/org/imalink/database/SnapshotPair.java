package org.imalink.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Two moments of the database, right before a change and right after it, kept for as long as somebody reads them. */
final class SnapshotPair implements AutoCloseable {
    private final Engine engine;
    private final Connection before;
    private final Connection after;
    private boolean isTaken;

    /** With the connections at hand, and no snapshot yet. */
    SnapshotPair(Engine engine, DataSource readers) throws SQLException {
        this.engine = engine;
        this.before = readers.getConnection();
        try {
            this.after = readers.getConnection();
        } catch (SQLException | RuntimeException | Error failure) {
            before.close();
            throw failure;
        }
    }

    /** Takes both, around a change; none where it fails, and it may be tried again. */
    <T> T around(Database.Work<T> change) throws SQLException {
        take(before);
        try {
            var done = change.run();
            take(after);
            isTaken = true;
            return done;
        } catch (SQLException | RuntimeException | Error failure) {
            engine.rollBack(before);
            throw failure;
        }
    }

    /**
     * Both engines take a snapshot with the first question, not with the beginning. PostgreSQL must not be asked for a table,
     * which may be locked; SQLite would not look at its file for anything else.
     */
    private void take(Connection connection) throws SQLException {
        engine.begin(connection, false);
        var question = switch (engine) {
            case SQLITE -> "select count(*) from sqlite_master";
            case POSTGRESQL -> "select 1";
        };
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
        }
    }

    DSLContext before() {
        return DSL.using(before, engine.dialect(), Queries.SETTINGS);
    }

    DSLContext after() {
        return DSL.using(after, engine.dialect(), Queries.SETTINGS);
    }

    /** Lets them go. */
    @Override
    public void close() throws SQLException {
        try (before;
                after) {
            if (isTaken) {
                engine.rollBack(after);
                engine.rollBack(before);
            }
        }
    }
}
