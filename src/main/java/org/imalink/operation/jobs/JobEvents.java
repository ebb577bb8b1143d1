package org.imalink.operation.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * News of jobs and of the library to whoever listens: every change of a job's state or of what it waits for, its progress a
 * few times a second, and that photos were added or changed. Thread-safe; listeners are called on the thread that has the
 * news and must return at once.
 */
public final class JobEvents {
    private static final Logger LOG = LoggerFactory.getLogger(JobEvents.class);
    private static final long INTERVAL_NANOSECONDS = Duration.ofMillis(250).toNanos();

    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final Map<Long, Told> lastTold = new ConcurrentHashMap<>();

    /** Who wants to hear. */
    public interface Listener {
        /** A job of the owner is now like this. */
        void jobChanged(Job job);

        /** Photos of the owner were added or changed. */
        void libraryChanged();
    }

    /** Ends listening when closed. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Listens to the news of an owner.
     *
     * @param owner the user whose jobs and photos these are; other users' are not told
     */
    public Subscription subscribe(long owner, Listener listener) {
        var subscriber = new Subscriber(owner, listener);
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    /** Tells of a job as it is now, unless it only moved on a little since it was last told. */
    public void jobChanged(Job job) {
        if (worthTelling(job)) {
            tell(job.owner(), listener -> listener.jobChanged(job));
        }
    }

    /**
     * A job as the database has it, with what it waits for where that is known here only: a database that has no room, or
     * takes no writes, cannot say so itself.
     */
    public Job withWait(Job read) {
        var told = lastTold.get(read.id());
        var wait = told == null ? null : told.job.error();
        return switch (read.state()) {
            case QUEUED, RUNNING -> wait == null || read.error() != null ? read : read.withError(wait);
            case DONE, FAILED -> read;
        };
    }

    /** Tells that photos of an owner were added or changed. */
    public void libraryChanged(long owner) {
        tell(owner, Listener::libraryChanged);
    }

    private void tell(long owner, Consumer<Listener> news) {
        for (var subscriber : subscribers) {
            if (subscriber.owner == owner) {
                try {
                    news.accept(subscriber.listener);
                } catch (RuntimeException e) {
                    // One broken listener must not end a job or the request of somebody else.
                    LOG.warn("A listener failed on the news of user {}", owner, e);
                }
            }
        }
    }

    private boolean worthTelling(Job job) {
        long now = System.nanoTime();
        var last = lastTold.get(job.id());
        boolean moved = last == null
                || last.job.state() != job.state()
                || !Objects.equals(last.job.error(), job.error())
                || now - last.nanoTime >= INTERVAL_NANOSECONDS;
        if (moved) {
            switch (job.state()) {
                case QUEUED, RUNNING -> lastTold.put(job.id(), new Told(job, now));
                case DONE, FAILED -> lastTold.remove(job.id());
            }
        }
        return moved;
    }

    private record Told(Job job, long nanoTime) {}

    /** Not a record: two subscriptions of the same listener are two. */
    private static final class Subscriber {
        private final long owner;
        private final Listener listener;

        Subscriber(long owner, Listener listener) {
            this.owner = owner;
            this.listener = listener;
        }
    }
}
