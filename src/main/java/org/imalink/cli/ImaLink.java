package org.imalink.cli;

import java.util.Map;
import org.imalink.database.ServerVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that holds the others; alone it says what there is. */
@Command(
        name = "imalink",
        description = "Your photos, in a gallery of your own. Photos stay where they are and as they are.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Serve.class,
            Import.class,
            Adopt.class,
            Demo.class,
            Check.class,
            BackupCommands.class,
            MultiuserCommands.class,
            UserCommands.class,
            DrawPhotos.class,
            Help.class
        },
        versionProvider = ImaLink.Version.class,
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nTo begin:%n",
        footer = {
            "  imalink serve --import ~/Pictures",
            "  imalink demo",
            "",
            "More about a command: imalink help COMMAND. All settings: imalink help settings."
        })
final class ImaLink implements Runnable {
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // set before the command runs
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say what there is, and end.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version, and end.")
    private boolean version;

    ImaLink(Map<String, String> environment) {
        this.environment = environment;
    }

    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "ImaLink " + ServerVersion.CURRENT,
                "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
            };
        }
    }
}
