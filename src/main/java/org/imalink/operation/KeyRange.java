package org.imalink.operation;

import java.util.Comparator;

/**
 * Some rows of one owner in one table: those whose number lies in a range of {@value #SIZE} numbers. The number is the id of
 * the row or of the one it hangs on; previews have that of the photo that shows them.
 *
 * @param table as it is called at every tenancy level, also where the rows are parked
 * @param number of the range, from 0
 */
public record KeyRange(long owner, String table, long number) implements Comparable<KeyRange> {
    /** How many numbers are in a range: few enough to read them again, enough for a sum of each to fit in memory. */
    public static final int SIZE = 1 << 14;

    private static final Comparator<KeyRange> ORDER = Comparator.comparingLong(KeyRange::owner)
            .thenComparing(KeyRange::table)
            .thenComparingLong(KeyRange::number);

    static KeyRange around(long owner, String table, long key) {
        return new KeyRange(owner, table, Math.floorDiv(key, SIZE));
    }

    /** The first number in it. */
    public long first() {
        return number * SIZE;
    }

    /** The last number in it. */
    public long last() {
        return first() + SIZE - 1;
    }

    @Override
    public int compareTo(KeyRange other) {
        return ORDER.compare(this, other);
    }
}
