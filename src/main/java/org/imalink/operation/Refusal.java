package org.imalink.operation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a refusal on the way to several users and back is about, for who says it in another language than its message.
 * Immutable.
 *
 * @param values figures and names in it, by what they are
 */
public record Refusal(Kind kind, Map<String, ? extends Object> values) {
    /** The same in every release; a kind that is given up is not used for another. */
    public enum Kind {
        /** Something else is going on that takes its time. */
        BUSY,
        STOPPED,
        SERVER_FAULT,
        UNAVAILABLE,
        NOT_CONFIRMED,
        /** Preflight found what stops it. */
        NOT_CLEAR,
        REHEARSAL_FAILED,
        /** For {@code reason}. */
        REHEARSAL_NOT_HELD,
        /** In {@code folder}, for {@code reason}. */
        REPORT_UNREADABLE,
        NO_ADMIN,
        UNCLAIMED,
        /** {@code to} lies behind {@code phase}. */
        PHASE_BEHIND,
        /** {@code to} lies ahead of {@code phase}. */
        PHASE_AHEAD,
        /** Going back to {@code to} comes first. */
        PHASE_NEEDS_LEVEL,
        /** To {@code phase}. */
        MOVED_MEANWHILE,
        GONE_BACK_MEANWHILE,
        OWNERS_TAKEN_MEANWHILE,
        /** {@code count} of them, {@code first} among them. */
        ROWS_DIFFER,
        FILE_CHANGED,
        /** For {@code reason}. */
        FILE_UNWRITABLE,
        /** Of {@code free_mb} where {@code needed_mb} may be needed. */
        NO_ROOM,
        BACKUP_FAILED,
        NO_BACKUP,
        /** With {@code name}. */
        UNKNOWN_BACKUP,
        BACKUP_OF_OTHER_ENGINE,
        /** With {@code name}. */
        BACKUP_TOO_OLD;

        /** As clients know it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Refusal {
        values = Map.copyOf(values);
    }

    public static Refusal of(Kind kind) {
        return new Refusal(kind, Map.of());
    }

    /** As a server answers it. */
    public Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("code", kind.code());
        tree.put("values", values);
        return tree;
    }
}
