package org.imalink.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imalink.library.EncodedPath;

/**
 * Changes below watched folders, until they have been still for a moment or waited for long. Paths are absolute and encoded.
 * For one thread.
 */
final class PendingChanges {
    private final Duration still;
    private final Duration longest;
    private final Map<String, Change> deep = new LinkedHashMap<>();
    private final Map<String, Change> flat = new LinkedHashMap<>();

    private record Change(Instant first, Instant last) {
        static Change merge(Change before, Change now) {
            return new Change(before.first, now.last);
        }
    }

    /**
     * What to look at now.
     *
     * @param deep files, and folders with all that is in them, there or gone
     * @param flat folders without the folders in them
     */
    record Due(List<String> deep, List<String> flat) {
        boolean isEmpty() {
            return deep.isEmpty() && flat.isEmpty();
        }
    }

    /**
     * @param still how long nothing may have happened
     * @param longest how long to wait for that
     */
    PendingChanges(Duration still, Duration longest) {
        this.still = still;
        this.longest = longest;
    }

    void addDeep(String path, Instant now) {
        deep.merge(path, new Change(now, now), Change::merge);
    }

    void addFlat(String folder, Instant now) {
        flat.merge(folder, new Change(now, now), Change::merge);
    }

    /** What is due; it stays until it is {@link #remove}d. */
    Due due(Instant now) {
        return new Due(due(deep, now), due(flat, now));
    }

    private List<String> due(Map<String, Change> changes, Instant now) {
        var due = new ArrayList<String>();
        changes.forEach((path, change) -> {
            boolean isStill = Duration.between(change.last, now).compareTo(still) >= 0;
            if (isStill || Duration.between(change.first, now).compareTo(longest) >= 0) {
                due.add(path);
            }
        });
        return due;
    }

    void remove(Due done) {
        done.deep().forEach(deep::remove);
        done.flat().forEach(flat::remove);
    }

    /** Forgets all changes in a folder. */
    void forget(String folder) {
        deep.keySet().removeIf(path -> EncodedPath.contains(folder, path));
        flat.keySet().removeIf(path -> EncodedPath.contains(folder, path));
    }

    boolean isEmpty() {
        return deep.isEmpty() && flat.isEmpty();
    }
}
