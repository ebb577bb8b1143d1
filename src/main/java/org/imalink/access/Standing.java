package org.imalink.access;

import static org.imalink.database.schema.Tables.SERVER_STATE;

import org.jooq.DSLContext;

/**
 * Where the server stands, as one snapshot of the database has it. Immutable.
 *
 * @param epoch how often the phase has changed
 * @param accountVersion how often something changed that ends what people are signed in with
 */
public record Standing(Phase phase, int epoch, int accountVersion) {
    /** In the snapshot in which a request reads its data, so that both belong together. */
    public static Standing read(DSLContext tx) {
        return tx.select(SERVER_STATE.PHASE, SERVER_STATE.EPOCH, SERVER_STATE.ACCOUNT_VERSION)
                .from(SERVER_STATE)
                .fetchSingle(row -> new Standing(Phase.of(row.value1()), row.value2(), row.value3()));
    }
}
