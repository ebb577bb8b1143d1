package org.imalink.cli;

import org.imalink.operation.RefusedException;
import org.imalink.transition.TransitionTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Takes the tenancy level back for an older server. */
@Command(
        name = "down",
        header = "Prepare the database for an ImaLink that does not know several libraries, or no accounts.",
        description = {
            "",
            "Level 1: rows have no owners any more; photos of everybody but user 1 are parked in the database. Level 0: the "
                    + "accounts are parked too. Nothing is lost: going forward again brings all back, and both ways are "
                    + "proved row by row. Going back to an earlier phase never needs this.",
            "",
            "Examples:",
            "  imalink multiuser down --to-level 1 --yes",
            "  imalink multiuser down --to-level 0 --yes"
        })
final class MultiuserDown extends TransitionCommand {
    @Option(names = "--to-level", required = true, paramLabel = "LEVEL", description = "1 or 0.")
    private int level;

    @Option(names = "--yes", description = "Do it; without this, nothing is done.")
    private boolean yes;

    @Override
    public Integer call() {
        if (level != 0 && level != 1) {
            throw new ParameterException(spec().commandLine(), "--to-level is %d: it must be 1 or 0.".formatted(level));
        }
        if (!yes) {
            throw new RefusedException(
                    "This parks what everybody but user 1 has until the server goes forward again. Nothing was changed."
                            + " To do it: imalink multiuser down --to-level " + level + " --yes");
        }
        var answer = perform(new TransitionTask.Lower(level));
        print(
                answer,
                () -> out().printf(
                                "The database is at tenancy level %d.%n",
                                answer.path("tenancy_level").asInt()));
        return ExitCode.DONE;
    }
}
