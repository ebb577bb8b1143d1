package org.imalink.library;

import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.jooq.impl.DSL.select;

import org.imalink.access.Scope;
import org.jooq.Condition;

/**
 * The photos that are listed, found, counted and shown, which are those outside the trash: the one place that says so. What
 * keeps rows right whether anybody sees them or not, asks the {@link Scope} itself.
 */
final class LivePhotos {
    private LivePhotos() {}

    static Condition of(Scope scope) {
        return scope.rows(PHOTOS).and(PHOTOS.TRASHED_AT.isNull());
    }

    /** Their image files. What is in the trash is little, so that it is read once and no photo is looked up for each file. */
    static Condition files(Scope scope) {
        return scope.rows(IMAGE_FILES)
                .and(IMAGE_FILES.PHOTO_ID.notIn(select(PHOTOS.ID).from(PHOTOS).where(PHOTOS.TRASHED_AT.isNotNull())));
    }
}
