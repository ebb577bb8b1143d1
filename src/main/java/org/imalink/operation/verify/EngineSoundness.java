package org.imalink.operation.verify;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Whether the database is sound to its engine, and every row that another points at by a foreign key is there. */
final class EngineSoundness {
    private EngineSoundness() {}

    static void check(JdbcSource source, Consumer<Finding> findings) throws SQLException {
        if (source.isSqlite()) {
            for (var answer : source.texts("pragma integrity_check")) {
                if (!answer.equals("ok")) {
                    findings.accept(Finding.unsound("", "", "the file is damaged: " + answer));
                }
            }
            source.each(
                    "select \"table\", rowid, parent from pragma_foreign_key_check",
                    row -> findings.accept(dangling(row.getString(1), row.getString(2), row.getString(3))));
        } else {
            for (var key : foreignKeys(source)) {
                source.each(
                        "select c.ctid::text, c.%2$s::text from %1$s c where c.%2$s is not null and not exists (select 1 from %3$s p where p.%4$s = c.%2$s)"
                                .formatted(key.child, key.column, key.parent, key.parentColumn),
                        row -> findings.accept(dangling(key.child, key.column + " " + row.getString(2), key.parent)));
            }
            source.each(
                    "select i.indexrelid::regclass::text, i.indrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid where not i.indisvalid and c.relnamespace = current_schema()::regnamespace",
                    row -> findings.accept(
                            Finding.unsound(row.getString(2), "", "the index " + row.getString(1) + " is not valid")));
            source.each(
                    "select conname, conrelid::regclass::text from pg_constraint where not convalidated and connamespace = current_schema()::regnamespace",
                    row -> findings.accept(Finding.unsound(
                            row.getString(2), "", "the constraint " + row.getString(1) + " was never validated")));
        }
    }

    private static Finding dangling(String table, String row, String parent) {
        return Finding.unsound(table, row, "points at a row of %s that is not there".formatted(parent));
    }

    private record ForeignKey(String child, String column, String parent, String parentColumn) {}

    private static List<ForeignKey> foreignKeys(JdbcSource source) throws SQLException {
        var keys = new ArrayList<ForeignKey>();
        source.each(
                """
                select c.conrelid::regclass::text, child.attname, c.confrelid::regclass::text, parent.attname
                from pg_constraint c
                join pg_attribute child on child.attrelid = c.conrelid and child.attnum = c.conkey[1]
                join pg_attribute parent on parent.attrelid = c.confrelid and parent.attnum = c.confkey[1]
                where c.contype = 'f' and cardinality(c.conkey) = 1 and c.connamespace = current_schema()::regnamespace""",
                row -> keys.add(
                        new ForeignKey(row.getString(1), row.getString(2), row.getString(3), row.getString(4))));
        return keys;
    }
}
