package org.imalink.library;

import static org.imalink.database.schema.Tables.CONTRIBUTIONS;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.USERS;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.time.LocalDateTime;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imalink.access.Scope;
import org.imalink.database.Schema;
import org.imalink.database.Timestamps;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * Who added which photo to a library that is somebody else's: the photos that a person's file made, and those that it was
 * added to. Written in the transaction that adds the file, so that it can be told when each has a library of their own.
 */
public final class Contributions {
    private Contributions() {}

    /**
     * Writes down, where the scope has a contributor, that they added a photo or a file of it: once, however often.
     *
     * @param when the time that the rows have which they added: that of a photo that was born so is its contribution's
     */
    static void ofPhoto(DSLContext tx, Scope scope, long photoId, LocalDateTime when) {
        write(tx, scope, PHOTOS.ID.eq(photoId), when);
    }

    /** The same for the photo of an image file that came once more, to another place. */
    public static void ofFile(DSLContext tx, Scope scope, long imageFileId) {
        write(
                tx,
                scope,
                PHOTOS.ID.in(select(IMAGE_FILES.PHOTO_ID).from(IMAGE_FILES).where(IMAGE_FILES.ID.eq(imageFileId))),
                Timestamps.now());
    }

    /** How many photos of the shared library each user added, by username; empty where nobody has an account. */
    public static SortedMap<String, Integer> perMember(DSLContext tx) {
        var counts = new TreeMap<String, Integer>();
        if (Schema.tenancy(tx) > 0) {
            tx.select(USERS.USERNAME, count())
                    .from(CONTRIBUTIONS)
                    .join(USERS)
                    .on(USERS.ID.eq(CONTRIBUTIONS.USER_ID))
                    .where(USERS.ID.ne(Scope.SYSTEM_USER))
                    .groupBy(USERS.USERNAME)
                    .forEach(row -> counts.put(row.value1(), row.value2()));
        }
        return counts;
    }

    /**
     * A job may remember its contributor for longer than the account is there, and longer than the table: the server may have
     * gone back to the tenancy level where nobody has an account.
     */
    private static void write(DSLContext tx, Scope scope, Condition photo, LocalDateTime when) {
        if (scope.contributor().isEmpty() || Schema.version(tx).tenancy() == 0) {
            return;
        }
        tx.insertInto(CONTRIBUTIONS, CONTRIBUTIONS.PHOTO_ID, CONTRIBUTIONS.USER_ID, CONTRIBUTIONS.CONTRIBUTED_AT)
                .select(select(PHOTOS.ID, USERS.ID, val(when, CONTRIBUTIONS.CONTRIBUTED_AT))
                        .from(PHOTOS.crossJoin(USERS))
                        .where(photo, scope.rows(PHOTOS))
                        .and(USERS.ID.eq(scope.contributor().getAsLong())))
                .onConflictDoNothing()
                .execute();
    }
}
