package org.imalink.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.AUTHORS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;
import org.imalink.ingest.DrawnPhoto;
import org.imalink.ingest.LibrarySnapshot;
import org.imalink.operation.SmallDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A server whose data directory lies on a disk that runs full; with PostgreSQL, the database lies elsewhere. */
@ParameterizedClass
@EnumSource(Engine.class)
class FullDiskTest {
    private static final int DISK_MEGABYTES = 24;
    private static final int LEFT_BYTES = 3 << 20;
    private static final int LARGE_KILOBYTES = 6 << 10;
    private static final int FIRST_BATCH = 8;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final String TITLE = "Full disk";

    private final Engine engine;

    @TempDir
    private Path temporary;

    private Path pictures;
    private Path data;

    FullDiskTest(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void makeFolders() throws IOException {
        temporary = temporary.toRealPath();
        pictures = Files.createDirectory(temporary.resolve("pictures"));
        data = Files.createDirectory(temporary.resolve("data"));
        for (int number = 0; number < 2 * FIRST_BATCH; number++) {
            Files.write(pictures.resolve("%02d.jpg".formatted(number)), DrawnPhoto.jpeg(number));
        }
        // Of the second batch, and too large for what is left on the disk.
        Files.write(pictures.resolve("12-large.jpg"), DrawnPhoto.padded(DrawnPhoto.jpeg(99), LARGE_KILOBYTES));
    }

    @Test
    void a_full_disk_is_told_and_waited_for_and_nothing_is_lost_half_written_or_skipped() throws Exception {
        var expected = importUndisturbed();
        var location = engine == Engine.SQLITE
                ? new DatabaseLocation.Sqlite(data.resolve("imalink.db"))
                : TestDatabase.newLocation(engine, temporary);
        try (var disk = SmallDisk.on(data, DISK_MEGABYTES);
                var server = ServerProcess.on(disk, data, location)) {
            disk.fill(LEFT_BYTES);
            assertThat(operator(disk, server, "imports", Map.of("paths", List.of(pictures.toString()), "title", TITLE))
                            .statusCode())
                    .isEqualTo(202);
            var waiting = await(server, job -> !job.path("error").isNull());
            assertThat(waiting.path("state").asString()).isEqualTo("running");
            assertThat(waiting.path("processed").asInt()).isEqualTo(FIRST_BATCH);
            assertThat(waiting.path("error").asString()).contains("room").contains("goes on by itself");

            var names = engine == Engine.SQLITE ? writeUntilFull(disk, server) : List.of("Kari");
            disk.fill(0);
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
            assertReads(server);
            switch (engine) {
                case SQLITE -> assertNotReady(server);
                case POSTGRESQL -> assertThat(post(server, "Kari")).isEqualTo(201);
            }
            assertNoPreviews(server);
            assertThat(operator(disk, server, "backups", Map.of()).statusCode()).isEqualTo(409);

            disk.free();
            await(server, job -> job.path("state").asString().equals("done"));
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(post(server, "Afterwards")).isEqualTo(201);
            for (var hothash : hothashes(server)) {
                assertThat(server.get("/api/v1/photos/" + hothash + "/coldpreview")
                                .statusCode())
                        .isEqualTo(200);
            }
            var check = ServerProcess.json(operator(disk, server, "check", Map.of("deep", true)));
            assertThat(check.path("findings")).isEmpty();

            server.child().process().destroy();
            assertThat(server.child().process().waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            try (var database = Database.open(seenFromHere(disk, location))) {
                assertThat(LibrarySnapshot.of(database)).isEqualTo(expected);
                assertThat(database.<List<String>>read(
                                tx -> tx.select(AUTHORS.NAME).from(AUTHORS).fetch(AUTHORS.NAME)))
                        .containsAll(names)
                        .contains("Afterwards")
                        .doesNotContain("Refused");
            }
        }
    }

    private List<String> importUndisturbed() {
        var other = temporary.resolve("other");
        var run = CommandRun.of("import", pictures.toString(), "--title", TITLE, "--data", other.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        try (var database = Database.open(new DatabaseLocation.Sqlite(other.resolve("imalink.db")))) {
            return LibrarySnapshot.of(database);
        }
    }

    /** A database takes small writes for a while on a full disk, in room that it has already. Those that it took. */
    private static List<String> writeUntilFull(SmallDisk disk, ServerProcess server) throws Exception {
        var taken = new ArrayList<String>();
        do {
            disk.fill(0);
            var name = "Author " + taken.size() + " " + "x".repeat(200);
            int status = post(server, name);
            assertThat(status).isIn(201, 503);
            if (status == 201) {
                taken.add(name);
            }
        } while (server.get("/health/ready").statusCode() == 200);
        return taken;
    }

    private static void assertReads(ServerProcess server) throws Exception {
        var hothashes = hothashes(server);
        assertThat(hothashes).hasSize(FIRST_BATCH);
        assertThat(server.get("/api/v1/photos/" + hothashes.getFirst() + "/hotpreview")
                        .statusCode())
                .isEqualTo(200);
        assertThat(job(server).path("error").asString()).contains("goes on by itself");
    }

    private static void assertNotReady(ServerProcess server) throws Exception {
        var photo = "/api/v1/photos/" + hothashes(server).getFirst();
        assertUnavailable(server.get("/health/ready"));
        assertUnavailable(server.post("/api/v1/authors/", Map.of("name", "Refused")));
        assertUnavailable(server.post("/api/v1/import_sessions/", Map.of("title", "Refused")));
        assertUnavailable(server.put(photo, Map.of("title", "Refused")));
    }

    /** Neither a photo without a preview nor a broken upload: there is just no room now. */
    private static void assertNoPreviews(ServerProcess server) throws Exception {
        var coldpreview = "/api/v1/photos/" + hothashes(server).getFirst() + "/coldpreview";
        assertUnavailable(server.get(coldpreview));
        for (int kilobytes : new int[] {0, 200}) {
            assertUnavailable(
                    server.send(upload(server.request(coldpreview), DrawnPhoto.padded(DrawnPhoto.jpeg(1), kilobytes))));
        }
    }

    private static HttpRequest.Builder upload(HttpRequest.Builder request, byte[] jpeg) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n"
                        + "Content-Type: image/jpeg\r\n\r\n")
                .getBytes(ISO_8859_1));
        body.writeBytes(jpeg);
        body.writeBytes("\r\n--limit--\r\n".getBytes(ISO_8859_1));
        return request.header("Content-Type", "multipart/form-data; boundary=limit")
                .PUT(BodyPublishers.ofByteArray(body.toByteArray()));
    }

    private static void assertUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode())
                .as(response.request() + " " + response.body())
                .isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
    }

    private static int post(ServerProcess server, String author) throws Exception {
        return server.post("/api/v1/authors/", Map.of("name", author)).statusCode();
    }

    private static List<String> hothashes(ServerProcess server) throws Exception {
        return ServerProcess.json(server.get("/api/v1/photos/?limit=1000"))
                .path("data")
                .valueStream()
                .map(photo -> photo.path("hothash").asString())
                .toList();
    }

    private static HttpResponse<String> operator(SmallDisk disk, ServerProcess server, String what, Object body)
            throws Exception {
        return server.postAsOperator(
                Files.readString(disk.file("operator.token")).strip(), what, body);
    }

    private static JsonNode job(ServerProcess server) throws Exception {
        return ServerProcess.json(server.get("/api/v1/jobs/1"));
    }

    private static JsonNode await(ServerProcess server, Predicate<JsonNode> state) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        var job = job(server);
        while (!state.test(job)) {
            assertThat(System.nanoTime()).as(job.toString()).isLessThan(end);
            job = job(server);
        }
        return job;
    }

    private DatabaseLocation seenFromHere(SmallDisk disk, DatabaseLocation location) throws IOException {
        return switch (location) {
            case DatabaseLocation.Sqlite(var file) ->
                new DatabaseLocation.Sqlite(
                        Files.copy(disk.file(file.getFileName().toString()), temporary.resolve("copy.db")));
            case DatabaseLocation.Postgresql elsewhere -> elsewhere;
        };
    }
}
