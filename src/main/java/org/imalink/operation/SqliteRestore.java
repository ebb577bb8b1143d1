package org.imalink.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts another SQLite database in the place of the present one, so that being killed at any moment is no harm: before
 * anything is moved, a note beside the database says what goes where, and whoever opens the library next finishes it.
 *
 * <p>The present database gets another name, and its {@code -wal} and {@code -shm} with it: there they still belong to
 * each other, while beside the new database they would be played into it.
 */
final class SqliteRestore {
    private final Path live;

    SqliteRestore(Path live) {
        this.live = live.toAbsolutePath();
    }

    /**
     * What goes where.
     *
     * @param prepared the name of the new database's file
     * @param kept the name that the present database gets
     */
    private record Note(String prepared, String kept) {}

    /** Where this process prepares the new database. */
    Path prepared() {
        return live.resolveSibling(preparedName() + ProcessHandle.current().pid());
    }

    /** Deletes what was prepared by who was killed before the swap began: nobody would come back to it. */
    void removeLeftovers() throws IOException {
        var folder = live.getParent();
        if (begun() || folder == null || !Files.isDirectory(folder)) {
            return;
        }
        try (var leftovers = Files.newDirectoryStream(
                folder, file -> String.valueOf(file.getFileName()).startsWith(preparedName()))) {
            for (var leftover : leftovers) {
                Files.delete(leftover);
            }
        }
    }

    private String preparedName() {
        return live.getFileName() + ".restored.";
    }

    /** Brings the prepared file to the place of the database, keeping that under the other name. */
    void replace(Path prepared, Path kept) throws IOException {
        Durable.sync(prepared);
        var note = new Note(String.valueOf(prepared.getFileName()), String.valueOf(kept.getFileName()));
        OwnerOnly.write(note(), JsonMapper.shared().writeValueAsString(note));
        finish();
    }

    /**
     * Finishes what was begun; nothing when nothing was.
     *
     * @return whether there was something to finish
     */
    boolean finish() throws IOException {
        if (!begun()) {
            return false;
        }
        var note = read();
        var prepared = live.resolveSibling(note.prepared());
        var kept = live.resolveSibling(note.kept());
        // Once the new database is in its place, what lies beside it is its own.
        if (Files.exists(prepared)) {
            moveAside("-wal", kept);
            moveAside("-shm", kept);
            keep(kept);
            Durable.rename(prepared, live);
        }
        Files.delete(note());
        Durable.syncFolder(live);
        return true;
    }

    /** Whether there is something to finish. */
    boolean begun() {
        return Files.exists(note());
    }

    private Note read() throws IOException {
        try {
            return JsonMapper.shared().readValue(Files.readString(note()), Note.class);
        } catch (JacksonException e) {
            throw new IOException("the note %s of an unfinished restore cannot be read".formatted(note()), e);
        }
    }

    private void moveAside(String suffix, Path kept) throws IOException {
        var beside = live.resolveSibling(live.getFileName() + suffix);
        if (Files.exists(beside)) {
            Files.move(beside, kept.resolveSibling(kept.getFileName() + suffix), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** By a second name where the file system has such: then there is a database at the usual place at every moment. */
    private void keep(Path kept) throws IOException {
        if (!Files.exists(live) || Files.exists(kept)) {
            return;
        }
        try {
            Files.createLink(kept, live);
        } catch (UnsupportedOperationException | IOException e) {
            Files.move(live, kept, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Path note() {
        return live.resolveSibling(live.getFileName() + ".restoring");
    }
}
