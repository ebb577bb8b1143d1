package org.imalink.library;

import java.util.Locale;

/** A way to count the photos of a library by a value that they have. */
public enum Facet {
    /** All photos; without a value. */
    PHOTO,
    /** All image files; without a value. */
    FILE,
    /** Image files by the id of their import session. */
    SESSION,
    /** Photos by year and month taken, as {@code 202405}; {@code 0} for those without a date. */
    MONTH,
    /** Photos by the id of their author. */
    AUTHOR,
    TAG,
    CAMERA,
    /** Photos by the formats of their files; one with a JPEG and a RAW file counts for both. */
    KIND,
    /** Photos by their stars, where they have any. */
    RATING;

    /** @throws IllegalArgumentException when there is no such facet */
    public static Facet named(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** As it stands in the database and in requests. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value as searches compare it. */
    String folded(String value) {
        return switch (this) {
            case TAG, CAMERA -> SearchWords.fold(value);
            case PHOTO, FILE, SESSION, MONTH, AUTHOR, KIND, RATING -> value;
        };
    }
}
