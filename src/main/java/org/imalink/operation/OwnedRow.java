package org.imalink.operation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A row of an {@link OwnedTable}.
 *
 * @param table where it lies, in use or parked
 * @param number see {@link KeyRange}
 * @param key the values that name it, whole numbers and texts; a preview's begin with the photo's id
 * @param content its columns without the owner, as {@link ValueBytes}, in an order that is the same at every tenancy level
 */
record OwnedRow(OwnedTable table, long owner, long number, List<Object> key, byte[] content) {
    /** By table as in {@link OwnedTable#ALL}, then by number and key, texts by their bytes, as both engines sort them. */
    static final Comparator<OwnedRow> ORDER = Comparator.comparing(OwnedRow::table, OwnedRow::compareTables)
            .thenComparingLong(OwnedRow::number)
            .thenComparing(OwnedRow::key, OwnedRow::compareKeys);

    private static int compareTables(OwnedTable one, OwnedTable other) {
        return one.equals(other) ? 0 : Integer.compare(OwnedTable.ALL.indexOf(one), OwnedTable.ALL.indexOf(other));
    }

    private static int compareKeys(List<Object> one, List<Object> other) {
        for (int index = 0; index < one.size(); index++) {
            int order = compare(one.get(index), other.get(index));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(Object one, Object other) {
        return one instanceof Number number
                ? Long.compare(number.longValue(), ((Number) other).longValue())
                : Arrays.compareUnsigned(bytes(one), bytes(other));
    }

    private static byte[] bytes(Object text) {
        return ((String) text).getBytes(StandardCharsets.UTF_8);
    }

    /** The values of the key with slashes between them. */
    String name() {
        return key.stream().map(String::valueOf).collect(Collectors.joining("/"));
    }

    KeyRange range() {
        return KeyRange.around(owner, table.name(), number);
    }

    /** Adds table, key and owner. */
    void addOwnershipTo(ValueBytes values) {
        values.addText(table.name());
        key.forEach(values::add);
        values.add(owner);
    }
}
