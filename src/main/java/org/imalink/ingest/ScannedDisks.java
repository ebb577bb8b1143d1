package org.imalink.ingest;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.BitSet;
import java.util.Objects;
import java.util.TreeMap;
import org.imalink.access.Scope;
import org.imalink.library.EncodedPath;
import org.imalink.library.FilePlaces;
import org.imalink.library.LibraryRoot;
import org.imalink.library.RootDisks;
import org.imalink.library.RootDisks.RootDisk;
import org.jspecify.annotations.Nullable;

/**
 * The disks (file systems) that a root lies on, during one scan of it: its own and those that are mounted below it. A disk that
 * is not connected leaves an empty mount point, none, or another file system in its place; what is known to lie on it is then
 * not gone. Begins before the scan. For one thread.
 */
final class ScannedDisks {
    private static final int PLACES_AT_ONCE = 1000;

    private final WorkedLibrary library;
    private final Scope scope;
    private final LibraryRoot root;
    /** Places from this id on were written by this scan. */
    private final long firstNew;
    /** By the path below the root. */
    private final TreeMap<String, Disk> disks = new TreeMap<>();

    /** A mount point as it was known and as it is. */
    private static final class Disk {
        final String path;
        final Path folder;
        final @Nullable Object key;
        final @Nullable String device;
        final @Nullable RootDisk known;

        @Nullable
        Boolean isKnownDisk;

        Disk(String path, Path folder, @Nullable RootDisk known) {
            this.path = path;
            this.folder = folder;
            this.key = key(folder);
            this.device = device(folder);
            this.known = known;
        }
    }

    ScannedDisks(WorkedLibrary library, LibraryRoot root) {
        this.library = library;
        this.scope = library.scope();
        this.root = root;
        this.firstNew = library.read(FilePlaces::newestId) + 1;
        for (var known : library.read(tx -> RootDisks.of(tx, scope, root))) {
            disks.put(known.path(), new Disk(known.path(), folder(known.path()), known));
        }
        disks.computeIfAbsent("", path -> new Disk(path, root.folder(), null));
        // Before anything is written: what comes from now on may be another disk's.
        disks.values().forEach(this::doubt);
    }

    /** Takes note of a folder that the scan enters; one on another disk than the folder around it is a mount point. */
    void enter(String path) {
        var around = of(path);
        var folder = folder(path);
        var device = device(folder);
        // What became of a mount point since the scan began is looked at when it ends.
        if (!around.path.equals(path) && device != null && !device.equals(around.device)) {
            var instead = around.known == null ? null : new RootDisk(path, around.known.device(), firstNew);
            disks.put(path, new Disk(path, folder, instead));
        }
    }

    /** The mount point that a path below the root lies behind: the path of that below the root. */
    String mountPoint(String path) {
        return of(path).path;
    }

    private Disk of(String path) {
        for (var each = path; !each.isEmpty(); each = parent(each)) {
            var disk = disks.get(each);
            if (disk != null) {
                return disk;
            }
        }
        return Objects.requireNonNull(disks.get(""));
    }

    /**
     * Whether the disk is there now, as it was during the scan, and is the one that was known.
     *
     * @param met the places that the scan met as they were
     */
    boolean isConnected(String mountPoint, BitSet met) {
        var disk = Objects.requireNonNull(disks.get(mountPoint));
        return isThere(disk) && isKnownDisk(disk, met);
    }

    /** Writes down the disks as they are, but for those that are not the known ones. */
    void remember(BitSet met) {
        for (var disk : disks.values()) {
            if (disk.device == null || !isThere(disk) || !isKnownDisk(disk, met)) {
                continue;
            }
            var now = new RootDisk(disk.path, disk.device, null);
            if (!disk.path.isEmpty() && disk.device.equals(of(parent(disk.path)).device)) {
                library.write(tx -> {
                    RootDisks.remove(tx, scope, root, disk.path);
                    return now;
                });
            } else {
                write(disk, now);
            }
        }
    }

    private void doubt(Disk disk) {
        var known = disk.known;
        if (known != null
                && known.strangeFrom() == null
                && disk.device != null
                && !disk.device.equals(known.device())) {
            write(disk, new RootDisk(known.path(), known.device(), firstNew));
        }
    }

    private void write(Disk disk, RootDisk now) {
        if (!now.equals(disk.known)) {
            library.write(tx -> {
                RootDisks.put(tx, root, now);
                return now;
            });
        }
    }

    private boolean isKnownDisk(Disk disk, BitSet met) {
        if (disk.isKnownDisk == null) {
            disk.isKnownDisk =
                    disk.known == null || disk.known.device().equals(disk.device) || holdsKnown(disk, disk.known, met);
            if (!disk.isKnownDisk && disk.known != null && disk.known.strangeFrom() != null) {
                write(disk, disk.known);
            }
        }
        return disk.isKnownDisk;
    }

    /** Devices are numbered anew at times. A disk on which one old file is as it was is the old one, or has its files. */
    private boolean holdsKnown(Disk disk, RootDisk known, BitSet met) {
        long strangeFrom = known.strangeFrom() == null ? firstNew : known.strangeFrom();
        boolean hasOld = false;
        var after = "";
        while (true) {
            var last = after;
            var places = library.read(tx -> FilePlaces.known(tx, scope, root, disk.path, last, PLACES_AT_ONCE));
            for (var place : places) {
                boolean isOld = place.id() < strangeFrom && of(place.path()) == disk;
                hasOld |= isOld;
                if (isOld && isMet(place.id(), met)) {
                    return true;
                }
            }
            if (places.size() < PLACES_AT_ONCE) {
                return !hasOld;
            }
            after = places.getLast().path();
        }
    }

    static boolean isMet(long place, BitSet met) {
        return place <= Integer.MAX_VALUE && met.get((int) place);
    }

    /** Whether it is still the folder that was scanned, behind no link, with something in it. */
    private static boolean isThere(Disk disk) {
        if (disk.key == null || !disk.key.equals(key(disk.folder))) {
            return false;
        }
        try (var entries = Files.newDirectoryStream(disk.folder)) {
            if (!disk.folder.toRealPath().equals(disk.folder)) {
                return false;
            }
            for (var entry : entries) {
                if (!FolderScanner.isHidden(EncodedPath.of(entry))) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }

    private Path folder(String path) {
        return EncodedPath.toPath(EncodedPath.join(root.path(), path));
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static @Nullable Object key(Path folder) {
        try {
            return Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable String device(Path folder) {
        try {
            return String.valueOf(Files.getAttribute(folder, "unix:dev", LinkOption.NOFOLLOW_LINKS));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return null;
        }
    }
}
