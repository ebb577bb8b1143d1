package org.imalink.http;

import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.account.AccountException;
import org.imalink.database.Database;
import org.jooq.DSLContext;

/** For routes on accounts whose callers are let in in every phase. */
final class NeedsAccounts {
    private NeedsAccounts() {}

    /** @throws AccountException.NoAccounts in single-user mode, whatever accounts rest in the database */
    static void check(DSLContext tx) {
        if (!Standing.read(tx).phase().isAtLeast(Phase.FOUNDATION)) {
            throw new AccountException.NoAccounts();
        }
    }

    /** The same, of this moment. */
    static void check(Database database) {
        database.<Boolean>read(tx -> {
            check(tx);
            return true;
        });
    }
}
