package org.imalink.account;

import static org.imalink.database.schema.Tables.SERVER_STATE;

import java.util.function.Function;
import org.imalink.database.Database;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on accounts: changes one after another, also between servers, so that what one of them looked at holds until
 * it is committed. Thread-safe.
 */
record AccountDatabase(Database database) {
    /** @throws AccountException.NoAccounts at tenancy level 0 */
    <T extends @Nullable Object> T read(Function<DSLContext, T> query) {
        return database.read(tx -> {
            requireAccounts(tx);
            return query.apply(tx);
        });
    }

    /** @throws AccountException.NoAccounts at tenancy level 0 */
    <T extends @Nullable Object> T change(Function<DSLContext, T> change) {
        return database.write(tx -> {
            lock(tx);
            requireAccounts(tx);
            return change.apply(tx);
        });
    }

    /** Whether the database has the tables of accounts. */
    static boolean hasAccounts(DSLContext tx) {
        return Schema.tenancy(tx) >= 1;
    }

    static void requireAccounts(DSLContext tx) {
        if (!hasAccounts(tx)) {
            throw new AccountException.NoAccounts();
        }
    }

    /** Waits until no other transaction changes accounts; on SQLite no other writes anyway. */
    static void lock(DSLContext tx) {
        if (Engine.of(tx) == Engine.POSTGRESQL) {
            tx.select(SERVER_STATE.ID).from(SERVER_STATE).forUpdate().execute();
        }
    }

    /** Makes everybody who remembers who is signed in look again, as soon as this transaction is committed. */
    static void forgetSignIns(DSLContext tx) {
        tx.update(SERVER_STATE)
                .set(SERVER_STATE.ACCOUNT_VERSION, SERVER_STATE.ACCOUNT_VERSION.plus(1))
                .execute();
    }
}
