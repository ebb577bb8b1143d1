package org.imalink.ingest;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.imalink.library.EncodedPath;
import org.jspecify.annotations.Nullable;

/**
 * Follows folders and all folders in them by what the operating system tells of changes. Paths are absolute and encoded. For
 * one thread.
 */
final class FolderEvents implements AutoCloseable {
    private final WatchService service;
    private final Path dataDirectory;
    private final int mostFolders;
    private final Map<WatchKey, String> folders = new HashMap<>();
    private final TreeMap<String, WatchKey> keys = new TreeMap<>();

    /** What is told of changes. New folders are followed by then, but what was in them before that is not told. */
    interface Listener {
        /** A file in a folder is new, or was written to. */
        void fileChanged(String folder);

        /** There is a new folder, or something happened in one that is not known in detail. */
        void folderChanged(String folder);

        /** A file or folder is no longer there. */
        void gone(String path);

        /** The system follows no more folders. */
        void full(String folder);
    }

    /**
     * @param dataDirectory the server's own, which is not followed
     * @param mostFolders how many folders are followed at most; the system has a limit of its own
     * @throws IOException when the system follows nothing
     */
    FolderEvents(Path dataDirectory, int mostFolders) throws IOException {
        this.service = FileSystems.getDefault().newWatchService();
        this.dataDirectory = dataDirectory;
        this.mostFolders = mostFolders;
    }

    /**
     * Follows a folder and all folders in it, those that are followed already included.
     *
     * @return false when there were too many
     */
    boolean follow(String folder) {
        try {
            var all = new Following();
            Files.walkFileTree(EncodedPath.toPath(folder), all);
            return !all.isFull;
        } catch (IOException e) {
            // It went away meanwhile, which is told by the folder it was in.
            return true;
        }
    }

    private final class Following extends SimpleFileVisitor<Path> {
        boolean isFull;
        private boolean isInside;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            var path = EncodedPath.of(folder);
            if (folder.equals(dataDirectory) || isInside && FolderScanner.isHidden(path)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            isInside = true;
            try {
                register(folder, path);
                return FileVisitResult.CONTINUE;
            } catch (FolderLimitException e) {
                isFull = true;
                return FileVisitResult.TERMINATE;
            } catch (IOException e) {
                return FileVisitResult.SKIP_SUBTREE;
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }

    private void register(Path folder, String path) throws IOException {
        if (keys.size() >= mostFolders && !keys.containsKey(path)) {
            throw new FolderLimitException();
        }
        WatchKey key;
        try {
            key = folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
        } catch (IOException e) {
            // The JDK has no other word for it.
            if (String.valueOf(e.getMessage()).contains("limit")) {
                throw new FolderLimitException();
            }
            throw e;
        }
        // A folder that was moved keeps its key.
        var before = folders.put(key, path);
        if (before != null && !before.equals(path)) {
            keys.remove(before, key);
        }
        var other = keys.put(path, key);
        if (other != null && !other.equals(key)) {
            folders.remove(other);
            other.cancel();
        }
    }

    private static final class FolderLimitException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** No longer follows a folder and all folders in it. */
    void leave(String folder) {
        var inside = new TreeMap<>(keys.subMap(folder + "/", folder + "0"));
        var itself = keys.get(folder);
        if (itself != null) {
            inside.put(folder, itself);
        }
        inside.forEach((path, key) -> {
            keys.remove(path);
            folders.remove(key);
            key.cancel();
        });
    }

    boolean isFollowed(String folder) {
        return keys.containsKey(folder);
    }

    /**
     * Tells what happened, and waits for it for a while when nothing did.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    void tell(Duration wait, Listener listener) throws InterruptedException {
        var lost = new TreeSet<String>(EncodedPath::compare);
        var key = service.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        while (key != null) {
            var folder = folders.get(key);
            var events = key.pollEvents();
            if (folder != null) {
                for (var event : events) {
                    if (event.context() instanceof Path name) {
                        tell(folder, name, event.kind(), listener);
                    } else {
                        lost.add(folder);
                    }
                }
                if (!key.reset()) {
                    leave(folder);
                }
            }
            key = service.poll();
        }
        String around = null;
        for (var folder : lost) {
            if (around == null || !EncodedPath.contains(around, folder)) {
                around = folder;
                enter(folder, listener);
            }
        }
    }

    private void tell(String folder, Path name, WatchEvent.Kind<?> kind, Listener listener) {
        var file = EncodedPath.toPath(folder).resolve(name);
        var path = EncodedPath.of(file);
        if (FolderScanner.isHidden(path)) {
            return;
        }
        if (kind == ENTRY_DELETE) {
            leave(path);
            listener.gone(path);
        } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            enter(path, listener);
        } else {
            listener.fileChanged(folder);
        }
    }

    private void enter(String folder, Listener listener) {
        if (!follow(folder)) {
            listener.full(folder);
        }
        listener.folderChanged(folder);
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
