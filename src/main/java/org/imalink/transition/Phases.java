package org.imalink.transition;

import static org.imalink.database.schema.Tables.SERVER_STATE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.imalink.access.Phase;
import org.imalink.access.PutAwayTimes;
import org.imalink.access.Standing;
import org.imalink.account.Actor;
import org.imalink.database.Database;
import org.imalink.database.Schema;
import org.imalink.database.SchemaException;
import org.imalink.database.ServerVersion;
import org.imalink.database.Timestamps;
import org.imalink.operation.Audit;
import org.imalink.operation.RefusedException;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the server from phase to phase. Each move is one transaction, with the accounts that the phase needs; the file
 * {@code multiuser.json} is written in it, before it is committed, so that a move that ends half-way leaves a file that is
 * ahead of the database and never one behind it. Thread-safe.
 */
public final class Phases {
    private static final Logger LOG = LoggerFactory.getLogger(Phases.class);

    private final Database database;
    private final Schema schema;
    private final MultiuserFile file;
    private final List<Consumer<Standing>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile FileWish wish = new FileWish.Agrees();
    private int knownEpoch;

    /** @param file {@code multiuser.json} */
    public Phases(Database database, Path file) {
        this.database = database;
        this.schema = new Schema(database);
        this.file = new MultiuserFile(file);
        this.knownEpoch = database.read(tx -> Standing.read(tx).epoch());
    }

    /**
     * Refuses a database that another server has brought to a phase that this one does not know.
     *
     * @throws SchemaException saying what to start
     */
    public static void refuseUnknown(Database database) {
        int found = database.read(tx ->
                tx.select(SERVER_STATE.PHASE).from(SERVER_STATE).fetchSingle().value1());
        if (found > Phase.FARTHEST.number()) {
            throw new SchemaException(
                    "This database is in phase %d; this is ImaLink %s, which knows phases up to %d (%s). Start the ImaLink that brought it there or a newer one, or go back with that one first: imalink multiuser retreat --to %s."
                            .formatted(
                                    found,
                                    ServerVersion.CURRENT,
                                    Phase.FARTHEST.number(),
                                    Phase.FARTHEST.code(),
                                    Phase.FARTHEST.code()),
                    null);
        }
    }

    /** Has the standing told after each change of the phase; whoever is told must return at once. */
    public void onChange(Consumer<Standing> listener) {
        listeners.add(listener);
    }

    /** The same, where nobody is left without their photos. */
    public PhaseChange advance(Actor actor, Phase to) {
        return advance(actor, to, Unclaimed.REFUSE);
    }

    /**
     * Goes forward to a phase; where the server is in it already, nothing changes. On the way to a phase in which people have
     * libraries of their own, rows are given owners first, once, and each is proved to be the same.
     *
     * @throws RefusedException when the phase lies behind the present one, when somebody would be left without their photos,
     *     or when a row was not the same
     */
    public PhaseChange advance(Actor actor, Phase to, Unclaimed unclaimed) {
        look();
        Check check = (tx, from) -> {
            if (!to.isAtLeast(from)) {
                throw new RefusedException(
                        "The server is in the phase %s, and %s lies behind it. To go back: imalink multiuser retreat --to %s"
                                .formatted(from.code(), to.code(), to.code()));
            }
            if (to == Phase.ACTIVE && from != to) {
                SignInCheck.check(tx, unclaimed);
            }
        };
        lock.lock();
        try {
            if (!to.isShared()) {
                var before = database.read(tx -> {
                    var standing = Standing.read(tx);
                    check.accept(tx, standing.phase());
                    return standing;
                });
                new ProvedLevel(database).giveOwners(actor);
                refuseIfMoved(before);
            }
            return move(actor, to, "forward", check);
        } finally {
            lock.unlock();
        }
    }

    /** Giving owners takes its time, in which somebody may have wished for something else. */
    private void refuseIfMoved(Standing before) {
        look();
        var now = database.read(Standing::read);
        if (now.epoch() != before.epoch()) {
            throw new RefusedException(
                    "The server went to the phase %s meanwhile, so that it was not moved on. Ask again if it should be."
                            .formatted(now.phase().code()));
        }
    }

    /** Refuses a move that must not be made, as the transaction sees it in which it would be. */
    @FunctionalInterface
    private interface Check {
        void accept(DSLContext tx, Phase from);
    }

    /**
     * Goes back to a phase; where the server is in it already, nothing changes. Nothing is deleted.
     *
     * @throws RefusedException when the phase lies ahead of the present one
     */
    public PhaseChange retreat(Actor actor, Phase to) {
        look();
        return goBack(actor, to, "back");
    }

    private PhaseChange goBack(Actor actor, Phase to, String how) {
        return move(actor, to, how, (tx, from) -> {
            if (!from.isAtLeast(to)) {
                throw new RefusedException(
                        "The server is in the phase %s, and %s lies ahead of it. To go forward: imalink multiuser advance --to %s"
                                .formatted(from.code(), to.code(), to.code()));
            }
        });
    }

    /**
     * Takes away what the database has above a tenancy level, so that a server can use it which does not know that: at level 1
     * rows have no owners, at level 0 there are no accounts either. What others than user 1 have is parked, and comes back
     * when the server goes forward again. Where the database is at that level or below, nothing changes.
     *
     * @param level 0 or 1
     * @return the level now
     * @throws RefusedException when the present phase needs more, or when a row was not the same
     */
    public int lower(Actor actor, int level) {
        look();
        lock.lock();
        try {
            Consumer<DSLContext> check = tx -> refuseLevel(Standing.read(tx).phase(), level);
            database.read(tx -> {
                check.accept(tx);
                return tx;
            });
            new ProvedLevel(database).lower(actor, level, check);
            return database.<Integer>read(Schema::tenancy);
        } finally {
            lock.unlock();
        }
    }

    private static void refuseLevel(Phase phase, int level) {
        var farthest = level == 0 ? Phase.SINGLE : Phase.DUAL;
        if (!farthest.isAtLeast(phase)) {
            throw new RefusedException(
                    "The phase %s needs what level %d does not have. Go back first: imalink multiuser retreat --to %s"
                            .formatted(phase.code(), level, farthest.code()));
        }
    }

    /**
     * Looks once whether the file or another server on the same database has changed something: lowers the phase where the
     * file says so, and has every change told.
     */
    public void look() {
        lock.lock();
        try {
            var text = file.read().orElse(null);
            var state = database.read(tx -> tx.selectFrom(SERVER_STATE).fetchSingle());
            var digest = state.getMultiuserDigest();
            var phase = Phase.of(state.getPhase());
            boolean same =
                    text == null ? digest == null : MultiuserFile.digest(text).equals(digest);
            var found = same ? new FileWish.Agrees() : FileWish.of(text, phase);
            switch (found) {
                case FileWish.Agrees() -> {}
                case FileWish.Lowers(var to) -> {
                    LOG.warn("config/multiuser.json lowers the phase from {} to {}", phase.code(), to.code());
                    goBack(new Actor.Operator(), to, "by multiuser.json");
                    found = new FileWish.Agrees();
                }
                case FileWish.Told(var sentence, var closes) -> {
                    if (!found.equals(wish)) {
                        LOG.warn("{}", sentence);
                    }
                }
            }
            wish = found;
            tell(database.read(Standing::read));
        } finally {
            lock.unlock();
        }
    }

    /** What the file wished at the last look and nobody did, as a sentence with what to do. */
    public Optional<String> wish() {
        return wish instanceof FileWish.Told told ? Optional.of(told.sentence()) : Optional.empty();
    }

    /** Why nobody may see the library until the operator decides, as a sentence; empty when they may. */
    public Optional<String> closed() {
        return wish instanceof FileWish.Told told && told.closes() ? Optional.of(told.sentence()) : Optional.empty();
    }

    private PhaseChange move(Actor actor, Phase to, String how, Check check) {
        lock.lock();
        try {
            var before = file.read();
            PhaseChange change;
            try {
                change = database.write(tx -> move(tx, actor, to, how, check, before));
            } catch (RuntimeException | Error failure) {
                putBack(before, FileContent.of(to).text(), failure);
                throw failure;
            }
            wish = new FileWish.Agrees();
            tell(change.standing());
            return change;
        } finally {
            lock.unlock();
        }
    }

    private PhaseChange move(
            DSLContext tx, Actor actor, Phase to, String how, Check check, Optional<String> fileBefore) {
        if (to != Phase.SINGLE && Schema.version(tx).tenancy() == 0) {
            schema.moveTenancy(tx, 1);
        }
        var before = lockStanding(tx);
        var from = before.phase();
        check.accept(tx, from);
        var text = FileContent.of(to).text();
        var after = standing(before, to);
        compareAndSet(tx, before, after, MultiuserFile.digest(text));
        if (from != to) {
            keepTimes(tx, from, to);
            Audit.add(
                    tx,
                    actor.key(),
                    Audit.Action.PHASE_CHANGED,
                    Map.of("from", from.code(), "to", to.code(), "epoch", after.epoch(), "how", how));
        }
        writeFile(fileBefore, text);
        return new PhaseChange(from, after);
    }

    private static Standing standing(Standing before, Phase to) {
        var from = before.phase();
        int epoch = from == to ? before.epoch() : before.epoch() + 1;
        int viewEpoch = from.isShared() == to.isShared() ? before.viewEpoch() : epoch;
        return new Standing(to, epoch, viewEpoch, before.accountVersion());
    }

    /** Libraries that are put away stand still until they are back. */
    private static void keepTimes(DSLContext tx, Phase from, Phase to) {
        if (to.isShared() && !from.isShared()) {
            PutAwayTimes.begin(tx, Timestamps.now());
        } else if (from.isShared() && !to.isShared()) {
            PutAwayTimes.end(tx, Timestamps.now());
        }
    }

    /** So that two servers on one PostgreSQL go one after the other; on SQLite a writer is alone anyway. */
    private Standing lockStanding(DSLContext tx) {
        switch (database.engine()) {
            case SQLITE -> {}
            case POSTGRESQL ->
                tx.select(SERVER_STATE.ID).from(SERVER_STATE).forUpdate().fetchSingle();
        }
        return Standing.read(tx);
    }

    private static void compareAndSet(DSLContext tx, Standing before, Standing after, String digest) {
        int changed = tx.update(SERVER_STATE)
                .set(SERVER_STATE.PHASE, after.phase().number())
                .set(SERVER_STATE.EPOCH, after.epoch())
                .set(SERVER_STATE.VIEW_EPOCH, after.viewEpoch())
                .set(SERVER_STATE.MULTIUSER_DIGEST, digest)
                .where(SERVER_STATE.PHASE.eq(before.phase().number()))
                .and(SERVER_STATE.EPOCH.eq(before.epoch()))
                .execute();
        if (changed != 1) {
            throw new IllegalStateException("The phase changed although its row was locked");
        }
    }

    private void writeFile(Optional<String> before, String text) {
        if (!file.read().equals(before)) {
            throw new RefusedException(
                    "config/multiuser.json was changed at this moment, so that the phase was not. Try again.");
        }
        if (before.filter(text::equals).isPresent()) {
            return;
        }
        try {
            file.write(text);
        } catch (IOException e) {
            throw new RefusedException(
                    "config/multiuser.json cannot be written, so that the phase was not changed: " + e.getMessage(), e);
        }
    }

    /** The move did not happen. Where somebody else wrote the file, or it cannot be written, it is a wish at the next look. */
    private void putBack(Optional<String> before, String written, Throwable failure) {
        try {
            if (file.read().filter(written::equals).isPresent()) {
                file.putBack(before);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void tell(Standing standing) {
        if (standing.epoch() == knownEpoch) {
            return;
        }
        knownEpoch = standing.epoch();
        for (var listener : listeners) {
            try {
                listener.accept(standing);
            } catch (RuntimeException e) {
                // The phase has changed, whatever somebody who was told made of it.
                LOG.warn(
                        "Somebody could not be told of the phase {}",
                        standing.phase().code(),
                        e);
            }
        }
    }
}
