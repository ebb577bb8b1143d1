package org.imalink.operation.verify;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One row, whichever table it lies in. Every value is a text: numbers in decimals, bytes in hex, true and false as t and f.
 *
 * @param key the values that name it
 * @param owner null where the table does not say
 * @param values by column, without the owner
 */
record Row(List<String> key, @Nullable Long owner, SortedMap<String, @Nullable String> values) {
    /** As people are told: values with slashes between them. */
    String name() {
        return String.join("/", key);
    }

    @Nullable
    String value(String column) {
        return values.get(column);
    }

    /** @throws NumberFormatException when it is null or no number */
    long number(String column) {
        return Long.parseLong(String.valueOf(values.get(column)));
    }

    boolean has(String column) {
        return values.get(column) != null;
    }
}
