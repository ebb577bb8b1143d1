package org.imalink.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.imalink.operation.Sha256;
import org.imalink.operation.isolated.ScratchFolder;

/**
 * Copies of originals for the time they are worked on. What is hashed, read and rendered is the same bytes, even when the
 * original changes meanwhile or lies on a slow disk; and whatever reads it sees a name of our own. Deleted when closed. For
 * one thread.
 */
final class WorkingCopies implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final String NO_ROOM = "There is no room for temporary files in the data directory.";

    private final ScratchFolder folder;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private int copies;

    private WorkingCopies(ScratchFolder folder) {
        this.folder = folder;
    }

    /**
     * @param temporary an existing folder
     * @throws ImportWaitsException when nothing can be written there
     */
    static WorkingCopies below(Path temporary) {
        try {
            return new WorkingCopies(ScratchFolder.below(temporary));
        } catch (IOException e) {
            throw new ImportWaitsException(NO_ROOM, e);
        }
    }

    /** A copy and the lower-case hex SHA-256 of its bytes. */
    record Copy(Path file, String sha256) {}

    /**
     * Copies all that is left to read.
     *
     * @throws IOException when reading fails
     * @throws ImportWaitsException when writing fails
     * @throws ImportStoppedException when the thread is interrupted while it writes
     */
    Copy copy(ReadableByteChannel source) throws IOException {
        var file = folder.path().resolve("original" + copies++);
        var digest = Sha256.digest();
        try (var target = create(file)) {
            for (buffer.clear(); source.read(buffer) >= 0; buffer.clear()) {
                digest.update(buffer.flip());
                write(target, buffer.rewind());
            }
        }
        return new Copy(file, HexFormat.of().formatHex(digest.digest()));
    }

    /** Deletes one copy before the others. */
    void discard(Path copy) throws IOException {
        Files.delete(copy);
    }

    private static FileChannel create(Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new ImportWaitsException(NO_ROOM, e);
        }
    }

    private static void write(FileChannel target, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                target.write(bytes);
            }
        } catch (ClosedByInterruptException e) {
            throw new ImportStoppedException();
        } catch (IOException e) {
            throw new ImportWaitsException(NO_ROOM, e);
        }
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
