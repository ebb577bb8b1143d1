package org.imalink.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.imalink.access.Scope;
import org.imalink.database.Database;
import org.imalink.library.EncodedPath;
import org.imalink.library.LibraryException;
import org.imalink.library.LibraryRoot;
import org.imalink.library.LibraryRoots;

/**
 * Writes down which folders the operator wants watched. What cannot be is {@link LibraryException.Rejected} with a sentence
 * for people. Thread-safe.
 */
final class WatchWishes {
    private final Database database;
    private final Path dataDirectory;

    /**
     * @param dataDirectory the server's own, which is not watched
     */
    WatchWishes(Database database, Path dataDirectory) {
        this.database = database;
        this.dataDirectory = dataDirectory;
    }

    /**
     * Watches a folder.
     *
     * @return the root that it is, or lies in
     */
    LibraryRoot begin(Scope scope, String text) {
        var folder = folder(text);
        if (folder.startsWith(dataDirectory)) {
            throw new LibraryException.Rejected("This is the server's own data directory: " + folder);
        }
        return database.write(tx -> {
            var root = LibraryRoots.add(tx, scope, EncodedPath.of(folder));
            LibraryRoots.setWatched(tx, scope, root, true);
            return root;
        });
    }

    /** Also of a folder that is not there any more. */
    LibraryRoot end(Scope scope, String text) {
        var path = absolute(text);
        var real = Files.isDirectory(path) ? EncodedPath.of(folder(text)) : EncodedPath.of(path);
        return database.write(tx -> {
            var root = LibraryRoots.around(tx, scope, real)
                    .orElseThrow(() -> new LibraryException.Rejected("This folder is not in the library: " + text));
            if (!root.path().equals(real) && LibraryRoots.watched(tx, scope).contains(root)) {
                throw new LibraryException.Rejected(
                        "This folder is watched as part of another one; name that: " + EncodedPath.text(root.path()));
            }
            LibraryRoots.setWatched(tx, scope, root, false);
            return root;
        });
    }

    private static Path absolute(String text) {
        if (!text.startsWith("/") || text.indexOf('\0') >= 0) {
            throw new LibraryException.Rejected("The path must be absolute: " + text.replace("\0", ""));
        }
        return EncodedPath.toPath(EncodedPath.ofText(text));
    }

    private static Path folder(String text) {
        try {
            var folder = absolute(text).toRealPath();
            if (!Files.isDirectory(folder)) {
                throw new LibraryException.Rejected("Only folders can be watched: " + text);
            }
            return folder;
        } catch (NoSuchFileException e) {
            throw new LibraryException.Rejected("There is no such folder: " + text);
        } catch (IOException e) {
            throw new LibraryException.Rejected("The server cannot read this: " + text);
        }
    }
}
