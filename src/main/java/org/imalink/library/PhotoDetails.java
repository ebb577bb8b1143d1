package org.imalink.library;

import static org.imalink.database.schema.Tables.CAPTURES;
import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.IMAGE_FILE_DETAILS;
import static org.imalink.database.schema.Tables.LIBRARY_ROOTS;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.imalink.access.Scope;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a photo beyond the single-user contract: how and where it was taken, and its files with their places.
 *
 * @param takenAt local time of the camera
 * @param takenOffsetMinutes east of UTC, when the camera told
 * @param takenSource where {@code takenAt} comes from: {@code exif}, {@code file} or {@code client}
 * @param placeNames where it was taken, in words
 * @param files oldest first
 */
public record PhotoDetails(
        String hothash,
        @Nullable LocalDateTime takenAt,
        @Nullable Integer takenOffsetMinutes,
        @Nullable String takenSource,
        PlaceNames placeNames,
        List<File> files) {

    /**
     * @param raw whether it is a camera's RAW file
     * @param exifDict JSON
     * @param capture for files that the server has read
     */
    public record File(
            long id,
            String filename,
            @Nullable Long fileSize,
            @Nullable String sha256,
            boolean raw,
            @Nullable String exifDict,
            NewImageFile.@Nullable Capture capture,
            List<Place> places) {
        /** Whether the server has read the original, and it still lies where that is written down. */
        public boolean hasOriginal() {
            return sha256 != null && places.stream().anyMatch(place -> place.missingSince() == null);
        }
    }

    /**
     * @param root a folder that the operator registered: percent-encoded bytes of its path
     * @param path below the root, percent-encoded bytes
     * @param missingSince when a scan first missed the file there, in UTC; null while it is there
     */
    public record Place(String root, String path, @Nullable LocalDateTime missingSince) {}

    /** @throws LibraryException.Missing when the viewer has no such photo */
    public static PhotoDetails get(DSLContext tx, Scope scope, String hothash) {
        var photo = tx.select(PHOTOS.ID, PHOTOS.TAKEN_AT, PHOTOS.TAKEN_OFFSET_MINUTES, PHOTOS.TAKEN_SOURCE)
                .from(PHOTOS)
                .where(Photos.named(scope, hothash))
                .fetchOptional()
                .orElseThrow(() -> Photos.missing(hothash));
        return new PhotoDetails(
                hothash,
                photo.value2(),
                photo.value3(),
                photo.value4(),
                PlaceNames.of(tx, photo.value1()),
                files(tx, scope, photo.value1()));
    }

    private static List<File> files(DSLContext tx, Scope scope, long photoId) {
        var places = tx.select(IMAGE_FILES.ID, LIBRARY_ROOTS.PATH, FILE_PLACES.PATH, FILE_PLACES.MISSED_AT)
                .from(FILE_PLACES)
                .join(IMAGE_FILES)
                .on(IMAGE_FILES.ID.eq(FILE_PLACES.IMAGE_FILE_ID))
                .join(LIBRARY_ROOTS)
                .on(LIBRARY_ROOTS.ID.eq(FILE_PLACES.ROOT_ID))
                .where(IMAGE_FILES.PHOTO_ID.eq(photoId))
                .and(scope.rows(IMAGE_FILES))
                .orderBy(FILE_PLACES.ID)
                .fetchGroups(IMAGE_FILES.ID, row -> new Place(row.value2(), row.value3(), row.value4()));
        return tx.select()
                .from(IMAGE_FILES)
                .leftJoin(IMAGE_FILE_DETAILS)
                .on(IMAGE_FILE_DETAILS.IMAGE_FILE_ID.eq(IMAGE_FILES.ID))
                .leftJoin(CAPTURES)
                .on(CAPTURES.IMAGE_FILE_ID.eq(IMAGE_FILES.ID))
                .where(IMAGE_FILES.PHOTO_ID.eq(photoId))
                .and(scope.rows(IMAGE_FILES))
                .orderBy(IMAGE_FILES.ID)
                .fetch(row -> file(row, places));
    }

    private static File file(Record row, Map<Long, List<Place>> places) {
        long id = row.get(IMAGE_FILES.ID);
        return new File(
                id,
                row.get(IMAGE_FILES.FILENAME),
                row.get(IMAGE_FILES.FILE_SIZE),
                row.get(IMAGE_FILES.SHA256),
                row.get(IMAGE_FILES.IS_RAW),
                row.get(IMAGE_FILE_DETAILS.EXIF_DICT),
                capture(row),
                places.getOrDefault(id, List.of()));
    }

    private static NewImageFile.@Nullable Capture capture(Record row) {
        return row.get(CAPTURES.FORMAT) == null
                ? null
                : new NewImageFile.Capture(
                        row.get(CAPTURES.FORMAT),
                        row.get(CAPTURES.WIDTH),
                        row.get(CAPTURES.HEIGHT),
                        row.get(CAPTURES.ORIENTATION),
                        row.get(CAPTURES.CAMERA_MAKE),
                        row.get(CAPTURES.CAMERA_MODEL),
                        row.get(CAPTURES.LENS),
                        row.get(CAPTURES.EXPOSURE_TIME),
                        row.get(CAPTURES.APERTURE),
                        row.get(CAPTURES.ISO),
                        row.get(CAPTURES.FOCAL_LENGTH),
                        row.get(CAPTURES.PREVIEW_TOOL));
    }
}
