package org.imalink.access;

import org.imalink.database.Schema;
import org.jooq.DSLContext;

/**
 * Where the server stands, as one snapshot of the database has it. Immutable.
 *
 * @param epoch how often the phase has changed
 * @param accountVersion how often something changed that ends what people are signed in with
 */
public record Standing(Phase phase, int epoch, int accountVersion) {
    /** As text, because every request asks it: composing it anew takes several times as long as answering it. */
    private static final String QUERY =
            "select phase, epoch, account_version, " + Schema.TENANCY + " from server_state";

    /**
     * In the snapshot in which a request reads its data, so that both belong together; the transaction knows its tenancy level
     * from then on.
     */
    public static Standing read(DSLContext tx) {
        return tx.connectionResult(connection -> {
            try (var statement = connection.prepareStatement(QUERY);
                    var rows = statement.executeQuery()) {
                rows.next();
                Schema.rememberTenancy(tx, rows.getInt(4));
                return new Standing(Phase.of(rows.getInt(1)), rows.getInt(2), rows.getInt(3));
            }
        });
    }
}
