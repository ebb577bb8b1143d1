package org.imalink.library;

import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.jooq.impl.DSL.select;

import org.imalink.access.Scope;
import org.imalink.database.schema.tables.Photos;
import org.jooq.Condition;
import org.jooq.Record1;
import org.jooq.Select;

/**
 * The photos that are listed, found, counted and shown, which are those outside the trash: the one place that says so. What
 * keeps rows right whether anybody sees them or not, asks the {@link Scope} itself.
 *
 * <p>What is in the trash is little. It is read once and left out by id, because a condition on the photo itself would take
 * every list and count from its index to the table.
 */
final class LivePhotos {
    private static final Photos TRASH = PHOTOS.as("trash");

    private LivePhotos() {}

    static Condition of(Scope scope) {
        return scope.rows(PHOTOS).and(PHOTOS.ID.notIn(trashed()));
    }

    /** Their image files. */
    static Condition files(Scope scope) {
        return scope.rows(IMAGE_FILES).and(IMAGE_FILES.PHOTO_ID.notIn(trashed()));
    }

    private static Select<Record1<Long>> trashed() {
        return select(TRASH.ID).from(TRASH).where(TRASH.TRASHED_AT.isNotNull());
    }
}
