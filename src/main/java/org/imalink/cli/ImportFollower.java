package org.imalink.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imalink.operation.Progress;
import org.imalink.operation.RefusedException;

/** Waits for an import, and tells how it went. */
final class ImportFollower {
    /** More lines than that nobody reads on a terminal; the client shows them all. */
    static final int MOST_LINES = 20;

    private ImportFollower() {}

    /**
     * The folders as the server is told them.
     *
     * @throws RefusedException when one is not there
     */
    static List<Path> existing(List<Path> folders) {
        for (var folder : folders) {
            if (!Files.exists(folder)) {
                throw new RefusedException("There is no folder or file " + folder + ".");
            }
        }
        return folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
    }

    /** Waits until the import is over. */
    static ImportStatus follow(ImportDesk desk, ImportStatus begun, Progress progress) throws InterruptedException {
        var status = begun;
        while (!status.isOver()) {
            progress.report(stage(status), status.processed(), status.total());
            status = desk.await(status.id());
        }
        return status;
    }

    /** While it waits for the disk or the database, it says so. */
    private static String stage(ImportStatus status) {
        return status.error() == null ? "Importing" : "Importing (" + status.error() + ")";
    }

    /** Tells people what became of an import. */
    static void print(ImportDesk desk, ImportStatus status, PrintWriter out) {
        if (status.isDone()) {
            out.printf(
                    "Imported: %d added, %d known already, %d skipped, %d failed.%n",
                    status.added(), status.known(), status.skipped(), status.failed());
            if (status.missing() > 0) {
                out.printf(
                        "Missing: %d that were known are no longer there; their photos stay in the library.%n",
                        status.missing());
            }
        } else {
            out.printf("The import failed: %s%n", status.error());
        }
        var untaken = desk.untaken(status.id(), MOST_LINES);
        for (var file : untaken) {
            out.printf(
                    "  %s: %s (%s%s)%n",
                    file.outcome(),
                    printable(file.path()),
                    file.reason(),
                    file.detail() == null ? "" : ": " + printable(file.detail()));
        }
        int more = status.skipped() + status.failed() - untaken.size();
        if (more > 0) {
            out.printf("  ... and %d more; the client lists them all under Imports.%n", more);
        }
        out.flush();
    }

    /** Names of files may hold anything, also what makes a terminal do things. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
