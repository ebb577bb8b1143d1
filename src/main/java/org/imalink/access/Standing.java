package org.imalink.access;

import org.jooq.DSLContext;

/**
 * Where the server stands, as one snapshot of the database has it. Immutable.
 *
 * @param epoch how often the phase has changed
 * @param accountVersion how often something changed that ends what people are signed in with
 */
public record Standing(Phase phase, int epoch, int accountVersion) {
    /** As text, because every request asks it: composing it anew takes several times as long as answering it. */
    private static final String QUERY = "select phase, epoch, account_version from server_state";

    /** In the snapshot in which a request reads its data, so that both belong together. */
    public static Standing read(DSLContext tx) {
        return tx.connectionResult(connection -> {
            try (var statement = connection.prepareStatement(QUERY);
                    var rows = statement.executeQuery()) {
                rows.next();
                return new Standing(Phase.of(rows.getInt(1)), rows.getInt(2), rows.getInt(3));
            }
        });
    }
}
