package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.cli.AccountLibrary.PASSWORD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imalink.database.Engine;
import org.imalink.operation.DataDirectory;
import org.imalink.transition.rehearsal.PassedRehearsal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All the way forward with one confirmation, and all the way back. */
class ActivateCommandTest {
    @TempDir
    private Path folder;

    private AccountLibrary library;

    @BeforeEach
    void makeLibrary() {
        library = AccountLibrary.in(folder, Engine.SQLITE);
        PassedRehearsal.leaveIn(DataDirectory.open(folder));
    }

    private CommandRun activate(String... more) {
        var arguments = new ArrayList<>(List.of("multiuser", "activate"));
        arguments.addAll(List.of(more));
        return library.runWith(PASSWORD + "\n", arguments.toArray(String[]::new));
    }

    private String status() {
        var run = library.run("multiuser", "status");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    private void checkTheWayThereAndBack() {
        var found = library.run("multiuser", "preflight");
        assertThat(found.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(found.out()).contains("stops: There is no admin", "This stands in the way");

        var unnamed = activate("--yes");
        assertThat(unnamed.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(unnamed.err()).contains("no terminal to ask on", "--username");
        var unsure = activate("--username", "kari", "--email", "kari@example.org", "--password-stdin");
        assertThat(unsure.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(unsure.err()).contains("From then on: Nobody sees a photo without an account", "--yes");
        assertThat(status()).contains("Phase 0, single.");

        var done = activate("--yes", "--username", "kari", "--email", "kari@example.org", "--password-stdin");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.out()).contains("The server went from foundation to active.");
        assertThat(status()).contains("Phase 4, active.", "there is an admin");
        assertThat(library.run("multiuser", "preflight").out()).contains("Nothing stands in the way.");

        var asked = library.run("multiuser", "deactivate");
        assertThat(asked.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(asked.err()).contains("From then on: Everybody who can reach this server", "--yes");
        assertThat(status()).contains("Phase 4, active.");
        var back = library.run("multiuser", "deactivate", "--yes");
        assertThat(back.exitCode()).as(back.err()).isZero();
        assertThat(back.out()).contains("The server went from active to single.");

        assertThat(activate("--yes").out())
                .as("whoever claimed it is asked nothing again")
                .contains("to active.");
    }

    @Test
    void without_a_server_the_library_itself_goes_there_and_back() {
        checkTheWayThereAndBack();
    }

    @Test
    void a_server_goes_there_and_back_while_it_runs() throws IOException, InterruptedException {
        try (var server = library.serve(Map.of(), folder.resolve("errors.txt"))) {
            checkTheWayThereAndBack();
            assertThat(server.get("/api/v1/photos/").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void what_else_stands_in_the_way_has_to_be_mended_first() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/multiuser.json"), "{\"multi_user_enabled\": tr");
        var run = activate("--yes", "--username", "kari", "--email", "kari@example.org", "--password-stdin");
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("multiuser.json", "nothing was changed");
        assertThat(status()).contains("Phase 0, single.", "there is no admin");
    }
}
