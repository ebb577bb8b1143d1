package org.imalink.preview;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Makes calls at the same time and waits for all; when one fails, or the caller is interrupted, none goes on. */
final class ParallelCalls {
    private ParallelCalls() {}

    static <T> List<T> all(List<Callable<T>> calls) throws IOException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = calls.stream().map(threads::submit).toList();
            try {
                var results = new ArrayList<T>();
                for (var future : futures) {
                    results.add(future.get());
                }
                return results;
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case IOException cause -> throw new IOException(cause.getMessage(), e);
                    case InterruptedException _ -> throw new InterruptedException();
                    case IllegalStateException cause -> throw new IllegalStateException(cause.getMessage(), e);
                    case null, default -> throw new IllegalStateException("Rendering failed", e);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
