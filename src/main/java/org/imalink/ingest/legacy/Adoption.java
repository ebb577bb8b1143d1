package org.imalink.ingest.legacy;

import static org.imalink.database.schema.Tables.AUDIT_EVENTS;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imalink.database.Database;
import org.imalink.library.AdoptedRows;
import org.imalink.operation.Audit;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.Progress;
import org.imalink.operation.RefusedException;
import org.imalink.preview.Coldpreviews;
import org.jooq.DSLContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Copies the database of the single-user server into an empty library, in one transaction, and then proves that both hold the
 * same. Who is killed before the end leaves an empty library, or one that lacks only the proof; either way the next adoption
 * of the same database finishes it. For one thread; the caller holds the library.
 */
public final class Adoption {
    private final Database database;
    private final DataDirectory directory;

    /** @param database with the newest schema */
    public Adoption(Database database, DataDirectory directory) {
        this.database = database;
        this.directory = directory;
    }

    /** How far the library has come. */
    private enum State {
        EMPTY,
        /** Everything was copied; the proof is missing. */
        UNPROVED,
        OTHER
    }

    /**
     * Adopts.
     *
     * @throws RefusedException when the library is not empty, or the old database cannot be read; nothing was adopted
     * @throws org.imalink.database.DatabaseUnavailableException when the new database is full, busy or gone; nothing was
     *     adopted
     */
    public AdoptionReport run(LegacySource source, Progress progress) {
        var state = database.read(Adoption::state);
        if (state == State.OTHER) {
            throw new RefusedException(
                    "The library in %s is not empty. An old database is adopted into a library of its own: choose another folder with --data."
                            .formatted(directory));
        }
        try {
            var temporary = Files.createDirectories(directory.temporary().resolve("adopt"));
            try (var copy = LegacyCopy.of(source.database(), temporary, progress)) {
                return adopt(source, copy, state, progress);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new RefusedException(
                    "The data directory %s cannot be used: %s. Make room, then adopt again."
                            .formatted(directory, e.getMessage()),
                    e);
        }
    }

    private static State state(DSLContext tx) {
        if (AdoptedRows.isEmpty(tx)) {
            return State.EMPTY;
        }
        return has(tx, Audit.Action.ADOPTION_BEGUN) && !has(tx, Audit.Action.ADOPTION_FINISHED)
                ? State.UNPROVED
                : State.OTHER;
    }

    private static boolean has(DSLContext tx, Audit.Action action) {
        return tx.fetchExists(AUDIT_EVENTS, AUDIT_EVENTS.ACTION.eq(action.key()));
    }

    private AdoptionReport adopt(LegacySource source, LegacyCopy copy, State state, Progress progress)
            throws IOException {
        progress.report("Checking the old database", 0, 0);
        try (var old = LegacyDatabase.open(copy.file(), source.database());
                var leftBehind = new LeftBehind(copy.scratch("rows"), copy.scratch("values"))) {
            var store = new Coldpreviews(directory.coldpreviews());
            try (var coldpreviews =
                    new LegacyColdpreviews(source.coldpreviews(), state == State.EMPTY ? store : null)) {
                var intake = read(old, leftBehind, coldpreviews, store, state, source, progress);
                var unused = copy.scratch("unused");
                long files = writeUnused(coldpreviews, unused);
                leftBehind.close();
                var target = database.read(tx -> TargetSums.of(tx, directory, progress));
                if (state == State.UNPROVED && !problems(intake.ledger, target).isEmpty()) {
                    throw new RefusedException(
                            "The library in %s holds an adoption that was not finished, and something else since, or of another database. Choose another folder with --data."
                                    .formatted(directory));
                }
                var report = report(source, copy, intake, leftBehind, target, notes(old, copy, intake, source, files));
                AdoptionReportFile.write(Path.of(report.reportFile()), report, leftBehind, unused);
                if (report.complete()) {
                    finish(report);
                }
                return report;
            }
        }
    }

    /** What was read, with its account. */
    private record Read(Ledger ledger, LegacyIntake intake) {}

    private Read read(
            LegacyDatabase old,
            LeftBehind leftBehind,
            LegacyColdpreviews coldpreviews,
            Coldpreviews store,
            State state,
            LegacySource source,
            Progress progress) {
        return switch (state) {
            case EMPTY ->
                database.write(tx -> {
                    Audit.add(
                            tx,
                            Audit.Action.ADOPTION_BEGUN,
                            Map.of("source", source.database().toString()));
                    return read(new Ledger(old, leftBehind, tx, progress), coldpreviews, store);
                });
            case UNPROVED, OTHER -> read(new Ledger(old, leftBehind, null, progress), coldpreviews, store);
        };
    }

    private static Read read(Ledger ledger, LegacyColdpreviews coldpreviews, Coldpreviews store) {
        var intake = new LegacyIntake(ledger, coldpreviews, store);
        intake.run();
        return new Read(ledger, intake);
    }

    private static long writeUnused(LegacyColdpreviews coldpreviews, Path file) throws IOException {
        long[] count = {0};
        try (var out = Files.newBufferedWriter(file)) {
            coldpreviews.findUnused(path -> {
                count[0]++;
                writeLine(out, JsonMapper.shared().writeValueAsString(path));
            });
        }
        return count[0];
    }

    private static void writeLine(BufferedWriter out, String line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AdoptionReport report(
            LegacySource source,
            LegacyCopy copy,
            Read read,
            LeftBehind leftBehind,
            TargetSums.Content target,
            List<String> notes) {
        var problems = problems(read.ledger, target);
        return new AdoptionReport(
                source.database().toString(),
                copy.sizeOfSource(),
                copy.sha256OfSource(),
                directory.toString(),
                problems.isEmpty(),
                problems,
                read.ledger.sums().of(LegacyTables.TAKEN),
                target.sums().of(LegacyTables.TAKEN),
                Stream.concat(LegacyTables.TAKEN.stream(), read.ledger.unknownTables().stream())
                        .map(table -> table(table, read.ledger, target))
                        .toList(),
                leftBehind.rowsByReason(),
                leftBehind.valuesByReason(),
                notes,
                AdoptionReportFile.in(directory.root()).toString());
    }

    private static AdoptionReport.Table table(String table, Ledger ledger, TargetSums.Content target) {
        return new AdoptionReport.Table(
                table,
                ledger.read(table),
                ledger.taken(table),
                ledger.leftBehind().rows(table),
                ledger.sums().of(table),
                target.sums().of(table));
    }

    /** Counted in four ways: as SQLite says, as they were read, as they were decided on, as they are in the new library. */
    private static List<String> problems(Ledger ledger, TargetSums.Content target) {
        var problems = new ArrayList<String>();
        for (var table : LegacyTables.TAKEN) {
            var result = table(table, ledger, target);
            if (result.read() != result.taken() + result.setAside()) {
                problems.add("Of %d rows of %s, %d were taken and %d set aside."
                        .formatted(result.read(), table, result.taken(), result.setAside()));
            }
            long there = target.rows().getOrDefault(table, 0L);
            if (there != result.taken()) {
                problems.add("%d rows of %s were taken, and %d are in the new library."
                        .formatted(result.taken(), table, there));
            }
            if (!result.sourceDigest().equals(result.targetDigest())) {
                problems.add("What the new library holds of %s differs from what was taken.".formatted(table));
            }
        }
        ledger.source().tables().keySet().forEach(table -> {
            long there = ledger.source().count(table);
            if (there != ledger.read(table)) {
                problems.add(
                        "The old table %s has %d rows, and %d were read.".formatted(table, there, ledger.read(table)));
            }
        });
        return problems;
    }

    private static List<String> notes(
            LegacyDatabase old, LegacyCopy copy, Read read, LegacySource source, long unusedColdpreviews) {
        var notes = new ArrayList<>(old.notes());
        LegacyTables.COLUMNS.keySet().stream()
                .filter(table -> !old.tables().containsKey(table))
                .sorted()
                .forEach(table ->
                        notes.add("The old database is of a version that had no table %s yet.".formatted(table)));
        if (old.has(LegacyTables.PHOTOS, "coldpreview_width")) {
            notes.add("Sizes of coldpreviews are read from their files; the old columns for them are not copied.");
        }
        long bare = read.intake.photosWithoutPreview();
        if (bare > 0) {
            notes.add("%d photos had no preview in the old database and have none now; imalink check will name them."
                    .formatted(bare));
        }
        if (unusedColdpreviews > 0) {
            notes.add("%d files in %s belong to no photo and stay there."
                    .formatted(unusedColdpreviews, source.coldpreviews()));
        }
        if (copy.sourceHasChanged()) {
            notes.add(
                    "The old database was written to meanwhile: what was written after it was copied is not in the new library. Is the old server still running?");
        }
        return notes;
    }

    private void finish(AdoptionReport report) {
        database.write(tx -> {
            Audit.add(
                    tx,
                    Audit.Action.ADOPTION_FINISHED,
                    Map.of("source", report.source(), "digest", report.targetDigest()));
            return true;
        });
    }

    /** Refuses to open an old database as if it were a library of this server, which would change it. */
    public static void refuseAsLibrary(Path database) {
        if (LegacyDatabase.isLegacy(database)) {
            throw new RefusedException(
                    "%s is a database of the single-user server, and stays as it is. Copy it into a library of its own first: imalink adopt %s --data DIR"
                            .formatted(database, database));
        }
    }
}
