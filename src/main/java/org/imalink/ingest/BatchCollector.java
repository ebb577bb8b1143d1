package org.imalink.ingest;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imalink.ingest.ScannedItem.FoundFile;
import org.imalink.ingest.ScannedItem.PassedOver;
import org.imalink.library.FilePlace;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a scan tells into batches, and sets aside the files that lie unchanged where they lay: they need no reading.
 * For one scan and one thread.
 */
final class BatchCollector {
    /** Batches begin small, so that there is something to see at once. */
    private static final int FIRST_BATCH_FILES = 8;

    private static final int BATCH_FILES = 64;
    private static final long BATCH_BYTES = 256L << 20;

    /** Files that need no reading go into a batch too, up to this many in all. */
    private static final int BATCH_ITEMS = 1000;

    /** How many places are asked for at once. */
    private static final int CHUNK = 200;

    /**
     * A part of a scan.
     *
     * @param unchanged how many files lie as they lay
     * @param back of these, places that were marked as missing
     * @param others the rest, in the order of the scan
     * @param last the path of the last item of both; empty in a batch without items
     */
    record Batch(int unchanged, List<Long> back, List<ScannedItem> others, String last) {}

    private final Function<Set<String>, Map<String, FilePlace>> places;
    private final Consumer<Batch> batches;
    private final BitSet met = new BitSet();
    private final List<ScannedItem> chunk = new ArrayList<>();
    private List<ScannedItem> others = new ArrayList<>();
    private List<Long> back = new ArrayList<>();
    private int unchanged;
    private long bytes;
    private String last = "";
    private int files = FIRST_BATCH_FILES;

    /**
     * @param places finds the known places of paths
     * @param batches takes each batch when it is full
     */
    BatchCollector(Function<Set<String>, Map<String, FilePlace>> places, Consumer<Batch> batches) {
        this.places = places;
        this.batches = batches;
    }

    void add(ScannedItem item) {
        chunk.add(item);
        if (chunk.size() >= CHUNK) {
            sort();
        }
    }

    /** What is left at the end of the scan, perhaps nothing. */
    Batch end() {
        sort();
        return take();
    }

    private void sort() {
        var known = places.apply(chunk.stream().map(ScannedItem::path).collect(Collectors.toSet()));
        for (var item : chunk) {
            // The files of a shot stay together: which of them is written first does not depend on where a batch ends.
            if (isFull() && !isOfSameShot(last, item.path())) {
                batches.accept(take());
                files = BATCH_FILES;
            }
            switch (item) {
                case FoundFile file when isUnchanged(file, known.get(file.path())) -> meet(known.get(file.path()));
                case FoundFile file -> {
                    others.add(file);
                    bytes += file.fileSize();
                }
                case PassedOver passedOver -> others.add(passedOver);
            }
            last = item.path();
        }
        chunk.clear();
    }

    private void meet(@Nullable FilePlace place) {
        unchanged++;
        if (place != null && place.missingSince() != null) {
            back.add(place.id());
        }
        if (place != null && place.id() <= Integer.MAX_VALUE) {
            met.set((int) place.id());
        }
    }

    /** The ids of the places whose files lie unchanged; one that is too large for a set of bits is left out. */
    BitSet met() {
        return met;
    }

    private boolean isFull() {
        return others.size() >= files || bytes >= BATCH_BYTES || others.size() + unchanged >= BATCH_ITEMS;
    }

    private static boolean isOfSameShot(String one, String other) {
        return ShotName.isOfShot(one)
                && ShotName.isOfShot(other)
                && ShotName.of(one).equals(ShotName.of(other));
    }

    private static boolean isUnchanged(FoundFile file, @Nullable FilePlace place) {
        return place != null
                && place.fileSize() == file.fileSize()
                && place.modifiedAt().equals(file.modifiedAt());
    }

    private Batch take() {
        var batch = new Batch(unchanged, back, others, last);
        back = new ArrayList<>();
        others = new ArrayList<>();
        unchanged = 0;
        bytes = 0;
        last = "";
        return batch;
    }
}
