package org.imalink.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events to one client, in the form of the HTML standard. What is told faster than it may be sent is not
 * queued: of each subject only the newest counts, so that the memory is bounded. Thread-safe.
 */
final class EventStream implements Content.Source {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private Runnable ended = () -> {};
    private boolean closed;

    /** To be said before the stream is sent. */
    void whenEnded(Runnable action) {
        ended = action;
    }

    /**
     * @param subject what the event is about: a newer one takes the place of one that was not sent yet
     * @param data one line of JSON
     */
    void tell(String subject, String event, String data) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            waiting.put(subject, "event: " + event + "\ndata: " + data + "\n\n");
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Tells a last thing, and ends the stream after it. */
    void end(String subject, String event, String data) {
        lock.lock();
        try {
            if (!closed) {
                tell(subject, event, data);
                closed = true;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream after what it is sending. */
    void close() {
        lock.lock();
        try {
            waiting.clear();
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try {
            // So that the client knows at once that it is connected.
            send(out, ":\n\n");
            for (var text = next(); text != null; text = next()) {
                send(out, text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Forgets the stream, sent or not. */
    void release() {
        ended.run();
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    /** What to send next; null at the end. */
    private @Nullable String next() throws InterruptedException {
        lock.lock();
        try {
            long pause = PAUSE.toNanos();
            while (pause > 0 && !closed) {
                pause = changed.awaitNanos(pause);
            }
            long patience = KEEP_ALIVE.toNanos();
            while (waiting.isEmpty() && !closed && patience > 0) {
                patience = changed.awaitNanos(patience);
            }
            if (closed && waiting.isEmpty()) {
                return null;
            }
            var text = waiting.isEmpty() ? ":\n\n" : String.join("", waiting.values());
            waiting.clear();
            return text;
        } finally {
            lock.unlock();
        }
    }
}
