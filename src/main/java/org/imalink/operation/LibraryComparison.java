package org.imalink.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.DSLContext;

/**
 * Names the rows in which two libraries differ: a database and its copy, or two snapshots of one. They may be at different
 * tenancy levels, and must be of one product version and engine. Each is read by a thread of its own.
 */
public final class LibraryComparison {
    private LibraryComparison() {}

    /** What became of a row, seen from the first library. */
    public enum Kind {
        MISSING,
        ADDED,
        CHANGED
    }

    /**
     * A row that differs. One that got another owner is missing for the one and added for the other.
     *
     * @param range whose it is, and in which table
     * @param row the values of its key with slashes between them; of a preview the photo's id, and its hash
     */
    public record Difference(KeyRange range, String row, Kind kind) {}

    /**
     * All differences, by owner, table and range; empty when there are none.
     *
     * @throws org.jooq.exception.DataAccessException when a row cannot be read
     */
    public static List<Difference> between(DSLContext first, DSLContext second, Progress progress) {
        var before = OwnedRows.of(first);
        var after = OwnedRows.of(second);
        var differences = new ArrayList<Difference>();
        for (int index = 0; index < OwnedTable.ALL.size(); index++) {
            var table = OwnedTable.ALL.get(index);
            progress.report("Comparing " + table.name(), index, OwnedTable.ALL.size());
            addDifferences(
                    table,
                    reader -> before.readInOrder(table, reader),
                    reader -> after.readInOrder(table, reader),
                    differences);
        }
        return sorted(differences);
    }

    /**
     * The differences in some ranges, where it is known that the others are the same, or of no interest.
     *
     * @throws org.jooq.exception.DataAccessException when a row cannot be read
     */
    public static List<Difference> within(List<KeyRange> ranges, DSLContext first, DSLContext second) {
        var before = OwnedRows.of(first);
        var after = OwnedRows.of(second);
        var differences = new ArrayList<Difference>();
        for (var range : ranges) {
            var table = OwnedTable.named(range.table());
            addDifferences(
                    table,
                    reader -> before.readInOrder(table, range, reader),
                    reader -> after.readInOrder(table, range, reader),
                    differences);
        }
        return sorted(differences);
    }

    private static List<Difference> sorted(List<Difference> differences) {
        differences.sort(Comparator.comparing(Difference::range).thenComparing(Difference::row));
        return differences;
    }

    private static void addDifferences(
            OwnedTable table,
            Consumer<OwnedRows.Reader> before,
            Consumer<OwnedRows.Reader> after,
            List<Difference> differences) {
        try (var first = RowsAhead.begin(before);
                var second = RowsAhead.begin(after)) {
            addDifferences(table, first, second, differences);
        }
    }

    private static void addDifferences(
            OwnedTable table, RowsAhead before, RowsAhead after, List<Difference> differences) {
        var one = before.next();
        var other = after.next();
        while (one != null && other != null) {
            int order = OwnedRow.ORDER.compare(one, other);
            if (order == 0 && one.owner() == other.owner()) {
                if (!Arrays.equals(one.content(), other.content())) {
                    differences.add(difference(table, one, Kind.CHANGED));
                }
            } else {
                if (order <= 0) {
                    differences.add(difference(table, one, Kind.MISSING));
                }
                if (order >= 0) {
                    differences.add(difference(table, other, Kind.ADDED));
                }
            }
            one = order <= 0 ? before.next() : one;
            other = order >= 0 ? after.next() : other;
        }
        for (; one != null; one = before.next()) {
            differences.add(difference(table, one, Kind.MISSING));
        }
        for (; other != null; other = after.next()) {
            differences.add(difference(table, other, Kind.ADDED));
        }
    }

    private static Difference difference(OwnedTable table, OwnedRow row, Kind kind) {
        return new Difference(row.range(table), row.name(), kind);
    }
}
