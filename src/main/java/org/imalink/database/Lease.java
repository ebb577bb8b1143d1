package org.imalink.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to do what only one may do at a time in a database, such as a transition. On SQLite one process has the database
 * anyway; on PostgreSQL an advisory lock keeps other servers out, and ends with the connection of a server that is killed.
 * Given back when closed.
 */
public final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    /** Of the lock, among advisory locks; {@link StandstillLock} has another. */
    private static final long KEY = 0x2_4d41_4c49_4e4cL;

    private final AtomicBoolean taken;
    private final @Nullable Connection holder;

    private Lease(AtomicBoolean taken, @Nullable Connection holder) {
        this.taken = taken;
        this.holder = holder;
    }

    /** @param taken whether somebody in this process has it */
    static Optional<Lease> take(Engine engine, AtomicBoolean taken, Database.Work<Connection> connect)
            throws SQLException {
        if (!taken.compareAndSet(false, true)) {
            return Optional.empty();
        }
        try {
            var lease = switch (engine) {
                case SQLITE -> Optional.of(new Lease(taken, null));
                case POSTGRESQL -> takeAmongServers(taken, connect.run());
            };
            if (lease.isEmpty()) {
                taken.set(false);
            }
            return lease;
        } catch (SQLException | RuntimeException | Error failure) {
            taken.set(false);
            throw failure;
        }
    }

    private static Optional<Lease> takeAmongServers(AtomicBoolean taken, Connection holder) throws SQLException {
        boolean got = false;
        try (var statement = holder.createStatement();
                var rows = statement.executeQuery("select pg_try_advisory_lock(" + KEY + ")")) {
            rows.next();
            got = rows.getBoolean(1);
            holder.commit();
            return got ? Optional.of(new Lease(taken, holder)) : Optional.empty();
        } finally {
            if (!got) {
                holder.close();
            }
        }
    }

    @Override
    public void close() {
        taken.set(false);
        if (holder != null) {
            giveBack(holder);
        }
    }

    private static void giveBack(Connection holder) {
        try (holder;
                var statement = holder.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + KEY + ")");
            holder.commit();
        } catch (SQLException e) {
            // The connection is gone, and its lock with it.
            LOG.info("A lease ended with its connection: {}", e.getMessage());
        }
    }
}
