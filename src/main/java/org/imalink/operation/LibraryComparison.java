package org.imalink.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;

/**
 * Names the rows in which two libraries differ: a database and its copy, or two snapshots of one. They may be at different
 * tenancy levels, and must be of one product version and engine. Reads both once, and those ranges again that differ.
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
        var before = LibraryDigest.of(first, progress);
        var after = LibraryDigest.of(second, progress);
        return within(before.differences(after), first, second);
    }

    /**
     * The differences in some ranges, where it is known that the others are the same, or of no interest.
     *
     * @throws org.jooq.exception.DataAccessException when a row cannot be read
     */
    public static List<Difference> within(List<KeyRange> ranges, DSLContext first, DSLContext second) {
        var differences = new ArrayList<Difference>();
        for (var range : ranges) {
            addDifferences(range, rows(first, range), rows(second, range), differences);
        }
        return differences;
    }

    private static void addDifferences(
            KeyRange range, TreeMap<String, byte[]> before, TreeMap<String, byte[]> after, List<Difference> found) {
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (var key : keys) {
            if (!after.containsKey(key)) {
                found.add(new Difference(range, key, Kind.MISSING));
            } else if (!before.containsKey(key)) {
                found.add(new Difference(range, key, Kind.ADDED));
            } else if (!Arrays.equals(before.get(key), after.get(key))) {
                found.add(new Difference(range, key, Kind.CHANGED));
            }
        }
    }

    private static TreeMap<String, byte[]> rows(DSLContext tx, KeyRange range) {
        var table = OwnedTable.ALL.stream()
                .filter(each -> each.name().equals(range.table()))
                .findFirst()
                .orElseThrow();
        var rows = new TreeMap<String, byte[]>();
        OwnedRows.of(tx).read(table, range, row -> rows.put(row.key(), row.content()));
        return rows;
    }
}
