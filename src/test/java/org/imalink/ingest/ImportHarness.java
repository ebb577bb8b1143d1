package org.imalink.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.database.Database;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.operation.jobs.JobOutcome;
import org.imalink.operation.jobs.JobResult;
import org.imalink.operation.jobs.JobResults;
import org.imalink.operation.jobs.JobState;
import org.imalink.operation.jobs.Jobs;
import org.imalink.preview.Coldpreviews;
import org.jspecify.annotations.Nullable;

/** A queue of imports with everything it needs, as the server has it, that can be waited for. */
final class ImportHarness implements AutoCloseable {
    static final Scope SCOPE = Scope.of(new Viewer.Operator());
    private static final long TIMEOUT_SECONDS = 120;

    private final Database database;
    private final JobEvents events = new JobEvents();
    private final Map<Long, CompletableFuture<Job>> ended = new ConcurrentHashMap<>();
    private final Coldpreviews coldpreviews;
    private final ColdpreviewMaker maker;
    private final ImportQueue queue;

    private ImportHarness(Database database, PictureReader pictures, Path data) throws IOException {
        this.database = database;
        var temporary = Files.createDirectories(data.resolve("tmp"));
        coldpreviews = new Coldpreviews(data.resolve("coldpreviews"));
        var work = Files.createDirectories(temporary.resolve("imports"));
        maker = new ColdpreviewMaker(database, SharedReading.RENDERER, coldpreviews, work);
        queue = new ImportQueue(database, pictures, maker, events, data, work);
        events.subscribe(SCOPE.owner(), new JobEvents.Listener() {
            @Override
            public void jobChanged(Job job) {
                if (job.state() == JobState.DONE || job.state() == JobState.FAILED) {
                    end(job.id()).complete(job);
                }
            }

            @Override
            public void libraryChanged() {}
        });
    }

    /** A queue that is at work. */
    static ImportHarness started(Database database, Path data) throws IOException {
        return started(database, SharedReading.PICTURES, data);
    }

    /**
     * Likewise, with a reader that the test breaks.
     *
     * @param pictures stays the caller's to close
     */
    static ImportHarness started(Database database, PictureReader pictures, Path data) throws IOException {
        var harness = new ImportHarness(database, pictures, data);
        harness.queue.start();
        return harness;
    }

    /** A queue that only takes orders. */
    static ImportHarness waiting(Database database, Path data) throws IOException {
        return new ImportHarness(database, SharedReading.PICTURES, data);
    }

    ImportQueue queue() {
        return queue;
    }

    JobEvents events() {
        return events;
    }

    ColdpreviewMaker maker() {
        return maker;
    }

    Coldpreviews coldpreviews() {
        return coldpreviews;
    }

    /** Imports paths because a person asks for it, and waits for the end. */
    Job importNow(Path... paths) throws Exception {
        return run(new ImportRequest(List.of(paths).stream().map(Path::toString).toList(), null, null, true));
    }

    /** Imports paths as the start of the server does, and waits for the end. */
    Job scan(Path... paths) throws Exception {
        return run(new ImportRequest(List.of(paths).stream().map(Path::toString).toList(), null, null, false));
    }

    Job run(ImportRequest request) throws Exception {
        return await(queue.submit(SCOPE, request).id());
    }

    Job await(long jobId) throws Exception {
        // One that was done before this harness was there is told by nobody.
        var job = database.read(tx -> Jobs.find(tx, SCOPE.owner(), jobId)).orElseThrow();
        if (job.state() == JobState.DONE || job.state() == JobState.FAILED) {
            return job;
        }
        return end(jobId).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private CompletableFuture<Job> end(long jobId) {
        return ended.computeIfAbsent(jobId, id -> new CompletableFuture<>());
    }

    List<JobResult> results(Job job) {
        return results(job, null);
    }

    List<JobResult> results(Job job, @Nullable JobOutcome outcome) {
        return database.read(tx -> JobResults.page(tx, SCOPE.owner(), job.id(), outcome, 0, 10_000))
                .results();
    }

    @Override
    public void close() {
        queue.close();
    }
}
