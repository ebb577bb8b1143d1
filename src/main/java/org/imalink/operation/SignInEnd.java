package org.imalink.operation;

import static org.imalink.database.schema.Tables.SERVER_STATE;
import static org.imalink.database.schema.Tables.SIGN_IN_SESSIONS;

import org.imalink.database.Schema;
import org.imalink.database.Timestamps;
import org.jooq.DSLContext;

/**
 * Ends every sign-in of a database that was brought back: among them may be some that their people ended since, and what
 * was taken from them meanwhile must not work again.
 */
final class SignInEnd {
    private SignInEnd() {}

    static void ofRestored(DSLContext tx) {
        if (Schema.version(tx).tenancy() == 0) {
            return;
        }
        tx.update(SIGN_IN_SESSIONS)
                .set(SIGN_IN_SESSIONS.ENDED_AT, Timestamps.now())
                .set(SIGN_IN_SESSIONS.END_REASON, "restored")
                .where(SIGN_IN_SESSIONS.ENDED_AT.isNull())
                .execute();
        tx.update(SERVER_STATE)
                .set(SERVER_STATE.ACCOUNT_VERSION, SERVER_STATE.ACCOUNT_VERSION.plus(1))
                .execute();
    }
}
