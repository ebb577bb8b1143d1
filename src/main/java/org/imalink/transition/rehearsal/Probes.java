package org.imalink.transition.rehearsal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Two people at work while a server moves: one who reads a list again and again, and one who writes. The write deletes a file
 * storage that there is not: it takes its turn among the writers as any other, and leaves everything as it is. Says how long
 * they had to wait at most.
 */
final class Probes implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Future<Longest> reader;
    private final Future<Longest> writer;
    private volatile boolean isOver;

    /**
     * The longest of several requests.
     *
     * @param failure the first answer that says that the server failed; null where none does
     */
    private record Longest(long nanoseconds, @Nullable String failure) {}

    /** @param failure of a request while the server moved, as a sentence; null where there was none */
    record Waits(Duration write, Duration read, @Nullable String failure) {
        static final Waits UNKNOWN = new Waits(Duration.ZERO, Duration.ZERO, null);
    }

    /** Asks for something. */
    @FunctionalInterface
    private interface Request {
        Reply send() throws IOException, InterruptedException;
    }

    Probes(CopyServer server) {
        reader = threads.submit(() -> repeat("A read", () -> server.get("/api/v1/search?limit=100")));
        writer = threads.submit(() -> repeat("A write", () -> server.delete("/api/v1/file-storage/none-of-that-name")));
    }

    private Longest repeat(String what, Request request) throws IOException, InterruptedException {
        long longest = 0;
        String failure = null;
        do {
            long begun = System.nanoTime();
            var reply = request.send();
            longest = Math.max(longest, System.nanoTime() - begun);
            if (failure == null && reply.isServerError()) {
                failure = "%s meanwhile was answered with %s".formatted(what, reply.reason());
            }
            Thread.sleep(PAUSE);
        } while (!isOver);
        return new Longest(longest, failure);
    }

    /** Lets both end what they asked for last. */
    Waits end() throws IOException, InterruptedException {
        isOver = true;
        try {
            var read = reader.get();
            var write = writer.get();
            return new Waits(
                    Duration.ofNanos(write.nanoseconds),
                    Duration.ofNanos(read.nanoseconds),
                    write.failure == null ? read.failure : write.failure);
        } catch (ExecutionException e) {
            throw CopyServer.failure(e);
        }
    }

    @Override
    public void close() {
        isOver = true;
        threads.shutdownNow();
    }
}
