package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;
import org.imalink.operation.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A server goes to another phase while its data directory lies on a full disk; with PostgreSQL, the database lies elsewhere. */
@ParameterizedClass
@EnumSource(Engine.class)
class TransitionOnFullDiskTest {
    private static final int DISK_MEGABYTES = 100;
    private static final int AUTHORS = 20;

    @Parameter
    private Engine engine;

    @TempDir
    private Path temporary;

    @Test
    void the_way_forward_without_room_is_refused_whole_and_the_way_back_is_gone() throws Exception {
        var data = Files.createDirectory(temporary.toRealPath().resolve("data"));
        var location = engine == Engine.SQLITE
                ? new DatabaseLocation.Sqlite(data.resolve("imalink.db"))
                : TestDatabase.newLocation(engine, temporary);
        try (var disk = SmallDisk.on(data, DISK_MEGABYTES);
                var server = ServerProcess.on(disk, data, location)) {
            for (int author = 0; author < AUTHORS; author++) {
                assertThat(server.post("/api/v1/authors/", Map.of("name", "Author " + author))
                                .statusCode())
                        .isEqualTo(201);
            }
            // This writes the file.
            disk.fill(0);
            assertRefused(move(disk, server, "advance", "dual"));
            assertStands(disk, server, "single", 0);
            disk.free();
            assertThat(move(disk, server, "advance", "dual").statusCode()).isEqualTo(200);

            // And this gives owners.
            disk.fill(0);
            assertRefused(move(disk, server, "advance", "scoped"));
            assertStands(disk, server, "dual", 1);
            disk.free();
            assertThat(move(disk, server, "advance", "scoped").statusCode()).isEqualTo(200);
            assertStands(disk, server, "scoped", 2);

            disk.fill(0);
            assertThat(move(disk, server, "retreat", "single").statusCode()).isEqualTo(200);
            assertStands(disk, server, "single", 2);
            disk.free();
            assertStands(disk, server, "single", 2);
        }
    }

    private static void assertRefused(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).as(reply.body()).isIn(409, 503);
        assertThat(ServerProcess.json(reply).path("detail").asString()).isNotBlank();
    }

    private static HttpResponse<String> move(SmallDisk disk, ServerProcess server, String way, String phase)
            throws Exception {
        return ask(disk, server, way, "{\"to\":\"" + phase + "\"}");
    }

    private static HttpResponse<String> ask(SmallDisk disk, ServerProcess server, String what, String body)
            throws Exception {
        return server.send(server.request("/api/v1/multiuser/" + what)
                .header("Imalink-Operator", code(disk))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String code(SmallDisk disk) throws IOException {
        return Files.readString(disk.file("operator.token")).strip();
    }

    /** Where it says that it stands, with nothing wished, everything there, and nothing wrong with it. */
    private static void assertStands(SmallDisk disk, ServerProcess server, String phase, int level) throws Exception {
        JsonNode console = ServerProcess.json(server.send(server.request("/api/v1/multiuser/console")
                .header("Imalink-Operator", code(disk))
                .GET()));
        assertThat(console.path("phase_name").asString()).as(console.toString()).isEqualTo(phase);
        assertThat(console.path("tenancy_level").asInt()).isEqualTo(level);
        assertThat(console.path("file_wish").isNull()).as(console.toString()).isTrue();
        assertThat(ServerProcess.json(server.get("/api/v1/authors/?limit=100"))
                        .path("meta")
                        .path("total")
                        .asInt())
                .isEqualTo(AUTHORS);
    }
}
