package org.imalink.library;

import static org.imalink.database.schema.Tables.CAPTURES;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.IMAGE_FILE_DETAILS;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.time.LocalDateTime;
import java.util.List;
import java.util.function.LongConsumer;
import org.imalink.access.Scope;
import org.imalink.database.Timestamps;
import org.imalink.preview.Hotpreviews;
import org.jooq.DSLContext;

/** The one way in for image files: from a folder, an upload, or a client that sends what it knows of a file. */
public final class PhotoIntake {
    private PhotoIntake() {}

    /**
     * Where a file ended up.
     *
     * @param newPhoto whether the photo was born with this file
     */
    public record Added(long imageFileId, long photoId, String hothash, boolean newPhoto) {}

    /**
     * Adds the file to the photo with the same hotpreview, which comes back if it lies in the trash; where there is none, the
     * photo is born.
     */
    public static Added add(DSLContext tx, Scope scope, NewImageFile file) {
        return add(tx, scope, file, photoId -> SearchIndex.refresh(tx, scope, List.of(photoId)));
    }

    /**
     * The same for a transaction that adds many files.
     *
     * @param outdated takes the photo, which the caller brings into the {@link SearchIndex} at the end
     */
    public static Added add(DSLContext tx, Scope scope, NewImageFile file, LongConsumer outdated) {
        SearchIndex.lock(tx, scope);
        var now = Timestamps.now();
        var hothash = Hotpreviews.hothash(file.hotpreview());
        Hotpreviews.keep(tx, hothash, file.hotpreview());
        boolean newPhoto = addPhoto(tx, scope, hothash, file.metadata(), now);
        long photoId = tx.select(PHOTOS.ID)
                .from(PHOTOS)
                .where(scope.rows(PHOTOS), PHOTOS.HOTHASH.eq(hothash))
                .fetchSingle()
                .value1();
        if (!newPhoto && Trash.find(tx, scope, hothash).isPresent()) {
            Trash.restoreAll(tx, scope, List.of(photoId));
        }
        return new Added(addFileTo(tx, scope, photoId, file, now, outdated), photoId, hothash, newPhoto);
    }

    /**
     * Adds the file to a photo of the scope, whose preview stays what it is; one in the trash stays there.
     *
     * @param outdated takes the photo, which the caller brings into the {@link SearchIndex} at the end
     */
    public static Added addTo(DSLContext tx, Scope scope, long photoId, NewImageFile file, LongConsumer outdated) {
        SearchIndex.lock(tx, scope);
        var hothash = tx.select(PHOTOS.HOTHASH)
                .from(PHOTOS)
                .where(PHOTOS.ID.eq(photoId), scope.rows(PHOTOS))
                .fetchSingle()
                .value1();
        return new Added(addFileTo(tx, scope, photoId, file, Timestamps.now(), outdated), photoId, hothash, false);
    }

    private static long addFileTo(
            DSLContext tx, Scope scope, long photoId, NewImageFile file, LocalDateTime now, LongConsumer outdated) {
        long imageFileId = addFile(tx, scope, photoId, file, now);
        addDetails(tx, imageFileId, file);
        addCapture(tx, imageFileId, file);
        Contributions.ofPhoto(tx, scope, photoId, now);
        outdated.accept(photoId);
        return imageFileId;
    }

    private static boolean addPhoto(
            DSLContext tx, Scope scope, String hothash, NewImageFile.PhotoMetadata metadata, LocalDateTime now) {
        return tx.insertInto(PHOTOS)
                        .set(scope.ownership(tx))
                        .set(PHOTOS.HOTHASH, hothash)
                        .set(PHOTOS.WIDTH, metadata.width())
                        .set(PHOTOS.HEIGHT, metadata.height())
                        .set(PHOTOS.TAKEN_AT, metadata.takenAt())
                        .set(PHOTOS.TAKEN_OFFSET_MINUTES, metadata.takenOffsetMinutes())
                        .set(PHOTOS.TAKEN_SOURCE, metadata.takenSource())
                        .set(PHOTOS.GPS_LATITUDE, metadata.latitude())
                        .set(PHOTOS.GPS_LONGITUDE, metadata.longitude())
                        .set(PHOTOS.AUTHOR_ID, metadata.authorId())
                        .set(PHOTOS.SEARCH_TEXT, FoldedText.ofPhoto(null, null, List.of()))
                        .set(PHOTOS.CREATED_AT, now)
                        .set(PHOTOS.UPDATED_AT, now)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    private static long addFile(DSLContext tx, Scope scope, long photoId, NewImageFile file, LocalDateTime now) {
        return tx.insertInto(IMAGE_FILES)
                .set(scope.ownership(tx))
                .set(IMAGE_FILES.PHOTO_ID, photoId)
                .set(IMAGE_FILES.FILENAME, file.filename())
                .set(IMAGE_FILES.FILE_SIZE, file.fileSize())
                .set(IMAGE_FILES.SHA256, file.sha256())
                .set(IMAGE_FILES.IS_RAW, file.raw())
                .set(IMAGE_FILES.PERCEPTUAL_HASH, file.perceptualHash())
                .set(IMAGE_FILES.IMPORT_SESSION_ID, file.importSessionId())
                .set(IMAGE_FILES.IMPORTED_AT, now)
                .set(IMAGE_FILES.CREATED_AT, now)
                .set(IMAGE_FILES.UPDATED_AT, now)
                .returning(IMAGE_FILES.ID)
                .fetchSingle()
                .getId();
    }

    private static void addDetails(DSLContext tx, long imageFileId, NewImageFile file) {
        tx.insertInto(IMAGE_FILE_DETAILS)
                .set(IMAGE_FILE_DETAILS.IMAGE_FILE_ID, imageFileId)
                .set(IMAGE_FILE_DETAILS.EXIF_DICT, file.exifDict())
                .set(IMAGE_FILE_DETAILS.IMPORTED_INFO, file.importedInfo())
                .set(IMAGE_FILE_DETAILS.LOCAL_STORAGE_INFO, file.localStorageInfo())
                .set(IMAGE_FILE_DETAILS.CLOUD_STORAGE_INFO, file.cloudStorageInfo())
                .execute();
    }

    private static void addCapture(DSLContext tx, long imageFileId, NewImageFile file) {
        var capture = file.capture();
        if (capture == null) {
            return;
        }
        tx.insertInto(CAPTURES)
                .set(CAPTURES.IMAGE_FILE_ID, imageFileId)
                .set(CAPTURES.FORMAT, capture.format())
                .set(CAPTURES.WIDTH, capture.width())
                .set(CAPTURES.HEIGHT, capture.height())
                .set(CAPTURES.ORIENTATION, capture.orientation())
                .set(CAPTURES.CAMERA_MAKE, capture.cameraMake())
                .set(CAPTURES.CAMERA_MODEL, capture.cameraModel())
                .set(CAPTURES.LENS, capture.lens())
                .set(CAPTURES.EXPOSURE_TIME, capture.exposureTime())
                .set(CAPTURES.APERTURE, capture.aperture())
                .set(CAPTURES.ISO, capture.iso())
                .set(CAPTURES.FOCAL_LENGTH, capture.focalLength())
                .set(CAPTURES.PREVIEW_TOOL, capture.previewTool())
                .execute();
    }
}
