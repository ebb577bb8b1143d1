package org.imalink.database;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The database cannot serve right now: its disk is full, it is busy or gone. Nothing of the transaction was kept; the same
 * request may succeed later.
 */
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** PostgreSQL: connection, others in the way, resources (disk full among them), operator intervention, system error. */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "40", "53", "57", "58");

    /** In the words of HikariCP's closed connections. */
    private static final String CLOSED_BY_POOL = "Connection is closed";

    private static final Set<SQLiteErrorCode> UNAVAILABLE_CODES = Set.of(
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_READONLY);

    DatabaseUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether an error of the driver means that the database is unavailable, rather than that the statement is wrong. */
    static boolean means(SQLException error) {
        if (error instanceof SQLiteException sqlite) {
            // Extended codes carry the primary one in their lowest byte.
            int primary = sqlite.getResultCode().code & 0xff;
            return UNAVAILABLE_CODES.stream().anyMatch(code -> code.code == primary);
        }
        var state = error.getSQLState();
        if (state == null) {
            // The pool has taken a lost connection back from under who was using it; the driver always has a state.
            return CLOSED_BY_POOL.equals(error.getMessage());
        }
        return state.length() == 5 && UNAVAILABLE_CLASSES.contains(state.substring(0, 2));
    }
}
