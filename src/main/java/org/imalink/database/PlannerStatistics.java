package org.imalink.database;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.DSLContext;

/**
 * What SQLite's planner is told of the owners' indexes. Without it, it takes them to find ten rows each, and reads all rows of
 * an owner where it should look one up by its id. What it is told is the same for every library, so that nothing that others
 * have changes how a query is answered. PostgreSQL counts by itself.
 */
final class PlannerStatistics {
    /** By the index, with its table: rows of the table, of these per owner, as if one had them all, and so on. */
    private static final Map<String, Told> TOLD = told();

    private record Told(String table, String statistics) {}

    private PlannerStatistics() {}

    private static Map<String, Told> told() {
        var told = new LinkedHashMap<String, Told>();
        Schema.OWNED.forEach(table -> told.put("idx_" + table + "_user_id", new Told(table, "1000000 1000000")));
        told.put("idx_photos_rating", new Told("photos", "1000000 1000000 200000"));
        return told;
    }

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
        for (var each : TOLD.entrySet()) {
            var index = each.getKey();
            isNew |= 0
                    < tx.execute(
                            "insert into sqlite_stat1 (tbl, idx, stat) select ?, ?, ? where exists"
                                    + " (select 1 from sqlite_schema where type = 'index' and name = ? and sql like '%user_id%')"
                                    + " and not exists (select 1 from sqlite_stat1 where idx = ?)",
                            each.getValue().table, index, each.getValue().statistics, index, index);
        }
        if (isNew) {
            tx.execute("analyze sqlite_schema"); // has the planner read it
        }
    }
}
