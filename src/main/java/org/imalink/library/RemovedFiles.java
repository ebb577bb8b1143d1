package org.imalink.library;

import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.REMOVED_FILES;
import static org.jooq.impl.DSL.val;

import org.imalink.access.Scope;
import org.imalink.database.Timestamps;
import org.jooq.DSLContext;

/** The originals whose photo a person deleted for good, so that no scan brings them back. */
public final class RemovedFiles {
    private RemovedFiles() {}

    static void rememberFilesOf(DSLContext tx, Scope scope, long photoId) {
        tx.insertInto(REMOVED_FILES, REMOVED_FILES.USER_ID, REMOVED_FILES.SHA256, REMOVED_FILES.REMOVED_AT)
                .select(tx.select(
                                val(scope.owner()), IMAGE_FILES.SHA256, val(Timestamps.now(), REMOVED_FILES.REMOVED_AT))
                        .from(IMAGE_FILES)
                        .where(IMAGE_FILES.PHOTO_ID.eq(photoId))
                        .and(IMAGE_FILES.SHA256.isNotNull()))
                .onConflictDoNothing()
                .execute();
    }

    /** Whether the owner deleted the photo of this original. */
    public static boolean contains(DSLContext tx, Scope scope, String sha256) {
        return tx.fetchExists(REMOVED_FILES, scope.rows(REMOVED_FILES.USER_ID).and(REMOVED_FILES.SHA256.eq(sha256)));
    }

    /** An explicit import brings an original back. */
    public static void forget(DSLContext tx, Scope scope, String sha256) {
        tx.deleteFrom(REMOVED_FILES)
                .where(scope.rows(REMOVED_FILES.USER_ID))
                .and(REMOVED_FILES.SHA256.eq(sha256))
                .execute();
    }
}
