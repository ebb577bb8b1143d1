package org.imalink.http;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The values of a request, read by the fields of its route. Filled by one thread, then only read. */
final class Values {
    private final Map<Field<?>, Object> read = new IdentityHashMap<>();
    private final Set<Field<?>> sent = new HashSet<>();

    /** Reads one field; mistakes are collected, not thrown. */
    <T> void read(String place, Field<T> field, @Nullable JsonNode value, JsonNode whole, Mistakes mistakes) {
        var location = List.<Object>of(place, field.name());
        if (value == null) {
            if (field.required()) {
                mistakes.add("missing", location, "Field required", whole);
            }
            keep(field, field.absent());
            return;
        }
        sent.add(field);
        if (!(value.isNull() && field.nullable())) {
            keep(field, field.kind().read(value, location, mistakes));
        }
    }

    private <T> void keep(Field<T> field, @Nullable T value) {
        if (value != null) {
            read.put(field, value);
        }
    }

    /** The value of a field that is required or has a default. */
    <T> T get(Field<T> field) {
        var value = find(field);
        if (value == null) {
            throw new IllegalStateException("The route does not take " + field.name());
        }
        return value;
    }

    /** The value, or null when it was left out or sent as null. */
    @SuppressWarnings("unchecked") // only keep() puts, and it ties the type of the value to the field
    <T> @Nullable T find(Field<T> field) {
        return (T) read.get(field);
    }

    /** Whether the field was there at all, if only as null. */
    boolean sent(Field<?> field) {
        return sent.contains(field);
    }
}
