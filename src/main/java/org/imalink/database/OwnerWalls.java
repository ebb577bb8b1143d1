package org.imalink.database;

import org.jooq.DSLContext;

/**
 * PostgreSQL's row-level security, a second time over what every query asks for itself: a transaction of a role that does not
 * own the tables meets the rows of the one user for whom it says that it acts, and none before it says so. Stateless.
 */
public final class OwnerWalls {
    /** The key by which a transaction knows that there are walls around it. */
    private static final Object STAND = new Object();

    private OwnerWalls() {}

    /** Has a transaction say for whom it acts, which is nobody until then. */
    static void standAround(DSLContext tx) {
        tx.configuration().data(STAND, true);
    }

    /**
     * Says for whom a transaction acts, until it ends: the connection remembers nothing of it. Costs nothing where there are
     * no walls.
     */
    public static void actFor(DSLContext tx, long owner) {
        if (tx.configuration().data(STAND) == null) {
            return;
        }
        tx.connection(connection -> {
            try (var statement = connection.prepareStatement("select set_config('imalink.user', ?, true)")) {
                statement.setString(1, Long.toString(owner));
                statement.execute();
            }
        });
    }

    /** After rows were given owners. A product version that knows no walls raises none. */
    static void raise(DSLContext tx) {
        call(tx, "raise_owner_walls");
    }

    /** Before owners are taken from rows. */
    static void lower(DSLContext tx) {
        call(tx, "lower_owner_walls");
    }

    private static void call(DSLContext tx, String function) {
        if (Engine.of(tx) == Engine.POSTGRESQL
                && tx.fetchValue("select to_regprocedure(?)::text", function + "()") != null) {
            tx.execute("select " + function + "()");
        }
    }
}
