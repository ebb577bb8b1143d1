package org.imalink.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.imalink.access.Standing;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;

/** All open event streams, each of one owner's news. Thread-safe. */
final class EventHub implements AutoCloseable {
    private static final int MOST_STREAMS = 1_000;

    private final JobEvents jobs;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private volatile int newestEpoch;
    private volatile boolean closed;

    EventHub(JobEvents jobs) {
        this.jobs = jobs;
    }

    /**
     * @param owner whose news it tells
     * @param standing for which it tells them
     * @throws Failure 503 when there are too many, or the server stops
     */
    EventStream open(long owner, Standing standing) {
        if (closed || open.size() >= MOST_STREAMS) {
            throw Failure.of(503, Problem.UNAVAILABLE, "There are too many open event streams.")
                    .with("Retry-After", "30");
        }
        var stream = new EventStream();
        open.add(stream);
        var subscription = jobs.subscribe(owner, new News(stream));
        stream.whenEnded(() -> {
            subscription.close();
            open.remove(stream);
        });
        if (closed || newestEpoch > standing.epoch()) {
            stream.close();
        }
        return stream;
    }

    /** Says so on every stream and ends it: what comes next may be the news of another library. */
    void phaseChanged(Standing standing) {
        newestEpoch = standing.epoch();
        var data = Json.text(out -> out.object(standing, MultiuserController::write));
        open.forEach(stream -> stream.end("server", "server", data));
    }

    /** What a stream is told; it passes it on at once, as listeners must. */
    private record News(EventStream stream) implements JobEvents.Listener {
        @Override
        public void jobChanged(Job job) {
            JobController.tell(stream, job);
        }

        @Override
        public void libraryChanged() {
            stream.tell("library", "library", "{}");
        }
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(EventStream::close);
    }
}
