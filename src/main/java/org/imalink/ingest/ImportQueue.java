package org.imalink.ingest;

import static org.imalink.database.schema.Tables.JOBS;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import org.imalink.access.Libraries;
import org.imalink.access.Scope;
import org.imalink.database.Database;
import org.imalink.database.DatabaseUnavailableException;
import org.imalink.library.Authors;
import org.imalink.library.EncodedPath;
import org.imalink.library.LibraryException;
import org.imalink.operation.Audit;
import org.imalink.operation.isolated.ScratchFolder;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.operation.jobs.Jobs;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The imports that were asked for, one after another, kept in the database: a server that was stopped or killed goes on with
 * them at its next start. When the database or the disk gives out, the import waits, says so, and goes on by itself. While
 * there is nothing to import, coldpreviews are made. Thread-safe.
 */
public final class ImportQueue implements AutoCloseable {
    static final String KIND = "import";

    private static final Logger LOG = LoggerFactory.getLogger(ImportQueue.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private static final String INTERNAL_ERROR =
            "The import failed for a reason that is the server's; its log tells more.";

    private final Database database;
    private final JobEvents events;
    private final PhotoImporter importer;
    private final ColdpreviewMaker coldpreviews;
    private final Thread worker = Thread.ofPlatform().daemon().name("imports").unstarted(this::work);
    private final Semaphore news = new Semaphore(0);
    private volatile Consumer<String> unsettled = path -> {};
    private final CountDownLatch stopping = new CountDownLatch(1);

    /**
     * Starts nothing yet.
     *
     * @param pictures stays the caller's to close, after this
     * @param dataDirectory the server's own, which is never imported
     * @param temporary an existing folder for this queue alone; what an earlier one left there is deleted
     * @throws IOException when that cannot be deleted
     */
    public ImportQueue(
            Database database,
            PictureReader pictures,
            ColdpreviewMaker coldpreviews,
            JobEvents events,
            Path dataDirectory,
            Path temporary)
            throws IOException {
        ScratchFolder.deleteLeftovers(temporary);
        this.database = database;
        this.events = events;
        this.coldpreviews = coldpreviews;
        this.importer = new PhotoImporter(database, pictures, events, dataDirectory.toRealPath(), temporary);
    }

    /** Begins with the jobs that are not done, the one that was interrupted first. */
    public void start() {
        worker.start();
    }

    /**
     * Puts an import in the queue.
     *
     * @param scope whose library it goes into, and who adds to it
     * @return the job, as it waits
     * @throws LibraryException.Rejected when a path is not absolute, does not exist, or is neither a folder nor a file, or
     *     when the author's name is against the rules; the message is for people
     */
    public Job submit(Scope scope, ImportRequest request) {
        return submit(scope, request, (_, _) -> {});
    }

    /** Likewise; what else is written, with the job's id, is written with the job or not at all. */
    Job submit(Scope scope, ImportRequest request, ObjLongConsumer<DSLContext> alongside) {
        var paths = ImportPaths.outermost(
                request.paths().stream().map(ImportPaths::checked).toList());
        if (paths.isEmpty()) {
            throw new LibraryException.Rejected("Name at least one folder to import");
        }
        var title = request.title() == null ? ImportPaths.title(paths) : request.title();
        var job = database.write(tx -> {
            var author = request.author();
            // Now, so that a name against the rules is refused here and not by the job.
            var name =
                    author == null ? null : Authors.findOrAdd(tx, scope, author).name();
            var parameters = ImportParameters.of(paths, name, request.explicit(), request.fileStorageId(), scope);
            long id = Jobs.add(tx, scope.owner(), KIND, title, parameters.toJson());
            Audit.add(tx, request.actor(), Audit.Action.IMPORT_STARTED, Map.of("job", id, "paths", paths));
            alongside.accept(tx, id);
            return Jobs.find(tx, scope.owner(), id).orElseThrow();
        });
        events.jobChanged(job);
        news.release();
        return job;
    }

    /**
     * Puts a look into folders in the queue that nobody asked for. It leaves no trace when it finds nothing new. Of a path
     * that is not there, what is known is marked as missing.
     *
     * @param folders absolute and free of links, as {@link EncodedPath} writes them
     * @param flat folders that are looked into without the folders in them
     * @param settled how long a file must have lain still
     * @return the id of the job, which may be gone when it is over
     */
    long scan(Scope scope, Collection<String> folders, Collection<String> flat, Duration settled) {
        var deep = ImportPaths.outermost(folders);
        var shallow = flat.stream()
                .distinct()
                .filter(each -> deep.stream().noneMatch(folder -> EncodedPath.contains(folder, each)))
                .toList();
        // What is gone comes before what is new: a file that was moved is then known to be missing when it is met
        // again.
        var paths = Stream.concat(deep.stream(), shallow.stream()).toList();
        var quiet = new ImportParameters.Quiet(Set.copyOf(shallow), settled.toMillis());
        long id = database.write(tx -> Jobs.add(
                tx,
                scope.owner(),
                KIND,
                ImportPaths.title(paths),
                ImportParameters.ofQuietScan(paths, quiet).toJson()));
        news.release();
        return id;
    }

    /** Looks again which jobs there are to do: those of a library wait while it is not in use. */
    public void librariesChanged() {
        news.release();
    }

    /** Who is told of files (absolute, encoded) that a quiet scan leaves out because they are being written. */
    void tellUnsettled(Consumer<String> listener) {
        unsettled = listener;
    }

    private void work() {
        var pause = FIRST_PAUSE;
        int processed = 0;
        var pass = coldpreviews.new Pass();
        while (stopping.getCount() > 0) {
            Job job = null;
            try {
                news.drainPermits();
                job = database.read(tx -> Jobs.next(tx, KIND, Libraries.inUse(tx, JOBS.USER_ID)))
                        .orElse(null);
                if (job != null) {
                    if (job.processed() != processed) {
                        // It has come further since the last trouble, which is therefore over.
                        pause = FIRST_PAUSE;
                        processed = job.processed();
                    }
                    importer.run(job, path -> unsettled.accept(path));
                    pass = coldpreviews.new Pass();
                } else if (!pass.step(() -> news.availablePermits() > 0)) {
                    news.acquire();
                    pass = coldpreviews.new Pass();
                }
                pause = FIRST_PAUSE;
            } catch (ImportStoppedException | InterruptedException e) {
                return;
            } catch (WorkedLibrary.AwayException e) {
                LOG.info("Import {} waits until its library is in use again", job == null ? null : job.id());
            } catch (DatabaseUnavailableException | ImportWaitsException | IOException e) {
                sayWhatItWaitsFor(job, e);
                pause = waited(pause);
            } catch (RuntimeException e) {
                fail(job, e);
                pause = waited(pause);
            }
        }
    }

    /** Nothing is lost meanwhile: the job goes on behind its last written batch. */
    private void sayWhatItWaitsFor(@Nullable Job job, Exception reason) {
        if (stopping.getCount() == 0) {
            return;
        }
        LOG.warn("Imports wait: {}", reason.getMessage(), reason);
        if (job == null) {
            return;
        }
        var sentence = reason.getMessage() + " The import goes on by itself when that is over.";
        events.jobChanged(changed(job.withError(sentence), tx -> Jobs.await(tx, job.owner(), job.id(), sentence)));
    }

    private void fail(@Nullable Job job, RuntimeException failure) {
        if (stopping.getCount() == 0) {
            return;
        }
        if (job == null) {
            LOG.error("Coldpreviews cannot be made", failure);
            return;
        }
        LOG.error("Import {} failed", job.id(), failure);
        var rule = failure instanceof LibraryException ? failure.getMessage() : null;
        var sentence = rule == null ? INTERNAL_ERROR : rule;
        events.jobChanged(changed(job.withError(sentence), tx -> Jobs.fail(tx, job.owner(), job.id(), sentence)));
    }

    /** The job after a change; where the database takes no change now, as it is known without it. */
    private Job changed(Job job, Consumer<DSLContext> change) {
        try {
            return database.write(tx -> {
                change.accept(tx);
                return Jobs.find(tx, job.owner(), job.id()).orElse(job);
            });
        } catch (DatabaseUnavailableException e) {
            LOG.warn("Import {} cannot be changed now: {}", job.id(), e.getMessage());
            return job;
        }
    }

    /** Waits, but not for a server that is stopping; each time twice as long, up to a limit. */
    private Duration waited(Duration pause) {
        try {
            stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Only close() interrupts this thread, after it has said so.
            return pause;
        }
        var longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    /** Stops the running import within seconds; it goes on at the next start. */
    @Override
    public void close() {
        stopping.countDown();
        importer.stop();
        worker.interrupt();
        try {
            boolean started = worker.getState() != Thread.State.NEW;
            if (started && !worker.join(STOP_TIMEOUT)) {
                LOG.warn("The import did not stop within {}", STOP_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
