package org.imalink.library;

import static org.imalink.database.schema.Tables.CAPTURES;
import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.imalink.access.Scope;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An image file of a photo outside the trash that lies in a folder beside another one, with a name that begins alike.
 *
 * @param path below the root, encoded
 * @param raw whether it is a RAW file
 * @param onlyRaw whether its photo has no other than RAW files
 * @param takenAt by the clock of the camera; null when the camera did not tell
 */
public record Neighbour(
        long photoId,
        String path,
        boolean raw,
        boolean onlyRaw,
        @Nullable LocalDateTime takenAt,
        @Nullable String cameraMake,
        @Nullable String cameraModel) {
    private static final String FROM_CAMERA = "exif";

    /**
     * The files whose path is this one followed by a dot and more, in the same folder, whatever the case of ASCII letters;
     * in the order in which they came into the library.
     *
     * @param beginning a path below the root, encoded
     */
    public static List<Neighbour> find(DSLContext tx, Scope scope, LibraryRoot root, String beginning) {
        var folded = beginning.toLowerCase(Locale.ROOT);
        var files = IMAGE_FILES.as("files");
        return tx.select(
                        PHOTOS.ID,
                        FILE_PLACES.PATH,
                        IMAGE_FILES.IS_RAW,
                        field(notExists(
                                selectOne().from(files).where(files.PHOTO_ID.eq(PHOTOS.ID), files.IS_RAW.isFalse()))),
                        PHOTOS.TAKEN_AT,
                        PHOTOS.TAKEN_SOURCE,
                        CAPTURES.CAMERA_MAKE,
                        CAPTURES.CAMERA_MODEL)
                .from(FILE_PLACES)
                .join(IMAGE_FILES)
                .on(IMAGE_FILES.ID.eq(FILE_PLACES.IMAGE_FILE_ID))
                .join(PHOTOS)
                .on(PHOTOS.ID.eq(IMAGE_FILES.PHOTO_ID))
                .leftJoin(CAPTURES)
                .on(CAPTURES.IMAGE_FILE_ID.eq(IMAGE_FILES.ID))
                .where(FILE_PLACES.ROOT_ID.eq(root.id()), LivePhotos.of(scope))
                // The dot and the slash are neighbours too, so that nothing in a folder of this name is among them.
                .and(lower(FILE_PLACES.PATH).gt(folded + "."))
                .and(lower(FILE_PLACES.PATH).lt(folded + "/"))
                .orderBy(FILE_PLACES.ID)
                .fetch(row -> new Neighbour(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        FROM_CAMERA.equals(row.value6()) ? row.value5() : null,
                        row.value7(),
                        row.value8()));
    }
}
