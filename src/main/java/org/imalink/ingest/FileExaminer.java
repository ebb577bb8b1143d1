package org.imalink.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.imalink.ingest.ExaminedFile.Original;
import org.imalink.ingest.ExaminedFile.Refused;
import org.imalink.ingest.ExaminedFile.Sidecar;
import org.imalink.ingest.WorkingCopies.Copy;
import org.imalink.library.EncodedPath;
import org.imalink.library.LibraryRoot;
import org.imalink.library.RootedFile;
import org.imalink.preview.ImageFormat;

/**
 * Looks into files: tells pictures from the rest by their first bytes, and copies and hashes the pictures. Whatever is wrong
 * with a file is an answer, not an exception. Thread-safe.
 */
final class FileExaminer {
    /** Larger files are not copied; a picture of the most pixels that are rendered fits in, uncompressed. */
    static final long MAXIMUM_BYTES = 1L << 30;

    /** Edits of a picture as XMP are kilobytes; with every stroke of a brush they are a few megabytes. */
    static final long SIDECAR_BYTES = 8L << 20;

    private static final int ATTEMPTS = 3;

    private final Set<ImageFormat> shown;

    /**
     * @param shown the formats that can be shown here
     */
    FileExaminer(Set<ImageFormat> shown) {
        this.shown = shown;
    }

    /**
     * Looks into a file that a scan found.
     *
     * @throws ImportWaitsException when there is no room for the copy
     * @throws ImportStoppedException when the thread is interrupted
     */
    ExaminedFile examine(LibraryRoot root, String path, WorkingCopies copies) {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                var examined = examineOnce(root, path, copies);
                if (examined.isPresent()) {
                    return examined.get();
                }
            }
            return new Refused(path, ImportReason.CHANGING, null);
        } catch (ClosedByInterruptException e) {
            throw new ImportStoppedException();
        } catch (NoSuchFileException e) {
            return new Refused(path, ImportReason.NOT_FOUND, null);
        } catch (AccessDeniedException e) {
            return new Refused(path, ImportReason.UNREADABLE, "Permission denied.");
        } catch (IOException e) {
            return new Refused(path, ImportReason.UNREADABLE, e.getMessage());
        }
    }

    /** Empty when the file changed while it was read, or so short a time before that this could not be told. */
    private Optional<ExaminedFile> examineOnce(LibraryRoot root, String path, WorkingCopies copies) throws IOException {
        try (var file = RootedFile.open(root.path(), path)) {
            var head = head(file.channel());
            return switch (FileKind.of(EncodedPath.lastName(path), head, shown)) {
                case FileKind.Other(var reason) -> Optional.of(new Refused(path, reason, null));
                case FileKind.Picture(var format) ->
                    copy(file, path, MAXIMUM_BYTES, copies, copy -> original(file, path, format, copy));
                case FileKind.Sidecar() ->
                    copy(file, path, SIDECAR_BYTES, copies, copy -> new Sidecar(path, copy.file()));
            };
        }
    }

    private static Original original(RootedFile file, String path, ImageFormat format, Copy copy) {
        var attributes = file.attributes();
        var modifiedAt = FileTimes.modifiedAt(attributes);
        return new Original(path, attributes.size(), modifiedAt, copy.sha256(), format, copy.file());
    }

    private static Optional<ExaminedFile> copy(
            RootedFile file, String path, long most, WorkingCopies copies, Function<Copy, ExaminedFile> examined)
            throws IOException {
        long size = file.attributes().size();
        if (size > most) {
            return Optional.of(new Refused(path, ImportReason.TOO_LARGE, "The file has " + size + " bytes."));
        }
        var unsettled = FileTimes.unsettledFor(file.attributes(), Instant.now());
        if (unsettled.isPositive()) {
            await(unsettled);
            return Optional.empty();
        }
        file.channel().position(0);
        var copy = copies.copy(file.channel());
        if (!file.isUnchanged() || file.channel().position() != size) {
            copies.discard(copy.file());
            return Optional.empty();
        }
        return Optional.of(examined.apply(copy));
    }

    private static void await(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw new ImportStoppedException();
        }
    }

    private static byte[] head(SeekableByteChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate(ImageFormat.HEAD_BYTES);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // A file system may give less than was asked for.
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
