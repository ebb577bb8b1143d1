package org.imalink.operation.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.imalink.database.DatabaseLocation;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.Progress;
import org.imalink.operation.Refusal;
import org.imalink.operation.RefusedException;

/** Verifies a library in one snapshot, while others may be using it, and writes nothing. For one thread. */
public final class LibraryVerification {
    private final DatabaseLocation location;
    private final DataDirectory directory;
    private final boolean isAlone;
    private final Counting findings;

    /**
     * @param isAlone whether the caller holds the library, so that nobody can open it meanwhile
     * @param findings is told of each as it is found
     */
    public LibraryVerification(
            DatabaseLocation location, DataDirectory directory, boolean isAlone, Consumer<Finding> findings) {
        this.location = location;
        this.directory = directory;
        this.isAlone = isAlone;
        this.findings = new Counting(findings);
    }

    /**
     * What was found.
     *
     * @param level the tenancy level; -1 where the database could not be read
     * @param rows how many rows of the backup were compared; 0 without one
     * @param alarms what somebody must look at
     * @param accounted what differs or is unusual, and something tells why
     */
    public record Verdict(int level, long rows, long alarms, long accounted) {
        public boolean isGood() {
            return alarms == 0;
        }
    }

    /**
     * Looks whether the database is sound in itself, and keeps what its tenancy level promises. What cannot be read is a
     * finding.
     *
     * @throws RefusedException when there is no library, or one of another product version
     */
    public Verdict alone(Progress progress) {
        return telling(() -> lookAlone(progress));
    }

    private Verdict lookAlone(Progress progress) throws SQLException {
        try (var source = JdbcSource.open(location, isAlone)) {
            var standing = standing(source);
            progress.report("Checking the database", 0, 0);
            EngineSoundness.check(source, findings);
            new Promises(source, standing.level(), findings).check();
            new StateSoundness(source, standing.level(), findings).check();
            new OwnerSoundness(source, standing.level(), findings).check(progress);
            new PreviewSoundness(source, directory, () -> JdbcSource.open(location, isAlone), findings).check(progress);
            return findings.verdict(standing.level(), 0);
        }
    }

    /**
     * Holds every row of a backup against the database. What cannot be read is a finding.
     *
     * @throws RefusedException when it is of the other engine, or says too little
     */
    public Verdict against(Path backup, Progress progress) {
        return telling(() -> compare(backup, progress));
    }

    private interface Reading {
        Verdict run() throws SQLException, IOException;
    }

    private Verdict telling(Reading reading) {
        try {
            return reading.run();
        } catch (SQLException | IOException e) {
            findings.accept(Finding.unsound("", "", "could not be read to the end: " + e.getMessage()));
            return findings.verdict(-1, 0);
        }
    }

    private Verdict compare(Path backup, Progress progress) throws SQLException, IOException {
        try (var source = JdbcSource.open(location, isAlone);
                var before = open(backup)) {
            var standing = standing(source);
            boolean sameProduct = product(before) == standing.product();
            long rows = new Comparison(before, source, findings).run(sameProduct, progress);
            return findings.verdict(standing.level(), rows);
        }
    }

    private static Standing standing(JdbcSource source) throws SQLException {
        if (source.columns("schema_history").isEmpty()) {
            throw new RefusedException("There is no library in this database.");
        }
        var standing = Standing.read(source);
        standing.refuseOtherProduct();
        return standing;
    }

    private RowSource open(Path backup) throws SQLException, IOException {
        boolean isDump = backup.toString().endsWith(".zip");
        return switch (location) {
            case DatabaseLocation.Sqlite ignored when !isDump -> JdbcSource.sqlite(backup, true);
            case DatabaseLocation.Postgresql ignored when isDump -> DumpSource.open(backup);
            case DatabaseLocation.Sqlite ignored ->
                throw new RefusedException(
                        Refusal.Kind.BACKUP_OF_OTHER_ENGINE,
                        "The backup is of a PostgreSQL database; say which with --database (IMALINK_DATABASE_URL).");
            case DatabaseLocation.Postgresql ignored ->
                throw new RefusedException(
                        Refusal.Kind.BACKUP_OF_OTHER_ENGINE,
                        "The backup is of the embedded database; leave out --database (IMALINK_DATABASE_URL).");
        };
    }

    /** The last product script of the backup's history. */
    private static int product(RowSource backup) throws SQLException, IOException {
        var history = VerifiedTable.ALL.getLast();
        int product = 0;
        try (var rows = LogicalRows.open(backup, history, LogicalRows.columns(backup, history))) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                if ("product".equals(row.value("axis"))) {
                    int version = (int) row.number("version");
                    product = "up".equals(row.value("direction")) ? version : version - 1;
                }
            }
        }
        return product;
    }

    /** Passes findings on. */
    private static final class Counting implements Consumer<Finding> {
        private final Consumer<Finding> listener;
        private long alarms;
        private long accounted;

        Counting(Consumer<Finding> listener) {
            this.listener = listener;
        }

        @Override
        public void accept(Finding finding) {
            if (finding.isAlarm()) {
                alarms++;
            } else {
                accounted++;
            }
            listener.accept(finding);
        }

        Verdict verdict(int level, long rows) {
            return new Verdict(level, rows, alarms, accounted);
        }
    }
}
