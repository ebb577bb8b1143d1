package org.imalink.transition;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.account.Actor;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.DatabaseUnavailableException;
import org.imalink.database.Lease;
import org.imalink.database.Schema;
import org.imalink.operation.BackupFailedException;
import org.imalink.operation.Backups;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.Progress;
import org.imalink.operation.Refusal;
import org.imalink.operation.RefusedException;
import org.imalink.transition.rehearsal.RecordedReads;
import org.imalink.transition.rehearsal.Rehearsal;
import org.imalink.transition.rehearsal.RehearsalReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What takes its time on the way to several users and back, one task at a time among all servers on a database: each at
 * once, or behind the back of who asked for it and then looks how far it is. Going back is none of it, and never waits
 * ({@link Phases#retreat}). Thread-safe.
 */
public final class Transitions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transitions.class);

    private final Database database;
    private final Phases phases;
    private final Backups backups;
    private final Preflight preflight;
    private final DataDirectory directory;
    private final Rehearsal rehearsal;
    private final OutsideLook outside;
    private final boolean makesBackups;
    private final AtomicReference<@Nullable TransitionRun> run = new AtomicReference<>();
    private volatile boolean isStopped;
    private volatile @Nullable Thread rehearsing;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("transition").factory());

    /**
     * @param recorded what people asked for lately, for a rehearsal to ask too
     * @param program how this program is started once more: Java, its options, and the main class
     * @param isReachable whether other machines than this one reach the server
     * @param makesBackups false where the database is a copy already
     */
    public Transitions(
            Database database,
            DatabaseLocation location,
            DataDirectory directory,
            Phases phases,
            RecordedReads recorded,
            List<String> program,
            boolean isReachable,
            boolean makesBackups) {
        this.database = database;
        this.directory = directory;
        this.phases = phases;
        this.backups = Backups.of(location, directory);
        this.preflight = new Preflight(database, directory, backups, phases, isReachable);
        this.rehearsal = new Rehearsal(database, location, directory, recorded, program);
        this.outside = new OutsideLook(location, directory, backups);
        this.makesBackups = makesBackups;
    }

    /** Looks whether the server can go all the way forward. */
    public PreflightReport preflight(Unclaimed unclaimed, Progress progress) {
        return preflight.look(unclaimed, progress);
    }

    /**
     * Does a task, and returns when it is done.
     *
     * @return what came of it, as a server answers it
     * @throws RefusedException when another task is going on, or this one must not be done
     * @throws BackupFailedException when a backup that comes first could not be made
     */
    public Map<String, @Nullable Object> perform(TransitionTask task, Actor actor, Progress progress) {
        refuse(task);
        try (var lease = lease()) {
            LOG.debug("{} has {}", task.code(), lease);
            return done(task, actor, progress);
        }
    }

    /**
     * Begins a task, and returns; {@link #run} tells how far it is.
     *
     * @throws RefusedException when another task is going on, or this one must not be done, as far as can be said at once
     */
    public TransitionRun begin(TransitionTask task, Actor actor) {
        refuse(task);
        var lease = lease();
        isStopped = false;
        var begun = TransitionRun.begun(task.code(), nextStart());
        run.set(begun);
        thread.execute(() -> follow(begun, task, actor, lease));
        return begun;
    }

    /** The task that goes on, or the last one that was begun here. */
    public Optional<TransitionRun> run() {
        return Optional.ofNullable(run.get());
    }

    private Lease lease() {
        return database.lease()
                .orElseThrow(
                        () -> new RefusedException(
                                Refusal.Kind.BUSY,
                                "Another transition is going on. Look how far it is with imalink multiuser status, and ask again when it is done. To go back does not have to wait: imalink multiuser retreat."));
    }

    /** What the newest rehearsal foretold, and what happened when the tenancy level changed. */
    public TransitionReport report() {
        var newest = RehearsalReport.latest(directory);
        return database.read(tx -> new TransitionReport(
                newest.orElse(null),
                newest.filter(report -> report.vouchesFor(Schema.version(tx), now()))
                        .isPresent(),
                TransitionReport.LevelChange.last(tx).orElse(null)));
    }

    /** Has the task stop that goes on, at the next moment at which it can; what it changed is taken up or taken back later. */
    public void stop() {
        isStopped = true;
        var working = rehearsing;
        if (working != null) {
            working.interrupt();
        }
    }

    /** Tells the end when the next task can begin, so that nobody who has heard of it is refused for it. */
    private void follow(TransitionRun begun, TransitionTask task, Actor actor, Lease lease) {
        var end = end(task, actor, lease);
        change(known -> known.isSameAs(begun) ? end.apply(known) : known);
    }

    private UnaryOperator<TransitionRun> end(TransitionTask task, Actor actor, Lease lease) {
        try (lease) {
            var outcome = done(task, actor, this::tell);
            return known -> known.ended(now(), outcome);
        } catch (RefusedException | BackupFailedException | DatabaseUnavailableException e) {
            LOG.warn("{} did not end well: {}", task.code(), e.getMessage());
            return known -> known.refused(now(), String.valueOf(e.getMessage()), refusal(e));
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed", task.code(), e);
            return known -> known.refused(
                    now(),
                    "It failed for a reason that is the server's; its log tells more. Nothing is lost: ask again.",
                    Refusal.of(Refusal.Kind.SERVER_FAULT));
        }
    }

    private static @Nullable Refusal refusal(RuntimeException thrown) {
        return switch (thrown) {
            case RefusedException refused -> refused.refusal().orElse(null);
            case BackupFailedException ignored -> Refusal.of(Refusal.Kind.BACKUP_FAILED);
            default -> Refusal.of(Refusal.Kind.UNAVAILABLE);
        };
    }

    private void tell(String stage, long done, long total) {
        if (isStopped) {
            throw new RefusedException(
                    Refusal.Kind.STOPPED,
                    "It was stopped before it was done; nothing is lost. To see where the server is: imalink multiuser status");
        }
        change(known -> known.at(stage, done, total));
    }

    private void change(UnaryOperator<TransitionRun> change) {
        run.updateAndGet(known -> known == null ? null : change.apply(known));
    }

    /** Later than that of the last one, by which it is told from it. */
    private Instant nextStart() {
        var now = now();
        return run().map(TransitionRun::startedAt)
                .filter(last -> !last.isBefore(now))
                .map(last -> last.plusMillis(1))
                .orElse(now);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private void refuse(TransitionTask task) {
        switch (task) {
            case TransitionTask.Advance(var to, var unclaimed) -> phases.refuseAdvance(to, unclaimed);
            case TransitionTask.Activate(var unclaimed) -> phases.refuseAdvance(Phase.ACTIVE, unclaimed);
            case TransitionTask.Rehearse ignored -> {}
            case TransitionTask.Verify ignored -> {}
            case TransitionTask.Lower(int level) -> phases.refuseLower(level);
        }
    }

    private Map<String, @Nullable Object> done(TransitionTask task, Actor actor, Progress progress) {
        return switch (task) {
            case TransitionTask.Advance(var to, var unclaimed) ->
                advance(actor, to, unclaimed, progress).tree();
            case TransitionTask.Activate(var unclaimed) ->
                activate(actor, unclaimed, progress).tree();
            case TransitionTask.Rehearse() -> rehearse(progress).tree();
            case TransitionTask.Verify(var against) -> outside.look(against, progress);
            case TransitionTask.Lower(int level) -> Map.of("tenancy_level", lower(actor, level, progress));
        };
    }

    private PhaseChange advance(Actor actor, Phase to, Unclaimed unclaimed, Progress progress) {
        var settingOut = phases.setOut();
        if (!to.isShared() && level() < Schema.LEVEL_OF_OWNERS) {
            backUp(progress);
        }
        return phases.advance(actor, to, unclaimed, progress, settingOut);
    }

    /** Whoever asks to go back, at whatever moment of it, ends it. */
    private PhaseChange activate(Actor actor, Unclaimed unclaimed, Progress progress) {
        var settingOut = phases.setOut();
        preflight.look(unclaimed, progress).refuseUnlessClear();
        if (!report().vouches()) {
            refuseUnlessPassed(rehearse(progress));
        }
        backUp(progress);
        var before = database.read(Standing::read);
        var change = new PhaseChange(before.phase(), before);
        for (var phase : Phase.values()) {
            if (phase.isAtLeast(before.phase())) {
                progress.report("Going to " + phase.code(), phase.number(), Phase.FARTHEST.number());
                change = phases.advance(actor, phase, unclaimed, progress, settingOut);
                settingOut = settingOut.from(change);
            }
        }
        return new PhaseChange(before.phase(), change.standing());
    }

    private int lower(Actor actor, int level, Progress progress) {
        if (level() > level) {
            backUp(progress);
        }
        return phases.lower(actor, level, progress);
    }

    private void backUp(Progress progress) {
        if (makesBackups) {
            backups.create(database, progress);
        }
    }

    private RehearsalReport rehearse(Progress progress) {
        rehearsing = Thread.currentThread();
        try {
            return rehearsal.run(progress);
        } finally {
            rehearsing = null;
            if (isStopped) {
                Thread.interrupted(); // whatever is left of it is not meant for what comes next
            }
        }
    }

    private static void refuseUnlessPassed(RehearsalReport report) {
        if (!report.passed()) {
            throw new RefusedException(
                    Refusal.Kind.REHEARSAL_FAILED,
                    "The rehearsal did not pass, and nothing was changed: %s To see all of it: imalink multiuser report"
                            .formatted(String.join(" ", report.reasons())));
        }
    }

    private int level() {
        return database.<Integer>read(Schema::tenancy);
    }

    /** A task that is cut off is done anew when somebody asks for it. */
    @Override
    public void close() {
        stop();
        thread.close();
    }
}
