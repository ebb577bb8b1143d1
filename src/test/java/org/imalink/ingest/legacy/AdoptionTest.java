package org.imalink.ingest.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.AUDIT_EVENTS;
import static org.imalink.database.schema.Tables.AUTHORS;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.IMAGE_FILE_DETAILS;
import static org.imalink.database.schema.Tables.IMPORT_SESSIONS;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.database.DatabaseContract;
import org.imalink.library.ImageFiles;
import org.imalink.library.Photo;
import org.imalink.library.PhotoFilter;
import org.imalink.library.PhotoOrder;
import org.imalink.library.Photos;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.Progress;
import org.imalink.operation.RefusedException;
import org.imalink.preview.Hotpreviews;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AdoptionTest extends DatabaseContract {
    private static final Scope SCOPE = Scope.of(new Viewer.Anonymous());
    private static final int PHOTO_COUNT = 40;

    private final LegacyLibrary library = LegacyGenerator.library(7, PHOTO_COUNT);

    @TempDir
    private Path old;

    private DataDirectory data;

    @BeforeEach
    void open() {
        data = DataDirectory.open(test.folder());
    }

    @Test
    void every_row_is_accounted_for_and_both_sides_hold_the_same() {
        var report = adopt(LegacyFile.write(old, LegacyShape.CURRENT, library));

        assertThat(report.problems()).isEmpty();
        assertThat(report.complete()).isTrue();
        assertThat(report.sourceDigest()).isEqualTo(report.targetDigest()).hasSize(64);
        assertThat(report.tables()).allSatisfy(table -> {
            assertThat(table.read()).isEqualTo(table.taken() + table.setAside());
            assertThat(table.sourceDigest()).isEqualTo(table.targetDigest());
        });
        assertThat(table(report, "photos").taken()).isEqualTo(PHOTO_COUNT);
        assertThat(table(report, "image_files").taken())
                .isEqualTo(library.files().size());
        assertThat(reasons(report.rowsSetAside())).containsOnlyKeys("coldpreviews: The file is missing.");
        assertThat(report.valuesSetAside()).isEmpty();
        assertThat(Path.of(report.reportFile())).exists();
    }

    @Test
    void whatever_is_changed_in_the_new_library_changes_its_digest() {
        adopt(LegacyFile.write(old, LegacyShape.CURRENT, library));
        var before = digest();
        var mutations = List.of(
                "update authors set bio = 'other' where id = 1",
                "update import_sessions set imported_at = imported_at + 1 where id = 1",
                "update file_storages set base_path = '/elsewhere' where id = 1",
                "update photos set rating = 4 where id = (select min(id) from photos where rating is null)",
                "update photos set taken_at = taken_at + 1 where id = (select min(id) from photos where taken_at is not null)",
                "update photos set search_text = 'x' where id = 3",
                "update photo_tags set tag = 'x' where position = 1",
                "update image_files set filename = 'x.jpg' where id = 1",
                "update image_files set import_session_id = 5 where id = (select min(id) from image_files where import_session_id is null)",
                "update image_file_details set exif_dict = '{}' where image_file_id = 2",
                "delete from image_files where id = 1",
                "update hotpreviews set jpeg = (select jpeg from hotpreviews order by hothash limit 1) where hothash = (select max(hothash) from hotpreviews)",
                "update photos set coldpreview_sha256 = null");
        for (var mutation : mutations) {
            assertThat(mutated(mutation)).as(mutation).isNotEqualTo(before);
            assertThat(digest()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(LegacyShape.class)
    void every_shape_of_the_old_database_is_adopted(LegacyShape shape) {
        var report = adopt(LegacyFile.write(old, shape, library));

        assertThat(report.problems()).isEmpty();
        assertThat(table(report, "photos").taken()).isEqualTo(PHOTO_COUNT);
        assertThat(table(report, "image_files").taken())
                .isEqualTo(library.files().size());
        assertThat(table(report, "file_storages").taken()).isEqualTo(shape.hasStorages() ? 3 : 0);
        if (shape.hasStorageLocation()) {
            assertThat(reasons(report.valuesSetAside()))
                    .containsEntry(
                            "import_sessions.storage_location: The old server had no such column; this one has no place for it.",
                            8L);
            assertThat(kept(report, "values_set_aside").toString()).contains("/mnt/disk");
        }
        if (!shape.hasExifDict()) {
            assertThat(reasons(report.valuesSetAside()))
                    .containsEntry(
                            "image_files.exif_data: It is the raw EXIF block, which this server has no place for.",
                            (long) library.files().size());
        }
        if (shape.hasPhotoSessions()) {
            var photo = library.photos().stream()
                    .filter(each -> !library.filesOf(each).isEmpty())
                    .filter(each -> library.filesOf(each).getFirst().sessionId() != null)
                    .findFirst()
                    .orElseThrow();
            assertThat(photo(photo.hothash()).files())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file.importSessionId())
                            .isEqualTo(library.filesOf(photo).getFirst().sessionId()));
        }
    }

    @Test
    void what_cannot_be_held_is_set_aside_with_its_reason_and_kept_in_the_report() {
        var file = LegacyFile.write(old, LegacyShape.CURRENT, library);
        LegacyFile.change(
                file,
                "drop index ix_authors_name",
                "insert into authors values (50, 'Ingrid', null, null, '2025-01-01 00:00:00.000000', '2025-01-01 00:00:00.000000')",
                "insert into image_files (id, filename, photo_hothash, created_at, updated_at) values (9001, 'lost.jpg', 'gone', '2025-01-01 00:00:00.000000', '2025-01-01 00:00:00.000000')",
                "insert into image_files (id, filename, photo_hothash, created_at, updated_at) values (9002, 'alone.jpg', null, '2025-01-01 00:00:00.000000', '2025-01-01 00:00:00.000000')",
                "insert into photos (hothash, created_at, updated_at) values ('../x', '2025-01-01 00:00:00.000000', '2025-01-01 00:00:00.000000')",
                "insert into image_files (id, filename, photo_hothash, hotpreview, created_at, updated_at) values (9003, 'odd.jpg', '../x', x'00112233', '2025-01-01 00:00:00.000000', '2025-01-01 00:00:00.000000')",
                "insert into import_sessions (id, imported_at, created_at, updated_at) values (9223372036854775807, '2025-01-01 00:00:00.000000', '2025-01-01 00:00:00.000000', '2025-01-01 00:00:00.000000')",
                "create table notes (text)",
                "insert into notes values ('remember the milk'), (x'ff00')",
                "alter table photos add column mood text",
                "update photos set mood = 'happy' where rowid = 1");

        var report = adopt(file);

        assertThat(report.problems()).isEmpty();
        assertThat(reasons(report.rowsSetAside()))
                .containsOnly(
                        Map.entry("authors: Another author has the same name.", 1L),
                        Map.entry("import_sessions: Its id leaves no room for those of new rows.", 1L),
                        Map.entry("photos: Its hothash cannot be the name of a photo.", 1L),
                        Map.entry("image_files: The photo it belongs to is missing.", 1L),
                        Map.entry("image_files: It belongs to no photo.", 1L),
                        Map.entry("image_files: The photo it belongs to was set aside.", 1L),
                        Map.entry("hotpreviews: The photo it belongs to was set aside.", 1L),
                        Map.entry("notes: The old server had no such table; this one has no place for it.", 2L),
                        Map.entry("coldpreviews: The file is missing.", 3L));
        assertThat(table(report, "image_files").setAside()).isEqualTo(3);
        assertThat(table(report, "notes").read()).isEqualTo(2);
        assertThat(reasons(report.valuesSetAside()))
                .containsOnlyKeys("photos.mood: The old server had no such column; this one has no place for it.");
        assertThat(kept(report, "rows_set_aside").toString())
                .contains("lost.jpg", "alone.jpg", "odd.jpg", "ABEiMw==", "remember the milk", "/wA=", "../x");
        assertThat(kept(report, "values_set_aside").toString()).contains("happy");
        assertThat(report.valuesSetAside()).noneMatch(each -> each.table().equals("authors"));
    }

    @Test
    void values_that_no_column_should_have_cost_only_themselves() {
        var file = LegacyFile.write(old, LegacyShape.CURRENT, library);
        var odd = library.photos().getFirst().hothash();
        LegacyFile.change(
                file,
                """
                update photos set width = 'wide', height = 99999999999, taken_at = '2024:04:27 10:30:15', gps_latitude = 95,
                gps_longitude = 'east', title = cast(x'61ff62' as text), description = x'c3a5', rating = 3.0,
                tags = '["a", 5, null, {"x": 1}, true]', author_id = 'me', created_at = 'yesterday' where rowid = 1""",
                "update photos set tags = '{not json', taken_at = '2024-02-30 10:00:00.000000' where rowid = 2",
                "update photos set tags = null, taken_at = '2024-04-27T10:30:15+02:00' where rowid = 3",
                """
                update image_files set file_size = 'big', perceptual_hash = null, imported_time = 12, exif_dict = '{"a": NaN}',
                imported_info = '[1]', local_storage_info = 'null', cloud_storage_info = '{"a"' where id = 1""");

        var report = adopt(file);

        assertThat(report.problems()).isEmpty();
        assertThat(report.rowsSetAside()).allMatch(each -> each.table().equals("coldpreviews"));
        var photo = photo(odd);
        assertThat(photo.width()).isNull();
        assertThat(photo.height()).isNull();
        assertThat(photo.takenAt()).isEqualTo(LocalDateTime.of(2024, 4, 27, 10, 30, 15));
        assertThat(photo.latitude()).isNull();
        assertThat(photo.title()).isEqualTo("a\uFFFDb");
        assertThat(photo.description()).isEqualTo("å");
        assertThat(photo.rating()).isEqualTo(3);
        assertThat(photo.tags()).containsExactly("a", "5", "true");
        assertThat(photo.authorId()).isNull();
        assertThat(photo.createdAt()).isEqualTo(photo.updatedAt());
        assertThat(photo(library.photos().get(1).hothash()).tags()).isEmpty();
        assertThat(photo(library.photos().get(1).hothash()).takenAt()).isNull();
        assertThat(photo(library.photos().get(2).hothash()).takenAt())
                .isEqualTo(LocalDateTime.of(2024, 4, 27, 10, 30, 15));
        var imageFile = database.read(tx -> ImageFiles.get(tx, SCOPE, 1));
        assertThat(imageFile.fileSize()).isNull();
        assertThat(imageFile.importedAt()).isNull();
        assertThat(imageFile.importedInfo()).isNull();
        assertThat(imageFile.localStorageInfo()).isNull();
        assertThat(imageFile.cloudStorageInfo()).isNull();
        assertThat(database.<String>read(tx -> tx.select(IMAGE_FILE_DETAILS.EXIF_DICT)
                        .from(IMAGE_FILE_DETAILS)
                        .where(IMAGE_FILE_DETAILS.IMAGE_FILE_ID.eq(1L))
                        .fetchSingle()
                        .value1()))
                .isEqualTo("{\"a\":null}");
        assertThat(reasons(report.valuesSetAside()))
                .containsKeys(
                        "photos.width: It is no whole number.",
                        "photos.height: The number is out of range.",
                        "photos.gps_latitude: The number is out of range.",
                        "photos.gps_longitude: It is no number.",
                        "photos.title: It has characters that are no text; each is taken as U+FFFD.",
                        "photos.tags: Some tags are no text; numbers are taken as text, the others left out.",
                        "photos.tags: It is no JSON.",
                        "photos.author_id: It is no whole number.",
                        "photos.created_at: It is no date.",
                        "photos.taken_at: It is no date.",
                        "image_files.file_size: It is no whole number.",
                        "image_files.imported_time: It is no date.",
                        "image_files.exif_dict: It has numbers that JSON does not know (NaN, Infinity); they are taken as null.",
                        "image_files.imported_info: It is no JSON object.",
                        "image_files.cloud_storage_info: It is no JSON.");
        assertThat(kept(report, "values_set_aside").toString()).contains("wide", "yesterday", "Yf9i", "{not json");
    }

    @Test
    void the_preview_of_a_photo_is_that_of_its_first_file_which_has_one() {
        var file = LegacyFile.write(old, LegacyShape.CURRENT, library);
        var two = library.photos().stream()
                .filter(photo -> library.filesOf(photo).size() > 1)
                .toList();
        var differing = two.get(0);
        var lacking = two.get(1);
        var wrong = two.get(2);
        var upper = library.photos().get(4).hothash().toUpperCase(java.util.Locale.ROOT);
        LegacyFile.change(
                file,
                "update image_files set hotpreview = x'00010203040506070809' where id = "
                        + library.filesOf(differing).getLast().id(),
                "update image_files set hotpreview = null where id = "
                        + library.filesOf(lacking).getFirst().id(),
                "update image_files set hotpreview = x'0001' where photo_hothash = '" + wrong.hothash() + "'",
                "update photos set hothash = upper(hothash) where rowid = 5",
                "update image_files set photo_hothash = upper(photo_hothash) where photo_hothash = '"
                        + library.photos().get(4).hothash() + "'");

        var report = adopt(file);

        assertThat(report.problems()).isEmpty();
        assertThat(hotpreview(differing.hothash())).isEqualTo(library.hotpreviewOf(differing));
        assertThat(hotpreview(lacking.hothash()))
                .isEqualTo(library.filesOf(lacking).getLast().hotpreview());
        assertThat(hotpreview(wrong.hothash())).containsExactly(0, 1);
        assertThat(hotpreview(upper))
                .isEqualTo(library.hotpreviewOf(library.photos().get(4)));
        assertThat(reasons(report.valuesSetAside()))
                .containsEntry(
                        "image_files.hotpreview: It differs from the photo's preview, which is that of its first file.",
                        1L)
                .containsEntry("image_files.hotpreview: It is missing; the photo's preview is shown.", 1L)
                .containsEntry(
                        "hotpreviews.hothash: The preview is not the one that the photo's hothash names; it is taken all the same.",
                        2L);
        assertThat(kept(report, "values_set_aside").toString()).contains("AAECAwQFBgcICQ==");
        assertThat(report.notes()).anyMatch(note -> note.contains("photos had no preview in the old database"));
    }

    @Test
    void coldpreviews_that_are_no_images_or_lie_elsewhere_are_told_and_not_taken() throws IOException {
        var file = LegacyFile.write(old, LegacyShape.CURRENT, library);
        var outside = Files.write(old.resolve("secret.jpg"), LegacyGenerator.jpeg(20, 20, 1));
        var folder = old.resolve("coldpreviews");
        Files.writeString(folder.resolve("text.jpg"), "no image at all");
        Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(LegacyGenerator.jpeg(200, 200, 2), 900));
        Files.createSymbolicLink(folder.resolve("link.jpg"), outside);
        Files.write(folder.resolve("huge.jpg"), declaringTooMuch());
        Files.createDirectory(folder.resolve("folder.jpg"));
        Files.write(folder.resolve("good.jpg"), LegacyGenerator.jpeg(30, 20, 3));
        var paths = List.of("text.jpg", "cut.jpg", "link.jpg", "huge.jpg", "folder.jpg", "../secret.jpg", "good.jpg");
        var changes = new ArrayList<>(List.of("update photos set coldpreview_path = null"));
        for (int i = 0; i < paths.size(); i++) {
            changes.add("update photos set coldpreview_path = '%s' where rowid = %d".formatted(paths.get(i), i + 1));
        }
        LegacyFile.change(file, changes.toArray(String[]::new));

        var report = adopt(file);

        assertThat(report.problems()).isEmpty();
        assertThat(reasons(report.rowsSetAside()))
                .containsOnly(
                        Map.entry("coldpreviews: The file is no JPEG image.", 1L),
                        Map.entry("coldpreviews: The image is cut off: its end is missing.", 1L),
                        Map.entry("coldpreviews: The file cannot be read, or is a link.", 2L),
                        Map.entry("coldpreviews: The image has more pixels than a coldpreview may have.", 1L),
                        Map.entry("coldpreviews: The path leads out of the folder.", 1L));
        assertThat(table(report, "coldpreviews").taken()).isEqualTo(1);
        var good = photo(library.photos().get(6).hothash());
        assertThat(good.coldpreviewPath()).isEqualTo("good.jpg");
        assertThat(good.coldpreview()).isNotNull();
        assertThat(report.notes()).anyMatch(note -> note.contains("belong to no photo and stay there"));
        assertThat(kept(report, "coldpreviews_of_no_photo").size()).isPositive();
    }

    private static byte[] declaringTooMuch() {
        var jpeg = LegacyGenerator.jpeg(40, 40, 4);
        for (int i = 0; i < jpeg.length - 9; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                Arrays.fill(jpeg, i + 5, i + 9, (byte) 0x7f);
                return jpeg;
            }
        }
        throw new AssertionError("No frame");
    }

    @Test
    void what_the_old_server_had_not_finished_is_finished_in_the_copy_and_nothing_is_written_beside_it()
            throws Exception {
        var born = LegacyFile.write(Files.createDirectory(old.resolve("born")), LegacyShape.CURRENT, library);
        var killed = Files.createDirectory(old.resolve("killed"));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + born);
                var statement = connection.createStatement()) {
            statement.execute("pragma cache_size = 1");
            statement.execute("begin");
            statement.execute("update photos set title = 'never committed', description = hex(zeroblob(2000))");
            statement.execute("update image_files set filename = 'never committed'");
            for (var name : List.of("imalink.db", "imalink.db-journal")) {
                Files.copy(born.resolveSibling(name), killed.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
            }
            statement.execute("rollback");
        }
        assertThat(new String(Files.readAllBytes(killed.resolve("imalink.db")), UTF_8))
                .as("the file alone has what was never committed")
                .contains("never committed");
        var before = Folder.lines(killed);

        var report = adopt(killed.resolve("imalink.db"));

        assertThat(report.problems()).isEmpty();
        assertThat(photo(library.photos().getFirst().hothash()).title())
                .isEqualTo(library.photos().getFirst().title());
        assertThat(Folder.lines(killed)).isEqualTo(before);
    }

    @Test
    void a_write_ahead_log_beside_the_database_is_read_and_left_alone() throws Exception {
        var born = LegacyFile.write(Files.createDirectory(old.resolve("born")), LegacyShape.CURRENT, library);
        var killed = Files.createDirectory(old.resolve("killed"));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + born);
                var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma wal_autocheckpoint = 0");
            statement.execute("update photos set title = 'in the log'");
            for (var name : List.of("imalink.db", "imalink.db-wal", "imalink.db-shm")) {
                Files.copy(born.resolveSibling(name), killed.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        var before = Folder.lines(killed);

        var report = adopt(killed.resolve("imalink.db"));

        assertThat(report.problems()).isEmpty();
        assertThat(photo(library.photos().getFirst().hothash()).title()).isEqualTo("in the log");
        assertThat(Folder.lines(killed)).isEqualTo(before);
    }

    @Test
    void the_old_folder_is_the_same_afterwards_also_for_a_file_that_nobody_may_write() throws IOException {
        var file = LegacyFile.write(old, LegacyShape.CURRENT, library);
        assertThat(file.toFile().setWritable(false)).isTrue();
        var before = Folder.lines(old);

        adopt(file);

        assertThat(Folder.lines(old)).isEqualTo(before);
        assertThat(data.temporary().resolve("adopt")).isEmptyDirectory();
    }

    @Test
    void a_library_that_is_not_empty_is_refused_and_stays_as_it_is() {
        var file = LegacyFile.write(old, LegacyShape.CURRENT, library);
        adopt(file);
        var before = digest();

        assertThatThrownBy(() -> adopt(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is not empty")
                .hasMessageContaining("--data");
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void an_adoption_that_was_killed_before_its_proof_is_proved_by_the_next() {
        var file = LegacyFile.write(old, LegacyShape.CURRENT, library);
        var first = adopt(file);
        forgetTheProof();

        var second = adopt(file);

        assertThat(second.complete()).isTrue();
        assertThat(second.targetDigest()).isEqualTo(first.targetDigest());
        assertThat(second.tables()).isEqualTo(first.tables());
        assertThatThrownBy(() -> adopt(file)).hasMessageContaining("is not empty");
    }

    @Test
    void an_unproved_library_that_somebody_has_used_since_is_refused() {
        var file = LegacyFile.write(old, LegacyShape.CURRENT, library);
        adopt(file);
        forgetTheProof();
        database.write(tx -> tx.update(PHOTOS)
                .set(PHOTOS.TITLE, "mine")
                .where(PHOTOS.ID.eq(1L))
                .execute());

        assertThatThrownBy(() -> adopt(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("something else since");
        assertThat(photo(library.photos().getFirst().hothash()).title()).isEqualTo("mine");
    }

    private void forgetTheProof() {
        database.write(tx -> tx.deleteFrom(AUDIT_EVENTS)
                .where(AUDIT_EVENTS.ACTION.eq("adoption-finished"))
                .execute());
    }

    @Test
    void what_is_no_database_of_the_old_server_is_refused_with_the_reason() throws IOException {
        var notes = Files.writeString(old.resolve("notes.txt"), "not a database, but longer than its header");
        var empty = Files.createFile(old.resolve("empty.db"));
        var other = old.resolve("other.db");
        LegacyFile.change(other, "create table books (title)");
        var ours = old.resolve("ours.db");
        LegacyFile.change(ours, "create table schema_history (id)", "create table photos (id)");
        var older = old.resolve("older.db");
        LegacyFile.change(older, "create table images (id)", "create table photos (hothash)");

        assertRefused(notes, "is not a SQLite database, or it is encrypted");
        assertRefused(empty, "is empty");
        assertRefused(old.resolve("gone.db"), "There is no file");
        assertRefused(old, "is a folder");
        assertRefused(other, "it has no table \"photos\"");
        assertRefused(ours, "is a library of this ImaLink already");
        assertRefused(older, "from before 16 October 2025");
        assertThat(Files.list(old)).hasSize(5);
        assertThat(database.<Integer>read(tx -> tx.fetchCount(PHOTOS))).isZero();
    }

    @Test
    void a_damaged_database_is_refused_and_one_with_damaged_indexes_is_read_without_them() throws IOException {
        var file = LegacyFile.write(old, LegacyShape.CURRENT, library);
        var bytes = Files.readAllBytes(file);
        var torn = Files.write(old.resolve("torn.db"), Arrays.copyOf(bytes, bytes.length / 2));
        var overwritten = bytes.clone();
        Arrays.fill(overwritten, overwritten.length - 3 * 4096, overwritten.length - 4096, (byte) 0x5a);
        var holed = Files.write(old.resolve("holed.db"), overwritten);
        // The index is left behind while rows are added, as a tool that does not know it would do.
        LegacyFile.change(
                file,
                "create table kept as select * from sqlite_schema where name = 'ix_authors_email'",
                "pragma writable_schema = on",
                "delete from sqlite_schema where name = 'ix_authors_email'");
        LegacyFile.change(
                file,
                "insert into authors values (50, 'Late', 'late@example.org', null, '2025-01-01 00:00:00.000000', '2025-01-01 00:00:00.000000')",
                "pragma writable_schema = on",
                "insert into sqlite_schema select * from kept",
                "pragma writable_schema = off",
                "drop table kept");

        assertRefused(torn, "is damaged");
        assertRefused(holed, "is damaged");
        var report = adopt(file);
        assertThat(report.problems()).isEmpty();
        assertThat(report.notes()).anyMatch(note -> note.contains("Indexes of the old database are damaged"));
        assertThat(table(report, "authors").taken()).isEqualTo(7);
    }

    @Test
    void an_old_database_within_the_new_data_directory_is_refused() {
        assertThatThrownBy(() -> LegacySource.find(LegacyFile.write(old, LegacyShape.CURRENT, library), null, old))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("lies in the data directory");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void an_empty_library_of_any_kind_is_adopted_too(long seed) {
        var report = adopt(LegacyFile.write(old, LegacyShape.CURRENT, LegacyGenerator.library(seed, 0)));

        assertThat(report.complete()).isTrue();
        assertThat(database.<Integer>read(tx -> tx.fetchCount(AUTHORS))).isEqualTo(6);
        assertThat(database.<Integer>read(tx -> tx.fetchCount(IMPORT_SESSIONS))).isEqualTo(8);
        assertThat(database.<Integer>read(tx -> tx.fetchCount(IMAGE_FILES))).isZero();
    }

    private void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> adopt(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(reason);
    }

    private AdoptionReport adopt(Path file) {
        return new Adoption(database, data).run(LegacySource.find(file, null, data.root()), Progress.UNHEARD);
    }

    private String digest() {
        return database.read(tx -> TargetSums.of(tx, data, Progress.UNHEARD))
                .sums()
                .of(LegacyTables.TAKEN);
    }

    /** The digest after a change that is taken back. */
    private String mutated(String change) {
        var digests = new ArrayList<String>();
        assertThatThrownBy(() -> database.write(tx -> {
                    assertThat(tx.execute(change)).isPositive();
                    digests.add(TargetSums.of(tx, data, Progress.UNHEARD).sums().of(LegacyTables.TAKEN));
                    throw new IllegalStateException("taken back");
                }))
                .hasMessage("taken back");
        return digests.getFirst();
    }

    private Photo photo(String hothash) {
        return test
                .database()
                .read(tx -> Photos.page(tx, SCOPE, PhotoFilter.ALL, PhotoOrder.NEWEST_FIRST, 0, 1000))
                .rows()
                .stream()
                .filter(each -> each.hothash().equals(hothash))
                .findFirst()
                .orElseThrow();
    }

    private byte[] hotpreview(String hothash) {
        return database.read(tx -> Hotpreviews.find(tx, hothash)).orElseThrow();
    }

    private static AdoptionReport.Table table(AdoptionReport report, String name) {
        return report.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Long> reasons(List<AdoptionReport.SetAside> setAside) {
        return setAside.stream()
                .collect(Collectors.toMap(
                        each -> each.table() + (each.column() == null ? "" : "." + each.column()) + ": "
                                + each.reason(),
                        AdoptionReport.SetAside::count));
    }

    private static JsonNode kept(AdoptionReport report, String list) {
        return JsonMapper.shared()
                .readTree(Path.of(report.reportFile()).toFile())
                .path(list);
    }
}
