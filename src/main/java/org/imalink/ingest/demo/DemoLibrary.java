package org.imalink.ingest.demo;

import static org.imalink.database.schema.Tables.CAPTURES;
import static org.imalink.database.schema.Tables.HOTPREVIEWS;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.IMAGE_FILE_DETAILS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.PHOTO_TAGS;

import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.database.Database;
import org.imalink.database.Engine;
import org.imalink.database.Timestamps;
import org.imalink.library.Authors;
import org.imalink.library.FoldedText;
import org.imalink.library.ImportSessions;
import org.imalink.library.SearchIndex;
import org.imalink.operation.Progress;
import org.imalink.preview.Hotpreviews;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Fills a library with made-up photos, 100,000 in about a minute: rows with real hotpreviews, but without originals. Photos
 * lie uneven over 20 years, every other one has a raw file beside it.
 */
public final class DemoLibrary {
    private static final int PHOTOS_AT_ONCE = 2_000;

    /** Drawing takes longer than storing; a comment in each file makes it another one. */
    private static final int DIFFERENT_PREVIEWS = 400;

    private static final int LONG_SIDE = 150;
    private static final int SHORT_SIDE = 100;
    private static final float QUALITY = 0.8f;
    private static final int RAW_TIMES_LARGER = 4;
    private static final List<String> AUTHOR_NAMES =
            List.of("Ingrid Solberg", "Anders Vik", "Maja Lien", "Ola Nordhus", "Sara Eide", "Per Åsen");

    private final Database database;
    private final long seed;
    private final LocalDateTime now = Timestamps.now();
    private final List<byte[]> previews;
    private final List<Long> authors;

    private DemoLibrary(Database database, long seed) {
        this.database = database;
        this.seed = seed;
        this.previews = IntStream.range(0, DIFFERENT_PREVIEWS)
                .parallel()
                .mapToObj(DemoLibrary::drawPreview)
                .toList();
        this.authors = database.write(tx -> AUTHOR_NAMES.stream()
                .map(name -> Authors.findOrAdd(tx, scope(), name).id())
                .toList());
    }

    /** Fills without telling; see {@link #fill(Database, int, long, Progress)}. */
    public static void fill(Database database, int photos, long seed) {
        fill(database, photos, seed, Progress.UNHEARD);
    }

    /**
     * Adds made-up photos.
     *
     * @param database with the newest schema
     * @param photos how many
     * @param seed the same seed makes the same photos; a library can hold those of several seeds
     */
    public static void fill(Database database, int photos, long seed, Progress progress) {
        new DemoLibrary(database, seed).fill(photos, progress);
    }

    private void fill(int photos, Progress progress) {
        for (int first = 0; first < photos; first += PHOTOS_AT_ONCE) {
            int from = first;
            int to = Math.min(photos, first + PHOTOS_AT_ONCE);
            database.writeBatch(tx -> add(tx, from, to));
            progress.report("Making up photos", to, photos);
        }
        if (database.engine() == Engine.POSTGRESQL) {
            database.write(DemoLibrary::continueIds);
        }
    }

    /** Ids that were written out do not move the counters of this engine. */
    private static boolean continueIds(DSLContext tx) {
        for (var table : List.of("photos", "image_files")) {
            tx.execute(
                    "select setval(pg_get_serial_sequence('%1$s', 'id'), (select max(id) from %1$s))".formatted(table));
        }
        return true;
    }

    private boolean add(DSLContext tx, int from, int to) {
        SearchIndex.lock(tx, scope());
        var session = ImportSessions.add(tx, scope(), "Photos %d to %d".formatted(from + 1, to), null, null);
        var rows = new Rows(nextId(tx, PHOTOS, PHOTOS.ID), nextId(tx, IMAGE_FILES, IMAGE_FILES.ID), session);
        for (int number = from; number < to; number++) {
            rows.add(number, MadeUpPhoto.number(number, seed, previews.size(), authors.size()));
        }
        rows.insert(tx);
        SearchIndex.refresh(tx, scope(), rows.photoIds());
        return true;
    }

    private static long nextId(DSLContext tx, Table<?> table, Field<Long> id) {
        return 1
                + tx.select(id)
                        .from(table)
                        .orderBy(id.desc())
                        .limit(1)
                        .fetchOptional(id)
                        .orElse(0L);
    }

    private static Scope scope() {
        return Scope.of(new Viewer.Operator());
    }

    private static byte[] drawPreview(int number) {
        var scene = Scene.values()[number % Scene.values().length];
        boolean upright = isUpright(number);
        var picture =
                upright ? scene.picture(SHORT_SIDE, LONG_SIDE, number) : scene.picture(LONG_SIDE, SHORT_SIDE, number);
        return PhotoDrawing.jpeg(picture, QUALITY);
    }

    private static boolean isUpright(int preview) {
        return preview / Scene.values().length % 5 == 4;
    }

    /** The drawn preview with a comment that no other photo has. */
    private byte[] hotpreview(int number, MadeUpPhoto photo) {
        var comment = ByteBuffer.allocate(4 + Long.BYTES + Integer.BYTES)
                .putShort((short) 0xfffe)
                .putShort((short) (2 + Long.BYTES + Integer.BYTES))
                .putLong(seed)
                .putInt(number);
        return PhotoDrawing.withSegment(previews.get(photo.preview()), comment.array());
    }

    /** The rows of some photos, to be inserted table by table. */
    private final class Rows {
        private final Map<Table<?>, List<Object[]>> rows = new HashMap<>();
        private final long session;
        private long photoId;
        private long fileId;

        Rows(long firstPhotoId, long firstFileId, long session) {
            this.photoId = firstPhotoId;
            this.fileId = firstFileId;
            this.session = session;
        }

        void add(int number, MadeUpPhoto photo) {
            var hotpreview = hotpreview(number, photo);
            var hothash = Hotpreviews.hothash(hotpreview);
            boolean upright = isUpright(photo.preview());
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
            var values = rows.getOrDefault(table, List.of());
            if (!values.isEmpty()) {
                var query = tx.insertInto(table).columns(columns).values(Collections.nCopies(columns.length, null));
                tx.batch(query).bind(values.toArray(Object[][]::new)).execute();
            }
        }
    }
}
