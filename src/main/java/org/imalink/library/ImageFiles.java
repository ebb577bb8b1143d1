package org.imalink.library;

import static org.imalink.database.schema.Tables.HOTPREVIEWS;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.IMAGE_FILE_DETAILS;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.imalink.access.Scope;
import org.imalink.database.Timestamps;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;

/** The image files of a library. */
public final class ImageFiles {
    /** A search for similar files looks at the newest of them only, as the single-user contract has it. */
    private static final int NEWEST_COMPARED = 10_000;

    private static final int HEXADECIMAL = 16;
    private static final int HASH_DIGITS = 16;

    private ImageFiles() {}

    /** @throws LibraryException.Missing when the viewer has no such file */
    public static ImageFile get(DSLContext tx, Scope scope, long id) {
        return select(tx)
                .where(IMAGE_FILES.ID.eq(id))
                .and(LivePhotos.oneFile(scope))
                .fetchOptional(ImageFiles::imageFile)
                .orElseThrow(() -> new LibraryException.Missing("ImageFile", id));
    }

    /** Newest first. */
    public static Page<ImageFile> page(DSLContext tx, Scope scope, long offset, int limit) {
        var rows = select(tx)
                .where(LivePhotos.files(scope))
                .orderBy(IMAGE_FILES.ID.desc())
                .limit(limit)
                .offset(offset)
                .fetch(ImageFiles::imageFile);
        return new Page<>(rows, LibraryCounts.total(tx, scope, Facet.FILE));
    }

    /**
     * Files that look like this one, most similar first, itself left out.
     *
     * @param threshold differing bits of the perceptual hash, 0 to 16
     * @param limit 1 to 100
     * @throws LibraryException.Missing when the viewer has no such file
     */
    public static List<ImageFile> similar(DSLContext tx, Scope scope, long id, int threshold, int limit) {
        var hash = bits(get(tx, scope, id).perceptualHash());
        if (hash.isEmpty()) {
            return List.of();
        }
        var nearest = tx
                .select(IMAGE_FILES.ID, IMAGE_FILES.PERCEPTUAL_HASH)
                .from(IMAGE_FILES)
                .where(LivePhotos.files(scope))
                .and(IMAGE_FILES.PERCEPTUAL_HASH.isNotNull())
                .orderBy(IMAGE_FILES.ID.desc())
                .limit(NEWEST_COMPARED)
                .stream()
                .filter(row -> row.value1() != id)
                .flatMap(row ->
                        bits(row.value2())
                                .map(other -> new Distance(row.value1(), Long.bitCount(other ^ hash.get())))
                                .stream())
                .filter(distance -> distance.bits() <= threshold)
                .sorted(Comparator.comparingInt(Distance::bits))
                .limit(limit)
                .map(Distance::imageFileId)
                .toList();
        return inOrder(tx, scope, nearest);
    }

    private record Distance(long imageFileId, int bits) {}

    private static List<ImageFile> inOrder(DSLContext tx, Scope scope, Collection<Long> ids) {
        var files = select(tx)
                .where(IMAGE_FILES.ID.in(ids))
                .and(LivePhotos.oneFile(scope))
                .fetchMap(IMAGE_FILES.ID, ImageFiles::imageFile);
        return ids.stream().map(files::get).toList();
    }

    /** The bits of a perceptual hash; empty for what clients have stored there besides. */
    private static Optional<Long> bits(@Nullable String perceptualHash) {
        if (perceptualHash == null || perceptualHash.length() != HASH_DIGITS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseUnsignedLong(perceptualHash, HEXADECIMAL));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Changes what clients wrote about where a file is stored.
     *
     * @param localStorageInfo JSON
     * @param cloudStorageInfo JSON
     * @throws LibraryException.Missing when the viewer has no such file
     */
    public static ImageFile editStorageInfo(
            DSLContext tx, Scope scope, long id, Change<String> localStorageInfo, Change<String> cloudStorageInfo) {
        var before = get(tx, scope, id);
        var newLocal = localStorageInfo.after(before.localStorageInfo());
        var newCloud = cloudStorageInfo.after(before.cloudStorageInfo());
        if (Objects.equals(newLocal, before.localStorageInfo())
                && Objects.equals(newCloud, before.cloudStorageInfo())) {
            return before;
        }
        tx.update(IMAGE_FILE_DETAILS)
                .set(IMAGE_FILE_DETAILS.LOCAL_STORAGE_INFO, newLocal)
                .set(IMAGE_FILE_DETAILS.CLOUD_STORAGE_INFO, newCloud)
                .where(IMAGE_FILE_DETAILS.IMAGE_FILE_ID.eq(id))
                .execute();
        tx.update(IMAGE_FILES)
                .set(IMAGE_FILES.UPDATED_AT, Timestamps.now())
                .where(IMAGE_FILES.ID.eq(id))
                .execute();
        return get(tx, scope, id);
    }

    private static SelectOnConditionStep<? extends Record> select(DSLContext tx) {
        return tx.select(
                        IMAGE_FILES.ID,
                        PHOTOS.HOTHASH,
                        IMAGE_FILES.FILENAME,
                        IMAGE_FILES.FILE_SIZE,
                        IMAGE_FILES.IS_RAW,
                        HOTPREVIEWS.HOTHASH,
                        IMAGE_FILES.PERCEPTUAL_HASH,
                        IMAGE_FILES.IMPORT_SESSION_ID,
                        IMAGE_FILES.IMPORTED_AT,
                        IMAGE_FILE_DETAILS.IMPORTED_INFO,
                        IMAGE_FILE_DETAILS.LOCAL_STORAGE_INFO,
                        IMAGE_FILE_DETAILS.CLOUD_STORAGE_INFO,
                        IMAGE_FILES.CREATED_AT)
                .from(IMAGE_FILES)
                .join(PHOTOS)
                .on(PHOTOS.ID.eq(IMAGE_FILES.PHOTO_ID))
                .leftJoin(HOTPREVIEWS)
                .on(HOTPREVIEWS.HOTHASH.eq(PHOTOS.HOTHASH))
                .leftJoin(IMAGE_FILE_DETAILS)
                .on(IMAGE_FILE_DETAILS.IMAGE_FILE_ID.eq(IMAGE_FILES.ID));
    }

    private static ImageFile imageFile(Record row) {
        return new ImageFile(
                row.get(IMAGE_FILES.ID),
                row.get(PHOTOS.HOTHASH),
                row.get(IMAGE_FILES.FILENAME),
                row.get(IMAGE_FILES.FILE_SIZE),
                row.get(IMAGE_FILES.IS_RAW),
                row.get(HOTPREVIEWS.HOTHASH) != null,
                row.get(IMAGE_FILES.PERCEPTUAL_HASH),
                row.get(IMAGE_FILES.IMPORT_SESSION_ID),
                row.get(IMAGE_FILES.IMPORTED_AT),
                row.get(IMAGE_FILE_DETAILS.IMPORTED_INFO),
                row.get(IMAGE_FILE_DETAILS.LOCAL_STORAGE_INFO),
                row.get(IMAGE_FILE_DETAILS.CLOUD_STORAGE_INFO),
                row.get(IMAGE_FILES.CREATED_AT));
    }
}
