package org.imalink.transition;

import static org.imalink.database.schema.Tables.SERVER_STATE;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.imalink.access.Standing;
import org.imalink.account.Actor;
import org.imalink.database.Database;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.imalink.operation.Audit;
import org.imalink.operation.KeyRange;
import org.imalink.operation.LibraryComparison;
import org.imalink.operation.LibraryComparison.Difference;
import org.imalink.operation.LibraryDigest;
import org.imalink.operation.Progress;
import org.imalink.operation.Refusal;
import org.imalink.operation.RefusedException;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the tenancy level while everybody goes on as before, and proves that no row has become another one: gives every row an
 * owner, which phases with libraries of their own need, and takes owners and accounts away again for a server that does not
 * know them. Not for several threads at once.
 */
final class ProvedLevel {
    private static final Logger LOG = LoggerFactory.getLogger(ProvedLevel.class);
    private static final int TOLD = 5;

    /** In the cursor of the server's state, from before rows are moved until somebody has looked whether they are the same. */
    private static final String UNPROVED = "level unproved";

    /** The same, from the proof until all indexes are made. */
    private static final String UNINDEXED = "indexes unmade";

    private final Database database;
    private final Schema schema;
    private final Progress progress;

    /** The longest time for which others could not write. */
    private Duration held = Duration.ZERO;

    ProvedLevel(Database database, Progress progress) {
        this.progress = progress;
        this.database = database;
        this.schema = new Schema(database);
    }

    /**
     * Gives every row an owner. Does nothing where it was done and proved before; killed at any moment, it is done anew the next
     * time, or goes on where all was proved.
     *
     * @throws RefusedException when a row differs; owners are taken away again then
     */
    void giveOwners(Actor actor) {
        if (database.read(ProvedLevel::hasProvedOwners)) {
            return;
        }
        long begun = System.nanoTime();
        if (level() >= Schema.LEVEL_OF_OWNERS) {
            if (UNINDEXED.equals(database.read(ProvedLevel::cursor))) {
                finish(actor, Schema.LEVEL_OF_OWNERS - 1, begun);
                return;
            }
            take(Schema.LEVEL_OF_OWNERS - 1); // what nobody proved is not kept
        }
        move(actor, Schema.LEVEL_OF_OWNERS, tx -> {});
    }

    /**
     * Takes away what the database has above a level, and parks it. Does nothing where there is nothing.
     *
     * @param check refuses it, in the transaction in which it would be done
     * @throws RefusedException when a row differs; the level is as before then
     */
    void lower(Actor actor, int level, Consumer<DSLContext> check) {
        if (level() > level) {
            move(actor, level, check);
        }
    }

    private int level() {
        return database.<Integer>read(Schema::tenancy);
    }

    private void move(Actor actor, int to, Consumer<DSLContext> check) {
        int from = level();
        long begun = System.nanoTime();
        progress.report("Changing the tables", 0, 0);
        database.write(tx -> {
            check.accept(tx);
            return setCursor(tx, UNPROVED);
        });
        Consumer<DSLContext> change = tx -> {
            long taken = System.nanoTime();
            check.accept(tx);
            if (to > from) {
                schema.giveOwners(tx);
            } else {
                schema.moveTenancy(tx, to);
            }
            held = Duration.ofNanos(System.nanoTime() - taken);
        };
        if (to < from && database.engine() == Engine.POSTGRESQL) {
            // An old snapshot cannot read a column that is gone; so nobody writes until all is read.
            database.writeAlone(tx -> proveWithin(tx, change));
        } else {
            proveAround(change, from);
        }
        finish(actor, from, begun);
    }

    /** Makes the indexes that were left, each while others go on, and says that all is done. */
    private void finish(Actor actor, int from, long begun) {
        int to = level();
        if (to > from) {
            database.write(tx -> setCursor(tx, UNINDEXED));
            progress.report("Making indexes", 0, 0);
            for (var next = schema.makeNextIndex(); next.isPresent(); next = schema.makeNextIndex()) {
                held = Collections.max(List.of(held, next.get()));
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - begun);
        database.write(tx -> {
            Audit.add(
                    tx,
                    actor.key(),
                    Audit.Action.LEVEL_CHANGED,
                    Map.of("from", from, "to", to, "took_ms", took.toMillis(), "held_ms", held.toMillis()));
            return setCursor(tx, null);
        });
    }

    private void proveAround(Consumer<DSLContext> change, int from) {
        var differences =
                database.compare(change, (before, after) -> LibraryComparison.between(before, after, progress));
        if (!differences.isEmpty()) {
            take(from);
            throw refusal(differences.stream().map(ProvedLevel::text).toList());
        }
    }

    private LibraryDigest proveWithin(DSLContext tx, Consumer<DSLContext> change) {
        var before = LibraryDigest.of(tx, progress);
        change.accept(tx);
        var after = LibraryDigest.of(tx, progress);
        var differences = before.differences(after);
        if (!differences.isEmpty()) {
            throw refusal(differences.stream().map(ProvedLevel::text).toList());
        }
        return after;
    }

    private void take(int level) {
        database.writeAlone(tx -> {
            schema.moveTenancy(tx, level);
            return setCursor(tx, null);
        });
    }

    /** A phase in which people have libraries of their own is never entered before. */
    private static boolean hasProvedOwners(DSLContext tx) {
        return !Standing.read(tx).phase().isShared() || hasOwners(tx);
    }

    /** @throws RefusedException where rows have no owners, or nobody has proved that they are the same */
    static void refuseUnproved(DSLContext tx) {
        if (!hasOwners(tx)) {
            throw new RefusedException(
                    Refusal.Kind.OWNERS_TAKEN_MEANWHILE,
                    "Somebody took owners away from rows meanwhile, so that the server was not moved on. Ask again if it should be.");
        }
    }

    private static boolean hasOwners(DSLContext tx) {
        return Schema.tenancy(tx) >= Schema.LEVEL_OF_OWNERS && cursor(tx) == null;
    }

    private static @Nullable String cursor(DSLContext tx) {
        return tx.select(SERVER_STATE.TRANSITION_CURSOR)
                .from(SERVER_STATE)
                .fetchSingle()
                .value1();
    }

    private static int setCursor(DSLContext tx, @Nullable String cursor) {
        return tx.update(SERVER_STATE)
                .set(SERVER_STATE.TRANSITION_CURSOR, cursor)
                .execute();
    }

    private static RefusedException refusal(List<String> differences) {
        differences.forEach(
                difference -> LOG.error("After the tenancy level had changed, this differed: {}", difference));
        return new RefusedException(
                Refusal.Kind.ROWS_DIFFER,
                Map.of("count", differences.size(), "first", differences.getFirst()),
                "Not everything was the same afterwards, so that the tenancy level was taken back and the phase was not changed. Look at what differed before you go on, and at the backup: %s%s. The log of the server names all %d; please report it."
                        .formatted(
                                differences.stream().limit(TOLD).collect(Collectors.joining(", ")),
                                differences.size() > TOLD ? ", and others" : "",
                                differences.size()));
    }

    /** Like {@code photos 17 of user 1 (changed)}. */
    private static String text(Difference difference) {
        return "%s %s of user %d (%s)"
                .formatted(
                        difference.range().table(),
                        difference.row(),
                        difference.range().owner(),
                        difference.kind().name().toLowerCase(Locale.ROOT));
    }

    /** Like {@code photos 0 to 16383 of user 1}. */
    private static String text(KeyRange range) {
        return "%s %d to %d of user %d".formatted(range.table(), range.first(), range.last(), range.owner());
    }
}
