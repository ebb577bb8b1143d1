package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.AUDIT_EVENTS;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.operation.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Going between the phases from a terminal, with and without a server that runs. */
class MultiuserCommandsTest {
    @TempDir
    private Path folder;

    private CommandRun run(String... arguments) {
        return CommandRun.of(Stream.concat(
                        Stream.concat(Stream.of("multiuser"), Stream.of(arguments)),
                        Stream.of("--data", folder.toString()))
                .toArray(String[]::new));
    }

    private JsonNode json(String... arguments) {
        var run = run(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }

    private void checkTheWayThereAndBack() {
        assertThat(run("status").out())
                .contains("Phase 0, single.", "without an account. Nobody can sign in", "there is no admin");
        assertThat(run("advance", "--to", "foundation").out())
                .contains("The server went from single to foundation.", "People can make accounts");
        assertThat(run("advance", "--to", "foundation").out()).contains("in the phase foundation already");
        var dual = json("advance", "--to", "dual");
        assertThat(dual.path("phase").intValue()).isEqualTo(2);
        assertThat(dual.path("epoch").intValue()).isEqualTo(2);
        assertThat(dual.path("changed").booleanValue()).isTrue();
        assertThat(json("status").propertyNames())
                .containsExactlyInAnyOrder(
                        "phase",
                        "phase_name",
                        "epoch",
                        "tenancy_level",
                        "farthest",
                        "has_admin",
                        "is_claimed",
                        "users",
                        "registration",
                        "file_wish",
                        "row_security",
                        "run");

        assertThat(run("advance", "--to", "scoped").out())
                .contains("The server went from dual to scoped.", "sees their own photos only");
        assertThat(json("status").path("tenancy_level").intValue()).isEqualTo(2);
        var early = run("advance", "--to", "active", "--leave-unowned");
        assertThat(early.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(early.err()).contains("There is no admin", "imalink multiuser claim", "Nothing was changed");
        var shown = run("retreat", "--to", "dual");
        assertThat(shown.err()).contains("From then on: Everybody who can reach this server sees all photos");
        assertThat(shown.out()).contains("The server went from scoped to dual.");

        var wrong = run("advance", "--to", "foundation");
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(wrong.err()).contains("imalink multiuser retreat --to foundation");
        var back = run("retreat", "--to", "single");
        assertThat(back.exitCode()).isZero();
        assertThat(back.err()).contains("From then on: Everybody who can reach this server sees all photos");
        assertThat(back.out()).contains("The server went from dual to single.");
        assertThat(json("status").path("tenancy_level").intValue()).isEqualTo(2);
    }

    @Test
    void without_a_server_the_commands_work_on_the_library_itself() {
        checkTheWayThereAndBack();
    }

    @Test
    void with_a_server_they_go_through_it_and_it_reads_the_emergency_file_when_it_is_told_to() throws Exception {
        try (var server = ServerProcess.of(
                ChildJvm.start(Main.class, "serve", "--data", folder.toString(), "--port", "0", "--json"))) {
            checkTheWayThereAndBack();
            run("advance", "--to", "dual");
            assertThat(ServerProcess.json(server.get("/api/v1/multiuser/status"))
                            .path("phase")
                            .intValue())
                    .isEqualTo(2);
            Files.writeString(folder.resolve("config/multiuser.json"), "{\"multi_user_enabled\": false}");
            assertThat(run("status").out()).contains("Phase 0, single.");
        }
    }

    @Test
    void the_emergency_file_counts_at_the_start_of_a_server_before_it_answers_anybody() throws Exception {
        run("advance", "--to", "dual");
        Files.writeString(folder.resolve("config/multiuser.json"), "{\"multi_user_enabled\": false}");
        try (var server = ServerProcess.of(
                ChildJvm.start(Main.class, "serve", "--data", folder.toString(), "--port", "0", "--json"))) {
            var status = ServerProcess.json(server.get("/api/v1/multiuser/status"));
            assertThat(status.path("phase").intValue()).isZero();
            assertThat(status.path("epoch").intValue()).isEqualTo(2);
        }
    }

    @Test
    void a_phase_that_the_command_does_not_know_is_a_mistake_of_usage() {
        assertThat(run("advance", "--to", "single").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("advance", "--to", "open").err())
                .contains("--to is \"open\": it must be one of foundation, dual, scoped, active.");
        assertThat(run("retreat", "--to", "active").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("retreat").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void the_one_time_code_is_printed_while_people_can_have_accounts_and_there_is_no_admin() throws Exception {
        try (var server = ChildJvm.start(Main.class, "serve", "--data", folder.toString(), "--port", "0")) {
            assertThat(linesUntilStop(server)).noneMatch(line -> line.contains("One-time code"));
            server.kill();
        }
        run("advance", "--to", "foundation");
        try (var server = ChildJvm.start(Main.class, "serve", "--data", folder.toString(), "--port", "0")) {
            var lines = linesUntilStop(server);
            var code = Files.readString(folder.resolve("setup.code")).strip();
            assertThat(lines).anyMatch(line -> line.contains("One-time code    " + code));
        }
    }

    private static List<String> linesUntilStop(ChildJvm server) throws Exception {
        var lines = new ArrayList<String>();
        for (var line = server.line(); line != null; line = server.line()) {
            lines.add(line);
            if (line.startsWith("Stop with")) {
                return lines;
            }
        }
        throw new AssertionError("The server ended: " + lines);
    }

    @Test
    void a_database_of_a_phase_that_this_server_does_not_know_is_refused() {
        run("advance", "--to", "dual");
        try (var database = Database.open(new DatabaseLocation.Sqlite(folder.resolve("imalink.db")))) {
            database.write(tx -> tx.execute("update server_state set phase = 9"));
        }
        var run = CommandRun.of(Map.of(), "serve", "--port", "0", "--data", folder.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("in phase 9;", "Start the ImaLink that brought it there");
    }

    @Test
    void keys_are_rotated_without_showing_them() {
        run("advance", "--to", "foundation");
        var rotated = run("rotate-keys");
        assertThat(rotated.exitCode()).as(rotated.err()).isZero();
        assertThat(rotated.out().strip()).isEqualTo("There is a new key. Nobody was signed out.");
        try (var database = Database.open(new DatabaseLocation.Sqlite(folder.resolve("imalink.db")))) {
            assertThat(database.<List<String>>read(tx -> tx.select(AUDIT_EVENTS.DETAILS)
                            .from(AUDIT_EVENTS)
                            .where(AUDIT_EVENTS.ACTION.eq("keys-rotated"))
                            .fetch(AUDIT_EVENTS.DETAILS)))
                    .containsExactly("{}");
        }
    }
}
