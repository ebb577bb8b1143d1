package org.imalink.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps SQLite from playing into a database what another one left beside it. Somebody stops the server with {@code kill -9},
 * copies a backup over {@code imalink.db}, and an old {@code imalink.db-wal} still lies there: SQLite would write its pages into
 * the backup's, and call the result sound.
 *
 * <p>A file as {@code VACUUM INTO} writes it says 1 in the bytes 18 and 19 of its header, and a database in WAL mode says 2
 * (https://www.sqlite.org/fileformat2.html, 1.3): a log beside the former is never its own. Beside the latter it may be, and
 * stays. A rollback journal is looked at in {@link RollbackJournal}. Only for who holds the library's lock, before anything
 * opens the database.
 */
public final class StrayLog {
    private static final Logger LOG = LoggerFactory.getLogger(StrayLog.class);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss");

    private final Path database;

    private StrayLog(Path database) {
        this.database = database.toAbsolutePath();
    }

    /**
     * Gives a log that is another database's a name that says so; nothing is deleted. Does nothing where all is as it should
     * be, or where there is no database.
     *
     * @throws RefusedException when the database is a link to a backup, which would be written to, when a journal lies beside
     *     it that may be another database's, or when a file cannot be read or moved
     */
    public static void moveAside(Path database) {
        var stray = new StrayLog(database);
        try {
            stray.refuseLinkToBackup();
            stray.moveAside();
        } catch (IOException e) {
            throw new RefusedException(
                    "What lies beside %s cannot be looked at: %s".formatted(database, e.getMessage()), e);
        }
    }

    /** As {@code cp -a} and {@code mv} leave it, given the link {@code imalink.db.backup.latest}. */
    private void refuseLinkToBackup() throws IOException {
        if (!Files.isSymbolicLink(database)) {
            return;
        }
        var target = database.resolveSibling(Files.readSymbolicLink(database));
        if (String.valueOf(target.getFileName()).startsWith(database.getFileName() + ".backup.")) {
            throw new RefusedException(
                    "%1$s is a link to the backup %2$s, which would be changed by everything that is written. Put a copy in its place: rm %1$s && cp %2$s %1$s"
                            .formatted(database, target));
        }
    }

    private void moveAside() throws IOException {
        if (!Files.exists(database)) {
            return;
        }
        var header = SqliteHeader.read(database);
        if (header.isEmpty()) {
            return; // not one of SQLite, which says so itself
        }
        var journal = RollbackJournal.beside(database);
        var before = header.get();
        if (journal.isPresent()) {
            before = journal.get().headerBefore(before).orElseThrow(this::unknownJournal);
        }
        if (!before.isWal() && Files.exists(beside("-wal"))) {
            var end = ".of-another-database." + STAMP.format(LocalDateTime.now());
            for (var suffix : List.of("-wal", "-shm")) {
                if (Files.exists(beside(suffix))) {
                    Files.move(beside(suffix), beside(suffix + end), StandardCopyOption.ATOMIC_MOVE);
                }
            }
            Durable.syncFolder(database);
            LOG.warn(
                    "{} was put back here: the log beside it was another database's, and is kept as {}",
                    database,
                    beside("-wal" + end).getFileName());
        }
    }

    private RefusedException unknownJournal() {
        return new RefusedException(
                "%1$s-journal is what somebody left who was writing to a database, and it may be another one than the present: playing it back would destroy that. If you put %1$s there just now, move the journal away: mv %1$s-journal %1$s-journal.old. Otherwise put a backup back: imalink backup restore latest"
                        .formatted(database));
    }

    private Path beside(String suffix) {
        return database.resolveSibling(database.getFileName() + suffix);
    }
}
