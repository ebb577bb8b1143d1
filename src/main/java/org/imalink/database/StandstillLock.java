package org.imalink.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a PostgreSQL database to itself for a moment, among all servers that write to it: each write of theirs shares a lock
 * that is taken here alone. Who reads sees the snapshot that they began with.
 *
 * <p>Waiting for the lock makes everybody who comes later wait too. So nobody waits for it long: where somebody is at work
 * for longer, the others get their turn before it is tried again.
 */
final class StandstillLock {
    private static final Logger LOG = LoggerFactory.getLogger(StandstillLock.class);

    /** The key of the lock, among advisory locks. */
    private static final long KEY = 0x1_4d41_4c49_4e4cL;

    /** Waited too long for a lock; two waited for each other. */
    private static final Set<String> MET_OTHERS = Set.of("55P03", "40P01");

    static final String NO_PAUSE =
            "Somebody has used the database for too long without a pause. Nothing was changed; try again later.";

    private final Connection holder;
    private final Duration patience;

    /**
     * @param holder keeps the lock
     * @param patience after how long it is not tried again
     */
    StandstillLock(Connection holder, Duration patience) {
        this.holder = holder;
        this.patience = patience;
    }

    /** Has a write go on until it ends, or begin when nobody needs the database alone any more. */
    static void share(DSLContext tx) {
        tx.connection(connection -> execute(connection, "select pg_advisory_xact_lock_shared(" + KEY + ")"));
    }

    /** Has a transaction give up when it waits longer for a lock than others should wait for it. */
    static void limitWaits(Connection connection) throws SQLException {
        execute(connection, "set local lock_timeout = '1s'");
    }

    /**
     * Works on another connection while nobody else is at work. Where that waits for a lock for too long itself, it is done
     * again: it must have changed nothing then.
     *
     * @throws DatabaseUnavailableException when there was no such moment for so long
     */
    <T> T hold(Database.Work<T> work) throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        for (int attempt = 1; attempt == 1 || System.nanoTime() < end; attempt++) {
            try {
                limitWaits(holder);
                execute(holder, "select pg_advisory_xact_lock(" + KEY + ")");
                return work.run();
            } catch (SQLException | DataAccessException e) {
                if (!metOthers(e)) {
                    throw e;
                }
                LOG.info("Others are at work in the database; attempt {}", attempt);
            } finally {
                holder.rollback();
            }
        }
        throw new DatabaseUnavailableException(NO_PAUSE, null);
    }

    /** Whether something failed because it waited for others for too long. */
    static boolean metOthers(Exception failure) {
        var error = failure instanceof DataAccessException wrapped ? wrapped.getCause(SQLException.class) : failure;
        var state = error instanceof SQLException sql ? sql.getSQLState() : null;
        return state != null && MET_OTHERS.contains(state);
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
