package org.imalink.operation.isolated;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs an {@link IsolatedTask} in child JVMs with limits on heap and time, for Java code that reads untrusted files.
 *
 * <p>Children start when they are needed, stay up for the next request, are replaced after a crash, a time-out or an
 * exhausted heap, are closed after a while without work, and end with the server, also when the server is killed. A
 * request costs only itself: no other request sees what one did to its child. Thread-safe.
 */
public final class IsolatedWorker implements AutoCloseable {
    private static final String CLOSED = "The worker is closed";

    private final Class<? extends IsolatedTask> task;
    private final WorkerLimits limits;
    private final Path temporary;
    private final Semaphore places;
    private final ArrayDeque<Child> idle = new ArrayDeque<>();
    private final Set<Child> busy = new HashSet<>();
    private final ScheduledExecutorService clock;
    private boolean closed;

    /**
     * Starts no process yet.
     *
     * @param temporary an existing folder for temporary files of the task
     */
    public IsolatedWorker(Class<? extends IsolatedTask> task, WorkerLimits limits, Path temporary) {
        this.task = task;
        this.limits = limits;
        this.temporary = temporary;
        this.places = new Semaphore(limits.processes(), true);
        this.clock = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                .daemon()
                .name("isolated-" + task.getSimpleName())
                .factory());
        var pace = Duration.ofNanos(Math.max(1, limits.idle().toNanos() / 4));
        clock.scheduleWithFixedDelay(this::closeIdle, pace.toNanos(), pace.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Sends a request to a child and waits for what comes of it.
     *
     * @throws IOException when no process can be started
     * @throws InterruptedException when interrupted while waiting for a free process
     * @throws IllegalStateException when this worker is closed, now or before the answer came
     */
    public Reply ask(byte[] request) throws IOException, InterruptedException {
        places.acquire();
        try {
            var child = take();
            boolean usable = false;
            try {
                var timedOut = new AtomicBoolean();
                var alarm = clock.schedule(
                        () -> {
                            timedOut.set(true);
                            child.kill();
                        },
                        limits.time().toNanos(),
                        TimeUnit.NANOSECONDS);
                var reply = child.ask(request);
                alarm.cancel(false);
                boolean said = reply instanceof Reply.Answered || reply instanceof Reply.Failed;
                usable = said && !timedOut.get();
                if (isClosed()) {
                    throw new IllegalStateException(CLOSED);
                }
                return !said && timedOut.get() ? new Reply.TimedOut(limits.time()) : reply;
            } finally {
                giveBack(child, usable);
            }
        } catch (RejectedExecutionException closedMeanwhile) {
            throw new IllegalStateException(CLOSED, closedMeanwhile);
        } finally {
            places.release();
        }
    }

    private Child take() throws IOException {
        var waiting = takeIdle();
        if (waiting != null) {
            return waiting;
        }
        var started = Child.start(task, limits, temporary);
        synchronized (this) {
            if (closed) {
                started.kill();
                throw new IllegalStateException(CLOSED);
            }
            busy.add(started);
        }
        return started;
    }

    private synchronized @Nullable Child takeIdle() {
        if (closed) {
            throw new IllegalStateException(CLOSED);
        }
        for (var child = idle.pollFirst(); child != null; child = idle.pollFirst()) {
            if (child.isAlive()) {
                busy.add(child);
                return child;
            }
        }
        return null;
    }

    private synchronized void giveBack(Child child, boolean usable) {
        busy.remove(child);
        if (usable && !closed) {
            idle.addFirst(child);
        } else {
            child.kill();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void closeIdle() {
        long now = System.nanoTime();
        for (var child : List.copyOf(idle)) {
            if (now - child.idleSince() >= limits.idle().toNanos()) {
                idle.remove(child);
                child.kill();
            }
        }
    }

    /** The process ids of its children, for tests and diagnosis. */
    synchronized List<Long> pids() {
        var all = new ArrayList<>(idle);
        all.addAll(busy);
        return all.stream().map(Child::pid).toList();
    }

    /** Ends all children; requests still going on throw. */
    @Override
    public synchronized void close() {
        closed = true;
        clock.shutdownNow();
        idle.forEach(Child::kill);
        idle.clear();
        busy.forEach(Child::kill);
    }
}
