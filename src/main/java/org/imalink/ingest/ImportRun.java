package org.imalink.ingest;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.imalink.access.Scope;
import org.imalink.ingest.BatchCollector.Batch;
import org.imalink.ingest.ScannedItem.FoundFile;
import org.imalink.ingest.ScannedItem.PassedOver;
import org.imalink.library.EncodedPath;
import org.imalink.library.FilePlace;
import org.imalink.library.FilePlaces;
import org.imalink.library.LibraryRoot;
import org.imalink.library.LibraryRoots;
import org.imalink.library.SetAsideFiles;
import org.imalink.library.SetAsideFiles.SetAside;
import org.imalink.library.Trash;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.operation.jobs.JobResults;
import org.imalink.operation.jobs.Jobs;
import org.jspecify.annotations.Nullable;

/**
 * One run of an import job, from where the job stands to its end. The thread that runs it scans and writes; others read the
 * batches meanwhile, which are written in the order of the scan. Used once.
 */
final class ImportRun implements AutoCloseable {
    /** One batch is copied and hashed while another one is rendered. */
    private static final int READERS = 2;

    private final WorkedLibrary library;
    private final JobEvents events;
    private final FolderScanner scanner;
    private final BatchReader reader;
    private final Scope scope;
    private final long jobId;
    private final BooleanSupplier stopping;
    private final Consumer<String> unsettled;
    private final ExecutorService readers = Executors.newFixedThreadPool(
            READERS, Thread.ofPlatform().daemon().name("import-reader-", 0).factory());
    private final Deque<ReadBatch> pending = new ArrayDeque<>();
    private final CompletableFuture<Integer> total = new CompletableFuture<>();
    private ImportParameters parameters;

    /** A batch, and what comes of reading it. */
    private record ReadBatch(LibraryRoot root, Batch batch, Future<List<Finding>> findings) {}

    ImportRun(
            WorkedLibrary library,
            JobEvents events,
            FolderScanner scanner,
            BatchReader reader,
            long jobId,
            ImportParameters parameters,
            BooleanSupplier stopping,
            Consumer<String> unsettled) {
        this.library = library;
        this.events = events;
        this.scanner = scanner;
        this.reader = reader;
        this.scope = library.scope();
        this.jobId = jobId;
        this.parameters = parameters;
        this.stopping = stopping;
        this.unsettled = unsettled;
    }

    void run() {
        var paths = parameters.paths();
        if (!parameters.isQuiet()) {
            Thread.ofVirtual().name("import-count").start(() -> count(paths));
        }
        publish(job());
        while (!parameters.isAtEnd()) {
            importPath(parameters.paths().get(parameters.current()), parameters.after());
        }
        library.writeBatch(tx -> {
                    Jobs.finish(tx, scope.owner(), jobId);
                    var job = Jobs.find(tx, scope.owner(), jobId).orElseThrow();
                    boolean news =
                            !parameters.isQuiet() || isNews(job) || JobResults.tellNews(tx, scope.owner(), jobId);
                    if (!news) {
                        Jobs.remove(tx, scope.owner(), jobId);
                    }
                    return news ? Optional.of(job) : Optional.<Job>empty();
                })
                .ifPresent(events::jobChanged);
    }

    private static boolean isNews(Job job) {
        return job.added() > 0 || job.missing() > 0;
    }

    /** How many files there are is known only when all folders were listed; the import does not wait for that. */
    private void count(List<String> paths) {
        var items = new AtomicInteger();
        try {
            for (var path : paths) {
                scanner.scan(path, "", "", item -> {
                    stopWhenAsked();
                    items.incrementAndGet();
                });
            }
            total.complete(items.get());
        } catch (ImportStoppedException e) {
            total.completeExceptionally(e);
        }
    }

    private void importPath(String path, String after) {
        var file = EncodedPath.toPath(path);
        boolean isFolder = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        boolean exists = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        if (!exists && parameters.isQuiet()) {
            markGone(path);
            endPath();
            return;
        }
        var folder = isFolder || file.getParent() == null ? path : EncodedPath.of(file.getParent());
        // A folder that is not there now is not registered: nothing in it will be opened.
        var root = exists
                ? library.write(tx -> LibraryRoots.add(tx, scope, folder))
                : new LibraryRoot(0, EncodedPath.of(EncodedPath.toPath("/")));
        var start = EncodedPath.below(root.path(), path);
        if (!exists) {
            read(root, Batch.of(new PassedOver(start, ImportReason.NOT_FOUND, null)));
            writeAll();
        } else {
            var disks = new ScannedDisks(library, root);
            var collector = new BatchCollector(new Known(root), parameters.isQuiet(), batch -> read(root, batch));
            scanner.scan(
                    root.path(),
                    start,
                    after.isEmpty() ? "" : EncodedPath.below(root.path(), after),
                    parameters.isFlat(),
                    item -> {
                        stopWhenAsked();
                        if (isStill(root, item)) {
                            collector.add(item);
                        }
                    },
                    disks::enter);
            read(root, collector.end());
            writeAll();
            if (isFolder && !parameters.isFlat()) {
                markMissing(new MissingFiles(library, root, disks), root, start, collector.met());
            }
        }
        endPath();
    }

    /** A path that a watcher saw go; where no root is, nothing is known. */
    private void markGone(String path) {
        library.read(tx -> LibraryRoots.around(tx, scope, path)).ifPresent(root -> {
            var disks = new ScannedDisks(library, root);
            var start = EncodedPath.below(root.path(), path);
            markMissing(new MissingFiles(library, root, disks), root, start, new BitSet());
        });
    }

    /** Whether a file is not being written, as far as a scan that nobody waits for wants to know; it will be told of again. */
    private boolean isStill(LibraryRoot root, ScannedItem item) {
        var quiet = parameters.quiet();
        if (quiet == null || !(item instanceof FoundFile file)) {
            return true;
        }
        var age = Duration.between(file.modifiedAt().toInstant(ZoneOffset.UTC), Instant.now());
        boolean isStill = age.isNegative() || age.toMillis() >= quiet.settledMillis();
        if (!isStill) {
            unsettled.accept(EncodedPath.join(root.path(), file.path()));
        }
        return isStill;
    }

    /** After the last file of a folder is written: what was moved is known at its new place by then. */
    private void markMissing(MissingFiles missing, LibraryRoot root, String start, BitSet met) {
        var away = missing.find(start, met, places -> {
            stopWhenAsked();
            publish(library.writeBatch(tx -> {
                Jobs.addMissing(tx, scope.owner(), jobId, FilePlaces.miss(tx, scope, places));
                return Jobs.find(tx, scope.owner(), jobId).orElseThrow();
            }));
            events.libraryChanged(scope.owner());
        });
        if (!away.isEmpty()) {
            read(
                    root,
                    Batch.of(away.stream()
                            .map(path -> new PassedOver(path, ImportReason.ROOT_GONE, null))
                            .toArray(ScannedItem[]::new)));
            writeAll();
        }
    }

    private void endPath() {
        var next = parameters.atNextPath();
        library.writeBatch(tx -> {
            Jobs.goOnWith(tx, scope.owner(), jobId, next.toJson());
            return jobId;
        });
        parameters = next;
    }

    private void writeAll() {
        while (!pending.isEmpty()) {
            writeNext();
        }
    }

    private final class Known implements BatchCollector.Memory {
        private final LibraryRoot root;

        Known(LibraryRoot root) {
            this.root = root;
        }

        /** A file that is wanted back out of the trash is read like one that has changed. */
        @Override
        public Map<String, FilePlace> places(Set<String> paths) {
            return library.read(tx -> {
                var places = FilePlaces.find(tx, scope, root, paths);
                if (!parameters.explicit() || places.isEmpty()) {
                    return places;
                }
                var files = places.values().stream().map(FilePlace::imageFileId).toList();
                var trashed = Trash.filesIn(tx, scope, files);
                var others = new HashMap<>(places);
                others.values().removeIf(place -> trashed.contains(place.imageFileId()));
                return others;
            });
        }

        /** Whoever asks for an import wants everything looked at. */
        @Override
        public Map<String, SetAside> setAside(Set<String> paths) {
            return parameters.explicit() || paths.isEmpty()
                    ? Map.of()
                    : library.read(tx -> SetAsideFiles.find(tx, scope, root, paths));
        }
    }

    private void read(LibraryRoot root, Batch batch) {
        boolean explicit = parameters.explicit();
        var findings = readers.submit(() -> reader.read(scope, root, batch.others(), explicit));
        pending.add(new ReadBatch(root, batch, findings));
        if (pending.size() > READERS) {
            writeNext();
        }
    }

    private void writeNext() {
        var next = pending.remove();
        var findings = take(next.findings());
        var last = next.batch().last();
        var behind = last.isEmpty()
                ? parameters
                : parameters.behind(EncodedPath.join(next.root().path(), last));
        var job = library.writeBatch(tx -> {
            var before = Jobs.find(tx, scope.owner(), jobId).orElseThrow();
            var writer = new BatchWriter(tx, scope, before, next.root(), parameters);
            writer.write(findings, next.batch().counts(), next.batch().settled());
            if (!next.batch().back().isEmpty()) {
                FilePlaces.meet(tx, scope, next.batch().back());
            }
            Jobs.advance(
                    tx, scope.owner(), jobId, writer.counts(), behind.toJson(), knownTotal(), writer.importSessionId());
            return Jobs.find(tx, scope.owner(), jobId).orElseThrow();
        });
        parameters = behind;
        publish(job);
        if (!next.batch().back().isEmpty() || findings.stream().anyMatch(Finding.Original.class::isInstance)) {
            events.libraryChanged(scope.owner());
        }
    }

    private @Nullable Integer knownTotal() {
        return total.isDone() && !total.isCompletedExceptionally() ? total.join() : null;
    }

    private List<Finding> take(Future<List<Finding>> findings) {
        try {
            return findings.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("A batch cannot be read", e);
        } catch (InterruptedException e) {
            throw new ImportStoppedException();
        }
    }

    private void stopWhenAsked() {
        if (stopping.getAsBoolean() || readers.isShutdown()) {
            throw new ImportStoppedException();
        }
    }

    private Job job() {
        return library.read(tx -> Jobs.find(tx, scope.owner(), jobId)).orElseThrow();
    }

    private void publish(Job job) {
        if (!parameters.isQuiet() || isNews(job)) {
            events.jobChanged(job);
        }
    }

    /** Gives up what is being read; what was written stays. */
    @Override
    public void close() {
        readers.shutdownNow();
        readers.close();
    }
}
