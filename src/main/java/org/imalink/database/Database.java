package org.imalink.database;

import static org.imalink.database.schema.Tables.SERVER_STATE;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The library's database: reads in one snapshot each, writes one after another through a fair gate.
 *
 * <p>Every function given here runs in a transaction of its own, which is committed when the function returns and rolled
 * back when it throws. The {@link DSLContext} must not be used after that. Thread-safe.
 *
 * <p>All methods throw {@link DatabaseUnavailableException} when the database is busy, full or gone.
 */
public final class Database implements AutoCloseable {
    private static final long GATE_TIMEOUT_SECONDS = 30;
    private static final int READ_ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A change that needs the database to itself may wait for so many times as long as a call. */
    private static final int PATIENCE_OF_CHANGES = 6;

    private final Engine engine;
    private final ConnectionPools pools;
    private final Duration patience;
    private final @Nullable ServingRole servingRole;
    private final boolean isWalled;
    private final ReentrantLock writerGate = new ReentrantLock(true);
    private final AtomicBoolean leased = new AtomicBoolean();

    private Database(Engine engine, ConnectionPools pools, Duration patience) {
        this(engine, pools, patience, null, false);
    }

    private Database(
            Engine engine,
            ConnectionPools pools,
            Duration patience,
            @Nullable ServingRole servingRole,
            boolean isWalled) {
        this.engine = engine;
        this.pools = pools;
        this.patience = patience;
        this.servingRole = servingRole;
        this.isWalled = isWalled;
    }

    /**
     * Connects; the schema is left as it is (see {@link Schema}).
     *
     * @throws DatabaseUnavailableException when the database cannot be reached or the file cannot be opened
     */
    public static Database open(DatabaseLocation location) {
        return open(location, PATIENCE);
    }

    /** @param patience how long each call waits for a database that is busy or gone, at least 250 ms */
    static Database open(DatabaseLocation location, Duration patience) {
        return switch (location) {
            case DatabaseLocation.Sqlite sqlite ->
                new Database(Engine.SQLITE, ConnectionPools.sqlite(sqlite.file(), patience), patience);
            case DatabaseLocation.Postgresql postgresql ->
                new Database(Engine.POSTGRESQL, ConnectionPools.postgresql(postgresql, patience), patience);
        };
    }

    /**
     * Connects as the role that owns the tables of a database that requests come to through another one; whatever moves the
     * schema from here gives that one its rights.
     *
     * @throws DatabaseUnavailableException when the database cannot be reached
     */
    public static Database openAsOwner(DatabaseLocation.Postgresql location, ServingRole servingRole) {
        return new Database(
                Engine.POSTGRESQL, ConnectionPools.postgresql(location, PATIENCE), PATIENCE, servingRole, false);
    }

    /**
     * The same database through the role that requests come through, on connections of its own; this one where there is no
     * such role. The caller closes both.
     *
     * @throws DatabaseUnavailableException when the database cannot be reached
     */
    public Database openForRequests() {
        if (servingRole == null) {
            return this;
        }
        var pools = ConnectionPools.postgresql(servingRole.inSchemaOf(this), patience);
        return new Database(engine, pools, patience, servingRole, rowSecurity().isOn());
    }

    /** Whether what requests read and change is also held against its owner by the database itself. */
    public RowSecurity rowSecurity() {
        return switch (engine) {
            case SQLITE -> RowSecurity.ABSENT;
            case POSTGRESQL -> servingRole == null ? RowSecurity.ONE_ROLE : read(servingRole::rowSecurity);
        };
    }

    /** Through whom requests come, where another role owns the tables. */
    Optional<ServingRole> servingRole() {
        return Optional.ofNullable(servingRole);
    }

    /**
     * Connects to a database that others work on, and leaves no trace there: whatever would write fails.
     *
     * @throws DatabaseUnavailableException when the database cannot be reached or the file cannot be opened
     */
    public static Database openReadOnly(DatabaseLocation location) {
        return switch (location) {
            case DatabaseLocation.Sqlite sqlite ->
                new Database(Engine.SQLITE, ConnectionPools.sqliteReadOnly(sqlite.file(), PATIENCE), PATIENCE);
            case DatabaseLocation.Postgresql postgresql ->
                new Database(Engine.POSTGRESQL, ConnectionPools.postgresqlReadOnly(postgresql, PATIENCE), PATIENCE);
        };
    }

    public Engine engine() {
        return engine;
    }

    /**
     * Reads in one snapshot.
     *
     * @param query asked again where the schema changed under its snapshot
     */
    public <T extends @Nullable Object> T read(Function<DSLContext, T> query) {
        for (int attempt = 1; attempt < READ_ATTEMPTS; attempt++) {
            try {
                return inTransaction(pools.readers(), false, query);
            } catch (DataAccessException | DatabaseUnavailableException e) {
                if (!engine.isOtherSchema(sqlCause(e))) {
                    throw e;
                }
            }
        }
        return inTransaction(pools.readers(), false, query);
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        var cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return (SQLException) cause;
    }

    /** Writes what a person waits for: when this returns, the change survives a power failure. */
    public <T extends @Nullable Object> T write(Function<DSLContext, T> change) {
        return gated(pools.writer(), change);
    }

    /**
     * Writes what can be done again: when this returns, the change survives the end of this process; a power failure may
     * take the newest batches back, whole and in order.
     */
    public <T extends @Nullable Object> T writeBatch(Function<DSLContext, T> change) {
        return gated(pools.batchWriter(), change);
    }

    /**
     * Writes much, a little in each transaction, so that other writers come in between; each as {@link #writeBatch} has it.
     *
     * @param step says whether there is more to do
     */
    public void writeInSteps(Predicate<DSLContext> step) {
        boolean more;
        do {
            more = this.<Boolean>writeBatch(step::test);
        } while (more);
    }

    /** Writes a row of its own as it was, so that a full or missing disk is found out before a person writes. */
    public void proveWritable() {
        write(tx ->
                tx.update(SERVER_STATE).set(SERVER_STATE.ID, SERVER_STATE.ID).execute());
    }

    /** Runs while no write of this server is going on; reads go on. */
    public <T extends @Nullable Object> T whileNoneWrites(Supplier<T> action) {
        return throughGate(action);
    }

    /**
     * Makes a change as {@link #write} does, and holds the snapshot right before it against the one right after it: nobody
     * else has written in between. Others wait only while the change is made, not while it is looked at.
     *
     * @param comparison is given the snapshots before and after; neither can write
     * @throws DatabaseUnavailableException also when others on PostgreSQL were at work for too long to let the change in
     */
    public <T extends @Nullable Object> T compare(
            Consumer<DSLContext> change, BiFunction<DSLContext, DSLContext, T> comparison) {
        return translating(() -> {
            try (var pair = new SnapshotPair(engine, pools.readers())) {
                alone(pair, change);
                return comparison.apply(pair.before(), pair.after());
            }
        });
    }

    /**
     * Makes a change as {@link #write} does, while nobody else writes, on PostgreSQL also through other servers.
     *
     * @throws DatabaseUnavailableException also when others on PostgreSQL were at work for too long to let the change in
     */
    public <T extends @Nullable Object> T writeAlone(Function<DSLContext, T> change) {
        return switch (engine) {
            case SQLITE -> write(change);
            case POSTGRESQL -> translating(() -> aloneOnPostgresql(change, work -> work));
        };
    }

    /**
     * Runs commands that PostgreSQL runs in no transaction, one after another, while others go on.
     *
     * @throws DatabaseUnavailableException also when others kept one waiting for too long
     */
    void runBesideOthers(List<String> commands) {
        translating(() -> {
            try (var connection = connect(pools.writer());
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                statement.execute("set lock_timeout = '%ds'"
                        .formatted(patience.multipliedBy(PATIENCE_OF_CHANGES).toSeconds()));
                try {
                    for (var command : commands) {
                        statement.execute(command);
                    }
                } catch (SQLException e) {
                    if (StandstillLock.metOthers(e)) {
                        throw new DatabaseUnavailableException(StandstillLock.NO_PAUSE, e);
                    }
                    throw e;
                } finally {
                    statement.execute("reset lock_timeout");
                }
                return commands;
            }
        });
    }

    private void alone(SnapshotPair pair, Consumer<DSLContext> change) throws SQLException {
        Function<DSLContext, DSLContext> done = tx -> {
            change.accept(tx);
            return tx;
        };
        switch (engine) {
            case SQLITE ->
                throughGate(() -> translating(() -> pair.around(() -> inTransaction(pools.writer(), true, done))));
            case POSTGRESQL -> aloneOnPostgresql(done, work -> () -> pair.around(work));
        }
    }

    /** All connections are at hand before anybody has to wait: who waits keeps one. */
    private <T extends @Nullable Object> T aloneOnPostgresql(
            Function<DSLContext, T> change, UnaryOperator<Work<T>> around) throws SQLException {
        try (var writer = connect(pools.writer());
                var holder = connect(pools.batchWriter())) {
            return new StandstillLock(holder, patience.multipliedBy(PATIENCE_OF_CHANGES))
                    .hold(around.apply(() -> inTransaction(writer, true, tx -> {
                        tx.connection(StandstillLock::limitWaits);
                        return change.apply(tx);
                    })));
        }
    }

    /** The right to do what only one may do at a time; empty while somebody else has it. The caller closes it. */
    public Optional<Lease> lease() {
        return translating(() -> Lease.take(engine, leased, () -> connect(pools.readers())));
    }

    /** A connection for what needs no transaction of ours, such as a backup; the caller closes it. */
    public Connection connection() throws SQLException {
        return pools.readers().getConnection();
    }

    private <T extends @Nullable Object> T gated(DataSource source, Function<DSLContext, T> change) {
        return switch (engine) {
            case SQLITE -> throughGate(() -> inTransaction(source, true, change));
            case POSTGRESQL ->
                inTransaction(source, true, tx -> {
                    StandstillLock.share(tx);
                    return change.apply(tx);
                });
        };
    }

    private <T extends @Nullable Object> T throughGate(Supplier<T> action) {
        try {
            if (!writerGate.tryLock(GATE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new DatabaseUnavailableException("The database is busy: other writes take too long.", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailableException("The server is stopping.", e);
        }
        try {
            return action.get();
        } finally {
            writerGate.unlock();
        }
    }

    private <T extends @Nullable Object> T inTransaction(
            DataSource source, boolean writing, Function<DSLContext, T> function) {
        return translating(() -> {
            try (var connection = connect(source)) {
                return inTransaction(connection, writing, function);
            }
        });
    }

    private <T extends @Nullable Object> T inTransaction(
            Connection connection, boolean writing, Function<DSLContext, T> function) throws SQLException {
        engine.begin(connection, writing);
        try {
            var tx = DSL.using(connection, engine.dialect(), Queries.SETTINGS);
            if (isWalled) {
                OwnerWalls.standAround(tx);
            }
            var result = function.apply(tx);
            engine.commit(connection);
            return result;
        } catch (Throwable failure) {
            rollBack(connection, failure);
            throw failure;
        }
    }

    /** What is done with connections. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    private static <T extends @Nullable Object> T translating(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw translated(e, e);
        } catch (DataAccessException e) {
            throw translated(e.getCause(SQLException.class), e);
        }
    }

    private static Connection connect(DataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("The database cannot be reached.", e);
        }
    }

    private static RuntimeException translated(@Nullable SQLException error, Exception failure) {
        if (error != null && DatabaseUnavailableException.means(error)) {
            return new DatabaseUnavailableException("The database is full, busy or gone.", failure);
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new DataAccessException("Query failed", failure);
    }

    private void rollBack(Connection connection, Throwable failure) {
        try {
            engine.rollBack(connection);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        pools.close();
    }
}
