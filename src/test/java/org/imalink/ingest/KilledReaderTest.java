package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.CAPTURES;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.ingest.ImportHarness.SCOPE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imalink.database.schema.tables.records.PhotosRecord;
import org.imalink.library.Change;
import org.imalink.library.PhotoEdit;
import org.imalink.library.Photos;
import org.imalink.operation.jobs.JobState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The process that reads metadata, killed at its work. It is found in /proc. */
@EnabledOnOs(OS.LINUX)
class KilledReaderTest extends ImportContract {
    private static final LocalDateTime TAKEN = LocalDateTime.parse("2024-07-01T10:20:30");

    private PictureReader pictures;

    /** Of this test alone: no process of it runs before there is something to read. */
    @BeforeEach
    void startWithReaderOfItsOwn() throws IOException {
        imports.close();
        pictures = new PictureReader(SharedReading.RENDERER, temporary);
        imports = ImportHarness.started(database, pictures, temporary.resolve("data"));
    }

    @AfterEach
    void closeReader() {
        imports.close();
        pictures.close();
    }

    @Test
    void a_reader_that_is_killed_once_costs_nothing() throws Exception {
        write("a.jpg", photo());

        try (var killer = new Killer(1)) {
            var job = imports.importNow(folder);

            assertThat(killer.killed()).isEqualTo(1);
            assertThat(imports.results(job)).isEmpty();
        }
        assertComplete();
    }

    @Test
    void a_file_that_kills_every_reader_is_imported_told_and_tried_again() throws Exception {
        write("a.jpg", photo());
        write("b.jpg", photo(2, "NIKON"));
        write("c.txt", "a letter".getBytes(StandardCharsets.UTF_8));

        try (var killer = new Killer(Integer.MAX_VALUE)) {
            var job = imports.importNow(folder);
            assertThat(job.state()).isEqualTo(JobState.DONE);
            assertThat(job.added()).isEqualTo(2);
            assertThat(reasons(job)).containsExactly("metadata_unread", "metadata_unread", "not_a_photo");
            assertThat(killer.killed()).isEqualTo(4);

            var again = imports.scan(folder.resolve("a.jpg"));
            assertThat(again.known()).isEqualTo(1);
            assertThat(reasons(again)).containsExactly("metadata_still_unread");
        }
        assertThat(count(PHOTOS)).isEqualTo(2);
        assertThat(photos()).allMatch(photo -> !photo.hasGps());

        assertThat(reasons(imports.scan(folder))).containsExactly("metadata_read", "metadata_read", "not_a_photo");
        assertComplete();
        assertThat(reasons(imports.scan(folder))).containsExactly("not_a_photo");
    }

    @Test
    void what_is_read_late_leaves_alone_what_a_person_wrote() throws Exception {
        write("a.jpg", photo());
        try (var _ = new Killer(Integer.MAX_VALUE)) {
            imports.importNow(folder);
        }
        var hothash = photos().getFirst().hothash();
        database.write(tx -> {
            var edit = new PhotoEdit(Change.to("Mine"), Change.keep(), Change.keep(), Change.keep(), Change.keep());
            Photos.edit(tx, SCOPE, hothash, edit);
            return true;
        });

        assertThat(reasons(imports.scan(folder))).containsExactly("metadata_read");

        assertThat(photos().getFirst().title()).isEqualTo("Mine");
        assertThat(record().getTakenAt()).isEqualTo(TAKEN);
    }

    private static byte[] photo() {
        return photo(1, "Canon");
    }

    private static byte[] photo(int number, String make) {
        return DrawnPhoto.jpeg(
                number,
                new ExifBlock()
                        .text(ExifBlock.DATE_TIME_ORIGINAL, "2024:07:01 10:20:30")
                        .text(ExifBlock.MAKE, make)
                        .place("N", new int[] {59, 54, 3600}, "E", new int[] {10, 44, 2400}));
    }

    /** Every photo has what its file tells, and is found by it. */
    private void assertComplete() {
        assertThat(photos()).isNotEmpty().allMatch(photo -> photo.hasGps());
        database.read(tx -> {
            assertThat(tx.select(PHOTOS.TAKEN_AT).from(PHOTOS).fetch(PHOTOS.TAKEN_AT))
                    .containsOnly(TAKEN);
            assertThat(tx.select(PHOTOS.TAKEN_SOURCE).from(PHOTOS).fetch(PHOTOS.TAKEN_SOURCE))
                    .containsOnly("exif");
            assertThat(tx.select(CAPTURES.CAMERA_MAKE).from(CAPTURES).fetch(CAPTURES.CAMERA_MAKE))
                    .doesNotContainNull();
            return true;
        });
    }

    private PhotosRecord record() {
        return database.read(tx -> tx.selectFrom(PHOTOS).fetchSingle());
    }

    /** Kills readers of metadata as soon as there are any but those of other tests. */
    private static final class Killer implements AutoCloseable {
        private final int most;
        private final AtomicInteger killed = new AtomicInteger();
        private final Thread thread;
        private final Set<ProcessHandle> others = readers().collect(Collectors.toSet());
        private volatile boolean stopped;

        Killer(int most) {
            this.most = most;
            this.thread = Thread.ofPlatform().daemon().start(this::kill);
        }

        private void kill() {
            while (!stopped && killed.get() < most) {
                readers().filter(reader -> !others.contains(reader)).forEach(this::kill);
            }
        }

        private static Stream<ProcessHandle> readers() {
            return ProcessHandle.current().children().filter(Killer::isReader);
        }

        private void kill(ProcessHandle reader) {
            if (killed.get() < most && reader.destroyForcibly()) {
                reader.onExit().join();
                killed.incrementAndGet();
            }
        }

        private static boolean isReader(ProcessHandle child) {
            try {
                return child.isAlive()
                        && Files.readString(Path.of("/proc/" + child.pid() + "/cmdline"), StandardCharsets.ISO_8859_1)
                                .contains(MetadataTask.class.getName());
            } catch (IOException gone) {
                return false;
            }
        }

        int killed() {
            return killed.get();
        }

        @Override
        public void close() throws InterruptedException {
            stopped = true;
            thread.join();
        }
    }
}
