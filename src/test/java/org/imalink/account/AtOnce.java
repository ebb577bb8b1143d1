package org.imalink.account;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Lets several do something at the same moment, and tells how it went for each. */
final class AtOnce {
    private AtOnce() {}

    /** What one of them got; one of both is null. */
    record Outcome<T>(T value, Throwable failure) {
        boolean succeeded() {
            return failure == null;
        }
    }

    static <T> List<Outcome<T>> times(int count, Callable<T> action) throws Exception {
        return all(IntStream.range(0, count).mapToObj(i -> action).toList());
    }

    static <T> List<Outcome<T>> all(List<Callable<T>> actions) throws Exception {
        var barrier = new CyclicBarrier(actions.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (var action : actions) {
                running.add(threads.submit(() -> {
                    barrier.await();
                    return action.call();
                }));
            }
            var outcomes = new ArrayList<Outcome<T>>();
            for (var future : running) {
                outcomes.add(outcome(future));
            }
            return outcomes;
        }
    }

    private static <T> Outcome<T> outcome(Future<T> future) throws InterruptedException {
        try {
            return new Outcome<>(future.get(), null);
        } catch (ExecutionException e) {
            return new Outcome<>(null, e.getCause());
        }
    }
}
