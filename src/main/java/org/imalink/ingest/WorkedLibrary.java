package org.imalink.ingest;

import java.util.function.Function;
import org.imalink.access.Libraries;
import org.imalink.access.Scope;
import org.imalink.database.Database;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The library that a job works for. It may be put away at any moment; then nothing is written in it any more, until it is in
 * use again. Thread-safe.
 */
record WorkedLibrary(Database database, Scope scope) {
    /** The library was put away; the job goes on where it stands when the library is back. */
    static final class AwayException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private AwayException() {
            super("The library is not in use.");
        }
    }

    <T extends @Nullable Object> T read(Function<DSLContext, T> query) {
        return database.read(query);
    }

    /**
     * As {@link Database#write}.
     *
     * @throws AwayException when the library is not in use
     */
    <T extends @Nullable Object> T write(Function<DSLContext, T> change) {
        return database.write(inUse(change));
    }

    /**
     * As {@link Database#writeBatch}.
     *
     * @throws AwayException when the library is not in use
     */
    <T extends @Nullable Object> T writeBatch(Function<DSLContext, T> change) {
        return database.writeBatch(inUse(change));
    }

    private <T extends @Nullable Object> Function<DSLContext, T> inUse(Function<DSLContext, T> change) {
        return tx -> {
            if (!Libraries.isInUse(tx, scope)) {
                throw new AwayException();
            }
            return change.apply(tx);
        };
    }
}
