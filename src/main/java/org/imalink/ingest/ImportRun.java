package org.imalink.ingest;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.imalink.access.Scope;
import org.imalink.database.Database;
import org.imalink.ingest.BatchCollector.Batch;
import org.imalink.ingest.ScannedItem.PassedOver;
import org.imalink.library.EncodedPath;
import org.imalink.library.FilePlace;
import org.imalink.library.FilePlaces;
import org.imalink.library.LibraryRoot;
import org.imalink.library.LibraryRoots;
import org.imalink.library.Trash;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.operation.jobs.Jobs;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One run of an import job, from where the job stands to its end. The thread that runs it scans and writes; others read the
 * batches meanwhile, which are written in the order of the scan. Used once.
 */
final class ImportRun implements AutoCloseable {
    /** One batch is copied and hashed while another one is rendered. */
    private static final int READERS = 2;

    private final Database database;
    private final JobEvents events;
    private final FolderScanner scanner;
    private final BatchReader reader;
    private final Scope scope;
    private final long jobId;
    private final BooleanSupplier stopping;
    private final ExecutorService readers = Executors.newFixedThreadPool(
            READERS, Thread.ofPlatform().daemon().name("import-reader-", 0).factory());
    private final Deque<ReadBatch> pending = new ArrayDeque<>();
    private final CompletableFuture<Integer> total = new CompletableFuture<>();
    private ImportParameters parameters;

    /** A batch, and what comes of reading it; the last one of a path says so. */
    private record ReadBatch(LibraryRoot root, Batch batch, Future<List<Finding>> findings, boolean endsPath) {}

    ImportRun(
            Database database,
            JobEvents events,
            FolderScanner scanner,
            BatchReader reader,
            Scope scope,
            long jobId,
            ImportParameters parameters,
            BooleanSupplier stopping) {
        this.database = database;
        this.events = events;
        this.scanner = scanner;
        this.reader = reader;
        this.scope = scope;
        this.jobId = jobId;
        this.parameters = parameters;
        this.stopping = stopping;
    }

    void run() {
        var paths = parameters.paths();
        Thread.ofVirtual().name("import-count").start(() -> count(paths));
        publish(job());
        while (!parameters.isAtEnd()) {
            importPath(parameters.paths().get(parameters.current()), parameters.after());
        }
        publish(database.writeBatch(tx -> {
            Jobs.finish(tx, scope.owner(), jobId);
            return Jobs.find(tx, scope.owner(), jobId).orElseThrow();
        }));
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
        var folder = isFolder || file.getParent() == null ? path : EncodedPath.of(file.getParent());
        // A folder that is not there now is not registered: nothing in it will be opened.
        var root = exists
                ? database.write(tx -> LibraryRoots.add(tx, scope, folder))
                : new LibraryRoot(0, EncodedPath.of(EncodedPath.toPath("/")));
        var start = EncodedPath.below(root.path(), path);
        if (!exists) {
            read(root, new Batch(0, List.of(new PassedOver(start, ImportReason.NOT_FOUND, null)), start), true);
        } else {
            var collector = new BatchCollector(
                    paths -> database.read(tx -> places(tx, root, paths)), batch -> read(root, batch, false));
            scanner.scan(root.path(), start, after.isEmpty() ? "" : EncodedPath.below(root.path(), after), item -> {
                stopWhenAsked();
                collector.add(item);
            });
            read(root, collector.end(), true);
        }
        while (!pending.isEmpty()) {
            writeNext();
        }
    }

    /** A file that is wanted back out of the trash is read like one that has changed. */
    private Map<String, FilePlace> places(DSLContext tx, LibraryRoot root, Set<String> paths) {
        var places = FilePlaces.find(tx, scope, root, paths);
        if (!parameters.explicit() || places.isEmpty()) {
            return places;
        }
        var files = places.values().stream().map(FilePlace::imageFileId).toList();
        var trashed = Trash.filesIn(tx, scope, files);
        var others = new HashMap<>(places);
        others.values().removeIf(place -> trashed.contains(place.imageFileId()));
        return others;
    }

    private void read(LibraryRoot root, Batch batch, boolean endsPath) {
        boolean explicit = parameters.explicit();
        var findings = readers.submit(() -> reader.read(scope, root, batch.others(), explicit));
        pending.add(new ReadBatch(root, batch, findings, endsPath));
        if (pending.size() > READERS) {
            writeNext();
        }
    }

    private void writeNext() {
        var next = pending.remove();
        var findings = take(next.findings());
        var behind = next.endsPath()
                ? parameters.atNextPath()
                : parameters.behind(
                        EncodedPath.join(next.root().path(), next.batch().last()));
        var job = database.writeBatch(tx -> {
            var before = Jobs.find(tx, scope.owner(), jobId).orElseThrow();
            var writer = new BatchWriter(tx, scope, before, next.root(), parameters);
            writer.write(findings, next.batch().unchanged());
            Jobs.advance(
                    tx, scope.owner(), jobId, writer.counts(), behind.toJson(), knownTotal(), writer.importSessionId());
            return Jobs.find(tx, scope.owner(), jobId).orElseThrow();
        });
        parameters = behind;
        publish(job);
        if (findings.stream().anyMatch(Finding.Original.class::isInstance)) {
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
        return database.read(tx -> Jobs.find(tx, scope.owner(), jobId)).orElseThrow();
    }

    private void publish(Job job) {
        events.jobChanged(job);
    }

    /** Gives up what is being read; what was written stays. */
    @Override
    public void close() {
        readers.shutdownNow();
        readers.close();
    }
}
