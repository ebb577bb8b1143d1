package org.imalink.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.imalink.access.Scope;
import org.imalink.library.EncodedPath;
import org.imalink.library.FilePlaces;
import org.imalink.library.FilePlaces.Known;
import org.imalink.library.LibraryRoot;
import org.imalink.library.SetAsideFiles;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places below a root whose files are gone. A file counts as gone only when the file system says that it is not
 * there, and the disk on which it was known is there. For one thread.
 */
final class MissingFiles {
    private static final int PLACES_AT_ONCE = 1000;

    private final WorkedLibrary library;
    private final Scope scope;
    private final LibraryRoot root;
    private final Path rootFolder;
    private final ScannedDisks disks;
    private @Nullable Path lastFolder;
    private FolderState lastState = FolderState.UNKNOWN;

    private enum FolderState {
        THERE,
        GONE,
        UNKNOWN
    }

    /**
     * @param disks of the root, as the scan found them
     */
    MissingFiles(WorkedLibrary library, LibraryRoot root, ScannedDisks disks) {
        this.library = library;
        this.scope = library.scope();
        this.root = root;
        this.rootFolder = root.folder();
        this.disks = disks;
    }

    /**
     * Tells the places whose files are gone, in parts.
     *
     * @param folder the scanned folder: below the root, encoded; empty for the root itself
     * @param met places that need no second look
     * @return the mount points (below the root) of disks that are not connected, of whose files some are not there; none of
     *     these are told
     */
    SequencedSet<String> find(String folder, BitSet met, Consumer<List<Long>> gone) {
        var away = new LinkedHashSet<String>();
        var after = "";
        while (true) {
            var last = after;
            var places = library.read(tx -> FilePlaces.known(tx, scope, root, folder, last, PLACES_AT_ONCE));
            var missing = places.stream()
                    .filter(place -> !ScannedDisks.isMet(place.id(), met) && isGone(place.path()))
                    .toList();
            // Looked at after the files: a disk that went meanwhile is not there any more now.
            var mountPoints = new LinkedHashSet<String>();
            missing.forEach(place -> mountPoints.add(disks.mountPoint(place.path())));
            mountPoints.removeIf(each -> !away.contains(each) && disks.isConnected(each, met));
            away.addAll(mountPoints);
            var part = missing.stream()
                    .filter(place -> !away.contains(disks.mountPoint(place.path())))
                    .map(Known::id)
                    .toList();
            if (!part.isEmpty()) {
                gone.accept(part);
            }
            if (places.size() < PLACES_AT_ONCE) {
                break;
            }
            after = places.getLast().path();
        }
        forgetSetAside(folder, away, met);
        disks.remember(met);
        return away;
    }

    /** Files that are no photos and that are gone need not be known any longer. */
    private void forgetSetAside(String folder, SequencedSet<String> away, BitSet met) {
        var after = "";
        while (true) {
            var last = after;
            var files = library.read(tx -> SetAsideFiles.known(tx, scope, root, folder, last, PLACES_AT_ONCE));
            var gone = files.stream()
                    .filter(path -> isGone(path)
                            && !away.contains(disks.mountPoint(path))
                            && disks.isConnected(disks.mountPoint(path), met))
                    .toList();
            if (!gone.isEmpty()) {
                library.write(tx -> {
                    SetAsideFiles.remove(tx, scope, root, gone);
                    return gone;
                });
            }
            if (files.size() < PLACES_AT_ONCE) {
                return;
            }
            after = files.getLast();
        }
    }

    private boolean isGone(String path) {
        var file = EncodedPath.toPath(EncodedPath.join(root.path(), path));
        var folder = Objects.requireNonNull(file.getParent());
        if (!folder.equals(lastFolder)) {
            lastState = state(folder);
            lastFolder = folder;
        }
        return switch (lastState) {
            case GONE -> true;
            case UNKNOWN -> false;
            case THERE -> isNoFile(file);
        };
    }

    private static boolean isNoFile(Path file) {
        try {
            return !Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile();
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            // Nobody said that it is gone: a disk that fails, a share that does not answer, a folder that was locked.
            return false;
        }
    }

    /** Files behind a link are not where they were: links are not followed. */
    private FolderState state(Path folder) {
        try {
            return folder.toRealPath().equals(folder) ? FolderState.THERE : FolderState.GONE;
        } catch (NoSuchFileException e) {
            return FolderState.GONE;
        } catch (IOException e) {
            return isInFile(folder) ? FolderState.GONE : FolderState.UNKNOWN;
        }
    }

    /** Whether a file took the place of the folder, or of one around it. */
    private boolean isInFile(Path folder) {
        for (var each = folder; each != null && !each.equals(rootFolder); each = each.getParent()) {
            if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }
}
