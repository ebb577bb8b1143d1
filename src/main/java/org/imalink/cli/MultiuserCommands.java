package org.imalink.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything about the way from one person's library to several people's. */
@Command(
        name = "multiuser",
        header = "Go from one person's library to several people's, and back.",
        subcommands = {MultiuserClaim.class},
        commandListHeading = "%nCommands:%n",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {"  imalink multiuser claim --username kari --email kari@example.org"})
final class MultiuserCommands implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set before the command runs
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say what there is, and end.")
    private boolean help;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
