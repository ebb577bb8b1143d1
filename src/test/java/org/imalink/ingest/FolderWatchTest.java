package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.database.schema.Tables.JOB_RESULTS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.SET_ASIDE_FILES;
import static org.imalink.ingest.ImportHarness.SCOPE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.imalink.database.Database;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;
import org.imalink.ingest.FolderWatch.Pace;
import org.imalink.ingest.FolderWatch.State;
import org.imalink.library.EncodedPath;
import org.imalink.library.LibraryException;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Watched folders in which real files come, change, move and go, as the real system tells of it. */
@ParameterizedClass
@EnumSource(Engine.class)
class FolderWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pace PACE = new Pace(
            Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ZERO, Integer.MAX_VALUE);

    private final Engine engine;

    @TempDir
    private Path temporary;

    private Path folder;
    private TestDatabase test;
    private Database database;
    private ImportHarness imports;
    private FolderWatch watch;

    FolderWatchTest(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() throws IOException {
        temporary = temporary.toRealPath();
        folder = Files.createDirectory(temporary.resolve("folder"));
        test = TestDatabase.migrated(engine);
        database = test.database();
        imports = ImportHarness.started(database, Files.createDirectory(temporary.resolve("data")));
        watch = watch(PACE);
    }

    private FolderWatch watch(Pace pace) throws IOException {
        return new FolderWatch(database, imports.queue(), temporary.resolve("data"), pace);
    }

    @AfterEach
    void close() throws IOException {
        watch.close();
        imports.close();
        test.close();
    }

    /** Watching has begun when what was there before is in the library. */
    private void watchFolder() throws Exception {
        watch.watch(SCOPE, folder.toString(), true);
        watch.start();
        eventually(() -> state(folder), State.FOLLOWED);
        eventually(this::unfinished, 0);
    }

    @Test
    void a_new_file_comes_in_and_a_changed_and_a_deleted_one_are_noticed() throws Exception {
        write("a.jpg", 1);
        watchFolder();
        eventually(this::places, List.of("a.jpg"));

        write("b.jpg", 2);
        eventually(this::places, List.of("a.jpg", "b.jpg"));
        var before = hothash("b.jpg");

        write("b.jpg", 3);
        eventually(() -> hothash("b.jpg").equals(before), false);

        Files.delete(folder.resolve("b.jpg"));
        eventually(this::missing, List.of("b.jpg"));
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void a_file_that_is_moved_keeps_its_photo_and_what_was_written_about_it() throws Exception {
        write("one/a.jpg", 1);
        write("b.jpg", 2);
        Files.createDirectory(folder.resolve("two"));
        watchFolder();
        eventually(this::places, List.of("b.jpg", "one/a.jpg"));
        describe("one/a.jpg", "Hytta");

        Files.move(folder.resolve("one/a.jpg"), folder.resolve("two/c.jpg"));

        eventually(this::places, List.of("b.jpg", "two/c.jpg"));
        assertThat(title("two/c.jpg")).isEqualTo("Hytta");
        assertThat(missing()).isEmpty();
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void a_file_that_is_moved_from_one_watched_root_to_another_keeps_its_photo() throws Exception {
        var other = Files.createDirectory(temporary.resolve("other"));
        Files.write(other.resolve("z.jpg"), DrawnPhoto.jpeg(9));
        write("a.jpg", 1);
        write("b.jpg", 2);
        watch.watch(SCOPE, other.toString(), true);
        watchFolder();
        eventually(() -> state(other), State.FOLLOWED);
        eventually(this::places, List.of("a.jpg", "b.jpg", "z.jpg"));
        describe("a.jpg", "Hytta");

        Files.move(folder.resolve("a.jpg"), other.resolve("y.jpg"));

        eventually(this::places, List.of("b.jpg", "y.jpg", "z.jpg"));
        assertThat(title("y.jpg")).isEqualTo("Hytta");
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void a_renamed_folder_keeps_its_photos_and_is_followed_under_its_new_name() throws Exception {
        write("one/a.jpg", 1);
        write("one/deep/b.jpg", 2);
        write("c.jpg", 3);
        watchFolder();
        eventually(this::places, List.of("c.jpg", "one/a.jpg", "one/deep/b.jpg"));
        describe("one/deep/b.jpg", "Hytta");

        Files.move(folder.resolve("one"), folder.resolve("two"));
        eventually(this::places, List.of("c.jpg", "two/a.jpg", "two/deep/b.jpg"));
        assertThat(title("two/deep/b.jpg")).isEqualTo("Hytta");
        assertThat(count()).isEqualTo(3);

        write("two/deep/d.jpg", 4);
        eventually(this::places, List.of("c.jpg", "two/a.jpg", "two/deep/b.jpg", "two/deep/d.jpg"));
    }

    @Test
    void a_new_folder_with_folders_in_it_comes_in_and_is_followed() throws Exception {
        watchFolder();
        var aside = Files.createDirectories(temporary.resolve("aside/deep/deeper"));
        Files.write(aside.resolve("a.jpg"), DrawnPhoto.jpeg(1));

        Files.move(temporary.resolve("aside"), folder.resolve("new"));
        eventually(this::places, List.of("new/deep/deeper/a.jpg"));

        write("new/deep/b.jpg", 2);
        eventually(this::places, List.of("new/deep/b.jpg", "new/deep/deeper/a.jpg"));
    }

    @Test
    void a_deleted_folder_is_marked_and_loses_the_marks_when_it_is_restored() throws Exception {
        write("one/a.jpg", 1);
        write("one/b.jpg", 2);
        write("c.jpg", 3);
        watchFolder();
        eventually(this::places, List.of("c.jpg", "one/a.jpg", "one/b.jpg"));
        describe("one/a.jpg", "Hytta");

        Files.move(folder.resolve("one"), temporary.resolve("aside"));
        eventually(this::missing, List.of("one/a.jpg", "one/b.jpg"));
        assertThat(count()).isEqualTo(3);

        Files.move(temporary.resolve("aside"), folder.resolve("one"));
        eventually(this::missing, List.of());
        assertThat(title("one/a.jpg")).isEqualTo("Hytta");
    }

    @Test
    void a_file_that_is_written_for_long_is_taken_in_when_it_is_whole_and_nothing_waits_for_it() throws Exception {
        watch.close();
        watch = watch(new Pace(
                Duration.ofMillis(300),
                Duration.ofSeconds(1),
                Duration.ofMillis(100),
                Duration.ZERO,
                Integer.MAX_VALUE));
        watchFolder();
        var whole = DrawnPhoto.jpeg(1);
        var half = Arrays.copyOf(whole, whole.length / 2);
        write("b.jpg", 2);

        eventually(
                () -> {
                    Files.write(folder.resolve("a.jpg"), half);
                    return places();
                },
                List.of("b.jpg"));
        Files.write(folder.resolve("a.jpg"), whole);

        eventually(this::places, List.of("a.jpg", "b.jpg"));
        assertThat(results()).isZero();
    }

    @Test
    void a_file_that_is_still_being_written_is_left_alone_by_the_scan_and_looked_at_again() throws Exception {
        watch.close();
        watch = watch(new Pace(
                Duration.ofMillis(1500),
                Duration.ofSeconds(5),
                Duration.ofMillis(100),
                Duration.ZERO,
                Integer.MAX_VALUE));
        var whole = DrawnPhoto.jpeg(1);
        watch.watch(SCOPE, folder.toString(), true);
        // The scan at the beginning meets it half.
        Files.write(folder.resolve("a.jpg"), Arrays.copyOf(whole, whole.length / 2));
        watch.start();
        eventually(() -> state(folder), State.FOLLOWED);
        Files.write(folder.resolve("a.jpg"), whole);

        eventually(this::places, List.of("a.jpg"));
        assertThat(results()).isZero();
    }

    @Test
    void a_root_that_goes_away_marks_nothing_and_is_followed_again_when_it_is_back() throws Exception {
        write("a.jpg", 1);
        write("sub/b.jpg", 2);
        watchFolder();
        eventually(this::places, List.of("a.jpg", "sub/b.jpg"));

        Files.move(folder, temporary.resolve("disk"));
        eventually(() -> state(folder), State.AWAY);
        Files.createDirectory(folder);
        eventually(this::unfinished, 0);
        assertThat(state(folder)).isEqualTo(State.AWAY);
        assertThat(missing()).isEmpty();

        Files.delete(folder);
        Files.write(temporary.resolve("disk/sub/c.jpg"), DrawnPhoto.jpeg(3));
        Files.move(temporary.resolve("disk"), folder);
        eventually(() -> state(folder), State.FOLLOWED);
        eventually(this::places, List.of("a.jpg", "sub/b.jpg", "sub/c.jpg"));
        write("sub/d.jpg", 4);
        eventually(this::places, List.of("a.jpg", "sub/b.jpg", "sub/c.jpg", "sub/d.jpg"));
        assertThat(missing()).isEmpty();
    }

    @Test
    void what_changed_while_no_server_ran_is_found_at_its_start() throws Exception {
        write("a.jpg", 1);
        write("b.jpg", 2);
        write("c.jpg", 3);
        watchFolder();
        eventually(this::places, List.of("a.jpg", "b.jpg", "c.jpg"));
        describe("a.jpg", "Hytta");
        watch.close();

        Files.createDirectory(folder.resolve("sub"));
        Files.move(folder.resolve("a.jpg"), folder.resolve("sub/a.jpg"));
        Files.delete(folder.resolve("b.jpg"));
        write("d.jpg", 4);
        watch = watch(PACE);
        watch.start();

        eventually(this::missing, List.of("b.jpg"));
        eventually(this::places, List.of("b.jpg", "c.jpg", "d.jpg", "sub/a.jpg"));
        assertThat(title("sub/a.jpg")).isEqualTo("Hytta");
    }

    @Test
    void folders_beyond_the_limit_are_scanned_from_time_to_time() throws Exception {
        watch.close();
        watch = watch(new Pace(
                Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMillis(300), 2));
        write("one/a.jpg", 1);
        write("two/b.jpg", 2);
        watch.watch(SCOPE, folder.toString(), true);
        watch.start();
        eventually(() -> state(folder), State.SCANNED);

        write("one/c.jpg", 3);
        write("two/d.jpg", 4);
        eventually(this::places, List.of("one/a.jpg", "one/c.jpg", "two/b.jpg", "two/d.jpg"));
        Files.delete(folder.resolve("two/b.jpg"));
        eventually(this::missing, List.of("two/b.jpg"));
    }

    @Test
    void when_the_system_loses_changes_the_folder_is_looked_through() throws Exception {
        try (var events = new FolderEvents(temporary.resolve("data"), Integer.MAX_VALUE)) {
            var path = EncodedPath.of(folder);
            assertThat(events.follow(path)).isTrue();
            // More than the JDK keeps for one folder; nobody takes them meanwhile.
            for (int number = 0; number < 2000; number++) {
                Files.createFile(folder.resolve("f" + number + ".txt"));
            }
            write("sub/a.jpg", 1);
            var told = new ArrayList<String>();
            eventually(
                    () -> {
                        events.tell(Duration.ofMillis(50), new FolderEvents.Listener() {
                            @Override
                            public void fileChanged(String changed) {}

                            @Override
                            public void folderChanged(String changed) {
                                told.add(changed);
                            }

                            @Override
                            public void gone(String gone) {}

                            @Override
                            public void full(String full) {}
                        });
                        return told.contains(path);
                    },
                    true);
            assertThat(events.isFollowed(path + "/sub")).isTrue();
        }
    }

    @Test
    void a_folder_that_is_unchanged_leaves_no_jobs() throws Exception {
        write("a.jpg", 1);
        imports.importNow(folder);
        int before = jobs();
        watchFolder();

        Files.write(folder.resolve("letter.txt"), new byte[] {1});
        eventually(() -> setAside().contains("letter.txt"), true);
        eventually(this::unfinished, 0);

        assertThat(jobs()).isEqualTo(before);
    }

    @Test
    void a_root_that_is_no_longer_watched_is_left_alone() throws Exception {
        write("a.jpg", 1);
        var other = Files.createDirectory(temporary.resolve("other"));
        watch.watch(SCOPE, other.toString(), true);
        watchFolder();
        eventually(this::places, List.of("a.jpg"));

        watch.watch(SCOPE, folder.toString(), false);
        assertThat(state(folder)).isNull();
        Files.write(other.resolve("y.jpg"), DrawnPhoto.jpeg(6));
        eventually(this::places, List.of("a.jpg", "y.jpg"));
        write("b.jpg", 2);
        Files.write(other.resolve("z.jpg"), DrawnPhoto.jpeg(7));

        eventually(() -> places().contains("z.jpg"), true);
        assertThat(places()).containsExactly("a.jpg", "y.jpg", "z.jpg");
    }

    @Test
    void what_cannot_be_watched_is_refused_with_a_sentence() throws Exception {
        write("a.jpg", 1);
        write("sub/b.jpg", 2);
        refused(() -> watch.watch(SCOPE, "folder", true), "The path must be absolute: folder");
        refused(() -> watch.watch(SCOPE, folder + "/none", true), "There is no such folder: " + folder + "/none");
        refused(() -> watch.watch(SCOPE, folder + "/a.jpg", true), "Only folders can be watched: " + folder + "/a.jpg");
        refused(
                () -> watch.watch(SCOPE, temporary + "/data", true),
                "This is the server's own data directory: " + temporary + "/data");
        refused(() -> watch.watch(SCOPE, folder.toString(), false), "This folder is not in the library: " + folder);
        watch.watch(SCOPE, folder.toString(), true);
        refused(
                () -> watch.watch(SCOPE, folder + "/sub", false),
                "This folder is watched as part of another one; name that: " + folder);
        assertThat(watch.watch(SCOPE, folder + "/sub", true).root().folder()).isEqualTo(folder);
    }

    @Test
    void a_watched_folder_that_becomes_part_of_another_root_is_still_watched() throws Exception {
        write("sub/a.jpg", 1);
        watch.watch(SCOPE, folder + "/sub", true);
        imports.importNow(folder);

        assertThat(watch.roots(SCOPE)).singleElement().satisfies(root -> {
            assertThat(root.root().folder()).isEqualTo(folder);
            assertThat(root.isWatched()).isTrue();
        });
    }

    private static void refused(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(LibraryException.Rejected.class).hasMessage(sentence);
    }

    private interface Look<T> {
        T take() throws Exception;
    }

    /** Looks again and again until what is seen is what is expected. */
    private static <T> void eventually(Look<T> look, T expected) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T seen = look.take();
        while (!expected.equals(seen) && System.nanoTime() < deadline) {
            Thread.sleep(20);
            seen = look.take();
        }
        assertThat(seen).isEqualTo(expected);
    }

    private State state(Path root) {
        return watch.roots(SCOPE).stream()
                .filter(each -> each.root().path().equals(EncodedPath.of(root)))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private int unfinished() {
        return database.read(tx -> tx.fetchCount(JOBS, JOBS.STATE.in("queued", "running")));
    }

    private int jobs() {
        return database.read(tx -> tx.fetchCount(JOBS));
    }

    private int results() {
        return database.read(tx -> tx.fetchCount(JOB_RESULTS));
    }

    private int count() {
        return database.read(tx -> tx.fetchCount(PHOTOS));
    }

    private Collection<String> setAside() {
        return database.read(
                tx -> tx.select(SET_ASIDE_FILES.PATH).from(SET_ASIDE_FILES).fetch(SET_ASIDE_FILES.PATH));
    }

    private List<String> missing() {
        return database.read(tx -> tx.select(FILE_PLACES.PATH)
                .from(FILE_PLACES)
                .where(FILE_PLACES.MISSED_AT.isNotNull())
                .orderBy(FILE_PLACES.PATH)
                .fetch(FILE_PLACES.PATH));
    }

    private List<String> places() {
        return database.read(tx -> tx.select(FILE_PLACES.PATH)
                .from(FILE_PLACES)
                .orderBy(FILE_PLACES.PATH)
                .fetch(FILE_PLACES.PATH));
    }

    private void describe(String name, String title) {
        var hothash = hothash(name);
        database.write(tx -> tx.update(PHOTOS)
                .set(PHOTOS.TITLE, title)
                .where(PHOTOS.HOTHASH.eq(hothash))
                .execute());
    }

    private String hothash(String name) {
        return database.read(tx -> photo(tx, name).get(PHOTOS.HOTHASH));
    }

    private String title(String name) {
        return database.read(tx -> photo(tx, name).get(PHOTOS.TITLE));
    }

    private static Record photo(DSLContext tx, String name) {
        return tx.select(PHOTOS.HOTHASH, PHOTOS.TITLE)
                .from(PHOTOS)
                .join(IMAGE_FILES)
                .on(IMAGE_FILES.PHOTO_ID.eq(PHOTOS.ID))
                .join(FILE_PLACES)
                .on(FILE_PLACES.IMAGE_FILE_ID.eq(IMAGE_FILES.ID))
                .where(FILE_PLACES.PATH.eq(name))
                .fetchSingle();
    }

    private void write(String name, int number) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, DrawnPhoto.jpeg(number));
    }
}
