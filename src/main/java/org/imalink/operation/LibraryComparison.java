package org.imalink.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
        try (var one = RowsAhead.begin(progress, before::readInOrder);
                var other = RowsAhead.begin(Progress.UNHEARD, after::readInOrder)) {
            addDifferences(one, other, differences);
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
            try (var one = RowsAhead.begin(Progress.UNHEARD, reader -> before.readInOrder(range, reader));
                    var other = RowsAhead.begin(Progress.UNHEARD, reader -> after.readInOrder(range, reader))) {
                addDifferences(one, other, differences);
            }
        }
        return sorted(differences);
    }

    private static List<Difference> sorted(List<Difference> differences) {
        differences.sort(Comparator.comparing(Difference::range).thenComparing(Difference::row));
        return differences;
    }

    private static void addDifferences(RowsAhead before, RowsAhead after, List<Difference> differences) {
        var one = before.next();
        var other = after.next();
        while (one != null && other != null) {
            int order = OwnedRow.ORDER.compare(one, other);
            if (order == 0 && one.owner() == other.owner()) {
                if (!Arrays.equals(one.content(), other.content())) {
                    differences.add(difference(one, Kind.CHANGED));
                }
            } else {
                if (order <= 0) {
                    differences.add(difference(one, Kind.MISSING));
                }
                if (order >= 0) {
                    differences.add(difference(other, Kind.ADDED));
                }
            }
            one = order <= 0 ? before.next() : one;
            other = order >= 0 ? after.next() : other;
        }
        for (; one != null; one = before.next()) {
            differences.add(difference(one, Kind.MISSING));
        }
        for (; other != null; other = after.next()) {
            differences.add(difference(other, Kind.ADDED));
        }
    }

    private static Difference difference(OwnedRow row, Kind kind) {
        return new Difference(row.range(), row.name(), kind);
    }
}
