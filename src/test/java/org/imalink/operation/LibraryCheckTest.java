package org.imalink.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.COLDPREVIEWS;
import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.HOTPREVIEWS;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.database.schema.Tables.LIBRARY_ROOTS;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.imalink.database.DatabaseContract;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.RandomLibrary;
import org.imalink.database.Schema;
import org.imalink.ingest.demo.DemoLibrary;
import org.imalink.operation.Finding.Severity;
import org.imalink.operation.LibraryCheck.Depth;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LibraryCheckTest extends DatabaseContract {
    private static final int PHOTO_COUNT = 40;
    private static final LocalDateTime TIME = LocalDateTime.parse("2024-07-01T10:00:00");

    private DataDirectory directory;

    @BeforeEach
    void fill() {
        directory = DataDirectory.open(test.folder());
        DemoLibrary.fill(database, PHOTO_COUNT, 7);
    }

    @Test
    void a_sound_library_has_no_findings_and_everything_was_looked_at() {
        var report = check(Depth.DEEP);

        assertThat(report.findings()).isEmpty();
        assertThat(report.clean()).isTrue();
        assertThat(report.checked()).containsEntry("photos", 40L).containsEntry("hotpreviews", 40L);
        assertThat(report.checked()).containsEntry("image_files", 60L);
    }

    @Test
    void a_photo_without_its_hotpreview_is_a_loss() {
        var hothash = anyHothash();
        database.write(tx -> tx.deleteFrom(HOTPREVIEWS)
                .where(HOTPREVIEWS.HOTHASH.eq(hothash))
                .execute());

        assertThat(only(check(Depth.USUAL), Severity.LOSS, "hotpreview_missing").problem())
                .contains(hothash);
    }

    @Test
    void a_changed_hotpreview_is_a_loss() {
        var hothash = anyHothash();
        database.write(tx -> tx.update(HOTPREVIEWS)
                .set(HOTPREVIEWS.JPEG, new byte[] {1, 2, 3})
                .where(HOTPREVIEWS.HOTHASH.eq(hothash))
                .execute());

        assertThat(only(check(Depth.USUAL), Severity.LOSS, "hotpreview_damaged").row())
                .isEqualTo(hothash);
    }

    @Test
    void a_hotpreview_that_no_photo_uses_is_a_notice() {
        database.write(tx -> tx.insertInto(HOTPREVIEWS)
                .set(HOTPREVIEWS.HOTHASH, Sha256.of(new byte[] {1}))
                .set(HOTPREVIEWS.JPEG, new byte[] {1})
                .execute());

        only(check(Depth.USUAL), Severity.NOTICE, "hotpreview_unused");
    }

    @Test
    void a_preview_that_only_parked_photos_show_is_needed() {
        database.write(tx -> {
            new Schema(database).moveTenancy(tx, 2);
            RandomLibrary.addMembers(tx);
            RandomLibrary.addPhoto(tx, new Random(1), 2);
            new Schema(database).moveTenancy(tx, 1);
            return 0;
        });
        assertThat(check(Depth.USUAL).findings())
                .extracting(Finding::code)
                .doesNotContain("hotpreview_unused", "hotpreview_missing");

        database.write(tx -> {
            tx.execute("drop trigger hotpreviews_of_parked_photos_stay"
                    + (engine == Engine.POSTGRESQL ? " on hotpreviews" : ""));
            return tx.execute("delete from hotpreviews where hothash in (select hothash from parked_photos)");
        });
        assertThat(check(Depth.USUAL).findings())
                .filteredOn(finding -> finding.code().equals("hotpreview_missing"))
                .extracting(Finding::table)
                .containsExactly("parked_photos");
    }

    @Test
    void a_missing_or_short_coldpreview_is_a_loss() throws IOException {
        var file = addColdpreview("a picture".getBytes(UTF_8));
        assertThat(check(Depth.DEEP).findings()).isEmpty();

        Files.writeString(file, "a pict");
        assertThat(only(check(Depth.USUAL), Severity.LOSS, "coldpreview_lost").problem())
                .contains("6 bytes instead of 9");
        Files.delete(file);
        assertThat(only(check(Depth.USUAL), Severity.LOSS, "coldpreview_lost").problem())
                .contains("missing");
    }

    @Test
    void only_a_deep_check_finds_a_flipped_bit_in_a_coldpreview() throws IOException {
        var file = addColdpreview("a picture".getBytes(UTF_8));
        Files.writeString(file, "a pictuRe");

        assertThat(check(Depth.USUAL).clean()).isTrue();
        only(check(Depth.DEEP), Severity.LOSS, "coldpreview_lost");
    }

    @Test
    void a_photo_that_names_an_unknown_coldpreview_is_a_loss() {
        database.write(tx -> tx.update(PHOTOS)
                .set(PHOTOS.COLDPREVIEW_SHA256, "f".repeat(64))
                .where(PHOTOS.HOTHASH.eq(anyHothash()))
                .execute());

        only(check(Depth.USUAL), Severity.LOSS, "coldpreview_unknown");
    }

    @Test
    void an_old_coldpreview_that_no_row_tells_of_is_a_notice_and_a_new_one_is_not() throws IOException {
        var file = directory.coldpreview("e".repeat(64));
        Files.createDirectories(file.getParent());
        Files.writeString(file, "nobody's");
        assertThat(check(Depth.USUAL).findings()).isEmpty();

        Files.setLastModifiedTime(file, FileTime.from(TIME.toInstant(ZoneOffset.UTC)));
        only(check(Depth.USUAL), Severity.NOTICE, "coldpreview_unused");
    }

    @Test
    void originals_that_are_gone_or_changed_are_notices_with_their_path() throws IOException {
        var folder = Files.createDirectory(test.folder().resolve("bilder fra Åsgård"));
        var file = Files.writeString(folder.resolve("a photo.jpg"), "original");
        Files.setLastModifiedTime(file, FileTime.from(TIME.toInstant(ZoneOffset.UTC)));
        addPlace(folder, "a%20photo.jpg", 8);
        assertThat(check(Depth.USUAL).findings()).isEmpty();

        Files.writeString(file, "another");
        assertThat(only(check(Depth.USUAL), Severity.NOTICE, "original_changed").problem())
                .contains(file.toString());
        Files.delete(file);
        assertThat(only(check(Depth.USUAL), Severity.NOTICE, "original_missing").problem())
                .contains(file.toString());
        Files.delete(folder);
        assertThat(only(check(Depth.USUAL), Severity.NOTICE, "root_missing").problem())
                .contains(folder.toString());
    }

    @Test
    void figures_of_a_job_that_its_results_contradict_are_a_notice() {
        database.write(tx -> tx.insertInto(JOBS)
                .set(JOBS.KIND, "import")
                .set(JOBS.STATE, "done")
                .set(JOBS.PARAMETERS, "{}")
                .set(JOBS.PROCESSED, 3)
                .set(JOBS.ADDED, 2)
                .set(JOBS.FAILED, 1)
                .set(JOBS.CREATED_AT, TIME)
                .execute());

        only(check(Depth.USUAL), Severity.NOTICE, "job_counts_differ");
    }

    @Test
    void rows_that_point_at_nothing_are_a_loss() throws SQLException {
        removeParentOfImageFile();

        var losses = check(Depth.USUAL).findings().stream()
                .filter(finding -> finding.code().equals("row_dangling"))
                .toList();
        assertThat(losses)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.LOSS));
        assertThat(losses).extracting(Finding::table).contains("image_files");
    }

    /** With the rule switched off that would take the children along. */
    private void removeParentOfImageFile() throws SQLException {
        var delete = "delete from photos where id = (select min(id) from photos)";
        switch (test.location()) {
            case DatabaseLocation.Sqlite(var file) -> {
                try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                        var statement = connection.createStatement()) {
                    statement.executeUpdate(delete);
                }
            }
            case DatabaseLocation.Postgresql ignored ->
                database.write(tx -> {
                    tx.execute("set local session_replication_role = replica");
                    return tx.execute(delete);
                });
        }
    }

    private CheckReport check(Depth depth) {
        return new LibraryCheck(database, directory).run(depth, Progress.UNHEARD);
    }

    private static Finding only(CheckReport report, Severity severity, String code) {
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.advice()).isNotBlank();
        });
        assertThat(report.clean()).isEqualTo(severity == Severity.NOTICE);
        return report.findings().getFirst();
    }

    private String anyHothash() {
        return database.read(tx -> tx.select(PHOTOS.HOTHASH)
                .from(PHOTOS)
                .orderBy(PHOTOS.ID)
                .limit(1)
                .fetchSingle()
                .value1());
    }

    private Path addColdpreview(byte[] bytes) throws IOException {
        var sha256 = Sha256.of(bytes);
        var file = directory.coldpreview(sha256);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        database.write(tx -> {
            tx.insertInto(COLDPREVIEWS)
                    .set(COLDPREVIEWS.SHA256, sha256)
                    .set(COLDPREVIEWS.WIDTH, 1)
                    .set(COLDPREVIEWS.HEIGHT, 1)
                    .set(COLDPREVIEWS.FILE_SIZE, (long) bytes.length)
                    .execute();
            return tx.update(PHOTOS)
                    .set(PHOTOS.COLDPREVIEW_SHA256, sha256)
                    .where(PHOTOS.ID.eq(DSL.select(DSL.min(PHOTOS.ID)).from(PHOTOS)))
                    .execute();
        });
        return file;
    }

    private void addPlace(Path folder, String path, long size) {
        database.write(tx -> {
            long root = tx.insertInto(LIBRARY_ROOTS)
                    .set(LIBRARY_ROOTS.PATH, folder.toUri().getRawPath().replaceAll("/$", ""))
                    .set(LIBRARY_ROOTS.CREATED_AT, TIME)
                    .returning(LIBRARY_ROOTS.ID)
                    .fetchSingle()
                    .getId();
            return tx.insertInto(FILE_PLACES)
                    .set(
                            FILE_PLACES.IMAGE_FILE_ID,
                            DSL.select(DSL.min(IMAGE_FILES.ID)).from(IMAGE_FILES))
                    .set(FILE_PLACES.ROOT_ID, root)
                    .set(FILE_PLACES.PATH, path)
                    .set(FILE_PLACES.FILE_SIZE, size)
                    .set(FILE_PLACES.MODIFIED_AT, TIME)
                    .execute();
        });
    }
}
