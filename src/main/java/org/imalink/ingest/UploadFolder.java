package org.imalink.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.imalink.operation.Durable;
import org.imalink.operation.Sha256;
import org.imalink.operation.isolated.ScratchFolder;

/**
 * Where the files of one upload lie: in a hidden folder of the storage while they come, in {@code photos} once all are whole.
 * How much of a file has come is how long it is, so that a kill at any moment loses nothing that was acknowledged. One thread
 * at a time.
 */
final class UploadFolder {
    private static final String INCOMING = ".incoming";
    private static final String PHOTOS = "photos";
    private static final int UUID_PREFIX = 8;
    private static final int BUFFER_BYTES = 256 * 1024;

    private final Upload upload;
    private final Path incoming;

    UploadFolder(Upload upload) {
        this.upload = upload;
        this.incoming = upload.directory().resolve(INCOMING).resolve(upload.uuid());
    }

    /** Where the whole files lie: a folder of their own, named by the day. */
    Path photos() {
        var name = upload.createdAt().toLocalDate() + "_" + upload.uuid().substring(0, UUID_PREFIX);
        return upload.directory().resolve(PHOTOS).resolve(name);
    }

    /** The folder that holds those of all uploads of this storage. */
    Path root() {
        return upload.directory().resolve(PHOTOS);
    }

    /** How many bytes of a file are here. */
    long received(Upload.File file) throws IOException {
        for (var place : new Path[] {part(file), whole(file)}) {
            try {
                return Files.size(place);
            } catch (NoSuchFileException notThere) {
                continue;
            }
        }
        return 0;
    }

    /**
     * Adds bytes to the end of a file; when this returns, they survive a power failure.
     *
     * @param sha256 that the bytes must have, or empty; others are not kept
     * @return false when they have another one
     * @throws IOException when the stream breaks off or the disk is full; what was written of it stays
     */
    boolean append(Upload.File file, InputStream bytes, Optional<byte[]> sha256) throws IOException {
        Files.createDirectories(incoming);
        try (var channel = FileChannel.open(part(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long before = channel.size();
            channel.position(before);
            var digest = Sha256.digest();
            try {
                write(channel, bytes, file.size() - before, digest);
            } finally {
                channel.force(true);
            }
            if (sha256.isPresent() && !MessageDigest.isEqual(sha256.get(), digest.digest())) {
                channel.truncate(before);
                channel.force(true);
                return false;
            }
        }
        Durable.syncFolder(part(file));
        return true;
    }

    private static void write(FileChannel channel, InputStream bytes, long most, MessageDigest digest)
            throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        long left = most;
        while (left > 0) {
            int read = bytes.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                return;
            }
            digest.update(buffer, 0, read);
            for (var rest = ByteBuffer.wrap(buffer, 0, read); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            left -= read;
        }
    }

    /** The lower-case hex SHA-256 of what is here of a file. */
    String sha256(Upload.File file) throws IOException {
        return Sha256.of(Files.exists(part(file)) ? part(file) : whole(file));
    }

    /** Throws away what has come of a file, so that it can be sent again. */
    void forget(Upload.File file) throws IOException {
        Files.deleteIfExists(part(file));
    }

    /** Gives these files their names and throws the others away; killed anywhere, it can be done again. */
    void settle(List<Upload.File> files) throws IOException {
        Files.createDirectories(photos());
        for (var file : files) {
            if (Files.exists(part(file))) {
                Durable.rename(part(file), whole(file));
            }
        }
        Durable.syncFolder(photos());
        deleteIncoming();
    }

    void deleteIncoming() throws IOException {
        if (Files.exists(incoming)) {
            ScratchFolder.deleteTree(incoming);
        }
    }

    private Path part(Upload.File file) {
        return incoming.resolve(Integer.toString(file.number()));
    }

    private Path whole(Upload.File file) {
        return photos().resolve(file.name());
    }
}
