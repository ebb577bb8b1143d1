package org.imalink.preview;

import static org.imalink.database.schema.Tables.COLDPREVIEWS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imalink.operation.Sha256;
import org.jooq.DSLContext;

/**
 * The stored coldpreviews: files named by the SHA-256 of their content, {@code ab/cd/abcd....jpg}, and a row for each.
 *
 * <p>A file is there whole or not at all, whenever the power fails. Store the file first, then write the row: a file
 * without a row is only waste, a row without a file would be a loss. It knows nothing of who may see what: callers have
 * checked access to the photo. Thread-safe; methods with a transaction work in the caller's.
 */
public final class Coldpreviews {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final String INCOMING = ".incoming";
    private static final int MOST_BEHIND_END = 1024;

    private final Path folder;
    private final Path incoming;

    /**
     * @param folder made when it is missing; what a killed server left half-written in it is deleted
     * @throws IOException when it cannot be written to
     */
    public Coldpreviews(Path folder) throws IOException {
        this.folder = folder;
        this.incoming = Files.createDirectories(folder.resolve(INCOMING));
        try (var leftovers = Files.newDirectoryStream(incoming)) {
            for (var leftover : leftovers) {
                Files.delete(leftover);
            }
        }
    }

    /**
     * Writes the file, durably. The same bytes again change nothing.
     *
     * @param jpeg rendered by this server, or without {@link #objection}
     * @throws IOException when the disk is full or gone; nothing is left of it
     */
    public Coldpreview store(byte[] jpeg) throws IOException {
        var coldpreview = describe(jpeg);
        var file = file(coldpreview.sha256());
        if (Files.exists(file) && Files.size(file) == jpeg.length) {
            return coldpreview;
        }
        var inner = innerFolder(coldpreview.sha256());
        makeFolder(outerFolder(coldpreview.sha256()), inner);
        var part = Files.createTempFile(incoming, null, null);
        try {
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(jpeg);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            makeDurable(inner);
        } finally {
            Files.deleteIfExists(part);
        }
        return coldpreview;
    }

    /**
     * Why bytes that another program made cannot be a coldpreview here, as a sentence; empty when they can. Looks at how
     * the JPEG begins and ends and how large it is, and decodes nothing.
     */
    public static Optional<String> objection(byte[] bytes) {
        if (!isJpeg(bytes)) {
            return Optional.of("The file is no JPEG image.");
        }
        if (!endsAsJpeg(bytes)) {
            return Optional.of("The image is cut off: its end is missing.");
        }
        try {
            var size = describe(bytes);
            return (long) size.width() * size.height() > ColdpreviewResize.MAXIMUM_PIXELS
                    ? Optional.of("The image has more pixels than a coldpreview may have.")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("The image is damaged.");
        }
    }

    private static boolean isJpeg(byte[] bytes) {
        return ImageFormat.sniff(Arrays.copyOf(bytes, Math.min(bytes.length, ImageFormat.HEAD_BYTES)))
                .filter(format -> format == ImageFormat.JPEG)
                .isPresent();
    }

    /** The end marker; some programs write a little behind it. */
    private static boolean endsAsJpeg(byte[] bytes) {
        for (int i = bytes.length - 2; i >= Math.max(0, bytes.length - MOST_BEHIND_END); i--) {
            if (bytes[i] == (byte) 0xff && bytes[i + 1] == (byte) 0xd9) {
                return true;
            }
        }
        return false;
    }

    /** Writes the row of a stored file; one that is there already stays. */
    public void register(DSLContext tx, Coldpreview coldpreview) {
        tx.insertInto(COLDPREVIEWS)
                .set(COLDPREVIEWS.SHA256, coldpreview.sha256())
                .set(COLDPREVIEWS.WIDTH, coldpreview.width())
                .set(COLDPREVIEWS.HEIGHT, coldpreview.height())
                .set(COLDPREVIEWS.FILE_SIZE, (long) coldpreview.fileSize())
                .onConflictDoNothing()
                .execute();
    }

    /** What is known of a coldpreview, from its row. */
    public Optional<Coldpreview> find(DSLContext tx, String sha256) {
        return tx.selectFrom(COLDPREVIEWS)
                .where(COLDPREVIEWS.SHA256.eq(sha256))
                .fetchOptional()
                .map(row -> new Coldpreview(
                        row.getSha256(), row.getWidth(), row.getHeight(), Math.toIntExact(row.getFileSize())));
    }

    /** The file's bytes; empty when it is gone. */
    public Optional<byte[]> read(String sha256) throws IOException {
        var file = file(sha256);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    /**
     * Where the file is, or would be.
     *
     * @throws IllegalArgumentException when it is not 64 lower-case hexadecimal digits
     */
    public Path file(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("Not a SHA-256");
        }
        return innerFolder(sha256).resolve(sha256 + ".jpg");
    }

    private Path outerFolder(String sha256) {
        return folder.resolve(sha256.substring(0, 2));
    }

    private Path innerFolder(String sha256) {
        return outerFolder(sha256).resolve(sha256.substring(2, 4));
    }

    private static Coldpreview describe(byte[] jpeg) throws IOException {
        try (var bytes = FileBytes.of(jpeg)) {
            var size = JpegHeader.read(bytes).stored();
            return new Coldpreview(Sha256.of(jpeg), size.width(), size.height(), jpeg.length);
        }
    }

    /** A folder's entry survives a power failure only when the folder above it was forced out too. */
    private void makeFolder(Path outer, Path inner) throws IOException {
        if (Files.isDirectory(inner)) {
            return;
        }
        Files.createDirectories(inner);
        makeDurable(outer);
        makeDurable(folder);
    }

    private static void makeDurable(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
