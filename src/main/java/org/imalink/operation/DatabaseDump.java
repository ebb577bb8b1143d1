package org.imalink.operation;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.imalink.database.Database;

/** How a database of one engine becomes one file, and that file is read again. */
interface DatabaseDump {
    /** What the file's name ends with. */
    String suffix();

    /** Bytes that a backup may need at most, about. */
    long space(Database database) throws IOException, SQLException;

    /**
     * Writes everything that the database holds at one moment, while others write on.
     *
     * @param file does not exist yet; after a failure, what is there of it is worth nothing
     * @return what the live database held at that moment
     */
    ContentDigest.Content write(Database database, Path file, Progress progress) throws IOException, SQLException;

    /** Reads the file as who restores it would. */
    Reading read(Path file, Progress progress) throws IOException, SQLException;

    /** What was found in a backup's file. */
    sealed interface Reading {
        /** The content of a database that is sound in itself. */
        record Sound(ContentDigest.Content content) implements Reading {}

        /** The SHA-256 of the bytes, where they say enough. */
        record Bytes(String sha256) implements Reading {}

        /** A file that nobody should restore. */
        record Damaged(String reason) implements Reading {}
    }
}
