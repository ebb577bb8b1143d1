package org.imalink.ingest.legacy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.imalink.operation.RefusedException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Why an old database cannot be read, and what a person can do about it. */
final class LegacyFault {
    /** Extended codes carry the primary one in their lowest byte. */
    private static final int PRIMARY_CODE = 0xff;

    private static final Set<Integer> NO_ROOM = Set.of(
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code,
            SQLiteErrorCode.SQLITE_READONLY.code);

    private LegacyFault() {}

    static RefusedException unreadable(Path source, SQLException error) {
        var code = error instanceof SQLiteException sqlite ? sqlite.getResultCode().code & PRIMARY_CODE : 0;
        if (code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return new RefusedException(source + " is not a SQLite database, or it is encrypted.", error);
        }
        if (NO_ROOM.contains(code)) {
            return new RefusedException(
                    "The working copy of %s cannot be used: its disk is full or gone. Nothing was adopted. Make room or choose another folder with --data."
                            .formatted(source),
                    error);
        }
        return damaged(source, String.valueOf(error.getMessage()), error);
    }

    static RefusedException damaged(Path source, String finding, @Nullable Exception cause) {
        return new RefusedException(
                "%s is damaged (%s). Nothing was adopted. SQLite's own tool can save what is left of it: sqlite3 OLD.db .recover | sqlite3 SAVED.db; then adopt SAVED.db."
                        .formatted(source, finding),
                cause);
    }
}
