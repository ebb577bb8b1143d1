package org.imalink.http;

import org.jspecify.annotations.Nullable;

/**
 * One named value that a route takes. Immutable; compared by identity, so that it can be the key of what was read.
 *
 * @param <T> what it is read as
 */
final class Field<T> {
    private final String name;
    private final Kind<T> kind;
    private final boolean required;
    private final boolean nullable;
    private final @Nullable T absent;

    private Field(String name, Kind<T> kind, boolean required, boolean nullable, @Nullable T absent) {
        this.name = name;
        this.kind = kind;
        this.required = required;
        this.nullable = nullable;
        this.absent = absent;
    }

    /** Must be sent. */
    static <T> Field<T> required(String name, Kind<T> kind) {
        return new Field<>(name, kind, true, false, null);
    }

    /** May be left out or null. */
    static <T> Field<T> optional(String name, Kind<T> kind) {
        return new Field<>(name, kind, false, true, null);
    }

    /** May be left out, but not be null. */
    static <T> Field<T> unlessAbsent(String name, Kind<T> kind) {
        return new Field<>(name, kind, false, false, null);
    }

    /** May be left out and then has a value nevertheless. */
    static <T> Field<T> withDefault(String name, Kind<T> kind, T absent) {
        return new Field<>(name, kind, false, false, absent);
    }

    String name() {
        return name;
    }

    Kind<T> kind() {
        return kind;
    }

    boolean required() {
        return required;
    }

    boolean nullable() {
        return nullable;
    }

    @Nullable
    T absent() {
        return absent;
    }
}
