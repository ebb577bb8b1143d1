package org.imalink.transition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A little of the disk that nobody else can fill, so that a full disk keeps nobody from going back: a file that is deleted when
 * a way back finds no room. Not for several threads at once.
 */
final class RoomToGoBack {
    private static final Logger LOG = LoggerFactory.getLogger(RoomToGoBack.class);

    /** A change of the phase writes a few dozen pages, and the files beside the database grow by more than that at a time. */
    private static final int BYTES = 2 << 20;

    private final Path file;

    RoomToGoBack(Path file) {
        this.file = file;
    }

    /** Takes it, where it is not taken and there is more than that. */
    void keep() {
        if (Files.exists(file) || !isAmple()) {
            return;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = new byte[BYTES];
            Arrays.fill(bytes, (byte) 'x'); // zeros may take no room
            for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                channel.write(left);
            }
            channel.force(true);
        } catch (IOException full) {
            release(); // half of it is no room; the next look tries again
        }
    }

    /** So that it is not the last room that is taken, and a full disk is not written on at each look. */
    private boolean isAmple() {
        try {
            return Files.getFileStore(file.getParent()).getUsableSpace() > 2L * BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    /** Gives it free; whether there was any. */
    boolean release() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", file, e.toString());
            return false;
        }
    }
}
