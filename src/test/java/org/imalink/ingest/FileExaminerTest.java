package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.imalink.ingest.ExaminedFile.Original;
import org.imalink.ingest.ExaminedFile.Refused;
import org.imalink.library.EncodedPath;
import org.imalink.library.LibraryRoot;
import org.imalink.preview.Hotpreviews;
import org.imalink.preview.ImageFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileExaminerTest {
    /** So many that reading them takes longer than changing them. */
    private static final int BYTES = 24 << 20;

    private final FileExaminer examiner = new FileExaminer(Set.of(ImageFormat.JPEG));

    @TempDir
    private Path temporary;

    private Path folder;
    private Path work;
    private LibraryRoot root;
    private Path file;

    @BeforeEach
    void makeFolders() throws IOException {
        folder = Files.createDirectory(temporary.toRealPath().resolve("folder"));
        work = Files.createDirectory(temporary.resolve("work"));
        root = new LibraryRoot(1, EncodedPath.of(folder));
        file = folder.resolve("a.jpg");
    }

    /** What may happen to a file while it is read. */
    private enum Change {
        WRITTEN_OVER {
            @Override
            void happen(Path file) throws IOException {
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap(content((byte) 2)));
                }
            }
        },
        WRITTEN_ANEW {
            @Override
            void happen(Path file) throws IOException {
                Files.write(file, content((byte) 2));
            }
        },
        CUT {
            @Override
            void happen(Path file) throws IOException {
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(BYTES / 2);
                }
            }
        },
        CONTINUED {
            @Override
            void happen(Path file) throws IOException {
                Files.write(file, content((byte) 2), StandardOpenOption.APPEND);
            }
        },
        REPLACED {
            @Override
            void happen(Path file) throws IOException {
                var other = Files.write(file.resolveSibling("other"), content((byte) 2));
                Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
                Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        },
        DELETED {
            @Override
            void happen(Path file) throws IOException {
                Files.delete(file);
            }
        };

        abstract void happen(Path file) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void a_file_that_changes_while_it_is_read_is_taken_as_it_was_or_as_it_is_or_told(Change change) throws Exception {
        Files.write(file, content((byte) 1));
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        var before = hash(file);
        try (var copies = WorkingCopies.below(work);
                var reader = Executors.newSingleThreadExecutor()) {
            var reading = reader.submit(() -> examiner.examine(root, "a.jpg", copies));
            while (!isCopying() && !reading.isDone()) {
                Thread.onSpinWait();
            }
            change.happen(file);

            switch (reading.get()) {
                case Original original -> {
                    var states = Files.exists(file) ? List.of(before, hash(file)) : List.of(before);
                    assertThat(states).contains(original.sha256());
                    assertThat(hash(original.workingCopy())).isEqualTo(original.sha256());
                    assertThat(Files.size(original.workingCopy())).isEqualTo(original.fileSize());
                }
                // Whoever writes a file anew empties it first.
                case Refused refused ->
                    assertThat(refused.reason())
                            .isIn(ImportReason.CHANGING, ImportReason.EMPTY, ImportReason.NOT_FOUND);
                case ExaminedFile.Sidecar sidecar -> throw new AssertionError(sidecar);
            }
        }
    }

    /** FAT, as on memory cards, counts in steps of two seconds. */
    @Test
    void a_file_written_again_in_the_same_step_of_its_disks_clock_does_not_pass_for_the_one_that_was_read()
            throws IOException {
        try (var copies = WorkingCopies.below(work)) {
            writeAsOnFat(DrawnPhoto.withComment(DrawnPhoto.jpeg(1), "one"));
            var read = (Original) examiner.examine(root, "a.jpg", copies);

            var now = writeAsOnFat(DrawnPhoto.withComment(DrawnPhoto.jpeg(1), "two"));

            assertThat(now.size()).isEqualTo(read.fileSize());
            assertThat(FileTimes.modifiedAt(now)).isNotEqualTo(read.modifiedAt());
        }
    }

    private BasicFileAttributes writeAsOnFat(byte[] content) throws IOException {
        Files.write(file, content);
        long seconds = Instant.now().getEpochSecond();
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(seconds - seconds % 2)));
        return Files.readAttributes(file, BasicFileAttributes.class);
    }

    private boolean isCopying() throws IOException {
        try (var files = Files.walk(work)) {
            return files.map(Path::toFile).anyMatch(each -> each.isFile() && each.length() > 0);
        }
    }

    /** What begins as a JPEG does; the examiner does not look at the rest. */
    private static byte[] content(byte number) {
        var content = new byte[BYTES];
        Arrays.fill(content, number);
        System.arraycopy(DrawnPhoto.jpeg(1), 0, content, 0, ImageFormat.HEAD_BYTES);
        return content;
    }

    private static String hash(Path file) throws IOException {
        return Hotpreviews.hothash(Files.readAllBytes(file));
    }
}
