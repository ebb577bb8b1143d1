package org.imalink.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.imalink.ingest.ScannedItem.FoundFile;
import org.imalink.ingest.ScannedItem.PassedOver;
import org.imalink.library.FilePlace;
import org.imalink.library.SetAsideFiles.SetAside;
import org.imalink.operation.jobs.JobCounts;
import org.imalink.operation.jobs.JobOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a scan tells into batches, and sets aside the files that lie unchanged where they lay: they need no reading.
 * For one scan and one thread.
 */
final class BatchCollector {
    /** Batches begin small, so that there is something to see at once. */
    private static final int FIRST_BATCH_FILES = 8;

    /** A batch is copied in less time than one a quarter its size is rendered, so that nobody waits for it. */
    private static final int GROWTH = 4;

    /** Each batch has the price of starting processes for it. */
    private static final int BATCH_FILES = 128;

    private static final long BATCH_BYTES = 256L << 20;

    /** Files that need no reading go into a batch too, up to this many in all. */
    private static final int BATCH_ITEMS = 1000;

    /** How many places are asked for at once. */
    private static final int CHUNK = 200;

    /**
     * A part of a scan.
     *
     * @param counts of files that need no word
     * @param back places of these that were marked as missing
     * @param others the rest, in the order of the scan
     * @param settled of these, the files that lay still when they were met: a later change can be seen
     * @param last the path of the last item of both; empty in a batch without items
     */
    record Batch(JobCounts counts, List<Long> back, List<ScannedItem> others, Set<FoundFile> settled, String last) {
        static Batch of(ScannedItem... items) {
            return new Batch(JobCounts.NONE, List.of(), List.of(items), Set.of(), "");
        }
    }

    /** What the library knows of files, by their paths. */
    interface Memory {
        Map<String, FilePlace> places(Set<String> paths);

        /** Files that need not be opened while they lie as they lay. */
        Map<String, SetAside> setAside(Set<String> paths);
    }

    private final Memory memory;
    private final boolean quiet;
    private final Consumer<Batch> batches;
    private final BitSet met = new BitSet();
    private final List<ScannedItem> chunk = new ArrayList<>();
    private List<ScannedItem> others = new ArrayList<>();
    private List<Long> back = new ArrayList<>();
    private Set<FoundFile> settled = new HashSet<>();
    private JobCounts counts = JobCounts.NONE;
    private int toRead;
    private String lastRead = "";
    private long bytes;
    private String last = "";
    private int files = FIRST_BATCH_FILES;

    /**
     * @param quiet whether only what is new needs a word
     * @param batches takes each batch when it is full
     */
    BatchCollector(Memory memory, boolean quiet, Consumer<Batch> batches) {
        this.memory = memory;
        this.quiet = quiet;
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
        var known = memory.places(chunk.stream().map(ScannedItem::path).collect(Collectors.toSet()));
        var setAside = memory.setAside(chunk.stream()
                .filter(FoundFile.class::isInstance)
                .map(ScannedItem::path)
                .filter(path -> !known.containsKey(path))
                .collect(Collectors.toSet()));
        var now = Instant.now();
        for (var item : chunk) {
            // The files of a shot stay together: which of them is written first does not depend on where a batch ends.
            if (isFull() && !isOfSameShot(last, item.path())) {
                batches.accept(take());
                files = Math.min(files * GROWTH, BATCH_FILES);
            }
            switch (item) {
                case FoundFile file when isUnchanged(file, known.get(file.path())) -> meet(known.get(file.path()));
                case FoundFile file -> {
                    // What is written about a photo is read anew with it.
                    var passedOver = isOfSameShot(lastRead, file.path())
                            ? Optional.<PassedOver>empty()
                            : passedOver(file, setAside.get(file.path()));
                    passedOver.ifPresentOrElse(this::passOver, () -> read(file, now));
                }
                case PassedOver passedOver -> passOver(passedOver);
            }
            last = item.path();
        }
        chunk.clear();
    }

    private void read(FoundFile file, Instant now) {
        others.add(file);
        toRead++;
        bytes += file.fileSize();
        lastRead = file.path();
        if (FileTimes.unsettledFor(file.modifiedAt(), now).isZero()) {
            settled.add(file);
        }
    }

    private void passOver(PassedOver item) {
        boolean isNews =
                item.reason().outcome() == JobOutcome.FAILED && item.reason().isOfThisMoment();
        if (quiet && !isNews) {
            counts = counts.with(item.reason().outcome());
        } else {
            others.add(item);
        }
    }

    /** A file that lies as it lay when it was set aside; empty when it has to be opened. */
    private static Optional<PassedOver> passedOver(FoundFile file, @Nullable SetAside known) {
        return known != null
                        && known.fileSize() == file.fileSize()
                        && known.modifiedAt().equals(file.modifiedAt())
                ? ImportReason.of(known.reason()).map(reason -> new PassedOver(file.path(), reason, known.detail()))
                : Optional.empty();
    }

    private void meet(@Nullable FilePlace place) {
        counts = counts.with(JobOutcome.KNOWN);
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
        return toRead >= files || bytes >= BATCH_BYTES || others.size() + counts.sum() >= BATCH_ITEMS;
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
        var batch = new Batch(counts, back, others, settled, last);
        back = new ArrayList<>();
        others = new ArrayList<>();
        settled = new HashSet<>();
        counts = JobCounts.NONE;
        toRead = 0;
        bytes = 0;
        last = "";
        return batch;
    }
}
