package org.imalink.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All open event streams. Thread-safe. */
final class EventHub implements AutoCloseable {
    private static final int MOST_STREAMS = 1_000;

    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @throws Failure 503 when there are too many, or the server stops */
    EventStream open() {
        if (closed || open.size() >= MOST_STREAMS) {
            throw Failure.of(503, Problem.UNAVAILABLE, "There are too many open event streams.")
                    .with("Retry-After", "30");
        }
        var stream = new EventStream(open::remove);
        open.add(stream);
        if (closed) {
            stream.close();
        }
        return stream;
    }

    /**
     * Tells all streams.
     *
     * @param subject what the event is about: a newer one takes the place of one that was not sent yet
     * @param data one line of JSON
     */
    void tell(String subject, String event, String data) {
        open.forEach(stream -> stream.tell(subject, event, data));
    }

    void libraryChanged() {
        tell("library", "library", "{}");
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(EventStream::close);
    }
}
