package org.imalink.ingest.legacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.imalink.operation.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * What is to be adopted, found and looked at from outside only.
 *
 * @param database the file itself, free of links
 * @param coldpreviews the folder with the medium previews, free of links; null when there is none
 */
public record LegacySource(Path database, @Nullable Path coldpreviews) {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /**
     * Finds the database and its coldpreviews.
     *
     * @param coldpreviews null for the folder of that name beside the database, where there is one
     * @param data the data directory of the new library, there or not
     * @throws RefusedException when something is not there or not what it should be, or lies in the new data directory
     */
    public static LegacySource find(Path database, @Nullable Path coldpreviews, Path data) {
        try {
            var file = real(database, "There is no file " + database + ".");
            if (!Files.isRegularFile(file)) {
                throw new RefusedException(database
                        + " is a folder. Give the database file in it, such as %s."
                                .formatted(database.resolve("imalink.db")));
            }
            refuseOther(file);
            refuseInside(file, data);
            var folder = folder(file, coldpreviews);
            if (folder != null) {
                refuseInside(folder, data);
            }
            return new LegacySource(file, folder);
        } catch (IOException e) {
            throw new RefusedException("%s cannot be read: %s.".formatted(database, e.getMessage()), e);
        }
    }

    /**
     * Makes sure that the new database does not lie beside the old one, where SQLite would write files.
     *
     * @throws RefusedException when it would
     */
    public void refuseBeside(Path newDatabase) {
        var folder = newDatabase.toAbsolutePath().normalize().getParent();
        try {
            if (folder != null && Files.exists(folder) && folder.toRealPath().equals(database.getParent())) {
                throw new RefusedException(
                        "The new database %s would lie beside the old one, where nothing is to be written. Choose another folder."
                                .formatted(newDatabase));
            }
        } catch (IOException e) {
            throw new RefusedException("%s cannot be read: %s.".formatted(folder, e.getMessage()), e);
        }
    }

    private static @Nullable Path folder(Path database, @Nullable Path wanted) throws IOException {
        if (wanted == null) {
            var beside = database.resolveSibling("coldpreviews");
            return Files.isDirectory(beside) ? beside.toRealPath() : null;
        }
        var folder = real(wanted, "There is no folder " + wanted + ".");
        if (!Files.isDirectory(folder)) {
            throw new RefusedException(wanted + " is not a folder.");
        }
        return folder;
    }

    private static Path real(Path path, String missing) throws IOException {
        if (!Files.exists(path)) {
            throw new RefusedException(missing);
        }
        return path.toRealPath();
    }

    private static void refuseOther(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(MAGIC.length);
        }
        if (head.length == 0) {
            throw new RefusedException(file + " is empty.");
        }
        if (!Arrays.equals(head, MAGIC)) {
            throw new RefusedException(file + " is not a SQLite database, or it is encrypted.");
        }
    }

    /** The new library would write beside what must stay as it is. */
    private static void refuseInside(Path source, Path data) throws IOException {
        var folder = data.toAbsolutePath().normalize();
        if (source.startsWith(Files.exists(folder) ? folder.toRealPath() : folder)) {
            throw new RefusedException(
                    "%s lies in the data directory %s. It stays as it is, so the new library needs a folder of its own: choose one with --data."
                            .formatted(source, data));
        }
    }
}
