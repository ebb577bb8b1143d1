package org.imalink.library;

import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imalink.access.PutAwayTimes;
import org.imalink.access.Scope;
import org.imalink.database.Timestamps;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The photos that a person threw away and may still have back. They keep everything, their ids too; only nobody sees them.
 * {@link LivePhotos} is all others.
 */
public final class Trash {
    /** So long a photo stays before the server deletes it for good. */
    public static final Duration KEPT = Duration.ofDays(30);

    private Trash() {}

    /**
     * A photo in the trash.
     *
     * @param trashedAt UTC
     * @param endsAt when the photo may be deleted for good, UTC; days on which the library is put away do not count
     */
    public record Entry(GalleryPhoto photo, LocalDateTime trashedAt, LocalDateTime endsAt) {}

    /**
     * What became of the photos that were asked for, in that order and each once.
     *
     * @param done those that now are as they were wanted, whether they were so before or not
     * @param unknown those that the viewer does not have
     */
    public record Moved(List<String> done, List<String> unknown) {}

    /** Moves photos to the trash; those that lie there stay as long as they would have. */
    public static Moved put(DSLContext tx, Scope scope, Collection<String> hothashes) {
        SearchIndex.lock(tx, scope);
        var live = ids(tx, LivePhotos.of(scope).and(PHOTOS.HOTHASH.in(hothashes)));
        SearchIndex.remove(tx, scope, live);
        mark(tx, live, Timestamps.now());
        return moved(tx, scope.rows(PHOTOS), hothashes);
    }

    /** Takes photos out of the trash; those outside it stay there. */
    public static Moved restore(DSLContext tx, Scope scope, Collection<String> hothashes) {
        SearchIndex.lock(tx, scope);
        restoreAll(tx, scope, ids(tx, trashed(scope).and(PHOTOS.HOTHASH.in(hothashes))));
        return moved(tx, scope.rows(PHOTOS), hothashes);
    }

    /**
     * Takes the photo of an image file out of the trash, if it lies there.
     *
     * @return whether it did
     */
    public static boolean restorePhotoOf(DSLContext tx, Scope scope, long imageFileId) {
        SearchIndex.lock(tx, scope);
        var photo = ids(tx, trashed(scope).and(hasFile(imageFileId)));
        restoreAll(tx, scope, photo);
        return !photo.isEmpty();
    }

    /** Those of the image files whose photos lie in the trash. */
    public static Set<Long> filesIn(DSLContext tx, Scope scope, Collection<Long> imageFileIds) {
        return new HashSet<>(tx.select(IMAGE_FILES.ID)
                .from(IMAGE_FILES)
                .join(PHOTOS)
                .on(PHOTOS.ID.eq(IMAGE_FILES.PHOTO_ID))
                .where(IMAGE_FILES.ID.in(imageFileIds), trashed(scope))
                .fetch(IMAGE_FILES.ID));
    }

    /** The id of a photo that lies in the trash. */
    public static Optional<Long> find(DSLContext tx, Scope scope, String hothash) {
        return ids(tx, trashed(scope).and(PHOTOS.HOTHASH.eq(hothash))).stream().findFirst();
    }

    /**
     * What was thrown away last comes first.
     *
     * @param offset 0 or more
     * @param limit 1 to 1000
     */
    public static Page<Entry> page(DSLContext tx, Scope scope, long offset, int limit) {
        var putAway = PutAwayTimes.of(tx, scope);
        var entries = tx.select(GalleryPhoto.selected(scope), PHOTOS.TRASHED_AT)
                .from(PHOTOS)
                .where(trashed(scope))
                .orderBy(PHOTOS.TRASHED_AT.desc(), PHOTOS.ID.desc())
                .limit(limit)
                .offset(offset)
                .fetch(row -> new Entry(row.value1(), row.value2(), putAway.after(row.value2(), KEPT)));
        return new Page<>(entries, tx.fetchCount(PHOTOS, trashed(scope)));
    }

    /** Deletes photos of the trash for good; such as are not in it stay, and are unknown. Originals are not touched. */
    public static Moved delete(DSLContext tx, Scope scope, Collection<String> hothashes) {
        SearchIndex.lock(tx, scope);
        var condition = trashed(scope).and(PHOTOS.HOTHASH.in(hothashes));
        var found = moved(tx, trashed(scope), hothashes);
        ids(tx, condition).forEach(id -> Photos.delete(tx, scope, id));
        return found;
    }

    /** Since when a photo has lain in the trash that may be deleted for good now. */
    public static LocalDateTime due(DSLContext tx, Scope scope, LocalDateTime now) {
        return PutAwayTimes.of(tx, scope).before(now, KEPT);
    }

    /**
     * Deletes some of the photos for good that have lain in the trash since a moment or longer, the oldest first.
     *
     * @param until UTC
     * @return how many were deleted; fewer than the limit when there are no more
     */
    public static int deleteSome(DSLContext tx, Scope scope, LocalDateTime until, int limit) {
        SearchIndex.lock(tx, scope);
        var some = tx.select(PHOTOS.ID)
                .from(PHOTOS)
                .where(trashed(scope), PHOTOS.TRASHED_AT.le(until))
                .orderBy(PHOTOS.TRASHED_AT, PHOTOS.ID)
                .limit(limit)
                .fetch(PHOTOS.ID);
        some.forEach(id -> Photos.delete(tx, scope, id));
        return some.size();
    }

    /** Takes photos out of the trash, by their ids; the caller has locked the index. */
    static void restoreAll(DSLContext tx, Scope scope, Collection<Long> photoIds) {
        mark(tx, photoIds, null);
        SearchIndex.refresh(tx, scope, photoIds);
    }

    /** The time of the last change stays, because nothing was changed that a person wrote. */
    private static void mark(DSLContext tx, Collection<Long> photoIds, @Nullable LocalDateTime trashedAt) {
        if (!photoIds.isEmpty()) {
            tx.update(PHOTOS)
                    .set(PHOTOS.TRASHED_AT, trashedAt)
                    .where(PHOTOS.ID.in(photoIds))
                    .execute();
        }
    }

    private static Moved moved(DSLContext tx, Condition known, Collection<String> hothashes) {
        var found = new HashSet<>(tx.select(PHOTOS.HOTHASH)
                .from(PHOTOS)
                .where(known, PHOTOS.HOTHASH.in(hothashes))
                .fetch(PHOTOS.HOTHASH));
        var done = new ArrayList<String>();
        var unknown = new ArrayList<String>();
        hothashes.stream().distinct().forEach(hothash -> (found.contains(hothash) ? done : unknown).add(hothash));
        return new Moved(List.copyOf(done), List.copyOf(unknown));
    }

    private static List<Long> ids(DSLContext tx, Condition condition) {
        return tx.select(PHOTOS.ID).from(PHOTOS).where(condition).fetch(PHOTOS.ID);
    }

    private static Condition trashed(Scope scope) {
        return scope.rows(PHOTOS).and(PHOTOS.TRASHED_AT.isNotNull());
    }

    private static Condition hasFile(long imageFileId) {
        return PHOTOS.ID.in(DSL.select(IMAGE_FILES.PHOTO_ID).from(IMAGE_FILES).where(IMAGE_FILES.ID.eq(imageFileId)));
    }
}
