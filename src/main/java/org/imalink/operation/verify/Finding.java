package org.imalink.operation.verify;

import org.jspecify.annotations.Nullable;

/**
 * Something that a person should know.
 *
 * @param isAlarm false for what is accounted for: an edit, a deletion that left its trace, a row that came later
 * @param table may be empty, for what concerns all
 * @param row the values of its key with slashes between them; may be empty
 * @param owner null where it does not matter
 * @param text a sentence without its row
 */
public record Finding(
        boolean isAlarm,
        Kind kind,
        String table,
        String row,
        @Nullable Long owner,
        String text) {
    /** What became of a row, seen from the backup; or that something is wrong in the database itself. */
    public enum Kind {
        UNSOUND,
        MISSING,
        CHANGED,
        OTHER_OWNER,
        ADDED,
        TWICE
    }

    static Finding unsound(String table, String row, String text) {
        return new Finding(true, Kind.UNSOUND, table, row, null, text);
    }
}
