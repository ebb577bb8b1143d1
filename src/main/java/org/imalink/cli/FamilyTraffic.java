package org.imalink.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The made-up family looks at photos and rates them, all the time, and every answer is counted. Thread-safe. */
final class FamilyTraffic implements AutoCloseable {
    private static final int FIRST_FAILURE = 500;
    private static final int LAST_DONE = 299;
    private static final List<String> READS = List.of(
            "/api/v1/photos/?limit=20",
            "/api/v1/timeline/months",
            "/api/v1/search?q=hytte",
            "/api/v1/import_sessions/",
            "/api/v1/photos/?limit=5&offset=10");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    private final ReentrantReadWriteLock rating = new ReentrantReadWriteLock();
    private boolean onlyLooks;
    private volatile boolean isOver;

    /** Has somebody come and stay until the end. */
    void add(FamilyCaller caller) {
        threads.execute(() -> live(caller));
    }

    /** From now on nobody changes anything; when this returns, nobody is about to. */
    void onlyLook() {
        rating.writeLock().lock();
        onlyLooks = true;
        rating.writeLock().unlock();
    }

    private void live(FamilyCaller caller) {
        for (int turn = 0; !isOver; turn++) {
            long begun = System.nanoTime();
            try {
                count(turn % READS.size() == 0 ? rate(caller) : look(caller, READS.get(turn % READS.size())));
            } catch (IOException e) {
                failures.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            slowest.accumulateAndGet(System.nanoTime() - begun, Math::max);
        }
    }

    private static int look(FamilyCaller caller, String path) throws IOException, InterruptedException {
        return caller.get(path).statusCode();
    }

    /** Gives the newest photo that they see a rating. */
    private int rate(FamilyCaller caller) throws IOException, InterruptedException {
        rating.readLock().lock();
        try {
            return onlyLooks ? look(caller, READS.getFirst()) : rateNewest(caller);
        } finally {
            rating.readLock().unlock();
        }
    }

    private static int rateNewest(FamilyCaller caller) throws IOException, InterruptedException {
        var photo = caller.photos().path("data").path(0);
        if (photo.isMissingNode()) {
            return look(caller, READS.getFirst());
        }
        int next = photo.path("rating").asInt() % 5 + 1;
        return caller.send("PUT", "/api/v1/photos/" + photo.path("hothash").asString(""), Map.of("rating", next))
                .statusCode();
    }

    /** Who has to sign in, or look anew at what is another library now, is refused in words; nothing fails by that. */
    private void count(int status) {
        answers.incrementAndGet();
        if (status >= FIRST_FAILURE) {
            failures.incrementAndGet();
        } else if (status > LAST_DONE) {
            refusals.incrementAndGet();
        }
    }

    /**
     * What came of it so far.
     *
     * @param answers of all requests
     * @param refusals of those, because somebody had to sign in or to look anew
     * @param failures answers of 500 or more, and connections that broke
     */
    record Count(long answers, long refusals, long failures, Duration slowest) {}

    Count count() {
        return new Count(answers.get(), refusals.get(), failures.get(), Duration.ofNanos(slowest.get()));
    }

    @Override
    public void close() {
        isOver = true;
        threads.close();
    }
}
