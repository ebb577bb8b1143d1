package org.imalink.transition.rehearsal;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.imalink.access.Phase;
import org.imalink.database.Database;
import org.imalink.database.DatabaseUnavailableException;
import org.imalink.operation.KeyRange;
import org.imalink.operation.LibraryCopy;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * The way that a copy is sent: forward, back to where it began, and forward again with a kill in the middle, with a look at
 * every row in between. Where the library is beyond the phase dual already, the way back goes there. Not thread-safe.
 */
final class Course implements AutoCloseable {
    private static final String API = "/api/v1/multiuser/";

    /** What it takes to see that rows are being given owners, and to kill. */
    private static final Duration SEEING = Duration.ofMillis(30);

    private final Database live;
    private final CopiedLibrary copied;
    private final LibraryCopy copy;
    private final List<String> program;
    private final Replay replay;
    private final Findings findings;
    private final List<Act> acts = new ArrayList<>();
    private final Phase begin;
    private final Phase lowest;
    private final int lowestLevel;
    private @Nullable CopyServer server;

    /** @param program up to its main class */
    Course(
            Database live,
            CopiedLibrary copied,
            LibraryCopy copy,
            List<String> program,
            Replay replay,
            Findings findings) {
        this.live = live;
        this.copied = copied;
        this.copy = copy;
        this.program = program;
        this.replay = replay;
        this.findings = findings;
        this.begin = copied.standing().phase();
        this.lowest = begin.isAtLeast(Phase.DUAL) ? Phase.DUAL : begin;
        this.lowestLevel = Math.min(1, copied.origin().tenancy());
        plan();
    }

    /** Something that is done, as people read it. */
    private record Act(String name, Work work) {}

    /** Does it, and says how long somebody waited meanwhile, where somebody did. */
    @FunctionalInterface
    private interface Work {
        void run(String name, Stages stages) throws Failed, IOException, SQLException, InterruptedException;
    }

    private void plan() {
        acts.add(new Act("Starting a server on the copy", (name, _) -> start(name)));
        if (begin != Phase.ACTIVE) {
            acts.add(new Act("Asking for what people look at", (name, _) -> ask(name, "before")));
        }
        toward(Phase.DUAL, (name, _) -> forward(name, Phase.DUAL));
        toward(Phase.SCOPED, (name, _) -> giveOwners(name));
        if (!begin.isAtLeast(Phase.SCOPED)) {
            acts.add(new Act("Looking at every row", (name, stages) -> check(name, stages, "after going forward")));
            acts.add(new Act("Asking the same again", (name, _) -> ask(name, "in the phase scoped")));
        }
        toward(Phase.ACTIVE, (name, _) -> requireSignIn(name));
        acts.add(new Act("Going back to " + lowest.code(), (name, _) -> {
            findings.forwardIsDone();
            back(name);
        }));
        if (begin == Phase.ACTIVE) {
            acts.add(new Act("Asking for what people look at", (name, _) -> ask(name, "before")));
        }
        acts.add(new Act("Taking owners away", (name, _) -> down(name)));
        acts.add(new Act("Looking at every row again", (name, stages) -> check(name, stages, "after going back")));
        acts.add(new Act("Asking the same once more", (name, _) -> ask(name, "after going back")));
        acts.add(new Act("Going forward again until it is killed", (name, _) -> killed(name)));
        acts.add(new Act("Starting again after the kill", (name, _) -> start(name)));
        acts.add(new Act("Going on to scoped", (name, _) -> move(name, "advance", Map.of("to", Phase.SCOPED.code()))));
        acts.add(new Act("Going back to %s again".formatted(lowest.code()), (name, _) -> back(name)));
        acts.add(new Act(
                "Looking at every row a last time",
                (name, stages) -> check(name, stages, "after the kill and going on")));
    }

    private void toward(Phase phase, Work work) {
        if (!begin.isAtLeast(phase)) {
            acts.add(new Act("Going to " + phase.code(), work));
        }
    }

    /**
     * Goes all of it, or to where something speaks against going on, which is among the findings then.
     *
     * @throws InterruptedException when interrupted; the copy is in whatever state it was
     */
    void run(Stages stages) throws InterruptedException {
        stages.expect(acts.size());
        try {
            for (var act : acts) {
                stages.begin(act.name);
                act.work.run(act.name, stages);
            }
        } catch (Failed failed) {
            findings.fail(failed.reason());
            explain(stages);
        } catch (IOException | SQLException e) {
            findings.fail(String.valueOf(e.getMessage()));
        } catch (DataAccessException | DatabaseUnavailableException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            findings.fail("The copy could not be read: " + e.getMessage());
        }
    }

    private CopyServer server() {
        if (server == null) {
            throw new IllegalStateException("There is no server on the copy");
        }
        return server;
    }

    private void start(String name) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        server = CopyServer.start(program, copied.directory(), copied.location());
        add(name, begun, null);
    }

    private void ask(String name, String when) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        replay.ask(server(), when);
        add(name, begun, null);
    }

    private void add(String name, long begun, Probes.@Nullable Waits waits) throws IOException, InterruptedException {
        add(name, Duration.ofNanos(System.nanoTime() - begun), waits);
    }

    private void add(String name, Duration time, Probes.@Nullable Waits waits)
            throws IOException, InterruptedException {
        var console = server().get(API + "console").json();
        findings.add(
                name,
                time,
                console.path("phase_name").asString(""),
                console.path("tenancy_level").asInt(),
                waits);
    }

    /** What a move took. */
    private record Moved(Duration time, Probes.Waits waits) {}

    private Moved move(String name, String way, Map<String, ?> body) throws Failed, IOException, InterruptedException {
        try (var probes = new Probes(server())) {
            long begun = System.nanoTime();
            var reply = server().post(API + way, body);
            return moved(name, Duration.ofNanos(System.nanoTime() - begun), reply, probes.end());
        }
    }

    private Moved moved(String name, Duration time, Reply reply, Probes.Waits waits)
            throws Failed, IOException, InterruptedException {
        add(name, time, waits);
        if (!reply.isDone()) {
            throw new Failed("%s was refused with %s".formatted(name, reply.reason()));
        }
        return new Moved(time, waits);
    }

    private void forward(String name, Phase to) throws Failed, IOException, InterruptedException {
        var moved = move(name, "advance", Map.of("to", to.code(), "leave_unowned", to == Phase.ACTIVE));
        findings.forecast(to, moved.time, moved.waits);
    }

    /** The step that all this is about, looked at from outside too. */
    private void giveOwners(String name) throws Failed, IOException, SQLException, InterruptedException {
        long bytes = copy.bytes();
        try (var watch = new CopyWatch(copied.location());
                var probes = new Probes(server())) {
            long begun = System.nanoTime();
            var moving = server().begin(API + "advance", Map.of("to", Phase.SCOPED.code()));
            var giving = watch.giving(moving);
            var reply = moving.get();
            var moved = moved(name, Duration.ofNanos(System.nanoTime() - begun), reply, probes.end());
            findings.forecast(Phase.SCOPED, moved.time, moved.waits);
            findings.forecast(giving, copy.bytes() - bytes);
        } catch (ExecutionException e) {
            throw CopyServer.failure(e);
        }
    }

    private void requireSignIn(String name) throws Failed, IOException, InterruptedException {
        if (copied.hasAdmin()) {
            forward(name, Phase.ACTIVE);
        } else {
            findings.note("The phase active was not tried, because there is no admin yet.");
        }
    }

    private void back(String name) throws Failed, IOException, InterruptedException {
        move(name, "retreat", Map.of("to", lowest.code()));
    }

    private void down(String name) throws Failed, IOException, InterruptedException {
        move(name, "down", Map.of("to_level", lowestLevel));
    }

    /** On PostgreSQL what was begun by who was killed ends a little later by itself. */
    private void killed(String name) throws Failed, IOException, InterruptedException {
        if (!lowest.isAtLeast(Phase.DUAL)) {
            move("Going to dual again", "advance", Map.of("to", Phase.DUAL.code()));
        }
        long begun = System.nanoTime();
        try (var watch = new CopyWatch(copied.location())) {
            var moving = server().begin(API + "advance", Map.of("to", Phase.SCOPED.code()));
            var half = findings.giving().dividedBy(2).minus(SEEING);
            if (watch.awaitGiving(moving) && half.isPositive()) {
                Thread.sleep(half);
            }
            server().kill();
            moving.cancel(true);
            var state = watch.state();
            findings.note("The server on the copy was killed " + state.text() + ".");
            var time = Duration.ofNanos(System.nanoTime() - begun);
            findings.add(name, time, Phase.DUAL.code(), state.level(), null);
        } finally {
            server().close();
        }
    }

    /** Every row is what it was, every owner has what they had, and the database is sound in itself. */
    private void check(String name, Stages stages, String when) throws Failed, IOException, InterruptedException {
        long begun = System.nanoTime();
        var state = copied.state(stages);
        if (!state.faults().isEmpty()) {
            throw new Failed("The database was not sound %s. %s"
                    .formatted(when, state.faults().getFirst().problem()));
        }
        if (!state.digest().equals(copied.digest())) {
            throw new Failed("Not every row was what it was " + when + ".");
        }
        add(name, begun, null);
    }

    /** Where a step was refused or rows differ, says which rows. */
    private void explain(Stages stages) {
        var now = copied.state(stages).digest();
        var ranges = copied.digest().differences(now);
        if (!ranges.isEmpty()) {
            findings.differ(
                    "when it ended",
                    copied.differences(live, now),
                    String.join(
                            ", ",
                            ranges.stream().limit(3).map(KeyRange::toString).toList()));
        }
    }

    @Override
    public void close() {
        Stream.ofNullable(server).forEach(CopyServer::close);
    }
}
