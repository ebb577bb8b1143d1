package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.ingest.legacy.LegacyFile;
import org.imalink.ingest.legacy.LegacyGenerator;
import org.imalink.ingest.legacy.LegacyShape;
import org.imalink.operation.ChildJvm;
import org.imalink.operation.ServerLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AdoptCommandTest {
    private static final int KILLS = "full".equals(System.getProperty("imalink.counts")) ? 40 : 4;
    private static final long STEP_MILLISECONDS = 1200 / KILLS;
    private static final int MANY = 400;

    @TempDir
    private Path folder;

    @Test
    void an_old_database_is_adopted_reported_and_checked() throws IOException {
        var old = write(30);

        var adopted = run("adopt", old.toString());

        assertThat(adopted.exitCode()).as(adopted.err()).isZero();
        assertThat(adopted.out())
                .contains("photos", "Every row is accounted for, and both sides hold the same.")
                .contains("coldpreviews, 2: The file is missing.");
        var report = Files.list(folder.resolve("data"))
                .filter(file -> file.getFileName().toString().matches("adopt-report-\\d{8}_\\d{6}\\.json"))
                .toList();
        assertThat(report).hasSize(1);
        assertThat(adopted.out()).contains(report.getFirst().toString());
        var check = run("check");
        assertThat(check.exitCode()).as(check.out()).isZero();
        assertThat(check.out()).contains("Checked 30 photos", "has neither files nor a hotpreview");
        assertThat(run("adopt", old.toString()).exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void programs_get_the_report_as_json() {
        var adopted = run("adopt", write(12).toString(), "--json");

        var json = json(adopted);
        assertThat(adopted.exitCode()).isZero();
        assertThat(json.path("complete").asBoolean()).isTrue();
        assertThat(json.path("source_digest")).isEqualTo(json.path("target_digest"));
        json.path("tables")
                .forEach(table -> assertThat(table.path("read").asLong())
                        .isEqualTo(table.path("taken").asLong()
                                + table.path("set_aside").asLong()));
    }

    @Test
    void coldpreviews_may_lie_elsewhere() throws IOException {
        var old = write(12);
        Files.move(old.resolveSibling("coldpreviews"), folder.resolve("medium"));

        var without = json(CommandRun.of(
                "adopt",
                old.toString(),
                "--json",
                "--data",
                folder.resolve("other").toString()));
        var with = json(run(
                "adopt",
                old.toString(),
                "--json",
                "--coldpreviews",
                folder.resolve("medium").toString()));

        assertThat(coldpreviews(without)).isZero();
        assertThat(coldpreviews(with)).isEqualTo(1);
        assertThat(run("adopt", old.toString(), "--coldpreviews", "nowhere").err())
                .contains("There is no folder nowhere");
    }

    private static long coldpreviews(JsonNode report) {
        return report.path("tables")
                .valueStream()
                .filter(table -> table.path("name").asString().equals("coldpreviews"))
                .findFirst()
                .orElseThrow()
                .path("taken")
                .asLong();
    }

    @Test
    void a_library_that_a_server_holds_is_refused() throws IOException {
        var old = write(3);
        Files.createDirectories(folder.resolve("data"));
        try (var held = ServerLock.acquire(folder.resolve("data/imalink.db.lock"), "imalink serve")) {
            assertThat(held).isNotNull();

            var run = run("adopt", old.toString());

            assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(run.err()).contains("is held by");
        }
    }

    @Test
    void no_command_opens_an_old_database_as_if_it_were_a_library() throws IOException {
        var old = write(3);
        var before = Files.readAllBytes(old);

        var served =
                CommandRun.of("serve", "--port", "0", "--data", old.getParent().toString());
        var adopted =
                CommandRun.of("adopt", old.toString(), "--data", old.getParent().toString());

        var beside = run("adopt", old.toString(), "--database", "sqlite:" + old.resolveSibling("new.db"));

        assertThat(beside.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(beside.err()).contains("would lie beside the old one");
        assertThat(old.resolveSibling("new.db")).doesNotExist();
        assertThat(old.resolveSibling("new.db.lock")).doesNotExist();
        assertThat(served.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(served.err()).contains("is a database of the single-user server", "imalink adopt");
        assertThat(adopted.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(adopted.err()).contains("lies in the data directory");
        assertThat(Files.readAllBytes(old)).isEqualTo(before);
        assertThat(old.resolveSibling("imalink.db-wal")).doesNotExist();
    }

    @Test
    void what_cannot_be_adopted_leaves_no_data_directory() throws IOException {
        var text = Files.writeString(folder.resolve("notes.txt"), "only notes, and no database at all");

        assertThat(run("adopt", text.toString()).exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run("adopt", "nowhere.db").err()).contains("There is no file nowhere.db");
        assertThat(run("adopt").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void an_adoption_killed_at_any_moment_is_finished_by_the_next() throws Exception {
        var old = write(MANY);
        var expected = json(CommandRun.of(
                        "adopt",
                        old.toString(),
                        "--json",
                        "--data",
                        folder.resolve("undisturbed").toString()))
                .path("target_digest");
        int kills = 0;
        for (int i = 0; i < KILLS; i++) {
            var data = folder.resolve("data" + i);
            try (var adopting = ChildJvm.start(
                    Map.of(),
                    Main.class,
                    List.of("adopt", old.toString(), "--data", data.toString()),
                    folder.resolve("errors"))) {
                while (!Files.exists(data.resolve("imalink.db-wal"))
                        && adopting.process().isAlive()) {
                    Thread.onSpinWait();
                }
                // The first at once, the others further and further into the work.
                kills += adopting.process().waitFor(i * STEP_MILLISECONDS, TimeUnit.MILLISECONDS) ? 0 : 1;
                adopting.kill();
            }
            assertFinishedByTheNext(old, data, expected);
        }
        assertThat(kills).isPositive();
    }

    private void assertFinishedByTheNext(Path old, Path data, JsonNode expected) throws IOException {
        var next = CommandRun.of("adopt", old.toString(), "--json", "--data", data.toString());

        // One that came to its end before it was killed is not to be done again.
        if (next.exitCode() == ExitCode.REFUSED) {
            assertThat(next.err()).contains("is not empty");
        } else {
            assertThat(next.exitCode()).as(next.err()).isZero();
            assertThat(json(next).path("target_digest")).isEqualTo(expected);
        }
        try (var database = Database.open(new DatabaseLocation.Sqlite(data.resolve("imalink.db")))) {
            assertThat(database.<Integer>read(tx -> tx.fetchCount(PHOTOS))).isEqualTo(MANY);
        }
        try (var files = Files.list(data)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("adopt-report-"));
        }
        assertThat(data.resolve("tmp/adopt")).isEmptyDirectory();
    }

    private Path write(int photos) {
        try {
            var old = Files.createDirectories(folder.resolve("old"));
            return LegacyFile.write(old, LegacyShape.CURRENT, LegacyGenerator.library(photos, photos));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(Stream.concat(
                        Arrays.stream(arguments),
                        Stream.of("--data", folder.resolve("data").toString()))
                .toArray(String[]::new));
    }

    private static JsonNode json(CommandRun run) {
        assertThat(run.out()).as(run.err()).isNotEmpty();
        return JsonMapper.shared().readTree(run.out());
    }
}
