package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.database.schema.Tables.LIBRARY_ROOTS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.ROOT_DISKS;
import static org.imalink.ingest.ImportHarness.SCOPE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.imalink.database.Database;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;
import org.imalink.library.EncodedPath;
import org.imalink.library.LibraryRoots;
import org.imalink.library.OriginalFiles;
import org.imalink.library.Photo;
import org.imalink.library.PhotoDetails;
import org.imalink.library.PhotoFilter;
import org.imalink.library.PhotoOrder;
import org.imalink.library.Photos;
import org.imalink.library.RootDisks;
import org.imalink.library.SearchIndexCheck;
import org.imalink.library.Trash;
import org.imalink.operation.Finding;
import org.imalink.operation.Progress;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.operation.jobs.JobResult;
import org.imalink.operation.jobs.JobState;
import org.imalink.operation.jobs.Jobs;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are changed, moved and deleted between scans. */
@ParameterizedClass
@EnumSource(Engine.class)
class MissingFilesTest {
    private final Engine engine;

    @TempDir
    private Path temporary;

    private Path folder;
    private TestDatabase test;
    private Database database;
    private ImportHarness imports;

    MissingFilesTest(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() throws IOException {
        temporary = temporary.toRealPath();
        folder = Files.createDirectory(temporary.resolve("folder"));
        test = TestDatabase.migrated(engine);
        database = test.database();
        imports = ImportHarness.started(database, Files.createDirectory(temporary.resolve("data")));
    }

    @AfterEach
    void close() throws IOException {
        imports.close();
        test.close();
    }

    @Test
    void a_deleted_file_is_marked_and_nothing_that_was_written_about_it_is_lost() throws Exception {
        write("a.jpg", 1);
        write("b.jpg", 2);
        imports.importNow(folder);
        var hothash = hothash("a.jpg");
        database.write(tx -> tx.update(PHOTOS)
                .set(PHOTOS.TITLE, "Hytta")
                .where(PHOTOS.HOTHASH.eq(hothash))
                .execute());

        Files.delete(folder.resolve("a.jpg"));
        var job = imports.scan(folder);

        assertThat(job.missing()).isOne();
        assertThat(missing()).containsExactly("a.jpg");
        assertThat(title(hothash)).isEqualTo("Hytta");
        assertThat(hasOriginal(hothash)).isFalse();
        assertThat(hasOriginal(hothash("b.jpg"))).isTrue();
        assertThat(imports.scan(folder).missing()).isZero();
        assertThat(missing()).containsExactly("a.jpg");
    }

    @Test
    void a_photo_without_a_file_is_listed_and_goes_into_the_trash_and_back_as_any_other() throws Exception {
        write("a.jpg", 1);
        write("b.jpg", 2);
        imports.importNow(folder);
        var hothash = hothash("a.jpg");
        delete("a.jpg");
        imports.scan(folder);

        assertThat(listed()).contains(hothash).hasSize(2);
        database.write(tx -> Trash.put(tx, SCOPE, List.of(hothash)));
        imports.scan(folder);
        assertThat(listed()).doesNotContain(hothash);
        database.write(tx -> Trash.restore(tx, SCOPE, List.of(hothash)));
        imports.scan(folder);

        assertThat(listed()).contains(hothash);
        assertThat(missing()).containsExactly("a.jpg");
        var wrong = new ArrayList<Finding>();
        database.read(tx -> {
            new SearchIndexCheck().run(tx, Progress.UNHEARD, wrong);
            return wrong;
        });
        assertThat(wrong).isEmpty();
    }

    private List<String> listed() {
        return database
                .read(tx -> Photos.page(tx, SCOPE, PhotoFilter.ALL, PhotoOrder.NEWEST_FIRST, 0, 100))
                .rows()
                .stream()
                .map(Photo::hothash)
                .toList();
    }

    @Test
    void a_file_that_is_put_back_loses_the_mark() throws Exception {
        write("a.jpg", 1);
        write("b.jpg", 2);
        imports.importNow(folder);
        var hothash = hothash("a.jpg");
        var aside = Files.move(folder.resolve("a.jpg"), temporary.resolve("aside"));
        imports.scan(folder);
        assertThat(missing()).containsExactly("a.jpg");

        Files.move(aside, folder.resolve("a.jpg"));
        var job = imports.scan(folder);

        assertThat(job.known()).isEqualTo(2);
        assertThat(imports.results(job)).isEmpty();
        assertThat(missing()).isEmpty();
        assertThat(hasOriginal(hothash)).isTrue();
        try (var original =
                new OriginalFiles(database).openOfPhoto(SCOPE, hothash).orElseThrow()) {
            assertThat(original.filename()).isEqualTo("a.jpg");
        }
    }

    @Test
    void a_renamed_file_keeps_its_photo_and_leaves_no_mark() throws Exception {
        write("a.jpg", 1);
        write("b.jpg", 2);
        imports.importNow(folder);
        var hothash = hothash("a.jpg");

        Files.createDirectory(folder.resolve("sub"));
        Files.move(folder.resolve("a.jpg"), folder.resolve("sub/new.jpg"));
        var job = imports.scan(folder);

        assertThat(job.added()).isZero();
        assertThat(job.missing()).isZero();
        assertThat(places(DSL.noCondition())).containsExactly("b.jpg", "sub/new.jpg");
        assertThat(missing()).isEmpty();
        assertThat(hothash("sub/new.jpg")).isEqualTo(hothash);
    }

    @Test
    void a_file_moved_to_another_root_keeps_its_photo_whichever_root_is_scanned_first() throws Exception {
        var other = Files.createDirectory(temporary.resolve("other"));
        write("a.jpg", 1);
        write("b.jpg", 2);
        write("c.jpg", 3);
        Files.write(other.resolve("z.jpg"), picture(9));
        imports.importNow(folder, other);

        Files.move(folder.resolve("a.jpg"), other.resolve("a.jpg"));
        imports.scan(folder);
        assertThat(missing()).containsExactly("a.jpg");
        imports.scan(other);
        Files.move(folder.resolve("b.jpg"), other.resolve("b.jpg"));
        imports.scan(other);
        imports.scan(folder);

        assertThat(missing()).isEmpty();
        assertThat(places(LIBRARY_ROOTS.PATH.eq(EncodedPath.of(other)))).containsExactly("a.jpg", "b.jpg", "z.jpg");
        assertThat(places(LIBRARY_ROOTS.PATH.eq(EncodedPath.of(folder)))).containsExactly("c.jpg");
        assertThat(count()).isEqualTo(4);
    }

    @Test
    void a_changed_file_is_a_new_photo_and_the_old_one_stays_without_an_original() throws Exception {
        write("a.jpg", 1);
        imports.importNow(folder);
        var old = hothash("a.jpg");

        write("a.jpg", 2);
        var job = imports.scan(folder);

        assertThat(job.added()).isOne();
        assertThat(count()).isEqualTo(2);
        assertThat(hasOriginal(old)).isFalse();
        assertThat(hasOriginal(hothash("a.jpg"))).isTrue();
    }

    @Test
    void a_file_whose_metadata_alone_were_changed_keeps_its_photo() throws Exception {
        write("a.jpg", 1);
        imports.importNow(folder);
        var hothash = hothash("a.jpg");

        Files.write(folder.resolve("a.jpg"), DrawnPhoto.withComment(picture(1), "a word more"));
        imports.scan(folder);

        assertThat(hothash("a.jpg")).isEqualTo(hothash);
        assertThat(count()).isOne();
        assertThat(hasOriginal(hothash)).isTrue();
    }

    @Test
    void a_deleted_folder_is_marked_and_a_scan_of_a_folder_marks_nothing_beside_it() throws Exception {
        write("one/a.jpg", 1);
        write("one/deep/b.jpg", 2);
        write("one0/c.jpg", 3);
        write("two/d.jpg", 4);
        write("e.jpg", 5);
        imports.importNow(folder);

        delete("one/a.jpg", "one/deep/b.jpg", "one/deep", "one0/c.jpg", "two/d.jpg");
        imports.scan(folder.resolve("one"));
        assertThat(missing()).containsExactly("one/a.jpg", "one/deep/b.jpg");
        delete("one");
        imports.scan(folder);
        assertThat(missing()).containsExactly("one/a.jpg", "one/deep/b.jpg", "one0/c.jpg", "two/d.jpg");
    }

    @Test
    void an_import_of_a_single_file_marks_nothing_else() throws Exception {
        write("a.jpg", 1);
        write("b.jpg", 2);
        imports.importNow(folder);
        delete("a.jpg");

        var job = imports.importNow(folder.resolve("b.jpg"));

        assertThat(job.missing()).isZero();
        assertThat(missing()).isEmpty();
    }

    @Test
    void an_empty_mount_point_marks_nothing_and_is_told() throws Exception {
        write("a.jpg", 1);
        write("sub/b.jpg", 2);
        imports.importNow(folder);
        Files.move(folder, temporary.resolve("disk"));
        Files.createDirectory(folder);
        write(".keep", 3);

        var job = imports.scan(folder);

        assertThat(imports.results(job)).extracting(JobResult::reason).contains("root_gone");
        assertThat(missing()).isEmpty();
        delete(".keep", "");
        Files.move(temporary.resolve("disk"), folder);
        assertThat(imports.scan(folder).known()).isEqualTo(2);
    }

    @Test
    void another_disk_at_the_same_place_marks_nothing_however_often_it_is_scanned() throws Exception {
        write("a.jpg", 1);
        imports.importNow(folder);
        renumberDisk("");
        var aside = Files.move(folder.resolve("a.jpg"), temporary.resolve("aside"));
        write("b.jpg", 2);

        for (int scan = 0; scan < 3; scan++) {
            var job = imports.scan(folder);
            assertThat(imports.results(job)).extracting(JobResult::reason).containsExactly("root_gone");
            assertThat(missing()).isEmpty();
        }

        Files.move(aside, folder.resolve("a.jpg"));
        assertThat(imports.results(imports.scan(folder))).isEmpty();
        delete("a.jpg");
        assertThat(imports.scan(folder).missing()).isOne();
        assertThat(missing()).containsExactly("a.jpg");
    }

    @Test
    void a_disk_that_got_another_number_is_known_by_its_files() throws Exception {
        write("a.jpg", 1);
        write("b.jpg", 2);
        imports.importNow(folder);
        renumberDisk("");
        delete("a.jpg");

        assertThat(imports.scan(folder).missing()).isOne();
        assertThat(missing()).containsExactly("a.jpg");
    }

    @Test
    void a_disk_mounted_below_the_root_that_is_not_connected_marks_nothing_on_it() throws Exception {
        write("a.jpg", 1);
        write("b.jpg", 2);
        write("disk/c.jpg", 3);
        write("disk/sub/d.jpg", 4);
        imports.importNow(folder);
        database.write(tx -> tx.insertInto(ROOT_DISKS)
                .columns(ROOT_DISKS.ROOT_ID, ROOT_DISKS.PATH, ROOT_DISKS.DEVICE)
                .select(tx.select(ROOT_DISKS.ROOT_ID, DSL.val("disk"), DSL.val("other"))
                        .from(ROOT_DISKS))
                .execute());
        Files.move(folder.resolve("disk"), temporary.resolve("disk"));
        delete("a.jpg");

        for (var mountPoint : List.of("gone", "empty", "stray")) {
            if (mountPoint.equals("empty")) {
                Files.createDirectory(folder.resolve("disk"));
            } else if (mountPoint.equals("stray")) {
                write("disk/e.jpg", 5);
            }
            var job = imports.scan(folder);
            assertThat(imports.results(job)).extracting(JobResult::reason).containsExactly("root_gone");
            assertThat(imports.results(job)).extracting(JobResult::path).containsExactly(folder + "/disk");
            assertThat(missing()).containsExactly("a.jpg");
        }
    }

    @Test
    void disks_mounted_below_a_root_are_remembered() throws Exception {
        assumeThat(Files.isDirectory(Path.of("/dev/shm"))).isTrue();
        var dev = Files.getAttribute(Path.of("/dev"), "unix:dev");
        var shm = Files.getAttribute(Path.of("/dev/shm"), "unix:dev");
        assumeThat(shm).isNotEqualTo(dev);
        var file = Files.createTempFile(Path.of("/dev/shm"), "imalink", ".jpg");
        try {
            var root = database.write(tx -> LibraryRoots.add(tx, SCOPE, "/dev"));
            var disks = new ScannedDisks(new WorkedLibrary(database, SCOPE), root);
            disks.enter("shm");
            disks.remember(new BitSet());

            assertThat(database.<List<RootDisks.RootDisk>>read(tx -> RootDisks.of(tx, SCOPE, root)))
                    .containsExactly(
                            new RootDisks.RootDisk("", dev.toString(), null),
                            new RootDisks.RootDisk("shm", shm.toString(), null));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void a_root_that_lies_behind_a_link_now_marks_nothing() throws Exception {
        var outer = Files.createDirectories(temporary.resolve("outer/pictures"));
        Files.write(outer.resolve("a.jpg"), picture(1));
        imports.importNow(outer);
        Files.move(temporary.resolve("outer"), temporary.resolve("moved"));
        Files.createSymbolicLink(temporary.resolve("outer"), temporary.resolve("moved"));

        imports.queue()
                .scan(SCOPE, List.of(EncodedPath.of(temporary).concat("/outer/pictures")), List.of(), Duration.ZERO);
        imports.importNow(Files.createDirectories(temporary.resolve("empty")));

        assertThat(missing()).isEmpty();
    }

    @Test
    void a_scan_that_was_stopped_on_its_way_marks_nothing_until_it_is_over() throws Exception {
        for (int number = 0; number < 40; number++) {
            write("p%02d.jpg".formatted(number), number);
        }
        write("z.jpg", 99);
        imports.importNow(folder);
        delete("p00.jpg");
        for (int number = 40; number < 90; number++) {
            write("q%02d.jpg".formatted(number), number);
        }

        var job = imports.queue().submit(SCOPE, new ImportRequest(List.of(folder.toString()), null, null, false));
        var begun = new CountDownLatch(1);
        try (var subscription = imports.events().subscribe(SCOPE.owner(), new JobEvents.Listener() {
            @Override
            public void jobChanged(Job changed) {
                if (changed.added() > 0) {
                    begun.countDown();
                }
            }

            @Override
            public void libraryChanged() {}
        })) {
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        }
        imports.close();
        boolean isOver = job(job.id()).state() == JobState.DONE;
        assumeThat(isOver).isFalse();
        assertThat(missing()).isEmpty();

        imports = ImportHarness.started(database, temporary.resolve("data"));
        assertThat(imports.await(job.id()).missing()).isOne();
        assertThat(missing()).containsExactly("p00.jpg");
    }

    private Job job(long id) {
        return database.read(tx -> Jobs.find(tx, SCOPE.owner(), id)).orElseThrow();
    }

    /** The next scan finds the folder on another disk than the one before. */
    private void renumberDisk(String path) {
        database.write(tx -> tx.update(ROOT_DISKS)
                .set(ROOT_DISKS.DEVICE, "other")
                .where(ROOT_DISKS.PATH.eq(path))
                .execute());
    }

    @Test
    void a_job_whose_folder_went_away_before_it_began_marks_nothing() throws Exception {
        write("a.jpg", 1);
        imports.importNow(folder);
        imports.close();
        long job;
        try (var waiting = ImportHarness.waiting(database, temporary.resolve("data"))) {
            job = waiting.queue()
                    .submit(SCOPE, new ImportRequest(List.of(folder.toString()), null, null, false))
                    .id();
        }
        Files.move(folder, temporary.resolve("disk"));
        imports = ImportHarness.started(database, temporary.resolve("data"));

        assertThat(imports.results(imports.await(job)))
                .extracting(JobResult::reason)
                .containsExactly("not_found");
        assertThat(missing()).isEmpty();
    }

    @Test
    void files_in_a_folder_that_may_not_be_read_are_not_marked() throws Exception {
        write("locked/a.jpg", 1);
        write("b.jpg", 2);
        imports.importNow(folder);
        var before = Files.getPosixFilePermissions(folder.resolve("locked"));
        Files.setPosixFilePermissions(folder.resolve("locked"), PosixFilePermissions.fromString("---------"));
        try {
            assumeThat(Files.isReadable(folder.resolve("locked"))).isFalse();
            imports.scan(folder);
        } finally {
            Files.setPosixFilePermissions(folder.resolve("locked"), before);
        }
        assertThat(missing()).isEmpty();
    }

    @Test
    void a_folder_that_became_a_link_or_a_file_is_marked() throws Exception {
        write("linked/a.jpg", 1);
        write("filed/b.jpg", 2);
        write("c.jpg", 3);
        imports.importNow(folder);
        Files.move(folder.resolve("linked"), temporary.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("linked"), temporary.resolve("elsewhere"));
        delete("filed/b.jpg", "filed");
        write("filed", 4);

        imports.scan(folder);

        assertThat(missing()).containsExactly("filed/b.jpg", "linked/a.jpg");
    }

    @Test
    void a_quiet_scan_leaves_a_job_only_when_something_is_new() throws Exception {
        write("a.jpg", 1);
        write("b.jpg", 2);
        write("broken.jpg", 3);
        Files.write(folder.resolve("letter.txt"), "Dear all".getBytes());
        var whole = Files.readAllBytes(folder.resolve("broken.jpg"));
        Files.write(folder.resolve("broken.jpg"), Arrays.copyOf(whole, whole.length / 2));
        imports.importNow(folder);
        int before = jobs();

        quietScan();
        assertThat(jobs()).isEqualTo(before);

        Files.write(folder.resolve("broken-too.jpg"), Arrays.copyOf(whole, whole.length / 3));
        quietScan();
        assertThat(jobs()).isEqualTo(before + 1);
        quietScan();
        assertThat(jobs()).isEqualTo(before + 1);

        delete("a.jpg");
        quietScan();
        Files.move(folder.resolve("b.jpg"), folder.resolve("c.jpg"));
        quietScan();
        write("d.jpg", 5);
        quietScan();
        assertThat(jobs()).isEqualTo(before + 4);
        assertThat(missing()).containsExactly("a.jpg");
    }

    /** Jobs are done one after another, so that the scan is over when an import that was asked for behind it is. */
    private void quietScan() throws Exception {
        imports.queue().scan(SCOPE, List.of(EncodedPath.of(folder)), List.of(), Duration.ZERO);
        var empty = Files.createDirectories(temporary.resolve("empty"));
        long behind = imports.importNow(empty).id();
        database.write(tx -> tx.deleteFrom(JOBS).where(JOBS.ID.eq(behind)).execute());
    }

    private int jobs() {
        return database.read(tx -> tx.fetchCount(JOBS));
    }

    private int count() {
        return database.read(tx -> tx.fetchCount(PHOTOS));
    }

    private boolean hasOriginal(String hothash) {
        return database.read(tx -> PhotoDetails.get(tx, SCOPE, hothash)).files().stream()
                .anyMatch(PhotoDetails.File::hasOriginal);
    }

    private String title(String hothash) {
        return database.read(tx -> tx.select(PHOTOS.TITLE)
                .from(PHOTOS)
                .where(PHOTOS.HOTHASH.eq(hothash))
                .fetchSingle()
                .value1());
    }

    private List<String> missing() {
        return places(FILE_PLACES.MISSED_AT.isNotNull());
    }

    private List<String> places(Condition condition) {
        return database.read(tx -> tx.select(FILE_PLACES.PATH)
                .from(FILE_PLACES)
                .join(LIBRARY_ROOTS)
                .on(LIBRARY_ROOTS.ID.eq(FILE_PLACES.ROOT_ID))
                .where(condition)
                .orderBy(FILE_PLACES.PATH)
                .fetch(FILE_PLACES.PATH));
    }

    private String hothash(String name) {
        return database.read(tx -> tx.select(PHOTOS.HOTHASH)
                .from(PHOTOS)
                .join(IMAGE_FILES)
                .on(IMAGE_FILES.PHOTO_ID.eq(PHOTOS.ID))
                .join(FILE_PLACES)
                .on(FILE_PLACES.IMAGE_FILE_ID.eq(IMAGE_FILES.ID))
                .where(FILE_PLACES.PATH.eq(name))
                .fetchSingle()
                .value1());
    }

    private static byte[] picture(int number) {
        return DrawnPhoto.jpeg(number);
    }

    private void write(String name, int number) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, picture(number));
    }

    private void delete(String... names) throws IOException {
        for (var name : names) {
            Files.delete(folder.resolve(name));
        }
    }
}
