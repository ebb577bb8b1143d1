package org.imalink.transition.rehearsal;

import java.time.Duration;
import java.util.concurrent.Future;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Schema;

/** Looks at the copy from outside while a server gives its rows owners, and says when what begins. */
final class CopyWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final Database copy;

    CopyWatch(DatabaseLocation location) {
        this.copy = Database.openReadOnly(location);
    }

    /** @param isUnproved whether the level is being changed, or was and nobody has looked at it yet */
    record State(int level, boolean isUnproved) {
        /** As the report says it. */
        String text() {
            if (!isUnproved) {
                return level < Schema.LEVEL_OF_OWNERS ? "before it began" : "when it was done";
            }
            return level < Schema.LEVEL_OF_OWNERS
                    ? "while rows were given owners"
                    : "while it was proved that rows are the same";
        }
    }

    State state() {
        return copy.read(tx -> new State(Schema.tenancy(tx), CopiedLibrary.isUnproved(tx)));
    }

    /** How long rows are given owners, as seen from outside; nothing where a move ends without. */
    Duration giving(Future<?> move) throws InterruptedException {
        if (!awaitGiving(move)) {
            return Duration.ZERO;
        }
        long begun = System.nanoTime();
        while (!move.isDone() && state().level < Schema.LEVEL_OF_OWNERS) {
            Thread.sleep(PAUSE);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Waits until rows are being given owners; false when the move ended before anybody could see it. */
    boolean awaitGiving(Future<?> move) throws InterruptedException {
        while (!move.isDone()) {
            if (state().isUnproved) {
                return true;
            }
            Thread.sleep(PAUSE);
        }
        return false;
    }

    @Override
    public void close() {
        copy.close();
    }
}
