package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imalink.access.Phase;
import org.imalink.database.Engine;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that logs all it can tells nobody's password, token, code or e-mail. */
class SecretsInLogTest {
    private static final String PASSWORD = "syv sorte kaker";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void nothing_secret_is_logged_even_when_everything_is(Engine engine) throws Exception {
        var library = AccountLibrary.in(folder, engine).in(Phase.DUAL);
        var log = folder.resolve("log");
        var secrets = new ArrayList<>(List.of(PASSWORD, "@example.org", "$argon2id$"));
        try (var server = library.serve(Map.of("IMALINK_LOG", "debug"), log)) {
            secrets.add(Files.readString(folder.resolve("operator.token")).strip());
            secrets.add(Files.readString(folder.resolve("setup.code")).strip());
            server.post(
                    "/api/v1/auth/register",
                    Map.of("username", "kari", "email", "kari@example.org", "password", PASSWORD));
            server.post("/api/v1/auth/login", Map.of("username", "kari@example.org", "password", PASSWORD + "!"));
            var login = server.post("/api/v1/auth/login", Map.of("username", "kari@example.org", "password", PASSWORD));
            assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
            var access = ServerProcess.json(login).path("access_token").asString();
            secrets.add(access);
            secrets.add(access.substring(access.lastIndexOf('.') + 1));
            login.headers().allValues("set-cookie").stream()
                    .filter(line -> line.contains("HttpOnly")) // the one that scripts may read is no secret
                    .map(line -> line.substring(line.indexOf('=') + 1, line.indexOf(';')))
                    .forEach(secrets::add);
            server.send(server.request("/api/v1/users/me").header("Authorization", "Bearer " + access));
            server.send(server.request("/api/v1/auth/refresh")
                    .header("Cookie", "imalink_refresh=" + secrets.getLast())
                    .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
            var added = library.runWith(
                    PASSWORD + "\n", "user", "add", "ola", "--email", "ola@example.org", "--password-stdin");
            assertThat(added.exitCode()).as(added.err()).isZero();
        }

        var text = Files.readString(log);
        assertThat(text).as("it does log").contains("DEBUG");
        assertThat(secrets)
                .allSatisfy(secret -> assertThat(text.lines().filter(line -> line.contains(secret)))
                        .isEmpty());
    }
}
