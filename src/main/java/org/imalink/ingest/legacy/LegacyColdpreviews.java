package org.imalink.ingest.legacy;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.imalink.library.EncodedPath;
import org.imalink.library.RootedFile;
import org.imalink.operation.RefusedException;
import org.imalink.operation.ValueDigest;
import org.imalink.preview.Coldpreview;
import org.imalink.preview.Coldpreviews;
import org.jspecify.annotations.Nullable;

/**
 * The medium previews of the old server: read below their folder without following a link, looked at, and stored by content.
 * For one thread.
 */
final class LegacyColdpreviews implements AutoCloseable {
    /** An image of the largest size allowed, badly compressed. */
    private static final int MOST_BYTES = 16_000_000;

    /** Storing waits for the disk most of the time. */
    private static final int AT_ONCE = 4;

    private final @Nullable Path folder;
    private final @Nullable Coldpreviews store;
    private final ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
    private final Set<String> used = new HashSet<>();

    /**
     * @param folder free of links; null when there is none
     * @param store null to look only
     */
    LegacyColdpreviews(@Nullable Path folder, @Nullable Coldpreviews store) {
        this.folder = folder;
        this.store = store;
    }

    /** What became of one. */
    sealed interface Outcome {
        /**
         * @param digest of the bytes that were read
         * @param stored null when only looked at
         */
        record Taken(byte[] digest, @Nullable Coldpreview stored) implements Outcome {}

        record NotTaken(String reason) implements Outcome {}
    }

    /**
     * Takes the files at these paths below the folder, in their order.
     *
     * @throws RefusedException when they cannot be stored, because the disk is full or gone
     */
    List<Outcome> take(List<String> paths) {
        var tasks =
                paths.stream().<Callable<Outcome>>map(path -> () -> take(path)).toList();
        try {
            var outcomes = new ArrayList<Outcome>();
            for (var task : executor.invokeAll(tasks)) {
                outcomes.add(task.get());
            }
            paths.forEach(path -> used.add(normal(path)));
            return outcomes;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException full) {
                throw new RefusedException(
                        "The coldpreviews cannot be stored: %s. Nothing was adopted.".formatted(full.getMessage()),
                        full);
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("Interrupted; nothing was adopted.", e);
        }
    }

    private Outcome take(String path) throws IOException {
        if (folder == null) {
            return new Outcome.NotTaken("There is no folder with coldpreviews: give it with --coldpreviews.");
        }
        byte[] bytes;
        try {
            bytes = read(folder, normal(path));
        } catch (NoSuchFileException e) {
            return new Outcome.NotTaken("The file is missing.");
        } catch (IllegalArgumentException e) {
            return new Outcome.NotTaken("The path leads out of the folder.");
        } catch (IOException e) {
            return new Outcome.NotTaken("The file cannot be read, or is a link.");
        }
        if (bytes.length > MOST_BYTES) {
            return new Outcome.NotTaken("The file is larger than any coldpreview.");
        }
        var objection = Coldpreviews.objection(bytes);
        if (objection.isPresent()) {
            return new Outcome.NotTaken(objection.get());
        }
        var digest = new ValueDigest();
        digest.add(bytes);
        return new Outcome.Taken(digest.finish(), store == null ? null : store.store(bytes));
    }

    private static byte[] read(Path folder, String path) throws IOException {
        var root = EncodedPath.of(folder);
        var below = EncodedPath.below(root, EncodedPath.of(folder.resolve(path)));
        try (var file = RootedFile.open(root, below);
                var in = Channels.newInputStream(file.channel())) {
            return in.readNBytes(MOST_BYTES + 1);
        }
    }

    /** The old server ran on Windows too. */
    private static String normal(String path) {
        return path.replace('\\', '/');
    }

    /**
     * Names every file in the folder that no photo names.
     *
     * @param consumer hears paths below the folder
     */
    void findUnused(Consumer<String> consumer) throws IOException {
        var root = folder;
        if (root == null) {
            return;
        }
        try (var files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .map(file -> normal(root.relativize(file).toString()))
                    .filter(path -> !used.contains(path))
                    .forEach(consumer);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
