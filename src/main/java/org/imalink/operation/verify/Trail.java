package org.imalink.operation.verify;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What ImaLink leaves behind when it changes rows of a table, by which a difference is accounted for. What nothing tells
 * of, is not: better somebody is asked once too often.
 */
interface Trail {
    /** Why a row of the backup may be gone, as the end of a sentence. */
    default Optional<String> missing(Row before, Traces traces) throws SQLException {
        return Optional.empty();
    }

    /** Why there may be a row that is not in the backup, among ids that were given out before. */
    default Optional<String> added(Row after, Traces traces) throws SQLException {
        return Optional.empty();
    }

    /** Takes out of a change each column that something tells of. */
    default void changed(Change change, Traces traces) throws SQLException {}

    /**
     * A row that has other values than in the backup.
     *
     * @param open the columns that nothing has told of yet
     */
    record Change(Row before, Row after, Set<String> open) {
        private static final long MINUTE = 60_000_000L;
        private static final long QUARTER = 15 * MINUTE;

        /** From the farthest time zone in the west to the farthest in the east. */
        private static final long WIDEST = 26 * 60 * MINUTE;

        static Change of(Row before, Row after) {
            var open = new HashSet<String>();
            before.values().forEach((column, value) -> {
                if (!Objects.equals(value, after.value(column))) {
                    open.add(column);
                }
            });
            return new Change(before, after, open);
        }

        boolean differs(String column) {
            return !Objects.equals(before.value(column), after.value(column));
        }

        /** Whether a person changed the row since: every edit writes the time. */
        boolean isEdited() {
            return isLater("updated_at");
        }

        boolean isLater(String column) {
            var earlier = before.value(column);
            var later = after.value(column);
            return earlier != null && later != null && Long.parseLong(later) > Long.parseLong(earlier);
        }

        boolean isFilled(String column) {
            return !before.has(column) && after.has(column);
        }

        boolean isEmptied(String column) {
            return before.has(column) && !after.has(column);
        }

        void account(Set<String> columns) {
            open.removeAll(columns);
        }

        void account(String column) {
            open.remove(column);
        }

        /**
         * How far a time was moved, where that is a whole number of quarters of an hour, as time zones are: nobody edits so
         * exactly. Null where it was not.
         */
        @Nullable
        Long shift(String column) {
            if (!column.endsWith("_at") || !differs(column) || !before.has(column) || !after.has(column)) {
                return null;
            }
            long moved = after.number(column) - before.number(column);
            boolean isZone = moved % QUARTER == 0 && Math.abs(moved) <= WIDEST;
            return isZone ? Long.valueOf(moved / MINUTE) : null;
        }
    }
}
