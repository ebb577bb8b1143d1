package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.imalink.ingest.DrawnPhoto;
import org.imalink.operation.ChildJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportCommandTest {
    private static final int PHOTOS = 4;

    @TempDir
    private Path data;

    @TempDir
    private Path pictures;

    @BeforeEach
    void takePictures() throws IOException {
        take(pictures, 0, PHOTOS);
        Files.writeString(pictures.resolve("shopping.txt"), "milk");
    }

    private static void take(Path folder, int first, int count) throws IOException {
        var album = Files.createDirectories(folder.resolve("2024"));
        for (int number = first; number < first + count; number++) {
            Files.write(album.resolve(number + ".jpg"), DrawnPhoto.jpeg(number));
        }
    }

    @Test
    void a_folder_is_imported_without_a_server_and_what_is_no_photo_is_told_with_its_reason() {
        var first = run("import", pictures.toString(), "--author", "Ingrid Solberg");
        var second = json(run("import", pictures.toString(), "--json"));

        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("Imported: 4 added, 0 known already, 1 skipped, 0 failed.", "shopping.txt");
        assertThat(second.path("state").asString("")).isEqualTo("done");
        assertThat(second.path("added").asInt(-1)).isZero();
        assertThat(second.path("known").asInt()).isEqualTo(PHOTOS);
        assertThat(run("check").out()).contains("Checked 4 photos").contains("nothing is lost");
    }

    @Test
    void a_running_server_does_the_work_that_commands_ask_for() throws Exception {
        try (var server = ChildJvm.start(Main.class, "serve", "--data", data.toString(), "--port", "0", "--json")) {
            var address = URI.create(json(server.line()).path("address").asString());

            var imported = run("import", pictures.toString(), "--title", "Four of them");
            assertThat(imported.exitCode()).isZero();
            assertThat(imported.out()).contains("Imported: 4 added, 0 known already, 1 skipped", "shopping.txt");
            assertThat(run("check").out()).contains("Checked 4 photos").contains("nothing is lost");
            var created = json(run("backup", "create", "--json"));
            assertThat(created.path("rows").path("photos").asInt()).isEqualTo(PHOTOS);
            assertThat(run("backup", "verify").exitCode()).isZero();

            var restore = run("backup", "restore", "latest");
            assertThat(restore.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(restore.err()).contains("serving " + address);
        }
    }

    @Test
    void a_folder_watched_by_a_command_is_followed_by_the_running_server_and_by_the_next_one() throws Exception {
        try (var server = ChildJvm.start(Main.class, "serve", "--data", data.toString(), "--port", "0", "--json")) {
            var address = json(server.line()).path("address").asString();

            var imported = run("import", pictures.toString(), "--watch");
            assertThat(imported.exitCode()).isZero();
            assertThat(imported.out()).contains("Watched: " + pictures, "Imported: 4 added");
            take(pictures.resolve("new"), PHOTOS, 1);
            awaitPhotos(address, PHOTOS + 1);
            server.kill();
        }
        take(pictures.resolve("newer"), PHOTOS + 1, 1);
        try (var server = ChildJvm.start(Main.class, "serve", "--data", data.toString(), "--port", "0", "--json")) {
            var address = json(server.line()).path("address").asString();
            awaitPhotos(address, PHOTOS + 2);

            var left = run("import", pictures.toString(), "--no-watch");
            assertThat(left.exitCode()).isZero();
            assertThat(left.out()).contains("No longer watched: " + pictures);
        }
    }

    @Test
    void without_a_server_the_command_that_watches_goes_on() throws Exception {
        try (var command = ChildJvm.start(
                Main.class, "import", pictures.toString(), "--watch", "--data", data.toString(), "--json")) {
            assertThat(json(command.line()).path("added").asInt()).isEqualTo(PHOTOS);
            // It goes on holding the library.
            assertThat(run("check").err()).contains("running \"imalink import\"");
            command.kill();
        }
        var refused = run("import", pictures.resolve("shopping.txt").toString(), "--watch");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("Only folders can be watched.");
    }

    private static void awaitPhotos(String address, int expected) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address + "/api/v1/photos/?limit=1"))
                    .build();
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            int total = -1;
            while (total != expected && System.nanoTime() < deadline) {
                Thread.sleep(100);
                var body = http.send(request, BodyHandlers.ofString()).body();
                total = json(body).path("meta").path("total").asInt(-1);
            }
            assertThat(total).isEqualTo(expected);
        }
    }

    @Test
    void a_server_that_is_told_to_import_serves_meanwhile_and_tells_how_it_went() throws Exception {
        try (var server = ChildJvm.start(
                Main.class,
                "serve",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--json",
                "--import",
                pictures.toString())) {
            assertThat(json(server.line()).path("address").asString("")).startsWith("http://127.0.0.1:");

            var imported = json(server.line());
            assertThat(imported.path("state").asString("")).isEqualTo("done");
            assertThat(imported.path("added").asInt()).isEqualTo(PHOTOS);
        }
    }

    @Test
    void a_folder_that_is_not_there_is_refused_by_name() {
        var gone = pictures.resolve("gone").toString();

        assertThat(run("import", gone).exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run("import", gone).err()).contains("There is no folder or file " + gone);
        assertThat(run("serve", "--port", "0", "--import", gone).exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run("import").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void the_demo_is_imported_and_described_once() {
        var data = this.data.resolve("demo").toString();
        assertThat(CommandRun.of("demo", "--photos", "6", "--no-serve", "--data", data)
                        .exitCode())
                .isZero();
        var again = CommandRun.of("demo", "--photos", "6", "--no-serve", "--data", data);

        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).contains("0 added, 6 known already");
        assertThat(CommandRun.of("check", "--data", data).out()).contains("Checked 6 photos");
    }

    private CommandRun run(String... arguments) {
        var all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = data.toString();
        return CommandRun.of(all);
    }

    private static JsonNode json(CommandRun run) {
        return json(run.out());
    }

    private static JsonNode json(String line) {
        return JsonMapper.shared().readTree(line);
    }
}
