package org.imalink.operation.isolated;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A folder for one piece of work, where files from outside get names of our own, so that what they are really called (an
 * option, a pattern, bytes that are no text) never reaches a command line or a request. Deleted with all its content when
 * closed; what the files point at is not touched. For one thread.
 */
public final class ScratchFolder implements AutoCloseable {
    private static final String PREFIX = "scratch-";

    private final Path path;
    private int links;

    private ScratchFolder(Path path) {
        this.path = path;
    }

    /** Makes a folder with a name of its own below an existing one. */
    public static ScratchFolder below(Path parent) throws IOException {
        return new ScratchFolder(Files.createTempDirectory(parent.toAbsolutePath(), PREFIX));
    }

    /** Deletes what earlier servers left below a folder when they were killed. Call it before the first use only. */
    public static void deleteLeftovers(Path parent) throws IOException {
        try (var leftovers = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (var leftover : leftovers) {
                deleteTree(leftover);
            }
        }
    }

    public Path path() {
        return path;
    }

    /** Makes a link to a file, there or not, and answers the link's absolute path. */
    public Path link(Path file) throws IOException {
        return Files.createSymbolicLink(path.resolve("source" + links++), file.toAbsolutePath());
    }

    @Override
    public void close() throws IOException {
        deleteTree(path);
    }

    /** Deletes a folder and everything in it. */
    public static void deleteTree(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
