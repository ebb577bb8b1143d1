package org.imalink.cli;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What all commands on a library have in common: which library, and how they tell what they did. */
@Command(
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Done.", "1:Failed.", "2:Not understood: see the usage.", "3:Refused, with the reason."},
        footerHeading = "%n",
        footer = "Options can be given as environment variables too, such as IMALINK_DATA: imalink help settings.")
abstract class LibraryCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @Spec
    @SuppressWarnings("NullAway.Init") // set before the command runs
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data directory: where the library keeps what is its own. Usually ~/.imalink.")
    private @Nullable String data;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "Another database than imalink.db in the data directory: postgresql://host:5432/name or sqlite:FILE.")
    private @Nullable String database;

    @Option(
            names = "--database-owner",
            paramLabel = "URL",
            description = "The same PostgreSQL database by the role that owns the tables, where that is another one.")
    private @Nullable String databaseOwner;

    @Option(names = "--json", description = "Print the result as JSON, for programs.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say what this command does, and end.")
    private boolean help;

    /** What this command was told by options; more specific commands add theirs. */
    Map<Setting, String> options() {
        var options = new EnumMap<Setting, String>(Setting.class);
        put(options, Setting.DATA, data);
        put(options, Setting.DATABASE_URL, database);
        put(options, Setting.DATABASE_OWNER_URL, databaseOwner);
        return options;
    }

    static void put(Map<Setting, String> options, Setting setting, @Nullable Object value) {
        if (value != null) {
            options.put(setting, value.toString());
        }
    }

    final Settings settings() {
        return new Settings(options(), environment());
    }

    /** The environment variables that count for this command. */
    Map<String, String> environment() {
        return ((ImaLink) spec.root().userObject()).environment();
    }

    final DataDirectory directory() {
        return DataDirectory.open(settings().data());
    }

    /** The command as a person typed it, without its options. */
    final String name() {
        return spec.qualifiedName();
    }

    final boolean wantsJson() {
        return json;
    }

    /** Prints the result: as JSON where that was asked for, otherwise as text. */
    final void print(Object result, Runnable text) {
        if (json) {
            out().println(JSON.writeValueAsString(result));
        } else {
            text.run();
        }
        out().flush();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final CommandSpec spec() {
        return spec;
    }

    /** Runs something long, showing on the terminal how far it is. */
    final <T> T withProgress(Function<Progress, T> action) {
        try (var progress = new TerminalProgress(err())) {
            return action.apply(progress);
        }
    }
}
