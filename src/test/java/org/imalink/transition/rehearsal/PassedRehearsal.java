package org.imalink.transition.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.imalink.database.ServerVersion;
import org.imalink.operation.DataDirectory;

/** The report of a rehearsal that passed, for tests of what comes after it: holding one takes child processes and their time. */
public final class PassedRehearsal {
    private PassedRehearsal() {}

    /** Leaves one in a data directory, of a library in single-user mode. */
    public static void leaveIn(DataDirectory directory) {
        leaveIn(directory, Instant.now());
    }

    public static void leaveIn(DataDirectory directory, Instant startedAt) {
        var origin = new RehearsalReport.Origin(
                ServerVersion.CURRENT, Engine.SQLITE, Schema.newestProduct(), 0, "single", 0);
        var report = new RehearsalReport(
                startedAt,
                12.5,
                true,
                List.of(),
                List.of("The server on the copy was killed in the middle."),
                origin,
                new RehearsalReport.Copy(0.5, 1 << 20, new TreeMap<>(), new TreeMap<>(), "0".repeat(64)),
                List.of(),
                List.of(),
                new RehearsalReport.Reads(20, 60, List.of(), List.of()),
                null);
        try {
            new ReportFiles(directory).write(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
