package org.imalink.transition;

import static org.imalink.database.schema.Tables.SERVER_STATE;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.account.Actor;
import org.imalink.database.Database;
import org.imalink.database.DatabaseUnavailableException;
import org.imalink.database.Schema;
import org.imalink.operation.Progress;
import org.imalink.operation.RefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the server from phase to phase, and does what {@code multiuser.json} lowers. Going back never waits for somebody who
 * is on the way forward. Thread-safe, but for what gives or takes owners (see {@link Transitions}).
 */
public final class Phases {
    private static final Logger LOG = LoggerFactory.getLogger(Phases.class);

    private final Database database;
    private final MultiuserFile file;
    private final PhaseMove mover;
    private final RoomToGoBack room;
    private final PhaseNews news;
    private final ReentrantLock lock = new ReentrantLock();

    /** How often somebody asked to go back, also where the server was there already: who is on the way forward gives up. */
    private final AtomicInteger goneBack = new AtomicInteger();

    private volatile FileWish wish = new FileWish.Agrees();

    /** When file and database last said the same; null before the first time. Guarded by the lock. */
    private @Nullable Agreement agreed;

    private record Agreement(@Nullable String text, int epoch) {}

    /** @param file {@code multiuser.json} */
    public Phases(Database database, Path file) {
        this.database = database;
        this.file = new MultiuserFile(file);
        this.mover = new PhaseMove(database, this.file);
        this.room = new RoomToGoBack(file.resolveSibling("room-to-go-back"));
        this.news = new PhaseNews(database.read(Standing::read));
    }

    /** Has the standing told after each change of the phase; whoever is told must return at once. */
    public void onChange(Consumer<Standing> listener) {
        news.add(listener);
    }

    /** The same, where nobody is left without their photos. */
    public PhaseChange advance(Actor actor, Phase to) {
        return advance(actor, to, Unclaimed.REFUSE);
    }

    /** The same, where nobody hears how far it is. */
    public PhaseChange advance(Actor actor, Phase to, Unclaimed unclaimed) {
        return advance(actor, to, unclaimed, Progress.UNHEARD);
    }

    /** The same from where the server is now. */
    public PhaseChange advance(Actor actor, Phase to, Unclaimed unclaimed, Progress progress) {
        return advance(actor, to, unclaimed, progress, setOut());
    }

    /** Sets out from where the server is now. */
    SettingOut setOut() {
        look();
        int asked = goneBack.get();
        return new SettingOut(asked, database.read(tx -> Standing.read(tx).epoch()));
    }

    /**
     * Goes forward to a phase; where the server is in it already, nothing changes. On the way to a phase in which people have
     * libraries of their own, rows are given owners first, once, and each is proved to be the same; meanwhile whoever asks
     * for another phase gets it. Not for several threads at once.
     *
     * @param settingOut since when nobody may have asked for another phase
     * @throws RefusedException when the phase lies behind the present one, when somebody would be left without their photos,
     *     when a row was not the same, or when somebody went elsewhere meanwhile
     */
    PhaseChange advance(Actor actor, Phase to, Unclaimed unclaimed, Progress progress, SettingOut settingOut) {
        refuseAdvance(to, unclaimed);
        if (!to.isShared()) {
            new ProvedLevel(database, progress).giveOwners(actor);
        }
        lock.lock();
        try {
            look();
            return move(actor, to, PhaseMove.Way.FORWARD, (tx, from) -> {
                settingOut.refuseIfMoved(Standing.read(tx), goneBack.get());
                PhaseRules.proved(to, unclaimed).accept(tx, from);
            });
        } finally {
            lock.unlock();
        }
    }

    /**
     * Refuses what {@link #advance} would refuse at once.
     *
     * @throws RefusedException saying why
     */
    void refuseAdvance(Phase to, Unclaimed unclaimed) {
        look();
        var check = PhaseRules.forward(to, unclaimed);
        database.read(tx -> {
            check.accept(tx, Standing.read(tx).phase());
            return tx;
        });
    }

    /**
     * Goes back to a phase; where the server is in it already, nothing changes. Nothing is deleted.
     *
     * @throws RefusedException when the phase lies ahead of the present one
     */
    public PhaseChange retreat(Actor actor, Phase to) {
        look();
        return goBack(actor, to, PhaseMove.Way.BACK);
    }

    /** Also on a full disk. */
    private PhaseChange goBack(Actor actor, Phase to, PhaseMove.Way way) {
        goneBack.incrementAndGet();
        var check = PhaseRules.back(to);
        try {
            return move(actor, to, way, check);
        } catch (DatabaseUnavailableException e) {
            if (!room.release()) {
                throw e;
            }
            LOG.warn(
                    "The way back could not be gone, perhaps for want of room: some was kept for it, and is free now",
                    e);
            return move(actor, to, way, check);
        }
    }

    /** The same as below, where nobody hears how far it is. */
    public int lower(Actor actor, int level) {
        return lower(actor, level, Progress.UNHEARD);
    }

    /**
     * Takes away what the database has above a tenancy level, so that a server can use it which does not know that: at level 1
     * rows have no owners, at level 0 there are no accounts either. What others than user 1 have is parked, and comes back
     * when the server goes forward again. Where the database is at that level or below, nothing changes. Not for several
     * threads at once.
     *
     * @param level 0 or 1
     * @return the level now
     * @throws RefusedException when the present phase needs more, or when a row was not the same
     */
    public int lower(Actor actor, int level, Progress progress) {
        look();
        refuseLower(level);
        new ProvedLevel(database, progress)
                .lower(
                        actor,
                        level,
                        tx -> PhaseRules.refuseLevel(Standing.read(tx).phase(), level));
        return database.<Integer>read(Schema::tenancy);
    }

    /**
     * Refuses what {@link #lower} would refuse at once.
     *
     * @throws RefusedException saying why
     */
    void refuseLower(int level) {
        PhaseRules.refuseLevel(database.read(Standing::read).phase(), level);
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
            if (phase != Phase.SINGLE) {
                room.keep();
            }
            if (same) {
                agreed = new Agreement(text, state.getEpoch());
                catchUp(text, phase);
                wish = new FileWish.Agrees();
            } else {
                var proved = isChanged(text, state.getEpoch()) ? database.read(ProvedPhases::farthest) : Phase.SINGLE;
                wish = fulfil(FileWish.of(text, phase, proved), phase);
            }
            news.tell(database.read(Standing::read));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether it is the file that changed, while nobody moved the server. One that stayed behind when another server went back,
     * or was there when this one started, would undo what somebody else decided.
     */
    private boolean isChanged(@Nullable String text, int epoch) {
        var before = agreed;
        return before != null && before.epoch() == epoch && !Objects.equals(before.text(), text);
    }

    /** What is left of a wish. */
    private FileWish fulfil(FileWish found, Phase phase) {
        return switch (found) {
            case FileWish.Agrees agrees -> agrees;
            case FileWish.Lowers(var to) -> {
                LOG.warn("config/multiuser.json lowers the phase from {} to {}", phase.code(), to.code());
                goBack(new Actor.Operator(), to, PhaseMove.Way.BY_FILE);
                yield new FileWish.Agrees();
            }
            case FileWish.Returns returns -> {
                try {
                    move(
                            new Actor.Operator(),
                            returns.to(),
                            PhaseMove.Way.BY_FILE,
                            PhaseRules.proved(returns.to(), Unclaimed.REFUSE));
                    LOG.warn("config/multiuser.json brought the server from {} back to {}", phase, returns.to());
                    yield new FileWish.Agrees();
                } catch (RefusedException e) {
                    yield told(FileWish.refused(returns, phase, e));
                }
            }
            case FileWish.Told told -> told(told);
        };
    }

    private FileWish told(FileWish.Told told) {
        if (!told.equals(wish)) {
            LOG.warn("{}", told.sentence());
        }
        return told;
    }

    /** A way back did not wait for a file that could not be written. */
    private void catchUp(@Nullable String text, Phase phase) {
        boolean isNew = text == null && phase == Phase.SINGLE;
        if (isNew || FileContent.of(phase).text().equals(text)) {
            return;
        }
        try {
            mover.to(phase, new Actor.Operator(), PhaseMove.Way.FORWARD, (tx, from) -> {
                if (from != phase) {
                    throw new RefusedException("The phase is another one by now.");
                }
            });
        } catch (RefusedException | DatabaseUnavailableException stillNot) {
            LOG.debug("The file is as before", stillNot);
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

    private PhaseChange move(Actor actor, Phase to, PhaseMove.Way way, PhaseMove.Check check) {
        lock.lock();
        try {
            var change = mover.to(to, actor, way, check);
            wish = new FileWish.Agrees();
            agreed = new Agreement(file.read().orElse(null), change.standing().epoch());
            news.tell(change.standing());
            return change;
        } finally {
            lock.unlock();
        }
    }
}
