package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imalink.database.ServerVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    static Stream<List<String>> commands() {
        return below(Main.commandLine(Map.of()), List.of());
    }

    private static Stream<List<String>> below(CommandLine command, List<String> path) {
        return command.getSubcommands().entrySet().stream().flatMap(entry -> {
            var longer = Stream.concat(path.stream(), Stream.of(entry.getKey())).toList();
            return Stream.concat(Stream.of(longer), below(entry.getValue(), longer));
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_explains_itself_with_an_example(List<String> command) {
        var asked = CommandRun.of(
                Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new));

        assertThat(asked.exitCode()).isZero();
        assertThat(asked.err()).isEmpty();
        assertThat(asked.out())
                .contains("Usage: imalink " + String.join(" ", command))
                .contains("  imalink ");
        assertThat(asked.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_says_the_same_as_the_option(List<String> command) {
        var help =
                CommandRun.of(Stream.concat(Stream.of("help"), command.stream()).toArray(String[]::new));
        var option = CommandRun.of(
                Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new));

        assertThat(help).isEqualTo(option);
    }

    @Test
    void every_command_on_a_library_tells_its_exit_codes_and_speaks_json() {
        assertThat(commands())
                .filteredOn(
                        command -> Main.commandLine(Map.of()).getSubcommands().containsKey(command.getFirst()))
                .filteredOn(command -> !List.of("help", "draw-photos").contains(command.getFirst())
                        && !List.of(List.of("backup"), List.of("user"), List.of("multiuser"))
                                .contains(command))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(CommandRun.of(Stream.concat(command.stream(), Stream.of("--help"))
                                        .toArray(String[]::new))
                                .out())
                        .contains("Exit codes:", "Refused", "--json", "--data"));
    }

    @Test
    void the_settings_are_listed_with_their_options_and_what_holds_without_them() {
        var run = CommandRun.of("help", "settings");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("IMALINK_DATA, option --data", "IMALINK_HOST, option --host", "IMALINK_PORT, option --port")
                .contains("IMALINK_DB_PATH", "IMALINK_DATABASE_URL", "IMALINK_ALLOWED_HOSTS", "IMALINK_ALLOWED_ORIGINS")
                .contains("IMALINK_REGISTRATION")
                .contains("Without it: 8000.");
    }

    @Test
    void the_listed_settings_never_show_the_values_of_this_machine() {
        var run = CommandRun.of(
                Map.of("IMALINK_DATABASE_URL", "postgresql://me:very-secret@db:5432/photos"), "help", "settings");

        assertThat(run.out()).doesNotContain("very-secret");
    }

    @Test
    void alone_it_says_what_there_is() {
        var run = CommandRun.of();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "serve",
                        "import",
                        "demo",
                        "check",
                        "backup",
                        "user",
                        "multiuser",
                        "imalink serve --import ~/Pictures");
        assertThat(run.out()).doesNotContain("draw-photos");
    }

    @Test
    void the_version_is_that_of_the_server() {
        var run = CommandRun.of("--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("ImaLink " + ServerVersion.CURRENT);
    }

    @Test
    void a_command_that_there_is_not_is_a_mistake_of_usage() {
        var run = CommandRun.of("srve");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("srve", "serve", "See: imalink help");
        assertThat(CommandRun.of("help", "srve").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(CommandRun.of("check", "--depe").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
