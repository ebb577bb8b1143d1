package org.imalink.database;

import java.util.Collections;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** Puts many rows of values into a table at once. */
public final class BatchInsert {
    private BatchInsert() {}

    /**
     * Inserts rows; none is nothing to do.
     *
     * @param rows the values of each, in the order of the columns
     */
    public static void insert(
            DSLContext tx, Table<?> table, List<? extends Field<?>> columns, List<@Nullable Object[]> rows) {
        if (!rows.isEmpty()) {
            var query = tx.insertInto(table).columns(columns).values(Collections.nCopies(columns.size(), null));
            tx.batch(query).bind(rows.toArray(Object[][]::new)).execute();
        }
    }
}
