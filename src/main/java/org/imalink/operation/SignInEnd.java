package org.imalink.operation;

import static org.imalink.database.schema.Tables.SERVER_STATE;

import org.imalink.database.Timestamps;
import org.imalink.database.schema.tables.SignInSessions;
import org.jooq.DSLContext;

/**
 * Ends every sign-in of a database that was brought back: among them may be some that their people ended since, and what
 * was taken from them meanwhile must not work again.
 */
final class SignInEnd {
    private SignInEnd() {}

    /** @return how many ended */
    static int ofRestored(DSLContext tx) {
        int ended = AccountTables.signIns(tx).map(table -> end(tx, table)).orElse(0);
        tx.update(SERVER_STATE)
                .set(SERVER_STATE.ACCOUNT_VERSION, SERVER_STATE.ACCOUNT_VERSION.plus(1))
                .execute();
        return ended;
    }

    private static int end(DSLContext tx, SignInSessions table) {
        return tx.update(table)
                .set(table.ENDED_AT, Timestamps.now())
                .set(table.END_REASON, "restored")
                .where(table.ENDED_AT.isNull())
                .execute();
    }
}
