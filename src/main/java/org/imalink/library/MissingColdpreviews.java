package org.imalink.library;

import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import java.util.List;
import org.imalink.access.Scope;
import org.jooq.DSLContext;

/** The photos that have an original and no coldpreview yet. */
public final class MissingColdpreviews {
    /** A photo by both its names. */
    public record Candidate(long photoId, String hothash) {}

    private MissingColdpreviews() {}

    /**
     * Photos whose original lies somewhere, the newest in the library first.
     *
     * @param before only photos with a smaller id
     */
    public static List<Candidate> find(DSLContext tx, Scope scope, long before, int limit) {
        return tx.select(PHOTOS.ID, PHOTOS.HOTHASH)
                .from(PHOTOS)
                .where(LivePhotos.of(scope), PHOTOS.COLDPREVIEW_SHA256.isNull(), PHOTOS.ID.lt(before))
                .and(exists(selectOne()
                        .from(IMAGE_FILES)
                        .join(FILE_PLACES)
                        .on(FILE_PLACES.IMAGE_FILE_ID.eq(IMAGE_FILES.ID))
                        .where(IMAGE_FILES.PHOTO_ID.eq(PHOTOS.ID), FILE_PLACES.MISSED_AT.isNull())))
                .orderBy(PHOTOS.ID.desc())
                .limit(limit)
                .fetch(row -> new Candidate(row.value1(), row.value2()));
    }

    /**
     * Gives a photo the coldpreview that was made for it, unless it got another one meanwhile. The time of its last change
     * stays, because nobody changed it.
     */
    public static void fill(DSLContext tx, Scope scope, String hothash, String coldpreviewSha256) {
        tx.update(PHOTOS)
                .set(PHOTOS.COLDPREVIEW_SHA256, coldpreviewSha256)
                .where(Photos.named(scope, hothash), PHOTOS.COLDPREVIEW_SHA256.isNull())
                .execute();
    }
}
