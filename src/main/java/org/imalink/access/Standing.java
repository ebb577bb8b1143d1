package org.imalink.access;

import org.imalink.database.Schema;
import org.jooq.DSLContext;

/**
 * Where the server stands, as one snapshot of the database has it. Immutable.
 *
 * @param epoch how often the phase has changed
 * @param viewEpoch the epoch in which people's view of the library last became another one: since then everybody but user 1
 *     sees their own in place of the shared one, or the other way round
 * @param accountVersion how often something changed that ends what people are signed in with
 */
public record Standing(Phase phase, int epoch, int viewEpoch, int accountVersion) {
    /** As text, because every request asks it: composing it anew takes several times as long as answering it. */
    private static final String QUERY =
            "select phase, epoch, view_epoch, account_version, " + Schema.TENANCY + " from server_state";

    /** Whether a token of that epoch was given for another library than the one that its user sees now. */
    public boolean isOtherView(long user, int tokenEpoch) {
        return user != Scope.SYSTEM_USER && tokenEpoch < viewEpoch;
    }

    /**
     * In the snapshot in which a request reads its data, so that both belong together; the transaction knows its tenancy level
     * from then on.
     */
    public static Standing read(DSLContext tx) {
        return tx.connectionResult(connection -> {
            try (var statement = connection.prepareStatement(QUERY);
                    var rows = statement.executeQuery()) {
                rows.next();
                Schema.rememberTenancy(tx, rows.getInt(5));
                return new Standing(Phase.of(rows.getInt(1)), rows.getInt(2), rows.getInt(3), rows.getInt(4));
            }
        });
    }
}
