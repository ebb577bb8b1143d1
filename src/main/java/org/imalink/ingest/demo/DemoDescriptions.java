package org.imalink.ingest.demo;

import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.util.Optional;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.database.Database;
import org.imalink.library.Authors;
import org.imalink.library.Change;
import org.imalink.library.PhotoEdit;
import org.imalink.library.Photos;
import org.jooq.DSLContext;

/** What a person would write about drawn photos: titles, tags, ratings and authors. */
public final class DemoDescriptions {
    private static final Scope SCOPE = Scope.of(new Viewer.Operator());

    private DemoDescriptions() {}

    /**
     * Describes the drawn photos that are in the library and that nobody has described yet.
     *
     * @param count of the drawn photos
     * @param seed that they were drawn by
     */
    public static void write(Database database, int count, long seed) {
        for (var photo : DrawnPhoto.photos(count, seed)) {
            database.write(tx -> {
                undescribed(tx, photo.filename())
                        .ifPresent(hothash -> Photos.edit(tx, SCOPE, hothash, edit(tx, photo)));
                return true;
            });
        }
    }

    private static Optional<String> undescribed(DSLContext tx, String filename) {
        return tx.select(PHOTOS.HOTHASH)
                .from(PHOTOS)
                .join(IMAGE_FILES)
                .on(IMAGE_FILES.PHOTO_ID.eq(PHOTOS.ID))
                .where(IMAGE_FILES.FILENAME.eq(filename))
                .and(PHOTOS.TITLE.isNull())
                .and(PHOTOS.RATING.isNull())
                .limit(1)
                .fetchOptional(PHOTOS.HOTHASH);
    }

    private static PhotoEdit edit(DSLContext tx, DrawnPhoto photo) {
        return new PhotoEdit(
                Change.to(photo.title()),
                Change.keep(),
                Change.to(photo.tags()),
                Change.to(photo.rating()),
                Change.to(Authors.findOrAdd(tx, SCOPE, photo.author()).id()));
    }
}
