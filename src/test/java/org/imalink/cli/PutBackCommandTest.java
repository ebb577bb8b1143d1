package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.imalink.access.Phase;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of an emergency: the server is stopped, and a file is copied over the database. */
class PutBackCommandTest {
    private static final String PASSWORD = "syv sorte kaker";

    @TempDir
    private Path folder;

    private AccountLibrary library;

    /** What a browser has of a sign-in that its person ends later. */
    private String refreshCookie;

    @BeforeEach
    void makeLibrary() {
        library = AccountLibrary.in(folder, Engine.SQLITE).in(Phase.DUAL);
        var added = library.runWith(
                PASSWORD + "\n", "user", "add", "kari", "--email", "kari@example.org", "--password-stdin");
        assertThat(added.exitCode()).as(added.err()).isZero();
    }

    private void signIn(ServerProcess server) throws IOException, InterruptedException {
        var login = server.post("/api/v1/auth/login", Map.of("username", "kari", "password", PASSWORD));
        assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
        var line = login.headers().allValues("set-cookie").getFirst();
        refreshCookie = line.substring(0, line.indexOf(';'));
    }

    private int sendWithCookie(ServerProcess server, String path) throws IOException, InterruptedException {
        return server.send(server.request(path).header("Cookie", refreshCookie).POST(BodyPublishers.noBody()))
                .statusCode();
    }

    private Path database() {
        return ((DatabaseLocation.Sqlite) library.location()).file();
    }

    private void putBack(Path copy) throws IOException {
        for (var suffix : new String[] {"-wal", "-shm"}) {
            Files.deleteIfExists(database().resolveSibling(database().getFileName() + suffix));
        }
        Files.copy(copy, database(), StandardCopyOption.REPLACE_EXISTING);
    }

    private interface Visit {
        void to(ServerProcess server) throws Exception;
    }

    /** Visits a server that is killed afterwards. */
    private void serve(Visit visit) throws Exception {
        try (var server = library.serve(Map.of(), folder.resolve("errors"))) {
            visit.to(server);
            server.child().kill();
        }
    }

    @Test
    void a_backup_that_is_copied_over_the_database_brings_no_sign_in_back() throws Exception {
        serve(server -> {
            signIn(server);
            assertThat(library.run("backup", "create").exitCode()).isZero();
            assertThat(sendWithCookie(server, "/api/v1/auth/logout")).isEqualTo(200);
        });
        putBack(database().resolveSibling(database().getFileName() + ".backup.latest"));

        serve(server ->
                assertThat(sendWithCookie(server, "/api/v1/auth/refresh")).isEqualTo(401));
        assertThat(folder.resolve("errors")).content().contains("it was put back");
    }

    @Test
    void a_copy_from_before_the_last_start_does_not_either_whatever_command_comes_first() throws Exception {
        serve(this::signIn);
        assertThat(library.run("multiuser", "status").exitCode()).isZero();
        var copy = Files.copy(database(), folder.resolve("copy"));
        serve(server -> assertThat(server.get("/health").statusCode()).isEqualTo(200));
        putBack(copy);

        var sessions = library.run("user", "sessions", "kari");
        assertThat(sessions.out()).as(sessions.err()).contains("kari is not signed in.");
        serve(server ->
                assertThat(sendWithCookie(server, "/api/v1/auth/refresh")).isEqualTo(401));
    }

    @Test
    void who_is_signed_in_stays_so_over_starts_commands_and_backups() throws Exception {
        serve(server -> {
            signIn(server);
            assertThat(library.run("backup", "create").exitCode()).isZero();
        });
        for (var command : List.of(
                new String[] {"backup", "create"}, new String[] {"multiuser", "retreat", "--to", "foundation"})) {
            var run = library.run(command);
            assertThat(run.exitCode()).as(run.err()).isZero();
        }

        serve(server ->
                assertThat(sendWithCookie(server, "/api/v1/auth/refresh")).isEqualTo(200));
    }
}
