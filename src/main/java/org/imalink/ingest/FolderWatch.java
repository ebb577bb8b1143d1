package org.imalink.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.imalink.access.Libraries;
import org.imalink.access.Scope;
import org.imalink.database.Database;
import org.imalink.database.DatabaseUnavailableException;
import org.imalink.library.EncodedPath;
import org.imalink.library.FilePlaces;
import org.imalink.library.LibraryException;
import org.imalink.library.LibraryRoot;
import org.imalink.library.LibraryRoots;
import org.imalink.operation.jobs.JobState;
import org.imalink.operation.jobs.Jobs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the watched roots: what changes in them is handed to the imports when it has been still for a moment. Each root is
 * scanned whole when watching begins, when it is back after it was away, and from time to time, because not every file system
 * tells of its changes. A root that is not there is told once, and nothing is concluded from it. Thread-safe.
 */
public final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final Scope SCOPE = Libraries.of(Scope.SYSTEM_USER);
    private static final Duration LONGEST_NAP = Duration.ofMillis(500);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final Database database;
    private final ImportQueue imports;
    private final Path dataDirectory;
    private final WatchWishes wishes;
    private final Pace pace;
    private final PendingChanges changes;
    private final Map<Long, Followed> followed = new LinkedHashMap<>();
    private final Map<Long, State> states = new ConcurrentHashMap<>();
    private final Queue<String> unsettled = new ConcurrentLinkedQueue<>();
    private final Thread worker =
            Thread.ofPlatform().daemon().name("folder-watch").unstarted(this::work);
    private final FolderEvents.Listener listener = new FolderEvents.Listener() {
        @Override
        public void fileChanged(String folder) {
            changes.addFlat(folder, Instant.now());
        }

        @Override
        public void folderChanged(String folder) {
            changes.addDeep(folder, Instant.now());
        }

        @Override
        public void gone(String path) {
            changes.addDeep(path, Instant.now());
        }

        @Override
        public void full(String folder) {
            tellFull(folder);
        }
    };
    private @Nullable FolderEvents events;
    private @Nullable Long lastJob;
    private Instant nextLook = Instant.MIN;
    private boolean isTroubled;
    private volatile boolean isAskedToLook;
    private volatile boolean stopping;

    /**
     * How patient to be.
     *
     * @param still how long a file must have lain still to be read
     * @param longest how long to wait for a folder in which something happens all the time
     * @param look how often to look whether the roots are there
     * @param rescan how often to scan them whole; zero for never
     * @param mostFolders how many folders to follow by what the system tells; all others are only scanned
     */
    public record Pace(Duration still, Duration longest, Duration look, Duration rescan, int mostFolders) {
        /** The usual one, but for how often to scan. */
        public static Pace rescanningEvery(Duration rescan) {
            return new Pace(
                    Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(5), rescan, Integer.MAX_VALUE);
        }
    }

    /** How a root is watched. */
    public enum State {
        /** Changes are seen when they happen. */
        FOLLOWED,
        /** The system tells nothing of some or all of its folders: changes are seen by the next scan. */
        SCANNED,
        /** It is not there; it is watched again when it is back. */
        AWAY
    }

    /**
     * A root and how it is watched.
     *
     * @param state null while nobody follows it: it is not watched, or watching has not begun
     */
    public record WatchedRoot(
            LibraryRoot root, boolean isWatched, @Nullable State state) {}

    /** A root that is there. */
    private record Followed(LibraryRoot root, Object key, Instant scanned) {}

    /**
     * Starts nothing yet.
     *
     * @param dataDirectory the server's own, which is not watched
     */
    public FolderWatch(Database database, ImportQueue imports, Path dataDirectory, Pace pace) throws IOException {
        this.database = database;
        this.imports = imports;
        this.dataDirectory = dataDirectory.toRealPath();
        this.wishes = new WatchWishes(database, this.dataDirectory);
        this.pace = pace;
        this.changes = new PendingChanges(pace.still(), pace.longest());
    }

    /** Begins to follow all watched roots, with a scan of each. */
    public void start() {
        imports.tellUnsettled(unsettled::add);
        worker.start();
    }

    /** All roots, in the order of their paths. */
    public List<WatchedRoot> roots(Scope scope) {
        return database.read(tx -> {
            var watched = LibraryRoots.watched(tx, scope);
            return LibraryRoots.all(tx, scope).stream()
                    .map(root -> watched.contains(root)
                            ? new WatchedRoot(root, true, states.get(root.id()))
                            : new WatchedRoot(root, false, null))
                    .toList();
        });
    }

    /**
     * Watches a folder from now on, or no longer.
     *
     * @param text absolute path of a folder
     * @return the root that this is or lies in, which is what is watched
     * @throws LibraryException.Rejected when it cannot be watched; the message is for people
     */
    public WatchedRoot watch(Scope scope, String text, boolean wanted) {
        var root = wanted ? wishes.begin(scope, text) : wishes.end(scope, text);
        isAskedToLook = true;
        return new WatchedRoot(root, wanted, wanted ? states.get(root.id()) : null);
    }

    private void work() {
        try (var opened = open()) {
            events = opened;
            while (!stopping) {
                step();
            }
        } catch (InterruptedException e) {
            // Only close() interrupts this thread.
            LOG.debug("Watching ends");
        } catch (IOException e) {
            LOG.warn("What was followed cannot be closed: {}", e.getMessage());
        }
    }

    private @Nullable FolderEvents open() {
        try {
            return new FolderEvents(dataDirectory, pace.mostFolders());
        } catch (IOException e) {
            LOG.warn(
                    "The system does not tell of changes in folders ({}); watched folders are scanned {}.",
                    e.getMessage(),
                    rescans());
            return null;
        }
    }

    private void step() throws InterruptedException {
        try {
            if (isAskedToLook || !Instant.now().isBefore(nextLook)) {
                isAskedToLook = false;
                look();
                nextLook = Instant.now().plus(pace.look());
            }
            for (var file = unsettled.poll(); file != null; file = unsettled.poll()) {
                changes.addFlat(parent(file), Instant.now());
            }
            submit();
            isTroubled = false;
        } catch (DatabaseUnavailableException e) {
            tellTrouble("Watched folders are looked at when the database is back: " + e.getMessage(), null);
        } catch (RuntimeException e) {
            tellTrouble("Watched folders cannot be looked at now", e);
        }
        var nap = pace.still().compareTo(LONGEST_NAP) < 0 ? pace.still() : LONGEST_NAP;
        if (events == null || isTroubled) {
            Thread.sleep(nap);
        } else {
            events.tell(nap, listener);
        }
    }

    private void tellTrouble(String sentence, @Nullable RuntimeException e) {
        if (!isTroubled) {
            LOG.warn(sentence, e);
        }
        isTroubled = true;
    }

    /** Begins with roots that are there, and ends with those that are not. */
    private void look() {
        var wanted = database.read(tx -> LibraryRoots.watched(tx, SCOPE));
        for (var before : List.copyOf(followed.values())) {
            if (!wanted.contains(before.root())) {
                leave(before.root());
                states.remove(before.root().id());
            }
        }
        states.keySet().removeIf(id -> wanted.stream().noneMatch(root -> root.id() == id));
        for (var root : wanted) {
            var key = key(root);
            var before = followed.get(root.id());
            if (key == null) {
                leave(root);
                if (states.put(root.id(), State.AWAY) != State.AWAY) {
                    LOG.warn(
                            "The watched folder {} is not there, or empty: perhaps its disk is not connected. It is"
                                    + " watched again when it is back; nothing is marked as missing.",
                            EncodedPath.text(root.path()));
                }
            } else if (before == null || !before.key().equals(key) || isLost(root)) {
                leave(root);
                begin(root, key);
            } else if (isDue(before)) {
                begin(root, key);
            }
        }
    }

    /** A disk that was away for a moment only. */
    private boolean isLost(LibraryRoot root) {
        return events != null && states.get(root.id()) == State.FOLLOWED && !events.isFollowed(root.path());
    }

    private boolean isDue(Followed root) {
        return !pace.rescan().isZero()
                && Duration.between(root.scanned(), Instant.now()).compareTo(pace.rescan()) >= 0;
    }

    /** Follows first and scans then, so that nothing falls between. */
    private void begin(LibraryRoot root, Object key) {
        if (states.get(root.id()) == State.AWAY) {
            LOG.info("The watched folder {} is back", EncodedPath.text(root.path()));
        }
        followed.put(root.id(), new Followed(root, key, Instant.now()));
        if (events == null) {
            states.put(root.id(), State.SCANNED);
        } else if (events.follow(root.path())) {
            states.put(root.id(), State.FOLLOWED);
        } else {
            tellFull(root.path());
        }
        changes.addDeep(root.path(), Instant.EPOCH);
    }

    private void leave(LibraryRoot root) {
        if (followed.remove(root.id()) != null) {
            changes.forget(root.path());
            if (events != null) {
                events.leave(root.path());
            }
        }
    }

    private void tellFull(String folder) {
        for (var each : followed.values()) {
            if (EncodedPath.contains(each.root().path(), folder)
                    && states.put(each.root().id(), State.SCANNED) != State.SCANNED) {
                LOG.warn(
                        "The system follows no more folders: in some of {} changes are only found by scans, {}. To have"
                                + " them followed, let it follow more and start again: sudo sysctl"
                                + " fs.inotify.max_user_watches=1048576",
                        EncodedPath.text(each.root().path()),
                        rescans());
            }
        }
    }

    private String rescans() {
        return pace.rescan().isZero()
                ? "at each start of the server"
                : "every " + pace.rescan().toMinutes() + " minutes";
    }

    /** One job at a time; what happens meanwhile goes into the next one. */
    private void submit() {
        var due = changes.due(Instant.now());
        if (due.isEmpty() || isLastJobUnfinished()) {
            return;
        }
        var there = new PendingChanges.Due(
                due.deep().stream().filter(this::isInRootThatIsThere).toList(),
                due.flat().stream().filter(this::isInRootThatIsThere).toList());
        if (!there.isEmpty()) {
            lastJob = imports.scan(SCOPE, there.deep(), there.flat(), pace.still());
        }
        changes.remove(due);
    }

    private boolean isLastJobUnfinished() {
        var last = lastJob;
        return last != null
                && database.read(tx -> Jobs.find(tx, SCOPE.owner(), last))
                        .filter(job -> job.state() == JobState.QUEUED || job.state() == JobState.RUNNING)
                        .isPresent();
    }

    /** A root that went away meanwhile is scanned whole when it is back. */
    private boolean isInRootThatIsThere(String path) {
        return followed.values().stream()
                .anyMatch(each -> EncodedPath.contains(each.root().path(), path)
                        && each.key().equals(key(each.root())));
    }

    /** What tells the folder of a root from another one at its place; null when it is not there, or not with what it held. */
    private @Nullable Object key(LibraryRoot root) {
        var folder = root.folder();
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || !folder.toRealPath().equals(folder)) {
                return null;
            }
            try (var entries = Files.newDirectoryStream(folder)) {
                if (!entries.iterator().hasNext() && isKnownToHoldFiles(root)) {
                    return null;
                }
            }
            var key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
            return key == null ? root.path() : key;
        } catch (IOException e) {
            return null;
        }
    }

    private boolean isKnownToHoldFiles(LibraryRoot root) {
        return !database.read(tx -> FilePlaces.known(tx, SCOPE, root, "", "", 1))
                .isEmpty();
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** What was seen and not handed in yet is found by the scan at the next start. */
    @Override
    public void close() {
        stopping = true;
        worker.interrupt();
        try {
            if (worker.getState() != Thread.State.NEW && !worker.join(STOP_TIMEOUT)) {
                LOG.warn("Watching did not stop within {}", STOP_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
