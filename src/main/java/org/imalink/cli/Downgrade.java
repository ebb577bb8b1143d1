package org.imalink.cli;

import java.util.Map;
import org.imalink.database.Schema;
import org.imalink.operation.RefusedException;
import org.imalink.operation.ReleaseChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Gives the library back to an older ImaLink. */
@Command(
        name = "downgrade",
        header = "Prepare the database for an older ImaLink, when you want to go back to that release.",
        description = {
            "",
            "An older ImaLink that meets the database of a newer one refuses to start and says which schema it knows: give that "
                    + "number here, with the newer ImaLink and while no server runs. A backup is made first, all is done in one "
                    + "step or not at all, and every value that both releases know is proved to be the same. A newer ImaLink "
                    + "brings the database forward again when it starts.",
            "",
            "Accounts and people's own libraries have to be taken out first where the older release does not know them: "
                    + "imalink multiuser down.",
            "",
            "Examples:",
            "  imalink downgrade --to 9 --yes"
        })
final class Downgrade extends LibraryCommand {
    @Option(names = "--to", required = true, paramLabel = "VERSION", description = "The product version of the schema.")
    private int version;

    @Option(names = "--yes", description = "Do it; without this, nothing is done.")
    private boolean yes;

    @Override
    public Integer call() {
        if (version < 1 || version > Schema.newestProduct()) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--to is %d: it must be a number from 1 to %d.".formatted(version, Schema.newestProduct()));
        }
        if (!yes) {
            throw new RefusedException(
                    "The database can be used by an older ImaLink afterwards, and by this one only when it has brought it forward again. Nothing was changed. To do it: imalink downgrade --to %d --yes"
                            .formatted(version));
        }
        try (var library = OpenLibrary.open(settings(), name())) {
            int present = new Schema(library.database()).version().product();
            if (present <= version) {
                throw new RefusedException("The database has the schema %d already.".formatted(present));
            }
            var change = new ReleaseChange(library.database(), library.location(), library.directory());
            var backup = withProgress(progress -> change.downgrade(version, progress));
            print(
                    Map.of("product", version, "backup", backup.name()),
                    () -> out().printf(
                                    "The database has the schema %d now; the backup from before is %s.%n",
                                    version, backup.name()));
        }
        return ExitCode.DONE;
    }
}
