package org.imalink.ingest.demo;

import static org.imalink.database.schema.Tables.CAPTURES;
import static org.imalink.database.schema.Tables.HOTPREVIEWS;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.IMAGE_FILE_DETAILS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.PHOTO_TAGS;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.imalink.database.BatchInsert;
import org.imalink.library.FoldedText;
import org.imalink.preview.Hotpreviews;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** The rows of some made-up photos, to be inserted table by table. */
final class DemoRows {
    private static final int RAW_TIMES_LARGER = 4;

    private final DemoPreviews previews;
    private final List<Long> authors;
    private final long seed;
    private final LocalDateTime now;
    private final Map<Table<?>, List<@Nullable Object[]>> rows = new HashMap<>();
    private final long session;
    private long photoId;
    private long fileId;

    /**
     * @param authors their ids
     * @param now the time of all rows, UTC
     */
    DemoRows(
            DemoPreviews previews,
            List<Long> authors,
            long seed,
            LocalDateTime now,
            long firstPhotoId,
            long firstFileId,
            long session) {
        this.previews = previews;
        this.authors = authors;
        this.seed = seed;
        this.now = now;
        this.photoId = firstPhotoId;
        this.fileId = firstFileId;
        this.session = session;
    }

    void add(int number, MadeUpPhoto photo) {
        var hotpreview = previews.of(number, photo);
        var hothash = Hotpreviews.hothash(hotpreview);
        boolean upright = DemoPreviews.isUpright(photo.preview());
        int width = upright ? 4000 : 6000;
        int height = upright ? 6000 : 4000;
        put(HOTPREVIEWS, hothash, hotpreview);
        put(
                PHOTOS,
                photoId,
                hothash,
                width,
                height,
                photo.takenAt(),
                photo.takenAt() == null ? null : photo.place().offsetMinutes(),
                photo.takenAt() == null ? null : "exif",
                photo.latitude(),
                photo.longitude(),
                photo.title(),
                null,
                photo.rating(),
                photo.author() == null ? null : authors.get(photo.author()),
                FoldedText.ofPhoto(photo.title(), null, photo.tags()),
                now,
                now);
        for (int position = 0; position < photo.tags().size(); position++) {
            var tag = photo.tags().get(position);
            put(PHOTO_TAGS, photoId, position, tag, FoldedText.fold(tag));
        }
        addFile(number, photo, "jpeg", "JPG", width, height, upright);
        if (photo.withRaw()) {
            addFile(number, photo, "raw", photo.camera().rawSuffix(), width, height, upright);
        }
        photoId++;
    }

    private void addFile(
            int number, MadeUpPhoto photo, String format, String suffix, int width, int height, boolean upright) {
        var random = new SplittableRandom(seed ^ fileId);
        boolean raw = format.equals("raw");
        long size = random.nextLong(3_000_000, 9_000_000) * (raw ? RAW_TIMES_LARGER : 1);
        put(
                IMAGE_FILES,
                fileId,
                photoId,
                "IMG_%06d.%s".formatted(number + 1, suffix),
                size,
                raw,
                perceptualHash(photo.preview(), random),
                session,
                now,
                now,
                now);
        put(IMAGE_FILE_DETAILS, fileId, null, null, null, null);
        put(
                CAPTURES,
                fileId,
                format,
                width,
                height,
                upright ? 6 : 1,
                photo.camera().make(),
                photo.camera().model(),
                photo.camera().lens(),
                1.0 / (30 << random.nextInt(5)),
                2.8,
                100 << random.nextInt(6),
                photo.camera().focalLength());
        fileId++;
    }

    /** Photos with the same drawing look alike: few bits differ. */
    private String perceptualHash(int preview, SplittableRandom random) {
        long looks = new SplittableRandom(preview).nextLong();
        return "%016x".formatted(looks ^ (1L << random.nextInt(64)) ^ (1L << random.nextInt(64)));
    }

    private void put(Table<?> table, @Nullable Object... values) {
        rows.computeIfAbsent(table, each -> new ArrayList<>()).add(values);
    }

    List<Long> photoIds() {
        return rows.getOrDefault(PHOTOS, List.of()).stream()
                .map(row -> (Long) row[0])
                .toList();
    }

    void insert(DSLContext tx) {
        insert(tx, HOTPREVIEWS, HOTPREVIEWS.HOTHASH, HOTPREVIEWS.JPEG);
        insert(
                tx,
                PHOTOS,
                PHOTOS.ID,
                PHOTOS.HOTHASH,
                PHOTOS.WIDTH,
                PHOTOS.HEIGHT,
                PHOTOS.TAKEN_AT,
                PHOTOS.TAKEN_OFFSET_MINUTES,
                PHOTOS.TAKEN_SOURCE,
                PHOTOS.GPS_LATITUDE,
                PHOTOS.GPS_LONGITUDE,
                PHOTOS.TITLE,
                PHOTOS.DESCRIPTION,
                PHOTOS.RATING,
                PHOTOS.AUTHOR_ID,
                PHOTOS.SEARCH_TEXT,
                PHOTOS.CREATED_AT,
                PHOTOS.UPDATED_AT);
        insert(tx, PHOTO_TAGS, PHOTO_TAGS.PHOTO_ID, PHOTO_TAGS.POSITION, PHOTO_TAGS.TAG, PHOTO_TAGS.TAG_FOLDED);
        insert(
                tx,
                IMAGE_FILES,
                IMAGE_FILES.ID,
                IMAGE_FILES.PHOTO_ID,
                IMAGE_FILES.FILENAME,
                IMAGE_FILES.FILE_SIZE,
                IMAGE_FILES.IS_RAW,
                IMAGE_FILES.PERCEPTUAL_HASH,
                IMAGE_FILES.IMPORT_SESSION_ID,
                IMAGE_FILES.IMPORTED_AT,
                IMAGE_FILES.CREATED_AT,
                IMAGE_FILES.UPDATED_AT);
        insert(
                tx,
                IMAGE_FILE_DETAILS,
                IMAGE_FILE_DETAILS.IMAGE_FILE_ID,
                IMAGE_FILE_DETAILS.EXIF_DICT,
                IMAGE_FILE_DETAILS.IMPORTED_INFO,
                IMAGE_FILE_DETAILS.LOCAL_STORAGE_INFO,
                IMAGE_FILE_DETAILS.CLOUD_STORAGE_INFO);
        insert(
                tx,
                CAPTURES,
                CAPTURES.IMAGE_FILE_ID,
                CAPTURES.FORMAT,
                CAPTURES.WIDTH,
                CAPTURES.HEIGHT,
                CAPTURES.ORIENTATION,
                CAPTURES.CAMERA_MAKE,
                CAPTURES.CAMERA_MODEL,
                CAPTURES.LENS,
                CAPTURES.EXPOSURE_TIME,
                CAPTURES.APERTURE,
                CAPTURES.ISO,
                CAPTURES.FOCAL_LENGTH);
    }

    private void insert(DSLContext tx, Table<?> table, Field<?>... columns) {
        BatchInsert.insert(tx, table, List.of(columns), rows.getOrDefault(table, List.of()));
    }
}
