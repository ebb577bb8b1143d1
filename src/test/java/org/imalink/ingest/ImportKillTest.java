package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.database.schema.Tables.JOB_RESULTS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.imalink.database.Database;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;
import org.imalink.operation.ChildJvm;
import org.imalink.preview.RawSample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills a real server with SIGKILL while it imports, at random moments, and lets the next one go on. */
@ParameterizedClass
@EnumSource(Engine.class)
class ImportKillTest {
    private static final int KILLS = "full".equals(System.getProperty("imalink.counts")) ? 100 : 10;
    private static final int PHOTOS = 72;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Engine engine;
    private final Random random = new Random(20261122);

    @TempDir
    private Path temporary;

    private Path folder;

    ImportKillTest(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.toRealPath().resolve("folder"));
        for (int i = 0; i < PHOTOS; i++) {
            var exif =
                    new ExifBlock().text(ExifBlock.DATE_TIME_ORIGINAL, "2024:07:%02d 10:20:30".formatted(1 + i % 28));
            write(i % 4 + "/%03d.jpg".formatted(i), DrawnPhoto.jpeg(i, exif));
            if (i % 12 == 5) {
                // Sorts before the JPEG and is born after it, wherever a batch or a kill parts the folder.
                var shot = RawSample.Shot.at("2024:07:%02d 10:20:30".formatted(1 + i % 28))
                        .by("", "");
                write(i % 4 + "/%03d.CR2".formatted(i), RawSample.CR2.of(preview(i), shot));
            }
            if (i % 10 == 0) {
                write("copies/%03d.jpg".formatted(i), DrawnPhoto.jpeg(i, exif));
                write("copies/%03d-other.jpg".formatted(i), DrawnPhoto.withComment(DrawnPhoto.jpeg(i, exif), "other"));
                write("rest/%03d.txt".formatted(i), "a letter".getBytes(StandardCharsets.UTF_8));
                write("rest/%03d.jpg".formatted(i), Arrays.copyOf(DrawnPhoto.jpeg(i), 900));
            }
        }
    }

    @Test
    void an_import_killed_at_any_moment_ends_with_the_library_of_one_that_was_not() throws Exception {
        var before = LibrarySnapshot.ofFolder(folder);
        List<String> expected;
        long duration;
        try (var undisturbed = TestDatabase.migrated(engine)) {
            var process = start(undisturbed);
            long begin = System.nanoTime();
            end(process);
            duration = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            expected = LibrarySnapshot.of(undisturbed.database());
        }
        assertThat(expected).contains("sessions 1").anyMatch(line -> line.contains("done, Killed"));

        int kills = 0;
        while (kills < KILLS) {
            try (var killed = TestDatabase.migrated(engine)) {
                kills += importWithKills(killed, duration, KILLS - kills);
                assertThat(LibrarySnapshot.of(killed.database())).isEqualTo(expected);
            }
        }
        assertThat(LibrarySnapshot.ofFolder(folder)).isEqualTo(before);
    }

    /** Ends with the import done; the number of times that it was killed. */
    private int importWithKills(TestDatabase test, long duration, int most) throws Exception {
        int kills = 0;
        while (true) {
            var process = start(test);
            if (kills == most || process.waitFor(random.nextLong(1 + duration * 2 / 3), TimeUnit.MILLISECONDS)) {
                end(process);
                return kills;
            }
            process.destroyForcibly().waitFor();
            kills++;
            assertWholeBatches(test.database());
        }
    }

    /** What was written before the kill agrees with itself: the job's counts, its results, files and places. */
    private static void assertWholeBatches(Database database) {
        database.read(tx -> {
            var job = tx.selectFrom(JOBS).fetchSingle();
            assertThat(job.getProcessed())
                    .isEqualTo(job.getAdded() + job.getKnown() + job.getSkipped() + job.getFailed());
            assertThat(tx.fetchCount(IMAGE_FILES)).isEqualTo(job.getAdded());
            assertThat(tx.fetchCount(FILE_PLACES)).isEqualTo(job.getAdded() + job.getKnown());
            assertThat(tx.fetchCount(JOB_RESULTS)).isEqualTo(job.getKnown() + job.getSkipped() + job.getFailed());
            return job;
        });
    }

    private Process start(TestDatabase test) throws IOException {
        var data = test.folder().resolve("data");
        var child = ChildJvm.start(
                ImportProcess.class, TestDatabase.url(test.location()), data.toString(), folder.toString());
        assertThat(child.line()).isEqualTo("importing");
        return child.process();
    }

    private static void end(Process process) throws InterruptedException {
        assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static byte[] preview(int number) {
        return DrawnPhoto.encode(DrawnPhoto.draw(1000 + number, 600, 400), "jpeg");
    }

    private void write(String name, byte[] content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
