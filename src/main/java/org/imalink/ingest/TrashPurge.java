package org.imalink.ingest;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.imalink.access.Libraries;
import org.imalink.access.Scope;
import org.imalink.database.Database;
import org.imalink.database.DatabaseUnavailableException;
import org.imalink.library.Trash;
import org.imalink.operation.Audit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes for good what has been in the trash for {@link Trash#KEPT}, at the start of the server and every day. Rows only:
 * originals stay where they are. Thread-safe.
 */
public final class TrashPurge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrashPurge.class);
    private static final int PHOTOS_AT_ONCE = 200;
    private static final long STOP_SECONDS = 30;

    private final Database database;
    private final Clock clock;
    private final ScheduledExecutorService daily = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("trash").factory());

    /** Starts nothing yet. */
    public TrashPurge(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Begins now, and goes on every day. */
    public void start() {
        daily.scheduleWithFixedDelay(this::runOrTell, 0, 1, TimeUnit.DAYS);
    }

    private void runOrTell() {
        try {
            run();
        } catch (DatabaseUnavailableException e) {
            LOG.warn("The trash is cleared another day: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The trash cannot be cleared", e);
        }
    }

    /**
     * Deletes what is due now, some photos in each transaction; one that is stopped loses nothing.
     *
     * @return how many photos were deleted
     */
    public int run() {
        var now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        int deleted = 0;
        for (var scope : database.read(Libraries::inUse)) {
            deleted += run(scope, now);
        }
        if (deleted > 0) {
            int count = deleted;
            database.write(tx -> {
                Audit.addOfMaintenance(tx, Audit.Action.TRASH_CLEARED, Map.of("photos", count));
                return count;
            });
            LOG.info("{} photos were in the trash for {} days and are deleted", count, Trash.KEPT.toDays());
        }
        return deleted;
    }

    /** In the transaction that deletes it is asked again whether the library is in use: it may just have been put away. */
    private int run(Scope scope, LocalDateTime now) {
        int deleted = 0;
        int some;
        do {
            some = database.<Integer>writeBatch(tx -> Libraries.isInUse(tx, scope)
                    ? Trash.deleteSome(tx, scope, Trash.due(tx, scope, now), PHOTOS_AT_ONCE)
                    : 0);
            deleted += some;
        } while (some == PHOTOS_AT_ONCE && !daily.isShutdown());
        return deleted;
    }

    /** Lets the running transaction finish. */
    @Override
    public void close() {
        daily.shutdown();
        try {
            if (!daily.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Clearing the trash did not stop within {} seconds", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
