package org.imalink.cli;

import java.nio.file.Path;
import org.imalink.database.DatabaseLocation;
import org.imalink.ingest.legacy.Adoption;
import org.imalink.ingest.legacy.AdoptionReport;
import org.imalink.ingest.legacy.LegacySource;
import org.imalink.operation.DataDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies the library of the single-user server. */
@Command(
        name = "adopt",
        header = "Copy the library of the old, single-user server into a new one.",
        description = {
            "",
            "Reads an imalink.db of the old server, also of its earlier versions, and copies everything into an empty "
                    + "library: photos with their titles, tags and ratings, files, authors, imports and storages, with "
                    + "their ids, and the previews. The old database is never written to; stop the old server first. Clients "
                    + "of the old server find the same library at /api/v1 afterwards.",
            "",
            "The report counts, for each table, the rows that were read, taken and set aside with the reason, and ends "
                    + "with a digest of what both sides hold. It is kept in the data directory, with each row that was set "
                    + "aside. An adoption that was interrupted is begun again by the same command.",
            "",
            "Examples:",
            "  imalink adopt /mnt/c/temp/00imalink_data/imalink.db",
            "  imalink adopt old/imalink.db --coldpreviews old/coldpreviews --data /srv/photos"
        },
        exitCodeList = {
            "0:Adopted: every row is accounted for, and both sides hold the same.",
            "1:Failed, or not everything is accounted for.",
            "2:Not understood: see the usage.",
            "3:Refused, with the reason: nothing was adopted."
        })
final class Adopt extends LibraryCommand {
    @Parameters(paramLabel = "IMALINK.DB", description = "The old server's database.")
    private Path source = Path.of("");

    @Option(
            names = "--coldpreviews",
            paramLabel = "DIR",
            description =
                    "The old server's medium previews. Without it: the folder \"coldpreviews\" beside the database.")
    private @Nullable Path coldpreviews;

    @Override
    public Integer call() {
        var data = settings().data().toAbsolutePath().normalize();
        var found = LegacySource.find(source, coldpreviews, data);
        if (settings().database(new DataDirectory(data)) instanceof DatabaseLocation.Sqlite(var file)) {
            found.refuseBeside(file);
        }
        try (var library = OpenLibrary.open(settings(), name())) {
            var report = withProgress(
                    progress -> new Adoption(library.database(), library.directory()).run(found, progress));
            print(report, () -> printText(report));
            return report.complete() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private void printText(AdoptionReport report) {
        out().printf("Adopted %s into %s.%n%n", report.source(), report.dataDirectory());
        out().printf("%-24s%12s%12s%12s%n", "", "read", "taken", "set aside");
        report.tables()
                .forEach(table -> out().printf(
                                "%-24s%12d%12d%12d%n", table.name(), table.read(), table.taken(), table.setAside()));
        if (!report.rowsSetAside().isEmpty()) {
            out().printf("%nRows set aside:%n");
            report.rowsSetAside()
                    .forEach(each ->
                            out().printf("  %s, %d: %s (%s)%n", each.table(), each.count(), each.reason(), ids(each)));
        }
        if (!report.valuesSetAside().isEmpty()) {
            out().printf("%nSingle values set aside, of rows that were taken:%n");
            report.valuesSetAside()
                    .forEach(each -> out().printf(
                                    "  %s.%s, %d: %s (%s)%n",
                                    each.table(), each.column(), each.count(), each.reason(), ids(each)));
        }
        out().println();
        report.notes().forEach(note -> out().println("Note: " + note));
        out().printf("Digest of the old side  %s%n", report.sourceDigest());
        out().printf("Digest of the new side  %s%n", report.targetDigest());
        out().printf("The whole report: %s%n%n", report.reportFile());
        if (report.complete()) {
            out().println("Every row is accounted for, and both sides hold the same. Next: imalink serve");
        } else {
            report.problems().forEach(problem -> out().println("PROBLEM: " + problem));
            out().println("The new library is not complete. The old database is as it was.");
        }
    }

    private static String ids(AdoptionReport.SetAside each) {
        return String.join(", ", each.firstIds())
                + (each.count() > each.firstIds().size() ? ", ..." : "");
    }
}
