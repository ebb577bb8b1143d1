package org.imalink.operation.verify;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through a table in the backup and in the database at once, in the order of its key: no more than two rows at a time. */
final class Merge {
    private Merge() {}

    /** Is told what became of each row. */
    interface Visitor {
        void missing(Row before) throws SQLException;

        /** @param isBehind whether its key is greater than every one in the backup */
        void added(Row after, boolean isBehind) throws SQLException;

        void both(Row before, Row after) throws SQLException;

        /** A key that two rows have, one in use and one parked. */
        void twice(Row row, boolean inBackup) throws SQLException;
    }

    /** @param columns that both have */
    static void of(VerifiedTable table, RowSource backup, RowSource live, List<String> columns, Visitor visitor)
            throws SQLException, IOException {
        try (var first = LogicalRows.open(backup, table, columns);
                var second = LogicalRows.open(live, table, columns)) {
            var before = first.next();
            var after = second.next();
            while (before != null || after != null) {
                int order = before == null ? 1 : after == null ? -1 : first.compare(before, after);
                if (order < 0 && before != null) {
                    visitor.missing(before);
                } else if (order > 0 && after != null) {
                    visitor.added(after, before == null);
                } else if (before != null && after != null) {
                    visitor.both(before, after);
                }
                if (order <= 0 && before != null) {
                    before = behind(first, before, true, visitor);
                }
                if (order >= 0 && after != null) {
                    after = behind(second, after, false, visitor);
                }
            }
        }
    }

    private static @Nullable Row behind(LogicalRows rows, Row row, boolean inBackup, Visitor visitor)
            throws SQLException, IOException {
        var next = rows.next();
        while (next != null && rows.compare(next, row) == 0) {
            visitor.twice(next, inBackup);
            next = rows.next();
        }
        return next;
    }
}
