package org.imalink.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A list of values of one kind.
 *
 * @param fewest entries
 * @param most entries
 */
record ListOf<T>(Kind<T> entry, int fewest, int most) implements Kind<List<T>> {
    /** Of any length. */
    static <T> ListOf<T> any(Kind<T> entry) {
        return new ListOf<>(entry, 0, Integer.MAX_VALUE);
    }

    @Override
    public @Nullable List<T> read(JsonNode sent, List<Object> location, Mistakes mistakes) {
        if (!sent.isArray()) {
            mistakes.add("list_type", location, "Input should be a valid list", sent);
            return null;
        }
        if (sent.size() < fewest) {
            mistakes.add(
                    "too_short",
                    location,
                    "List should have at least " + fewest + " item after validation, not " + sent.size(),
                    sent,
                    Map.of("field_type", "List", "min_length", fewest, "actual_length", sent.size()));
            return null;
        }
        if (sent.size() > most) {
            mistakes.add(
                    "too_long",
                    location,
                    "List should have at most " + most + " items after validation, not " + sent.size(),
                    sent,
                    Map.of("field_type", "List", "max_length", most, "actual_length", sent.size()));
            return null;
        }
        var values = new ArrayList<T>(sent.size());
        for (int index = 0; index < sent.size(); index++) {
            var inner = new ArrayList<>(location);
            inner.add(index);
            var value = entry.read(sent.get(index), List.copyOf(inner), mistakes);
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() == sent.size() ? List.copyOf(values) : null;
    }
}
