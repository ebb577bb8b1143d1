package org.imalink.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a thread of its own reads ahead of the one that takes them, so that reading and what is done with the rows go on at
 * the same time. A few hundred kilobytes are held. For one thread that takes; close it, and the reading has ended.
 */
final class RowsAhead implements AutoCloseable {
    private static final int BATCHES = 4;
    private static final int BATCH_BYTES = 1 << 16;

    /** What a row takes beside its content. */
    private static final int ROW_BYTES = 100;

    private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(BATCHES);
    private final Thread thread;
    private final Progress progress;
    private @Nullable OwnedTable told;
    private Iterator<OwnedRow> current = Collections.emptyIterator();
    private boolean isAtEnd;

    /** Some rows; or the end, with the failure that it came from, if any. */
    private sealed interface Batch {
        record Rows(List<OwnedRow> rows) implements Batch {}

        record End(@Nullable Throwable failure) implements Batch {}
    }

    /** Nobody takes rows any more. */
    private static final class ClosedException extends RuntimeException {
        ClosedException(InterruptedException cause) {
            super(cause);
        }
    }

    private RowsAhead(Progress progress, Consumer<OwnedRows.Reader> work) {
        this.progress = progress;
        thread = Thread.ofPlatform().daemon().name("rows-ahead").unstarted(() -> read(work));
    }

    /**
     * @param progress hears of the beginning, and of each table as its rows are taken; what it throws is the caller's
     * @param work reads all rows and tells each; called once, in the new thread
     */
    static RowsAhead begin(Progress progress, Consumer<OwnedRows.Reader> work) {
        var ahead = new RowsAhead(progress, work);
        ahead.tell(OwnedTable.ALL.getFirst()); // who hears of it may stop it here, where nothing has begun
        ahead.thread.start();
        return ahead;
    }

    private void read(Consumer<OwnedRows.Reader> work) {
        var collector = new Collector();
        try {
            work.accept(collector::add);
            collector.handOver();
            end(null);
        } catch (ClosedException e) {
            // The thread ends.
        } catch (RuntimeException | Error e) {
            end(e);
        }
    }

    private void end(@Nullable Throwable failure) {
        try {
            batches.put(new Batch.End(failure));
        } catch (InterruptedException e) {
            // The thread ends anyway.
        }
    }

    private final class Collector {
        private List<OwnedRow> rows = new ArrayList<>();
        private int bytes;

        void add(OwnedRow row) {
            rows.add(row);
            bytes += row.content().length + ROW_BYTES;
            if (bytes >= BATCH_BYTES) {
                handOver();
            }
        }

        void handOver() {
            try {
                batches.put(new Batch.Rows(rows));
            } catch (InterruptedException e) {
                throw new ClosedException(e);
            }
            rows = new ArrayList<>();
            bytes = 0;
        }
    }

    /**
     * The next row, or null when there are no more.
     *
     * @throws RuntimeException as the reading threw it
     * @throws IllegalStateException when the thread is interrupted
     */
    @Nullable
    OwnedRow next() {
        while (!current.hasNext() && !isAtEnd) {
            switch (take()) {
                case Batch.Rows(var rows) -> current = rows.iterator();
                case Batch.End(var failure) -> {
                    isAtEnd = true;
                    switch (failure) {
                        case RuntimeException exception -> throw exception;
                        case Error error -> throw error;
                        case null -> {}
                        default -> throw new IllegalStateException("Rows cannot be read", failure);
                    }
                }
            }
        }
        if (!current.hasNext()) {
            return null;
        }
        var row = current.next();
        tell(row.table());
        return row;
    }

    private void tell(OwnedTable table) {
        if (!table.equals(told)) {
            told = table;
            progress.report("Reading " + table.name(), OwnedTable.ALL.indexOf(table), OwnedTable.ALL.size());
        }
    }

    private Batch take() {
        try {
            return batches.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while rows were read", e);
        }
    }

    /** Waits until the thread has let go of its connection. */
    @Override
    public void close() {
        boolean interrupted = false;
        thread.interrupt();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
