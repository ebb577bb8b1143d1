package org.imalink.transition.rehearsal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.LibraryCopy;
import org.imalink.operation.Progress;
import org.imalink.operation.Refusal;
import org.imalink.operation.RefusedException;
import org.imalink.operation.isolated.ScratchFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a copy of a library all the way to several users and back, with the program that will do it with the library itself,
 * and reports. The library is served meanwhile, and only read. One at a time for each library.
 */
public final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final Set<Path> GOING_ON = ConcurrentHashMap.newKeySet();

    private final Database live;
    private final DatabaseLocation location;
    private final DataDirectory directory;
    private final RecordedReads recorded;
    private final List<String> program;
    private final Consumer<DatabaseLocation> onCopy;

    /**
     * @param live the library's database, with the schema of this server
     * @param location where that is
     * @param recorded what people asked for lately; it is asked beside what they usually ask for
     * @param program how this program is started once more: Java, its options, and the main class
     */
    public Rehearsal(
            Database live,
            DatabaseLocation location,
            DataDirectory directory,
            RecordedReads recorded,
            List<String> program) {
        this(live, location, directory, recorded, program, copy -> {});
    }

    /** @param onCopy is told where the copy is before it is looked at */
    Rehearsal(
            Database live,
            DatabaseLocation location,
            DataDirectory directory,
            RecordedReads recorded,
            List<String> program,
            Consumer<DatabaseLocation> onCopy) {
        this.live = live;
        this.location = location;
        this.directory = directory;
        this.recorded = recorded;
        this.program = List.copyOf(program);
        this.onCopy = onCopy;
    }

    /**
     * Deletes what a killed rehearsal left behind. Only for who holds the library's lock, and before anybody rehearses.
     *
     * @throws RefusedException when its files cannot be deleted
     */
    public static void removeLeftovers(Database live, DatabaseLocation location, DataDirectory directory) {
        var folder = directory.temporary();
        try {
            ScratchFolder.deleteLeftovers(folder);
        } catch (IOException e) {
            throw new RefusedException(
                    "What is left of a rehearsal in %s cannot be deleted: %s".formatted(folder, e.getMessage()), e);
        }
        try {
            LibraryCopy.dropLeftovers(live, location);
        } catch (SQLException e) {
            LOG.warn("A database that is left of a rehearsal cannot be dropped: {}", e.getMessage());
        }
    }

    /**
     * Rehearses, and writes the report into the data directory. Takes several times as long as going forward does. When the
     * thread is interrupted, it ends soon, and nothing is left.
     *
     * @throws RefusedException when there is no room for a copy, when no copy may be made, when a rehearsal is going on
     *     already, or when it was interrupted; then there is no report
     */
    public RehearsalReport run(Progress progress) {
        if (!GOING_ON.add(directory.root())) {
            throw new RefusedException(
                    Refusal.Kind.BUSY, "A rehearsal of this library is going on. Wait until it is done.");
        }
        try {
            removeLeftovers(live, location, directory);
            return rehearse(new Stages(progress));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(e);
        } catch (IOException | SQLException e) {
            throw new RefusedException(
                    new Refusal(Refusal.Kind.REHEARSAL_NOT_HELD, Map.of("reason", String.valueOf(e.getMessage()))),
                    "The rehearsal could not be held: " + e.getMessage(),
                    e);
        } catch (RuntimeException e) {
            // What does not know of interruption says so in its own way.
            throw Thread.currentThread().isInterrupted() ? stopped(e) : e;
        } finally {
            GOING_ON.remove(directory.root());
        }
    }

    private static RefusedException stopped(Exception cause) {
        return new RefusedException(
                Refusal.of(Refusal.Kind.STOPPED),
                "The rehearsal was stopped. Nothing of the library was changed.",
                cause);
    }

    private RehearsalReport rehearse(Stages stages) throws IOException, SQLException, InterruptedException {
        RehearsalReport report;
        try (var folder = ScratchFolder.below(directory.temporary())) {
            report = rehearse(DataDirectory.open(folder.path()), stages);
        }
        new ReportFiles(directory).write(report);
        return report;
    }

    private RehearsalReport rehearse(DataDirectory to, Stages stages)
            throws IOException, SQLException, InterruptedException {
        var startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        long begun = System.nanoTime();
        stages.begin("Copying the database");
        var copy = LibraryCopy.make(live, location, to, stages);
        try {
            double copying = Findings.seconds(since(begun));
            onCopy.accept(copy.location());
            stages.begin("Reading the copy");
            var copied = CopiedLibrary.of(to, copy.location(), stages);
            var described = copied.described(copying, copy.bytes());
            var replay = new Replay(recorded);
            var findings = new Findings();
            try (var course = new Course(live, copied, copy, program, replay, findings)) {
                course.run(stages);
            }
            return findings.report(startedAt, since(begun), copied, described, replay);
        } finally {
            Undisturbed.run(() -> drop(copy));
        }
    }

    private static void drop(LibraryCopy copy) {
        try {
            copy.close();
        } catch (SQLException e) {
            LOG.warn("The copy could not be dropped; the next rehearsal does it: {}", e.getMessage());
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
