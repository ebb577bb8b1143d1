package org.imalink.transition;

import static org.imalink.database.schema.Tables.SERVER_STATE;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.imalink.account.Actor;
import org.imalink.database.Database;
import org.imalink.database.Schema;
import org.imalink.operation.Audit;
import org.imalink.operation.LibraryComparison;
import org.imalink.operation.LibraryComparison.Difference;
import org.imalink.operation.Progress;
import org.imalink.operation.RefusedException;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every row an owner, which phases with libraries of their own need, and proves that no row has become another one.
 * Everybody goes on meanwhile as before: until a phase makes something of the owners, all rows in use are user 1's. Not for
 * several threads at once.
 */
final class OwnersOfRows {
    private static final Logger LOG = LoggerFactory.getLogger(OwnersOfRows.class);
    private static final int TOLD = 5;

    /** In the cursor of the server's state, from before rows have owners until somebody has looked whether they are the same. */
    private static final String UNPROVED = "owners unproved";

    private final Database database;
    private final Schema schema;

    OwnersOfRows(Database database) {
        this.database = database;
        this.schema = new Schema(database);
    }

    /**
     * Does nothing where it was done and proved before. Killed at any moment, it is done anew the next time.
     *
     * @throws RefusedException when a row differs; owners are taken away again then
     */
    void give(Actor actor) {
        if (database.read(OwnersOfRows::areProved)) {
            return;
        }
        takeAway();
        database.write(tx -> setCursor(tx, UNPROVED));
        var differences = database.compare(
                tx -> schema.moveTenancy(tx, Schema.LEVEL_OF_OWNERS),
                (before, after) -> LibraryComparison.between(before, after, Progress.UNHEARD));
        if (!differences.isEmpty()) {
            takeAway();
            throw refusal(differences);
        }
        database.write(tx -> {
            Audit.add(tx, actor.key(), Audit.Action.OWNERS_GIVEN, Map.of("level", Schema.LEVEL_OF_OWNERS));
            return setCursor(tx, null);
        });
    }

    private static boolean areProved(DSLContext tx) {
        return Schema.tenancy(tx) >= Schema.LEVEL_OF_OWNERS
                && tx.select(SERVER_STATE.TRANSITION_CURSOR)
                                .from(SERVER_STATE)
                                .fetchSingle()
                                .value1()
                        == null;
    }

    /** What nobody proved is not kept. */
    private void takeAway() {
        database.write(tx -> {
            if (Schema.tenancy(tx) >= Schema.LEVEL_OF_OWNERS) {
                schema.moveTenancy(tx, Schema.LEVEL_OF_OWNERS - 1);
            }
            return setCursor(tx, null);
        });
    }

    private static int setCursor(DSLContext tx, @Nullable String cursor) {
        return tx.update(SERVER_STATE)
                .set(SERVER_STATE.TRANSITION_CURSOR, cursor)
                .execute();
    }

    private static RefusedException refusal(List<Difference> differences) {
        differences.forEach(
                difference -> LOG.error("After rows were given owners, this one differed: {}", text(difference)));
        return new RefusedException(
                "%d rows were not the same after they were given owners, so that owners were taken away again and the phase was not changed: %s%s. The log of the server names them all; please report it."
                        .formatted(
                                differences.size(),
                                differences.stream()
                                        .limit(TOLD)
                                        .map(OwnersOfRows::text)
                                        .collect(Collectors.joining(", ")),
                                differences.size() > TOLD ? ", and others" : ""));
    }

    /** Like {@code photos 17 of user 1 (changed)}. */
    private static String text(Difference difference) {
        return "%s %s of user %d (%s)"
                .formatted(
                        difference.range().table(),
                        difference.row(),
                        difference.range().owner(),
                        difference.kind().name().toLowerCase(Locale.ROOT));
    }
}
