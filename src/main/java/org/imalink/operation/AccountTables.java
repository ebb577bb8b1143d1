package org.imalink.operation;

import static org.imalink.database.schema.Tables.SCHEMA_HISTORY;
import static org.imalink.database.schema.Tables.SIGNING_KEYS;
import static org.imalink.database.schema.Tables.SIGN_IN_SESSIONS;

import java.util.Optional;
import org.imalink.database.Schema;
import org.imalink.database.schema.tables.SignInSessions;
import org.imalink.database.schema.tables.SigningKeys;
import org.jooq.DSLContext;
import org.jooq.Table;

/**
 * Where tables of accounts lie: at tenancy level 0 they are parked, and what has to hold when they come back must reach them
 * there.
 */
public final class AccountTables {
    private AccountTables() {}

    /** None where there never were accounts. */
    public static Optional<SignInSessions> signIns(DSLContext tx) {
        return name(tx, SIGN_IN_SESSIONS).map(SIGN_IN_SESSIONS::rename);
    }

    /** None where there never were accounts. */
    public static Optional<SigningKeys> signingKeys(DSLContext tx) {
        return name(tx, SIGNING_KEYS).map(SIGNING_KEYS::rename);
    }

    private static Optional<String> name(DSLContext tx, Table<?> table) {
        if (Schema.version(tx).tenancy() >= 1) {
            return Optional.of(table.getName());
        }
        // Whoever came down from level 1 has parked them.
        boolean parked = tx.fetchExists(SCHEMA_HISTORY, SCHEMA_HISTORY.AXIS.eq("tenancy"));
        return parked ? Optional.of(OwnedTable.PARKED + table.getName()) : Optional.empty();
    }
}
