package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.JOB_RESULTS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.ingest.ImportHarness.SCOPE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imalink.database.Database;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;
import org.imalink.library.EncodedPath;
import org.imalink.library.LibraryRoot;
import org.imalink.library.LibraryRoots;
import org.imalink.operation.jobs.JobCounts;
import org.imalink.operation.jobs.JobState;
import org.imalink.operation.jobs.Jobs;
import org.imalink.preview.Hotpreviews;
import org.imalink.preview.PreviewRenderers;
import org.imalink.preview.PreviewSize;
import org.imalink.preview.Rendering;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that somebody writes, moves and deletes while they are imported. What is read does not depend on the database, so one
 * engine is enough.
 */
class ChangingFilesTest {
    private static final int ROUNDS = "full".equals(System.getProperty("imalink.counts")) ? 100 : 8;
    private static final int STATES = 6;

    @TempDir
    private Path temporary;

    private Path folder;
    private TestDatabase test;
    private Database database;

    @BeforeEach
    void open() throws IOException {
        temporary = temporary.toRealPath();
        folder = Files.createDirectory(temporary.resolve("folder"));
        test = TestDatabase.migrated(Engine.SQLITE);
        database = test.database();
    }

    @AfterEach
    void close() throws IOException {
        test.close();
    }

    @Test
    void what_changed_between_the_scan_and_the_read_is_taken_as_it_is_now_or_told() throws Exception {
        var names = List.of("as-it-was.jpg", "other-picture.jpg", "same-size.jpg", "longer.jpg", "moved-here.jpg");
        var refused = Map.of(
                "shorter.jpg", "truncated",
                "emptied.jpg", "empty",
                "letter.jpg", "wrong_content",
                "gone.jpg", "not_found",
                "gone-folder/a.jpg", "not_found",
                "link.jpg", "unreadable",
                "linked-folder/a.jpg", "unreadable",
                "folder.jpg", "unreadable",
                "pipe.jpg", "unreadable");
        for (var name : Stream.concat(names.stream(), refused.keySet().stream()).toList()) {
            write(name, DrawnPhoto.withComment(state(0), "before, at " + name));
        }
        var root = database.write(tx -> LibraryRoots.add(tx, SCOPE, EncodedPath.of(folder)));
        var scanned = new ArrayList<ScannedItem>();
        new FolderScanner(temporary.resolve("data")).scan(root.path(), "", "", scanned::add);

        write("other-picture.jpg", state(1));
        write("same-size.jpg", DrawnPhoto.withComment(state(0), "behind, at same-size.jpg"));
        write("longer.jpg", DrawnPhoto.withComment(state(2), "before and behind"));
        replace("moved-here.jpg", state(3), FileTime.from(Instant.EPOCH));
        write("shorter.jpg", Arrays.copyOf(state(0), state(0).length / 2));
        write("emptied.jpg", new byte[0]);
        write("letter.jpg", "Dear all".getBytes());
        delete("gone.jpg", "gone-folder/a.jpg", "gone-folder", "link.jpg", "folder.jpg", "pipe.jpg");
        delete("linked-folder/a.jpg", "linked-folder");
        write("../outside/a.jpg", state(4));
        Files.createSymbolicLink(folder.resolve("link.jpg"), temporary.resolve("outside/a.jpg"));
        Files.createSymbolicLink(folder.resolve("linked-folder"), temporary.resolve("outside"));
        Files.createDirectory(folder.resolve("folder.jpg"));
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.jpg").toString())
                        .start()
                        .waitFor())
                .isZero();

        writeDown(root, read(root, scanned));

        assertThat(places()).isEqualTo(names.stream().collect(Collectors.toMap(name -> name, this::sha256)));
        assertThat(results()).isEqualTo(refused);
        var states = names.stream().map(this::content).toList();
        assertThat(pictures()).isEqualTo(pictures(states));

        write("other-picture.jpg", state(5));
        try (var imports = ImportHarness.started(database, temporary.resolve("data"))) {
            var next = imports.importNow(folder);
            assertThat(next.added()).isOne();
            assertThat(next.known()).isEqualTo(names.size() - 1);
        }
        assertThat(places()).isEqualTo(names.stream().collect(Collectors.toMap(name -> name, this::sha256)));
    }

    @Test
    void files_that_change_all_the_time_are_never_taken_half_and_the_last_scan_takes_their_last_state()
            throws Exception {
        var states =
                IntStream.range(0, STATES).mapToObj(ChangingFilesTest::state).toList();
        var begun = new CountDownLatch(STATES);
        var over = new AtomicBoolean();
        try (var imports = ImportHarness.started(database, temporary.resolve("data"));
                var writer = Executors.newSingleThreadExecutor()) {
            var writing = writer.submit(() -> {
                for (int number = 0; !over.get(); number++) {
                    var state = states.get(number % STATES);
                    // As copying programs do that keep times; a file that was changed just now would never be read.
                    var time = FileTime.from(Instant.ofEpochSecond(number));
                    inTwoHalves("written.jpg", state, time);
                    over("written-over.jpg", state, time);
                    replace("replaced.jpg", state, time);
                    replace("now-and-then.jpg", state, time);
                    delete("now-and-then.jpg");
                    begun.countDown();
                }
                return null;
            });
            try {
                begun.await();
                for (int round = 0; round < ROUNDS; round++) {
                    assertThat(imports.importNow(folder).state()).isEqualTo(JobState.DONE);
                }
            } finally {
                over.set(true);
            }
            writing.get();
            imports.importNow(folder);
        }

        assertThat(pictures(states)).containsAllEntriesOf(pictures());
        for (var name : List.of("written.jpg", "written-over.jpg", "replaced.jpg")) {
            assertThat(places()).containsEntry(name, sha256(name));
        }
        assertThat(Set.copyOf(results().values()))
                .isSubsetOf(
                        "same_content", "changing", "truncated", "empty", "wrong_content", "not_found", "unreadable");
    }

    /** A picture that says, in its metadata, which one it is. */
    private static byte[] state(int number) {
        return DrawnPhoto.jpeg(
                number, new ExifBlock().text(ExifBlock.DATE_TIME_ORIGINAL, "2024:07:01 10:20:%02d".formatted(number)));
    }

    /** What the library has of each original, by its hash: the preview and the time from the metadata. */
    private Map<String, String> pictures() {
        return database.read(tx -> tx.select(IMAGE_FILES.SHA256, PHOTOS.HOTHASH, PHOTOS.TAKEN_AT)
                .from(IMAGE_FILES)
                .join(PHOTOS)
                .on(PHOTOS.ID.eq(IMAGE_FILES.PHOTO_ID))
                .fetchMap(row -> row.value1(), row -> row.value2() + " " + row.value3()));
    }

    /** The same, as it has to be, from the bytes alone. */
    private Map<String, String> pictures(List<byte[]> contents) throws Exception {
        var work = Files.createDirectories(temporary.resolve("expected"));
        var files = new ArrayList<Path>();
        for (var content : contents) {
            files.add(Files.write(work.resolve(Hotpreviews.hothash(content)), content));
        }
        var pictures = new HashMap<String, String>();
        try (var renderer = PreviewRenderers.best(work)) {
            var renderings = renderer.render(files, Set.of(PreviewSize.HOT));
            for (int index = 0; index < files.size(); index++) {
                var rendered = (Rendering.Rendered) renderings.get(index);
                var metadata = MetadataReader.read(files.get(index));
                pictures.put(
                        files.get(index).getFileName().toString(),
                        Hotpreviews.hothash(rendered.jpegs().get(PreviewSize.HOT)) + " " + metadata.takenAt());
            }
        }
        return pictures;
    }

    private List<Finding> read(LibraryRoot root, List<ScannedItem> items) throws IOException {
        var work = Files.createDirectories(temporary.resolve("work"));
        return new BatchReader(database, SharedReading.PICTURES, work).read(SCOPE, root, items, true);
    }

    private void writeDown(LibraryRoot root, List<Finding> findings) {
        database.write(tx -> {
            long id = Jobs.add(tx, SCOPE.owner(), "test", "Test", "{}");
            var job = Jobs.find(tx, SCOPE.owner(), id).orElseThrow();
            new BatchWriter(tx, SCOPE, job, root, ImportParameters.of(List.of(), null, true, null, SCOPE))
                    .write(findings, JobCounts.NONE, List.of());
            return id;
        });
    }

    /** The hash of the file that each place has. */
    private Map<String, String> places() {
        return database.read(tx -> tx.select(FILE_PLACES.PATH, IMAGE_FILES.SHA256)
                .from(FILE_PLACES)
                .join(IMAGE_FILES)
                .on(IMAGE_FILES.ID.eq(FILE_PLACES.IMAGE_FILE_ID))
                .fetchMap(FILE_PLACES.PATH, IMAGE_FILES.SHA256));
    }

    /** The reason that was told last for each file. */
    private Map<String, String> results() {
        var results = new HashMap<String, String>();
        database.read(tx -> tx.select(JOB_RESULTS.PATH, JOB_RESULTS.REASON)
                        .from(JOB_RESULTS)
                        .orderBy(JOB_RESULTS.ID)
                        .fetch())
                .forEach(row ->
                        results.put(folder.relativize(Path.of(row.value1())).toString(), row.value2()));
        return results;
    }

    private byte[] content(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String sha256(String name) {
        return Hotpreviews.hothash(content(name));
    }

    private void write(String name, byte[] content) throws IOException {
        var file = folder.resolve(name).normalize();
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private void inTwoHalves(String name, byte[] content, FileTime time) throws IOException {
        int half = content.length / 2;
        try (var out = Files.newOutputStream(folder.resolve(name))) {
            out.write(content, 0, half);
            out.write(content, half, content.length - half);
        }
        Files.setLastModifiedTime(folder.resolve(name), time);
    }

    /** Never shorter than it was, until the end is written: there is a moment of half one picture and half another. */
    private void over(String name, byte[] content, FileTime time) throws IOException {
        try (var channel =
                FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            int half = content.length / 2;
            channel.write(ByteBuffer.wrap(content, 0, half));
            channel.write(ByteBuffer.wrap(content, half, content.length - half));
            channel.truncate(content.length);
        }
        Files.setLastModifiedTime(folder.resolve(name), time);
    }

    private void replace(String name, byte[] content, FileTime time) throws IOException {
        write("../incoming", content);
        Files.setLastModifiedTime(temporary.resolve("incoming"), time);
        Files.move(
                temporary.resolve("incoming"),
                folder.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void delete(String... names) throws IOException {
        for (var name : names) {
            Files.delete(folder.resolve(name));
        }
    }
}
