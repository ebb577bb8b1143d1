package org.imalink.library;

import static org.imalink.database.schema.Tables.CAPTURES;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.IMAGE_FILE_DETAILS;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imalink.access.Scope;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a file of the library tells of how it was made, where nothing could be read of it when it came.
 *
 * @param exifDict JSON with all of it
 * @param takenAt local time of the camera
 * @param takenOffsetMinutes east of UTC, when the camera told
 * @param orientation 1 to 8 as EXIF has it
 * @param exposureTime seconds
 * @param aperture f-number
 * @param focalLength millimetres
 */
public record LateMetadata(
        String exifDict,
        @Nullable LocalDateTime takenAt,
        @Nullable Integer takenOffsetMinutes,
        int orientation,
        @Nullable String cameraMake,
        @Nullable String cameraModel,
        @Nullable String lens,
        @Nullable Double exposureTime,
        @Nullable Double aperture,
        @Nullable Integer iso,
        @Nullable Double focalLength) {

    private static final String RAW = "raw";

    /** Those of the given originals that the library has without anything that they tell. */
    public static Set<String> untold(DSLContext tx, Scope scope, Collection<String> sha256s) {
        return tx.select(IMAGE_FILES.SHA256)
                .from(IMAGE_FILES)
                .join(IMAGE_FILE_DETAILS)
                .on(IMAGE_FILE_DETAILS.IMAGE_FILE_ID.eq(IMAGE_FILES.ID))
                .where(IMAGE_FILES.SHA256.in(sha256s), scope.rows(IMAGE_FILES))
                .and(IMAGE_FILE_DETAILS.EXIF_DICT.isNull())
                .fetchSet(IMAGE_FILES.SHA256);
    }

    /**
     * Adds it to an image file that has none. The photo has it too, where its time is only that of the file.
     *
     * @return the photo; empty when the file is not in the scope or has such things already
     */
    public Optional<Long> put(DSLContext tx, Scope scope, long imageFileId) {
        SearchIndex.lock(tx, scope);
        var photo = tx.select(IMAGE_FILES.PHOTO_ID)
                .from(IMAGE_FILES)
                .join(IMAGE_FILE_DETAILS)
                .on(IMAGE_FILE_DETAILS.IMAGE_FILE_ID.eq(IMAGE_FILES.ID))
                .where(IMAGE_FILES.ID.eq(imageFileId), scope.rows(IMAGE_FILES))
                .and(IMAGE_FILE_DETAILS.EXIF_DICT.isNull())
                .fetchOptional(IMAGE_FILES.PHOTO_ID);
        photo.ifPresent(photoId -> {
            putDetails(tx, imageFileId);
            putTime(tx, photoId);
            SearchIndex.refresh(tx, scope, List.of(photoId));
        });
        return photo;
    }

    private void putDetails(DSLContext tx, long imageFileId) {
        tx.update(IMAGE_FILE_DETAILS)
                .set(IMAGE_FILE_DETAILS.EXIF_DICT, exifDict)
                .where(IMAGE_FILE_DETAILS.IMAGE_FILE_ID.eq(imageFileId))
                .execute();
        tx.update(CAPTURES)
                .set(CAPTURES.CAMERA_MAKE, cameraMake)
                .set(CAPTURES.CAMERA_MODEL, cameraModel)
                .set(CAPTURES.LENS, lens)
                .set(CAPTURES.EXPOSURE_TIME, exposureTime)
                .set(CAPTURES.APERTURE, aperture)
                .set(CAPTURES.ISO, iso)
                .set(CAPTURES.FOCAL_LENGTH, focalLength)
                .where(CAPTURES.IMAGE_FILE_ID.eq(imageFileId))
                .execute();
        // That of a RAW file is known from its preview.
        tx.update(CAPTURES)
                .set(CAPTURES.ORIENTATION, orientation)
                .where(CAPTURES.IMAGE_FILE_ID.eq(imageFileId), CAPTURES.FORMAT.ne(RAW))
                .execute();
    }

    private void putTime(DSLContext tx, long photoId) {
        if (takenAt != null) {
            tx.update(PHOTOS)
                    .set(PHOTOS.TAKEN_AT, takenAt)
                    .set(PHOTOS.TAKEN_OFFSET_MINUTES, takenOffsetMinutes)
                    .set(PHOTOS.TAKEN_SOURCE, "exif")
                    .where(PHOTOS.ID.eq(photoId), PHOTOS.TAKEN_SOURCE.eq("file"))
                    .execute();
        }
    }
}
