package org.imalink.ingest;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.imalink.access.Libraries;
import org.imalink.access.Scope;
import org.imalink.database.Database;
import org.imalink.database.DatabaseUnavailableException;
import org.imalink.library.MissingColdpreviews;
import org.imalink.library.OpenOriginal;
import org.imalink.library.OriginalFiles;
import org.imalink.library.Photo;
import org.imalink.library.Photos;
import org.imalink.operation.NoRoomException;
import org.imalink.preview.Coldpreviews;
import org.imalink.preview.PreviewRenderer;
import org.imalink.preview.PreviewSize;
import org.imalink.preview.RefusalReason;
import org.imalink.preview.Rendering;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes coldpreviews from originals: for a photo that somebody looks at now, and behind for all that have none. A photo that
 * has one keeps it, and one whose original cannot be rendered is not tried again before the server's next start.
 * Thread-safe.
 */
public final class ColdpreviewMaker {
    private static final Logger LOG = LoggerFactory.getLogger(ColdpreviewMaker.class);

    /** Photos that share processes, and whose originals are copied at a time. */
    private static final int PART = 40;

    /** The originals of one part are read, and its previews kept, while those of another are rendered. */
    private static final int PARTS = 2;

    private static final int LOCKS = 64;

    private final Database database;
    private final PreviewRenderer renderer;
    private final Coldpreviews coldpreviews;
    private final OriginalFiles originals;
    private final Path temporary;
    private final Set<Named> impossible = ConcurrentHashMap.newKeySet();
    private final List<Lock> locks = IntStream.range(0, LOCKS)
            .mapToObj(number -> (Lock) new ReentrantLock())
            .toList();

    /** A photo of one library; another may have the same, and nothing that is known of one counts for the other. */
    private record Named(long owner, String hothash) {}

    /**
     * @param renderer stays the caller's to close
     * @param temporary an existing folder for working copies
     */
    public ColdpreviewMaker(Database database, PreviewRenderer renderer, Coldpreviews coldpreviews, Path temporary) {
        this.database = database;
        this.renderer = renderer;
        this.coldpreviews = coldpreviews;
        this.originals = new OriginalFiles(database);
        this.temporary = temporary;
    }

    /**
     * The coldpreview of a photo, made now if it has none. Who asks while it is being made waits for it. Do not call this
     * inside a transaction.
     *
     * @return the SHA-256 by which it is stored; empty when the viewer has no such photo, or its original cannot be opened
     *     or rendered
     * @throws NoRoomException when there is no room for it
     * @throws IOException when no process can be started
     */
    public Optional<String> makeNow(Scope scope, String hothash) throws IOException, InterruptedException {
        var lock = locks.get(Math.floorMod(new Named(scope.owner(), hothash).hashCode(), LOCKS));
        lock.lockInterruptibly();
        try {
            var present = present(scope, hothash);
            if (present.isEmpty()) {
                make(scope, List.of(hothash));
                present = present(scope, hothash);
            }
            return present;
        } finally {
            lock.unlock();
        }
    }

    private Optional<String> present(Scope scope, String hothash) {
        return database.read(tx -> Photos.find(tx, scope, hothash))
                .map(Photo::coldpreview)
                .map(Photo.Coldpreview::sha256);
    }

    /**
     * One pass over the photos that have no coldpreview yet, one library after another; it can be left for other work and taken
     * up again.
     */
    final class Pass {
        private @Nullable List<Scope> libraries;
        private final Deque<Part> begun = new ArrayDeque<>();
        private Place next = new Place(0, Long.MAX_VALUE);

        /**
         * Where the pass stands.
         *
         * @param library number of the library
         * @param before the photos there with smaller ids are left
         */
        private record Place(int library, long before) {}

        /** Photos that are being worked on, from one place to another. */
        private record Part(Place from, Place to, Future<?> made) {}

        /**
         * Makes all that are left, or some.
         *
         * @param otherWork asked now and then; when there is some, what was begun is ended, and no more
         * @return whether there may be more
         * @throws IOException when there is no room for them, or no process can be started; the next step is for the same
         *     photos
         */
        boolean step(BooleanSupplier otherWork) throws IOException, InterruptedException {
            begun.clear();
            try (var threads = Executors.newFixedThreadPool(PARTS)) {
                try {
                    boolean any = begin(threads);
                    while (!begun.isEmpty()) {
                        if (Thread.interrupted()) {
                            throw new InterruptedException();
                        }
                        boolean more = begun.size() <= PARTS && !otherWork.getAsBoolean() && begin(threads);
                        if (!more) {
                            endFirst();
                        }
                    }
                    return any;
                } catch (IOException | DatabaseUnavailableException e) {
                    // It says nothing about these photos: the next step tries them again.
                    next = begun.isEmpty() ? next : begun.getFirst().from();
                    throw e;
                } catch (RuntimeException e) {
                    next = begun.isEmpty() ? next : begun.getFirst().to();
                    throw e;
                } finally {
                    threads.shutdownNow();
                }
            }
        }

        /** False when there are no more. */
        private boolean begin(ExecutorService threads) {
            for (var all = libraries(); next.library() < all.size(); ) {
                var scope = all.get(next.library());
                var candidates = candidates(scope, next.before());
                if (!candidates.isEmpty()) {
                    var to = new Place(next.library(), candidates.getLast().photoId());
                    begun.add(new Part(next, to, begin(threads, scope, candidates)));
                    next = to;
                    return true;
                }
                next = new Place(next.library() + 1, Long.MAX_VALUE);
            }
            return false;
        }

        private List<Scope> libraries() {
            var known = libraries;
            if (known == null) {
                known = database.read(Libraries::inUse);
                libraries = known;
            }
            return known;
        }

        /** None where the library was put away meanwhile. */
        private List<MissingColdpreviews.Candidate> candidates(Scope scope, long before) {
            return database.read(
                    tx -> Libraries.isInUse(tx, scope) ? MissingColdpreviews.find(tx, scope, before, PART) : List.of());
        }

        private Future<?> begin(ExecutorService threads, Scope scope, List<MissingColdpreviews.Candidate> candidates) {
            var hothashes = candidates.stream()
                    .map(MissingColdpreviews.Candidate::hothash)
                    .toList();
            return threads.submit(() -> {
                make(scope, hothashes);
                return hothashes;
            });
        }

        private void endFirst() throws IOException, InterruptedException {
            try {
                begun.getFirst().made().get();
                begun.remove();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case IOException cause -> throw cause;
                    case RuntimeException cause -> throw cause;
                    case InterruptedException cause -> throw cause;
                    case null, default -> throw new IllegalStateException("Coldpreviews cannot be made", e);
                }
            }
        }
    }

    private void make(Scope scope, List<String> hothashes) throws IOException, InterruptedException {
        try (var copies = WorkingCopies.below(temporary)) {
            var photos = new ArrayList<String>();
            var files = new ArrayList<Path>();
            for (var hothash : hothashes) {
                var copy = impossible.contains(new Named(scope.owner(), hothash))
                        ? Optional.<Path>empty()
                        : copy(scope, hothash, copies);
                copy.ifPresent(file -> {
                    photos.add(hothash);
                    files.add(file);
                });
            }
            if (files.isEmpty()) {
                return;
            }
            var renderings = renderer.render(files, Set.of(PreviewSize.COLD));
            for (int index = 0; index < photos.size(); index++) {
                keep(scope, photos.get(index), renderings.get(index));
            }
        } catch (ImportWaitsException e) {
            throw new NoRoomException(e.getMessage(), e);
        } catch (ClosedByInterruptException | ImportStoppedException e) {
            // Told as what it is, not as something about a photo: the server is closing.
            Thread.interrupted();
            throw new InterruptedException();
        }
    }

    /** Only the very bytes that were imported: another picture may lie there now. */
    private Optional<Path> copy(Scope scope, String hothash, WorkingCopies copies) throws ClosedByInterruptException {
        var original = originals.openOfPhoto(scope, hothash);
        if (original.isEmpty()) {
            return Optional.empty();
        }
        try (OpenOriginal open = original.get()) {
            var copy = copies.copy(open.channel());
            return copy.sha256().equals(open.sha256()) ? Optional.of(copy.file()) : Optional.empty();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            LOG.info("The original of photo {} cannot be read: {}", hothash, e.toString());
            return Optional.empty();
        }
    }

    private void keep(Scope scope, String hothash, Rendering rendering) throws IOException {
        switch (rendering) {
            case Rendering.Rendered rendered -> {
                var coldpreview = coldpreviews.store(
                        Objects.requireNonNull(rendered.jpegs().get(PreviewSize.COLD)));
                database.writeBatch(tx -> {
                    // A library may have been put away meanwhile; nothing is written in it then.
                    if (Libraries.isInUse(tx, scope)) {
                        coldpreviews.register(tx, coldpreview);
                        MissingColdpreviews.fill(tx, scope, hothash, coldpreview.sha256());
                    }
                    return Optional.empty();
                });
            }
            case Rendering.Refused(var reason, var detail) -> {
                if (reason != RefusalReason.UNREADABLE) {
                    // The working copy is ours: that it cannot be read says nothing about the picture.
                    impossible.add(new Named(scope.owner(), hothash));
                }
                LOG.warn("The coldpreview of photo {} cannot be made ({}): {}", hothash, reason.code(), detail);
            }
        }
    }
}
