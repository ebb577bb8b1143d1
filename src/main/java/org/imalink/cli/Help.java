package org.imalink.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a command, or all settings. */
@Command(
        name = "help",
        description = "Explain a command, or the settings.",
        footerHeading = "%nExamples:%n",
        footer = {"  imalink help serve", "  imalink help backup create", "  imalink help settings"})
final class Help implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set before the command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", description = "A command, or \"settings\".")
    private List<String> topic = List.of();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say what this command does, and end.")
    private boolean help;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        if (topic.equals(List.of("settings"))) {
            printSettings(out);
        } else {
            command().usage(out);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private CommandLine command() {
        var command = spec.root().commandLine();
        for (var name : topic) {
            var next = command.getSubcommands().get(name);
            if (next == null) {
                throw new ParameterException(
                        spec.commandLine(), "There is no command \"%s\".".formatted(String.join(" ", topic)));
            }
            command = next;
        }
        return command;
    }

    private static void printSettings(PrintWriter out) {
        out.println("Every setting; an option comes before the environment variable.");
        for (var setting : Setting.values()) {
            out.println();
            out.println(setting.variable() + (setting.option() == null ? "" : ", option " + setting.option()));
            out.println("  " + setting.meaning());
            out.println("  Without it: " + setting.standard() + ".");
        }
    }
}
