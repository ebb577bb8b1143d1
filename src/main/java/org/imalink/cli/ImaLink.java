package org.imalink.cli;

import java.util.Map;
import org.imalink.database.ServerVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The command that holds the others; alone it says what there is. */
@Command(
        name = "imalink",
        description = "Your photos, in a gallery of your own. Photos stay where they are and as they are.",
        subcommands = {
            Serve.class,
            Import.class,
            Adopt.class,
            Demo.class,
            Check.class,
            BackupCommands.class,
            Downgrade.class,
            MultiuserCommands.class,
            UserCommands.class,
            DrawPhotos.class,
            ServeCopy.class,
            Help.class
        },
        versionProvider = ImaLink.Version.class,
        footerHeading = "%nTo begin:%n",
        footer = {
            "  imalink serve --import ~/Pictures",
            "  imalink demo",
            "",
            "More about a command: imalink help COMMAND. All settings: imalink help settings."
        })
final class ImaLink extends CommandGroup {
    private final Map<String, String> environment;

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
