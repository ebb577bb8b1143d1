package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.imalink.database.schema.Tables.COLDPREVIEWS;
import static org.imalink.database.schema.Tables.SERVER_STATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.imalink.access.Phase;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.RandomLibrary;
import org.imalink.database.Schema;
import org.imalink.operation.DataDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody or something changes a library behind ImaLink's back, and the verifier names table and row. */
@ParameterizedClass
@EnumSource(Engine.class)
class MultiuserVerifyTest {
    private static final long HOUR = 3_600_000_000L;

    @Parameter
    private Engine engine;

    @TempDir
    private Path folder;

    private AccountLibrary library;
    private Database database;

    /** Two people with the same pictures, each with their own rows. */
    @BeforeEach
    void makeLibraryAndBackup() throws IOException {
        library = AccountLibrary.in(folder, engine);
        // Makes the search index of an empty library: what is invented below cannot be indexed.
        assertThat(library.run("multiuser", "status").exitCode()).isZero();
        database = Database.open(library.location());
        var schema = new Schema(database);
        database.write(tx -> {
            schema.moveTenancy(tx, 2);
            RandomLibrary.addMembers(tx);
            for (long owner : List.of(1L, 2L)) {
                var random = new Random(5);
                for (int photo = 0; photo < 4; photo++) {
                    RandomLibrary.addPhoto(tx, random, owner);
                }
                RandomLibrary.change(tx, new Random(owner), owner, 40);
                RandomLibrary.addPhoto(tx, random, owner);
            }
            return tx.update(SERVER_STATE)
                    .set(SERVER_STATE.PHASE, Phase.SCOPED.number())
                    .execute();
        });
        var directory = DataDirectory.open(folder);
        for (var preview : database.<List<Map.Entry<String, Long>>>read(
                tx -> tx.selectFrom(COLDPREVIEWS).fetch(row -> Map.entry(row.getSha256(), row.getFileSize())))) {
            var file = directory.coldpreview(preview.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[Math.toIntExact(preview.getValue())]);
        }
        backUp();
    }

    private void backUp() {
        var backup = library.run("backup", "create");
        assertThat(backup.exitCode()).as(backup.err()).isZero();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    /** What a verification told, in short. */
    private record Told(int exitCode, List<String> alarms, List<String> accounted) {}

    private Told verify(String... options) {
        var command = Stream.concat(Stream.of("multiuser", "verify", "--json"), Stream.of(options))
                .toArray(String[]::new);
        var run = library.run(command);
        assertThat(run.out()).as(run.err()).isNotEmpty();
        var report = JsonMapper.shared().readTree(run.out());
        var alarms = new ArrayList<String>();
        var accounted = new ArrayList<String>();
        for (var finding : report.path("findings")) {
            (finding.path("alarm").asBoolean() ? alarms : accounted).add(text(finding));
        }
        assertThat(report.path("alarms").asInt()).isEqualTo(alarms.size());
        assertThat(report.path("good").asBoolean()).isEqualTo(run.exitCode() == ExitCode.DONE);
        return new Told(run.exitCode(), alarms, accounted);
    }

    private static String text(JsonNode finding) {
        return "%s %s %s: %s"
                .formatted(
                        finding.path("kind").asString(),
                        finding.path("table").asString(),
                        finding.path("row").asString(),
                        finding.path("text").asString());
    }

    private Told againstBackup() {
        return verify("--against", "latest");
    }

    private void write(String... statements) {
        database.write(tx -> {
            if (engine == Engine.POSTGRESQL) {
                tx.execute("set local session_replication_role = replica"); // past the guards
            }
            for (var statement : statements) {
                tx.execute(statement);
            }
            return statements;
        });
    }

    /** Past the guard of a table's owners, which is there again afterwards. */
    private void writeUnguarded(String table, String... statements) {
        var all = new ArrayList<>(List.of(statements));
        if (engine == Engine.SQLITE) {
            var guard = text("select sql from sqlite_schema where name = '%s_keep_owner'".formatted(table));
            all.addFirst("drop trigger %s_keep_owner".formatted(table));
            all.add(guard);
        }
        write(all.toArray(String[]::new));
    }

    private String text(String query) {
        return database.read(tx -> tx.fetchSingle(query).get(0, String.class));
    }

    private long number(String query) {
        return database.<Long>read(tx -> tx.fetchSingle(query).get(0, Long.class));
    }

    private long photo(long owner) {
        return number("select max(id) from photos where user_id = " + owner);
    }

    private void assertOnlyBookkeepingDiffers(Told told) {
        assertThat(told.alarms()).isEmpty();
        assertThat(told.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(told.accounted())
                .allSatisfy(finding -> assertThat(finding)
                        .matches("added (audit_events|schema_history|put_away_times) .*: .*it came later"
                                + "|changed put_away_times .*"));
    }

    @Test
    void a_sound_library_is_sound_and_equals_its_backup() {
        var alone = verify();
        assertThat(alone.alarms()).isEmpty();
        assertThat(alone.accounted()).isEmpty();
        assertThat(alone.exitCode()).isEqualTo(ExitCode.DONE);
        assertOnlyBookkeepingDiffers(againstBackup());
        assertThat(library.run("multiuser", "verify").out()).contains("The library is sound.");
    }

    @Test
    void nothing_differs_after_any_way_between_the_phases_and_levels() {
        for (var way : List.of(
                "retreat --to dual",
                "down --to-level 1 --yes",
                "retreat --to single",
                "down --to-level 0 --yes",
                "advance --to scoped",
                "retreat --to single",
                "advance --to scoped")) {
            var moved = library.run(("multiuser " + way).split(" "));
            assertThat(moved.exitCode()).as(moved.err()).isZero();
            assertThat(verify().alarms()).as(way).isEmpty();
            assertOnlyBookkeepingDiffers(againstBackup());
            if (way.contains("down")) {
                backUp(); // of parked rows; the ways that follow are held against it
            }
        }
    }

    @Test
    void a_range_that_was_left_at_the_wrong_owner_is_named_row_by_row() {
        var photos = List.of(photo(2), number("select min(id) from photos where user_id = 2"));
        database.write(tx -> tx.execute("update photos set hothash = hothash || id where user_id = 1"));
        backUp();
        writeUnguarded(
                "photos",
                "update photos set user_id = 1 where id in (%d, %d)".formatted(photos.getFirst(), photos.getLast()));

        var told = againstBackup();
        assertThat(told.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(told.alarms())
                .containsExactlyInAnyOrderElementsOf(photos.stream()
                        .map(id -> "other_owner photos %d: was user 2's in the backup, and an owner never changes"
                                .formatted(id))
                        .toList());
        assertThat(verify().alarms())
                .anyMatch(alarm -> alarm.startsWith("unsound image_files ")
                        && alarm.contains("belongs to another than photos " + photos.getFirst()))
                .anyMatch(alarm -> alarm.startsWith("unsound photo_search "));
    }

    @Test
    void a_range_that_was_lost_is_named_row_by_row_and_what_went_with_it_is_not_an_alarm_of_its_own() {
        write("delete from removed_files");
        backUp();
        long photo = photo(2);
        long file = number("select max(id) from image_files where photo_id = " + photo);
        write(
                "delete from photo_search where photo_id = " + photo,
                "delete from photo_tags where photo_id = " + photo,
                "delete from photo_places where photo_id = " + photo,
                "delete from file_places where image_file_id in (select id from image_files where photo_id = %d)"
                        .formatted(photo),
                "delete from captures where image_file_id in (select id from image_files where photo_id = %d)"
                        .formatted(photo),
                "delete from image_file_details where image_file_id in (select id from image_files where photo_id = %d)"
                        .formatted(photo),
                "delete from image_files where photo_id = " + photo,
                "delete from photos where id = " + photo);

        var told = againstBackup();
        assertThat(told.alarms())
                .contains("missing photos %d: is missing, and nothing tells why".formatted(photo))
                .contains("missing image_files %d: is missing, and nothing tells why".formatted(file))
                .allMatch(alarm -> alarm.startsWith("missing photos ") || alarm.startsWith("missing image_files "));
        assertThat(told.accounted())
                .contains("missing captures %d: is missing: it went with image_files %d".formatted(file, file))
                .anyMatch(
                        row -> row.startsWith("missing photo_search ") && row.endsWith("it went with photos " + photo));
        assertThat(verify().alarms()).isEmpty();
    }

    @Test
    void a_parked_row_that_was_lost_or_changed_is_named_by_its_table() {
        assertThat(library.run("multiuser", "retreat", "--to", "dual").exitCode())
                .isZero();
        long photo = photo(2);
        long other = number("select min(id) from photos where user_id = 2");
        assertThat(library.run("multiuser", "down", "--to-level", "1", "--yes").exitCode())
                .isZero();
        write(
                "update parked_photos set title = 'other' where id = " + photo,
                "delete from parked_photo_search where photo_id = " + other);

        assertThat(againstBackup().alarms())
                .contains("changed photos %d: has other values: title, and nothing tells why".formatted(photo))
                .anyMatch(alarm -> alarm.startsWith("missing photo_search "));
    }

    @Test
    void a_guard_that_is_gone_or_guards_nothing_is_named() {
        if (engine == Engine.SQLITE) {
            write(
                    "drop trigger image_files_added_to_owner",
                    "drop trigger photos_keep_owner",
                    "create trigger photos_keep_owner before update of user_id on photos begin select 1; end");
        } else {
            write(
                    "drop trigger image_files_added_to_owner on image_files",
                    "alter table photos disable trigger photos_keep_owner");
        }
        assertThat(verify().alarms())
                .containsExactlyInAnyOrder(
                        "unsound image_files : the trigger image_files_added_to_owner is missing",
                        "unsound photos : the trigger photos_keep_owner guards nothing");
    }

    @Test
    void a_wall_that_is_gone_or_keeps_nobody_out_is_named() {
        assumeThat(engine).isEqualTo(Engine.POSTGRESQL);
        write(
                "drop policy owner_wall on jobs",
                "alter table photo_tags disable row level security",
                "alter policy owner_wall on photos using (true)",
                "create policy too on authors using (true)");
        assertThat(verify().alarms())
                .containsExactlyInAnyOrder(
                        "unsound jobs : the wall between owners is missing",
                        "unsound photo_tags : the wall between owners is missing",
                        "unsound photos : the wall between owners keeps nobody out",
                        "unsound authors : the wall between owners keeps nobody out");
    }

    @Test
    void an_index_that_keeps_less_apart_is_named() {
        write("drop index idx_photos_hothash", "create unique index idx_photos_hothash on photos (hothash, id)");
        write("drop index idx_authors_user_id");

        assertThat(verify().alarms())
                .containsExactlyInAnyOrder(
                        "unsound photos : the index idx_photos_hothash is not unique by hothash,user_id",
                        "unsound authors : the index idx_authors_user_id is missing");
    }

    @Test
    void a_flipped_bit_is_named_in_a_hotpreview_and_in_a_column() {
        var hothash = text("select hothash from photos where id = " + photo(2));
        byte[] jpeg = database.read(tx -> tx.fetchSingle("select jpeg from hotpreviews where hothash = ?", hothash)
                .get(0, byte[].class));
        jpeg[jpeg.length / 2] ^= 1;
        database.write(tx -> tx.execute("update hotpreviews set jpeg = ? where hothash = ?", jpeg, hothash));
        write("update captures set orientation = 7 where image_file_id = (select max(image_file_id) from captures)");
        long file = number("select max(image_file_id) from captures");

        assertThat(verify().alarms())
                .containsExactly("unsound hotpreviews %s: has other bytes than its name stands for".formatted(hothash));
        assertThat(againstBackup().alarms())
                .containsExactlyInAnyOrder(
                        "changed hotpreviews %s: has other values: jpeg, and nothing tells why".formatted(hothash),
                        "changed captures %d: has other values: orientation, and nothing tells why".formatted(file));
    }

    @Test
    void a_lost_hotpreview_is_named_with_its_photo() {
        var hothash = text("select hothash from photos where id = " + photo(2));
        write("delete from hotpreviews where hothash = '%s'".formatted(hothash));

        assertThat(verify().alarms()).contains("unsound photos %d: has no hotpreview".formatted(photo(2)));
        assertThat(againstBackup().alarms())
                .containsExactly("missing hotpreviews %s: is missing, and nothing tells why".formatted(hothash));
    }

    @Test
    void swapped_owners_are_named_although_no_row_is_lost() {
        long mine = photo(1);
        long theirs = photo(2);
        database.write(tx -> tx.execute("update photos set hothash = hothash || id"));
        backUp();
        writeUnguarded(
                "photos",
                "update photos set user_id = 1 where id = " + theirs,
                "update photos set user_id = 2 where id = " + mine);

        assertThat(againstBackup().alarms())
                .containsExactly(
                        "other_owner photos %d: was user 1's in the backup, and an owner never changes".formatted(mine),
                        "other_owner photos %d: was user 2's in the backup, and an owner never changes"
                                .formatted(theirs));
    }

    @Test
    void a_coldpreview_whose_file_is_lost_or_cut_off_is_named_with_a_photo_that_shows_it() throws IOException {
        var previews = database.<List<String>>read(tx -> tx.select(COLDPREVIEWS.SHA256)
                .from(COLDPREVIEWS)
                .orderBy(COLDPREVIEWS.SHA256)
                .fetch(COLDPREVIEWS.SHA256));
        var directory = DataDirectory.open(folder);
        Files.delete(directory.coldpreview(previews.getFirst()));
        Files.write(directory.coldpreview(previews.getLast()), new byte[3]);

        var alarms = verify().alarms();
        assertThat(alarms).hasSize(2);
        assertThat(alarms)
                .anyMatch(alarm ->
                        alarm.startsWith("unsound coldpreviews " + previews.getFirst()) && alarm.contains("is lost"))
                .anyMatch(alarm -> alarm.startsWith("unsound coldpreviews " + previews.getLast())
                        && alarm.contains("has 3 bytes"));
        assertThat(alarms.toString()).contains("which is shown by photos ");
    }

    @Test
    void times_that_moved_with_the_time_zone_are_named_whatever_else_was_edited() {
        write(
                "update photos set taken_at = 1 where taken_at is null",
                "insert into import_sessions (imported_at, created_at, updated_at) values (5, 5, 5)");
        backUp();
        long session = number("select max(id) from import_sessions");
        var moved = new TreeMap<String, String>();
        moved.put("photos " + photo(1), "taken_at");
        moved.put("photos " + photo(2), "updated_at");
        moved.put("import_sessions " + session, "imported_at");
        moved.put("image_files " + number("select max(id) from image_files"), "created_at");
        moved.forEach((row, column) -> {
            var words = row.split(" ");
            write("update %1$s set %2$s = %2$s + %3$d where id = %4$s".formatted(words[0], column, HOUR, words[1]));
        });
        write("update photos set title = 'edited too' where id = " + photo(2));

        assertThat(againstBackup().alarms())
                .containsExactlyInAnyOrderElementsOf(moved.entrySet().stream()
                        .map(row ->
                                "changed %s: has other times: %s is moved by exactly 60 minutes, as by a change of time zone, and nothing tells why"
                                        .formatted(row.getKey(), row.getValue()))
                        .toList());
    }

    @Test
    void a_text_that_was_cut_off_is_named() {
        write("update photos set title = 'a title'");
        backUp();
        write(
                "update photos set title = substr(title, 1, 3) where id = " + photo(2),
                "update photo_search set words = substr(words, 1, 3) where photo_id = " + photo(1),
                "update authors set bio = substr(bio, 1, 3) where id = (select min(id) from authors)");
        long author = number("select min(id) from authors");
        var key = text("select cast(sort_key as text) from photo_search where photo_id = " + photo(1));

        assertThat(againstBackup().alarms())
                .contains(
                        "changed photos %d: has other values: title, and nothing tells why".formatted(photo(2)),
                        "changed authors %d: has other values: bio, and nothing tells why".formatted(author))
                .hasSize(2);
        // What is found of photos follows from authors too, so that their edit accounts for it; without it:
        write("update authors set bio = null");
        backUp();
        write("update photo_search set words = '' where photo_id = " + photo(1));
        assertThat(againstBackup().alarms())
                .containsExactly(
                        "changed photo_search %s: has other values: words, and nothing tells why".formatted(key));
    }

    @Test
    void what_people_did_since_is_told_and_accounted_for() {
        long edited = photo(1);
        long removed = photo(2);
        long trashed = number("select min(id) from photos where user_id = 2");
        write(
                "delete from photos where id not in (%d, %d, %d)".formatted(edited, removed, trashed),
                "update image_files set sha256 = 'a' || id",
                "update photos set trashed_at = null",
                "delete from removed_files");
        backUp();
        long now = System.currentTimeMillis() * 1000 + 1_234_567;
        write(
                "update photos set title = 'new', updated_at = %d where id = %d".formatted(now, edited),
                "delete from photo_tags where photo_id = " + edited,
                "insert into photo_tags (photo_id, position, tag, tag_folded) values (%d, 7, 'x', 'x')"
                        .formatted(edited),
                "update photos set trashed_at = %d where id = %d".formatted(now, trashed),
                "delete from photo_search where photo_id = " + trashed,
                "insert into removed_files (user_id, sha256, removed_at) select 2, sha256, %d from image_files where photo_id = %d"
                        .formatted(now, removed),
                "insert into authors (name, created_at, updated_at, user_id) values ('New', 1, 1, 2)");
        for (var table : List.of("file_places", "captures", "image_file_details")) {
            write("delete from %s where image_file_id in (select id from image_files where photo_id = %d)"
                    .formatted(table, removed));
        }
        for (var table : List.of("photo_search", "photo_tags", "photo_places", "image_files")) {
            write("delete from %s where photo_id = %d".formatted(table, removed));
        }
        write("delete from photos where id = " + removed);

        var told = againstBackup();
        assertThat(told.alarms()).isEmpty();
        assertThat(told.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(told.accounted())
                .contains(
                        "changed photos %d: was edited: title, updated_at".formatted(edited),
                        "added photo_tags %d/7: is not in the backup: its photo was edited".formatted(edited),
                        "changed photos %d: was edited: trashed_at".formatted(trashed),
                        "missing photos %d: is missing: it was deleted for good, which is noted for each of its files"
                                .formatted(removed))
                .anyMatch(row -> row.matches("added authors \\d+: is not in the backup: it came later"));
    }

    @Test
    void what_is_gone_without_a_trace_is_an_alarm() {
        write("insert into authors (name, created_at, updated_at) values ('Gone', 1, 1)");
        long author = number("select max(id) from authors");
        backUp();
        write("delete from authors where id = " + author);
        assertThat(againstBackup().alarms())
                .contains("missing authors %d: is missing, and nothing tells why".formatted(author));
    }

    @Test
    void an_id_that_would_be_given_again_is_named() {
        write(
                engine == Engine.SQLITE
                        ? "update sqlite_sequence set seq = 3 where name = 'photos'"
                        : "select setval('photos_id_seq', 3)");
        assertThat(verify().alarms())
                .containsExactly(
                        "unsound photos %d: has an id that will be given again: the last one given is said to be 3"
                                .formatted(number("select max(id) from photos")));
    }

    @Test
    void a_row_of_nobody_and_a_state_that_does_not_fit_are_named() {
        long job = number("select max(id) from jobs");
        long owner = number("select user_id from jobs where id = " + job);
        write("update jobs set user_id = 99 where id = " + job, "update server_state set view_epoch = 5, epoch = 2");
        write("update server_state set transition_cursor = 'level unproved'");

        assertThat(verify().alarms())
                .containsExactlyInAnyOrder(
                        "unsound jobs %d: belongs to user 99, whom there is not".formatted(job),
                        "unsound server_state 1: the view of epoch 5 is not of epoch 2 or before",
                        "unsound server_state 1: a transition is under way or was killed (level unproved); imalink multiuser advance finishes it");
        assertThat(againstBackup().alarms())
                .containsExactly("other_owner jobs %d: was user %d's in the backup, and an owner never changes"
                        .formatted(job, owner));
    }

    @Test
    void beside_a_running_server_it_reads_and_without_one_it_leaves_no_trace() throws Exception {
        try (var server = library.serve(Map.of(), folder.resolve("errors"))) {
            assertThat(verify().alarms()).isEmpty();
            assertThat(againstBackup().alarms()).isEmpty();
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
            server.child().process().destroy();
            server.child().process().waitFor();
        }
        database.close();
        if (library.location() instanceof DatabaseLocation.Sqlite(var file)) {
            var bytes = Files.readAllBytes(file);
            var names = names();
            assertThat(verify().alarms()).isEmpty();
            assertThat(Arrays.equals(Files.readAllBytes(file), bytes)).isTrue();
            assertThat(names()).isEqualTo(names);
        }
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_backup_that_there_is_not_and_a_library_that_there_is_not_are_refused() {
        var backup = library.run("multiuser", "verify", "--against", "imalink.db.backup.20000101_000000");
        assertThat(backup.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(backup.err()).contains("There is no backup imalink.db.backup.20000101_000000");
        var nothing = CommandRun.of(
                "multiuser", "verify", "--data", folder.resolve("nothing").toString());
        assertThat(nothing.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(nothing.err()).contains("There is no library at");
    }
}
