package org.imalink.library;

import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import org.imalink.access.Scope;
import org.imalink.database.schema.tables.Photos;
import org.jooq.Condition;
import org.jooq.Record1;
import org.jooq.Select;

/**
 * The photos that are listed, found, counted and shown, which are those outside the trash: the one place that says so. What
 * keeps rows right whether anybody sees them or not, asks the {@link Scope} itself.
 *
 * <p>What is in the trash is little. For a list it is read once and left out by id, because a condition on the photo itself
 * would take every list and count from its index to the table. Where one photo or file is asked for, the condition is on that
 * photo, so that the cost does not grow with the trash.
 */
final class LivePhotos {
    private static final Photos TRASH = PHOTOS.as("trash");

    private LivePhotos() {}

    static Condition of(Scope scope) {
        return scope.rows(PHOTOS).and(PHOTOS.ID.notIn(trashed(scope)));
    }

    /** The same for a query that finds its photo by name. */
    static Condition one(Scope scope) {
        return scope.rows(PHOTOS).and(PHOTOS.TRASHED_AT.isNull());
    }

    /** Their image files. */
    static Condition files(Scope scope) {
        return scope.rows(IMAGE_FILES).and(IMAGE_FILES.PHOTO_ID.notIn(trashed(scope)));
    }

    /** The same for a query that finds its files by id. */
    static Condition oneFile(Scope scope) {
        return scope.rows(IMAGE_FILES)
                .and(notExists(selectOne()
                        .from(TRASH)
                        .where(TRASH.ID.eq(IMAGE_FILES.PHOTO_ID), TRASH.TRASHED_AT.isNotNull())));
    }

    private static Select<Record1<Long>> trashed(Scope scope) {
        return select(TRASH.ID).from(TRASH).where(scope.rows(TRASH), TRASH.TRASHED_AT.isNotNull());
    }
}
