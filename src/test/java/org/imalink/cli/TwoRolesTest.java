package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;
import org.imalink.operation.ChildJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a PostgreSQL database that one role owns and another one serves. */
class TwoRolesTest {
    @TempDir
    private Path folder;

    private DatabaseLocation owner;
    private DatabaseLocation serving;

    @BeforeEach
    void make() {
        owner = TestDatabase.newLocation(Engine.POSTGRESQL, folder);
        serving = TestDatabase.byServingRole(owner);
    }

    private Map<String, String> environment() {
        return Map.of(
                "IMALINK_DATABASE_URL",
                TestDatabase.url(serving),
                "IMALINK_DATABASE_OWNER_URL",
                TestDatabase.url(owner));
    }

    private List<String> onData(String... command) {
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--data", folder.toString()));
        return all;
    }

    private CommandRun run(Map<String, String> environment, String... command) {
        return CommandRun.of(environment, onData(command).toArray(String[]::new));
    }

    private String status(Map<String, String> environment) {
        var run = run(environment, "multiuser", "status");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void the_second_wall_comes_with_owners_on_rows_while_people_are_served_and_status_says_so() throws Exception {
        assertThat(status(environment())).contains("Row-level security is off: it begins when every row has an owner");
        var serve = onData("serve", "--port", "0", "--json");
        try (var server =
                ServerProcess.of(ChildJvm.start(environment(), Main.class, serve, folder.resolve("errors")))) {
            var kari = Map.of("name", "Kari");
            assertThat(server.post("/api/v1/authors/", kari).statusCode()).isEqualTo(201);
            var forward = run(environment(), "multiuser", "advance", "--to", "dual");
            assertThat(forward.exitCode()).as(forward.err()).isZero();
            forward = run(environment(), "multiuser", "advance", "--to", "scoped");
            assertThat(forward.exitCode()).as(forward.err()).isZero();

            assertThat(status(environment())).contains("Row-level security is on: ");
            assertThat(server.get("/api/v1/authors/").body()).contains("Kari");
            assertThat(server.post("/api/v1/authors/", Map.of("name", "Ola")).statusCode())
                    .isEqualTo(201);
            assertThat(run(environment(), "multiuser", "deactivate", "--yes").exitCode())
                    .isZero();
            assertThat(run(environment(), "multiuser", "down", "--to-level", "0", "--yes")
                            .exitCode())
                    .isZero();
            assertThat(status(environment())).contains("Row-level security is off: it begins");
            assertThat(server.get("/api/v1/authors/").body()).contains("Kari", "Ola");
        }
    }

    @Test
    void with_one_url_status_says_that_it_is_off_and_what_makes_it_two() {
        var run = status(Map.of("IMALINK_DATABASE_URL", TestDatabase.url(owner)));

        assertThat(run).contains("Row-level security is off: one role owns", "IMALINK_DATABASE_OWNER_URL");
        assertThat(CommandRun.of(
                                "multiuser",
                                "status",
                                "--data",
                                folder.resolve("embedded").toString())
                        .out())
                .contains("Phase 0")
                .doesNotContain("Row-level");
    }

    @Test
    void a_role_that_postgresql_keeps_from_nothing_is_told() {
        var superuser = Map.of(
                "IMALINK_DATABASE_URL", TestDatabase.url(owner), "IMALINK_DATABASE_OWNER_URL", TestDatabase.url(owner));

        assertThat(status(superuser)).contains("Row-level security is off: ", "superuser");
    }

    @Test
    void two_databases_are_refused() {
        var other = TestDatabase.newLocation(Engine.POSTGRESQL, folder);
        var run = run(
                Map.of("IMALINK_DATABASE_URL", TestDatabase.url(serving)),
                "multiuser",
                "status",
                "--database-owner",
                TestDatabase.url(other));

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err())
                .contains("are two databases", serving.toString(), other.toString())
                .doesNotContain("imalink_server");
    }

    @Test
    void the_url_of_the_serving_role_alone_is_refused_with_whose_is_missing() {
        status(environment());

        var run = run(Map.of("IMALINK_DATABASE_URL", TestDatabase.url(serving)), "multiuser", "status");

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("belong to the role postgres", "IMALINK_DATABASE_OWNER_URL");
    }

    @Test
    void an_owner_without_another_postgresql_url_is_not_understood() {
        for (var url : List.of("", "sqlite:" + folder.resolve("photos.db"))) {
            var run = run(
                    Map.of("IMALINK_DATABASE_URL", url, "IMALINK_DATABASE_OWNER_URL", TestDatabase.url(owner)),
                    "multiuser",
                    "status");

            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("IMALINK_DATABASE_URL", "go together");
        }
    }
}
