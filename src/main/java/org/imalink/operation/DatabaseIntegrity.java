package org.imalink.operation;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.List;
import org.imalink.database.Engine;
import org.jooq.DSLContext;

/** Whether the database is sound in itself, and every row that another points at is there. */
public final class DatabaseIntegrity {
    private static final String ADVICE =
            "Make a copy of the data directory now, then restore the newest sound backup: imalink backup restore latest.";

    private DatabaseIntegrity() {}

    /** What is wrong; empty when nothing is. */
    public static List<Finding> findings(DSLContext tx, Engine engine) {
        return switch (engine) {
            case SQLITE -> sqlite(tx);
            case POSTGRESQL -> postgresql(tx);
        };
    }

    private static List<Finding> sqlite(DSLContext tx) {
        var findings = new ArrayList<Finding>();
        forgetEarlierIndexes(tx);
        for (var row : tx.fetch("pragma integrity_check")) {
            var text = requireNonNullElse(row.get(0, String.class), "");
            if (!text.equals("ok")) {
                findings.add(Finding.loss("database_damaged", "", "", "The database file is damaged: " + text, ADVICE));
            }
        }
        for (var row : tx.fetch("select \"table\", rowid, parent from pragma_foreign_key_check")) {
            findings.add(
                    dangling(String.valueOf(row.get(0)), String.valueOf(row.get(1)), String.valueOf(row.get(2)), 1));
        }
        return findings;
    }

    /**
     * A connection remembers where the parts of a full-text index were when it read it last. Reading it again looks whether
     * somebody has changed it since; the check does not, and would call parts that are merged by now a damage.
     */
    private static void forgetEarlierIndexes(DSLContext tx) {
        tx.fetchValues(
                        "select name from sqlite_master where type = 'table' and sql like 'create virtual table%using fts5 (%'")
                .forEach(name -> tx.fetch("select rowid from \"" + name + "\" limit 1"));
    }

    /** The server keeps its constraints; what a damaged index hides is found by looking for each parent. */
    private static List<Finding> postgresql(DSLContext tx) {
        var findings = new ArrayList<Finding>();
        var keys = tx.fetch("""
                select c.conrelid::regclass::text, child.attname, c.confrelid::regclass::text, parent.attname
                from pg_constraint c
                join pg_attribute child on child.attrelid = c.conrelid and child.attnum = c.conkey[1]
                join pg_attribute parent on parent.attrelid = c.confrelid and parent.attnum = c.confkey[1]
                where c.contype = 'f' and cardinality(c.conkey) = 1 order by 1, 2""");
        for (var key : keys) {
            var missing = tx.fetch(
                    "select count(*) from %1$s c where c.%2$s is not null and not exists (select 1 from %3$s p where p.%4$s = c.%2$s)"
                            .formatted(key.get(0), key.get(1), key.get(2), key.get(3)));
            long count = requireNonNullElse(missing.getFirst().get(0, Long.class), 0L);
            if (count > 0) {
                findings.add(dangling(String.valueOf(key.get(0)), "several", String.valueOf(key.get(2)), count));
            }
        }
        return findings;
    }

    private static Finding dangling(String table, String row, String parent, long count) {
        return Finding.loss(
                "row_dangling",
                table,
                row,
                "%d rows point at a row of %s that is not there.".formatted(count, parent),
                ADVICE);
    }
}
