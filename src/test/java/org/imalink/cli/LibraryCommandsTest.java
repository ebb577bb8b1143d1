package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.HOTPREVIEWS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.operation.ServerLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that open a library themselves, because no server runs. */
class LibraryCommandsTest {
    private static final String PHOTOS = "80";

    @TempDir
    private Path folder;

    @BeforeEach
    void makeLibrary() {
        assertThat(run("demo", "--photos", PHOTOS, "--no-serve").exitCode()).isZero();
    }

    @Test
    void a_sound_library_is_told_to_be_sound() {
        var text = run("check");
        var json = run("check", "--json", "--deep");

        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .contains("Checked 80 photos, 120 image files, 80 hotpreviews")
                .contains("nothing is lost");
        assertThat(json.exitCode()).isZero();
        assertThat(json(json).path("clean").asBoolean()).isTrue();
        assertThat(json(json).path("findings")).isEmpty();
    }

    @Test
    void a_loss_fails_the_check_and_names_table_row_and_advice() {
        try (var database = Database.open(new DatabaseLocation.Sqlite(folder.resolve("imalink.db")))) {
            database.write(tx -> tx.deleteFrom(HOTPREVIEWS)
                    .orderBy(HOTPREVIEWS.HOTHASH)
                    .limit(1)
                    .execute());
        }

        var text = run("check");
        var json = json(run("check", "--json"));

        assertThat(text.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(text.out()).contains("loss: The photo ", "(photos ", "Restore the newest sound backup", "1 losses");
        assertThat(json.path("findings").path(0).path("table").asString("")).isEqualTo("photos");
    }

    @Test
    void a_backup_is_made_listed_verified_and_restored() throws IOException {
        assertThat(run("backup", "list").out()).contains("There is no backup yet");
        var created = json(run("backup", "create", "--json"));
        var name = created.path("name").asString("");

        assertThat(created.path("rows").path("photos").asInt()).isEqualTo(80);
        assertThat(folder.resolve(name)).exists();
        assertThat(run("backup", "list").out()).contains(name).contains("latest");
        assertThat(json(run("backup", "list", "--json"))
                        .path("backups")
                        .path(0)
                        .path("latest")
                        .asBoolean())
                .isTrue();
        assertThat(run("backup", "verify").out()).contains("The backup " + name + " is sound.");

        var restored = run("backup", "restore", "latest");
        assertThat(restored.exitCode()).isZero();
        assertThat(restored.out()).contains("Restored " + name).contains("is kept as imalink.db.before-restore.");
        assertThat(run("check").exitCode()).isZero();
    }

    @Test
    void a_damaged_backup_fails_to_verify_and_is_refused_to_restore() throws IOException {
        var name = json(run("backup", "create", "--json")).path("name").asString("");
        var file = folder.resolve(name);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 9_000));

        assertThat(run("backup", "verify", name).exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(json(run("backup", "verify", name, "--json")).path("sound").asBoolean(true))
                .isFalse();
        var restored = run("backup", "restore", name);
        assertThat(restored.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(restored.err()).contains("is not restored").doesNotContain("Exception");
    }

    @Test
    void a_library_that_another_holds_is_refused_with_its_name() {
        try (var held = ServerLock.acquire(folder.resolve("imalink.db.lock"), "imalink serve")) {
            assertThat(held).isNotNull();
            assertThat(run("backup", "restore", "latest").exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(run("serve", "--port", "0").err()).contains("is held by");
        }
    }

    @Test
    void a_demo_of_many_photos_is_used_again() {
        assertThat(run("demo", "--photos", PHOTOS, "--no-serve").exitCode()).isZero();

        assertThat(run("check").out()).contains("Checked 80 photos");
    }

    @Test
    void no_made_up_photo_gets_into_a_library_of_real_ones() throws IOException {
        Files.delete(folder.resolve("config/demo"));

        var run = run("demo", "--photos", PHOTOS, "--no-serve");

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("80 photos that are not made up");
    }

    @Test
    void a_number_of_photos_that_makes_no_sense_is_a_mistake_of_usage() {
        assertThat(run("demo", "--photos", "0", "--no-serve").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("demo", "--photos", "many", "--no-serve").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_setting_that_makes_no_sense_is_a_mistake_of_usage() {
        var run = CommandRun.of(Map.of("IMALINK_PORT", "eighty"), "serve", "--data", folder.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("IMALINK_PORT").contains("0 to 65535");
    }

    @Test
    void a_data_directory_that_cannot_be_is_refused() {
        var run = CommandRun.of("check", "--data", folder.resolve("imalink.db").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("is a file, not a folder");
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(Stream.concat(Stream.of(arguments), Stream.of("--data", folder.toString()))
                .toArray(String[]::new));
    }

    private static JsonNode json(CommandRun run) {
        return JsonMapper.shared().readTree(run.out());
    }
}
