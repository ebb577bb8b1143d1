package org.imalink.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whoever presses Ctrl-C leaves no copy behind. */
final class StopHook implements AutoCloseable {
    private static final int CLEANING_SECONDS = 20;

    private final CountDownLatch isDone = new CountDownLatch(1);
    private final Thread hook;

    StopHook(Thread working) {
        hook = Thread.ofPlatform().name("stop").unstarted(() -> {
            working.interrupt();
            try {
                isDone.await(CLEANING_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        isDone.countDown();
        if (!hook.isAlive()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
