package org.imalink.operation;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder in which a library keeps everything of its own; originals lie elsewhere. Immutable.
 *
 * @param root absolute
 */
public record DataDirectory(Path root) {
    /**
     * Opens the folder, made when absent so that only its owner can look into it.
     *
     * @throws RefusedException when it is no folder, or cannot be written, or its disk is full
     */
    public static DataDirectory open(Path folder) {
        var directory = new DataDirectory(folder.toAbsolutePath().normalize());
        try {
            if (!Files.isDirectory(directory.root)) {
                OwnerOnly.createFolders(directory.root);
            }
            OwnerOnly.createFolders(directory.temporary());
            OwnerOnly.createFolders(directory.config());
            OwnerOnly.createFolders(directory.coldpreviews());
            OwnerOnly.createFolders(directory.storages());
            directory.tryToWrite();
            return directory;
        } catch (IOException e) {
            throw new RefusedException(reason(directory.root, e), e);
        }
    }

    private void tryToWrite() throws IOException {
        var probe = Files.createTempFile(temporary(), "probe", null);
        try {
            // More than a file system keeps beside a name, so that a full disk shows.
            Files.write(probe, new byte[8192]);
        } finally {
            Files.delete(probe);
        }
    }

    private static String reason(Path folder, IOException error) {
        if (error instanceof FileAlreadyExistsException exists) {
            return "The data directory %s cannot be used: %s is a file, not a folder. Choose another with --data."
                    .formatted(folder, exists.getFile());
        }
        if (error instanceof AccessDeniedException) {
            return "The data directory %s cannot be written by this user. Change its owner, or choose another with --data."
                    .formatted(folder);
        }
        var detail = error instanceof FileSystemException failure && failure.getReason() != null
                ? failure.getReason()
                : error.getMessage();
        return "The data directory %s cannot be written (%s). Make room or choose another with --data."
                .formatted(folder, detail);
    }

    /** The SQLite database, where no other place was chosen. */
    public Path database() {
        return root.resolve("imalink.db");
    }

    /** Says who holds the library; see {@link ServerLock}. */
    public Path lock() {
        return root.resolve("imalink.db.lock");
    }

    /** The code by which the operator proves to have the machine; see {@link OperatorCode}. */
    public Path operatorToken() {
        return root.resolve("operator.token");
    }

    /** The one-time code for the first admin, while there is none. */
    public Path setupCode() {
        return root.resolve("setup.code");
    }

    /** What the operator wishes, and after each transition what is. */
    public Path multiuserFile() {
        return config().resolve("multiuser.json");
    }

    /** By what tokens are signed, where the database is a SQLite file. */
    public Path signingKeys() {
        return config().resolve("keys.json");
    }

    /** How far the database had come when it was here last; see {@link PutBack}. */
    public Path seenVersion() {
        return config().resolve("seen-version");
    }

    /** Coldpreviews, as files named by the SHA-256 of their bytes. */
    public Path coldpreviews() {
        return root.resolve("coldpreviews");
    }

    /** Where the bytes of one coldpreview lie. */
    public Path coldpreview(String sha256) {
        return coldpreviews()
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256 + ".jpg");
    }

    /** File storages that were made without naming a place. */
    public Path storages() {
        return root.resolve("storages");
    }

    public Path config() {
        return root.resolve("config");
    }

    /** For files on their way; everything in it may be deleted while nobody holds the library. */
    public Path temporary() {
        return root.resolve("tmp");
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
