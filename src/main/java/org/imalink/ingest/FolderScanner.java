package org.imalink.ingest;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.imalink.ingest.ScannedItem.FoundFile;
import org.imalink.ingest.ScannedItem.PassedOver;
import org.imalink.library.EncodedPath;

/**
 * Walks folders in an order that depends on nothing but the names in them, so that a scan can go on where another one
 * stopped. It only lists: it opens no file, changes nothing and follows no link. Thread-safe.
 */
final class FolderScanner {
    /** Names that systems and programs give to what is theirs, in lower case; so is everything that begins with a dot. */
    private static final Set<String> SYSTEM_NAMES = Set.of(
            "@eadir",
            "#recycle",
            "#snapshot",
            "$recycle.bin",
            "system volume information",
            "lost+found",
            "__macosx",
            "thumbs.db",
            "ehthumbs.db",
            "desktop.ini",
            "icon\r");

    private final Path dataDirectory;

    /**
     * @param dataDirectory the server's own; it is passed over wherever it lies
     */
    FolderScanner(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /**
     * Tells everything at or below a path, in the order of {@link EncodedPath#compare}.
     *
     * @param root absolute, encoded
     * @param start a folder or a file: its path below the root, encoded; empty for the root itself
     * @param after only what comes behind this path; empty for everything
     */
    void scan(String root, String start, String after, Consumer<ScannedItem> items) {
        scan(root, start, after, false, items, folder -> {});
    }

    /**
     * The same, and tells each folder (its path below the root) before what is in it.
     *
     * @param flat whether to leave out the folders in it
     */
    void scan(
            String root,
            String start,
            String after,
            boolean flat,
            Consumer<ScannedItem> items,
            Consumer<String> folders) {
        new Walk(root, start, after, flat, items, folders)
                .visit(start, EncodedPath.toPath(EncodedPath.join(root, start)));
    }

    private final class Walk {
        private final String root;
        private final String start;
        private final String after;
        private final boolean flat;
        private final Consumer<ScannedItem> items;
        private final Consumer<String> folders;

        Walk(
                String root,
                String start,
                String after,
                boolean flat,
                Consumer<ScannedItem> items,
                Consumer<String> folders) {
            this.start = start;
            this.flat = flat;
            this.root = root;
            this.after = after;
            this.items = items;
            this.folders = folders;
        }

        void visit(String path, Path file) {
            boolean isNew = after.isEmpty() || EncodedPath.compare(path, after) > 0;
            // Behind a folder that was told as unreadable there is nothing; inside one that was not there may be more.
            if (!isNew && !EncodedPath.contains(path, after) && !path.isEmpty()) {
                return;
            }
            BasicFileAttributes attributes;
            try {
                attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            } catch (IOException e) {
                tell(isNew, passedOver(path, e));
                return;
            }
            if (attributes.isSymbolicLink()) {
                tell(isNew, new PassedOver(path, ImportReason.SYMBOLIC_LINK, null));
            } else if (attributes.isDirectory() && flat && !path.equals(start)) {
                // Not wanted this time.
                return;
            } else if (attributes.isDirectory()) {
                list(path, file, isNew);
            } else if (attributes.isRegularFile()) {
                tell(isNew, new FoundFile(path, attributes.size(), FileTimes.modifiedAt(attributes)));
            } else {
                tell(isNew, new PassedOver(path, ImportReason.SPECIAL_FILE, null));
            }
        }

        private void list(String path, Path folder, boolean isNew) {
            if (folder.equals(dataDirectory)) {
                tell(isNew, new PassedOver(path, ImportReason.OWN_DATA, null));
                return;
            }
            List<Entry> entries;
            try {
                entries = entries(path, folder);
            } catch (IOException e) {
                tell(isNew, passedOver(path, e));
                return;
            }
            folders.accept(path);
            for (var entry : entries) {
                if (isHidden(entry.path)) {
                    tell(isBehind(entry.path), new PassedOver(entry.path, ImportReason.HIDDEN, null));
                } else {
                    visit(entry.path, entry.file);
                }
            }
        }

        private List<Entry> entries(String path, Path folder) throws IOException {
            var entries = new ArrayList<Entry>();
            try (var stream = Files.newDirectoryStream(folder)) {
                for (var file : stream) {
                    var name = EncodedPath.of(Path.of("/").resolve(file.getFileName()));
                    entries.add(new Entry(EncodedPath.join(path, name.substring(1)), file));
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            entries.sort((left, right) -> EncodedPath.compare(left.path, right.path));
            return entries;
        }

        private boolean isBehind(String path) {
            return after.isEmpty() || EncodedPath.compare(path, after) > 0;
        }

        private void tell(boolean isNew, ScannedItem item) {
            if (isNew) {
                items.accept(item);
            }
        }

        private PassedOver passedOver(String path, IOException failure) {
            return switch (failure) {
                case NoSuchFileException gone -> new PassedOver(path, ImportReason.NOT_FOUND, null);
                case NotDirectoryException gone -> new PassedOver(path, ImportReason.NOT_FOUND, null);
                case AccessDeniedException denied ->
                    new PassedOver(path, ImportReason.UNREADABLE, "Permission denied.");
                case FileSystemException other -> new PassedOver(path, ImportReason.UNREADABLE, other.getReason());
                default -> new PassedOver(path, ImportReason.UNREADABLE, failure.getMessage());
            };
        }

        private record Entry(String path, Path file) {}
    }

    /** Whether a name says that a file or folder is not the person's. */
    static boolean isHidden(String path) {
        var name = EncodedPath.lastName(path);
        return name.startsWith(".") || SYSTEM_NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
