package org.imalink.database;

import org.jooq.DSLContext;

/**
 * What SQLite's planner is told of the owners' indexes. Without it, it takes them to find ten rows each, and reads all rows of
 * an owner where it should look one up by its id. What it is told is the same for every library, so that nothing that others
 * have changes how a query is answered. PostgreSQL counts by itself.
 */
final class PlannerStatistics {
    /** Rows of the table, and of these per owner: as if one had them all. */
    private static final String ALL_OF_ONE = "1000000 1000000";

    private PlannerStatistics() {}

    /** Tells it, in the transaction that made the indexes or later; does nothing where it knows. */
    static void tell(DSLContext tx) {
        switch (Engine.of(tx)) {
            case POSTGRESQL -> {}
            case SQLITE -> tellSqlite(tx);
        }
    }

    private static void tellSqlite(DSLContext tx) {
        tx.execute("analyze sqlite_schema"); // makes the table of statistics, where there is none
        boolean isNew = false;
        for (var table : Schema.OWNED) {
            var index = "idx_" + table + "_user_id";
            isNew |= 0
                    < tx.execute(
                            "insert into sqlite_stat1 (tbl, idx, stat) select ?, ?, ? where exists"
                                    + " (select 1 from sqlite_schema where type = 'index' and name = ?)"
                                    + " and not exists (select 1 from sqlite_stat1 where idx = ?)",
                            table,
                            index,
                            ALL_OF_ONE,
                            index,
                            index);
        }
        if (isNew) {
            tx.execute("analyze sqlite_schema"); // has the planner read it
        }
    }
}
