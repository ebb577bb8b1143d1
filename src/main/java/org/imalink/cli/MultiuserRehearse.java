package org.imalink.cli;

import org.imalink.transition.TransitionTask;
import org.imalink.transition.rehearsal.RehearsalReport;
import org.imalink.transition.rehearsal.RehearsalText;
import picocli.CommandLine.Command;

/** Tries the way to several users, and back, on a copy. */
@Command(
        name = "rehearse",
        header = "Try the way to several users, and back, on a copy of the database.",
        description = {
            "",
            "Copies the database and sends the copy forward, back and forward again, with a kill in the middle, each time looking "
                    + "at every row and asking the same of it. Nothing of the library is changed. The report goes into the data "
                    + "directory and says how long the library itself will take. Fails where the rehearsal did not pass.",
            "",
            "Examples:",
            "  imalink multiuser rehearse",
            "  imalink multiuser rehearse --json | jq .passed"
        })
final class MultiuserRehearse extends TransitionCommand {
    @Override
    public Integer call() {
        var tree = perform(new TransitionTask.Rehearse());
        var report = RehearsalReport.of(tree);
        print(tree, () -> RehearsalText.of(report).forEach(out()::println));
        return report.passed() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
