package org.imalink.cli;

import org.imalink.access.Phase;
import org.imalink.transition.WhoSeesWhat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All the way back, at once. */
@Command(
        name = "deactivate",
        header = "Let one person use the library again, at once; nothing is deleted.",
        description = {
            "",
            "Goes back to the phase single, also while the server is on its way forward. Accounts and people's own libraries "
                    + "are put away as they are, and come back when the server goes forward again.",
            "",
            "Examples:",
            "  imalink multiuser deactivate",
            "  imalink multiuser deactivate --yes"
        })
final class MultiuserDeactivate extends TransitionCommand {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        if (!yes) {
            confirm("From then on: " + WhoSeesWhat.in(Phase.SINGLE));
        }
        var change = goBack(Phase.SINGLE);
        print(change, () -> printChange(change));
        return ExitCode.DONE;
    }
}
