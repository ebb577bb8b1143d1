package org.imalink.library;

import org.jspecify.annotations.Nullable;

/** What an edit does to one field. */
public sealed interface Change<T> {
    /** Leaves the field as it is. */
    record Keep<T>() implements Change<T> {}

    /** Gives the field this value; null clears it. */
    record To<T>(@Nullable T value) implements Change<T> {}

    static <T> Change<T> keep() {
        return new Keep<>();
    }

    static <T> Change<T> to(@Nullable T value) {
        return new To<>(value);
    }

    /** An edit by a client that cannot say "clear": null leaves the field as it is. */
    static <T> Change<T> unlessNull(@Nullable T value) {
        return value == null ? keep() : to(value);
    }

    /** The field's value after the edit. */
    default @Nullable T after(@Nullable T before) {
        return switch (this) {
            case Keep<T>() -> before;
            case To<T>(var value) -> value;
        };
    }
}
