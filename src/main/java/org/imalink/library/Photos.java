package org.imalink.library;

import static org.imalink.database.schema.Tables.HOTPREVIEWS;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.PHOTO_TAGS;
import static org.jooq.impl.DSL.selectOne;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.imalink.access.Scope;
import org.imalink.database.KeptQuery;
import org.imalink.database.Timestamps;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The photos of a library. */
public final class Photos {
    /** Nothing is asked for more often. */
    private static final KeptQuery<Scope> HOTPREVIEW = new KeptQuery<>(scope -> DSL.select(HOTPREVIEWS.JPEG)
            .from(PHOTOS)
            .join(HOTPREVIEWS)
            .on(HOTPREVIEWS.HOTHASH.eq(PHOTOS.HOTHASH))
            .where(named(scope, KeptQuery.given())));

    private Photos() {}

    /** @throws LibraryException.Missing when the viewer has no such photo */
    public static Photo get(DSLContext tx, Scope scope, String hothash) {
        return find(tx, scope, hothash).orElseThrow(() -> missing(hothash));
    }

    public static Optional<Photo> find(DSLContext tx, Scope scope, String hothash) {
        var rows = PhotoRows.select(tx, scope).where(named(scope, hothash)).fetch();
        return PhotoRows.read(tx, scope, rows).stream().findFirst();
    }

    /** The hotpreview of a photo that the viewer has. */
    public static Optional<byte[]> hotpreview(DSLContext tx, Scope scope, String hothash) {
        return HOTPREVIEW.first(tx, scope, hothash, row -> row.getBytes(1));
    }

    /** Whether the viewer has this photo; cheaper than reading it. */
    public static boolean exists(DSLContext tx, Scope scope, String hothash) {
        return tx.fetchExists(PHOTOS, named(scope, hothash));
    }

    /**
     * One page of a list.
     *
     * @param offset 0 or more
     * @param limit 1 to 1000
     */
    public static Page<Photo> page(
            DSLContext tx, Scope scope, PhotoFilter filter, PhotoOrder order, long offset, int limit) {
        var condition = LivePhotos.of(scope).and(condition(scope, filter));
        long total = filter.equals(PhotoFilter.ALL)
                ? LibraryCounts.total(tx, scope, Facet.PHOTO)
                : tx.fetchCount(PHOTOS, condition);
        var rows = PhotoRows.select(tx, scope)
                .where(condition)
                .orderBy(order.fields())
                .limit(limit)
                .offset(offset)
                .fetch();
        return new Page<>(PhotoRows.read(tx, scope, rows), total);
    }

    /**
     * Applies an edit; the time of the last change moves only when something changes.
     *
     * @throws LibraryException.Rejected for tags against the rules
     * @throws LibraryException.Missing when the viewer has no such photo
     */
    public static void edit(DSLContext tx, Scope scope, String hothash, PhotoEdit edit) {
        edit.check();
        SearchIndex.lock(tx, scope);
        var photo = get(tx, scope, hothash);
        var title = edit.title().after(photo.title());
        var description = edit.description().after(photo.description());
        var tags = Objects.requireNonNullElse(edit.tags().after(photo.tags()), List.<String>of());
        var rating = edit.rating().after(photo.rating());
        var authorId = edit.authorId().after(photo.authorId());
        if (Objects.equals(title, photo.title())
                && Objects.equals(description, photo.description())
                && tags.equals(photo.tags())
                && Objects.equals(rating, photo.rating())
                && Objects.equals(authorId, photo.authorId())) {
            return;
        }
        tx.update(PHOTOS)
                .set(PHOTOS.TITLE, title)
                .set(PHOTOS.DESCRIPTION, description)
                .set(PHOTOS.RATING, rating)
                .set(PHOTOS.AUTHOR_ID, authorId)
                .set(PHOTOS.SEARCH_TEXT, FoldedText.ofPhoto(title, description, tags))
                .set(PHOTOS.UPDATED_AT, Timestamps.now())
                .where(PHOTOS.ID.eq(photo.id()))
                .execute();
        if (!tags.equals(photo.tags())) {
            Tags.replace(tx, photo.id(), tags);
        }
        SearchIndex.refresh(tx, scope, List.of(photo.id()));
    }

    /**
     * Gives the photo another coldpreview, or none.
     *
     * @param sha256 of a stored coldpreview
     * @throws LibraryException.Missing when the viewer has no such photo
     */
    public static void setColdpreview(DSLContext tx, Scope scope, String hothash, @Nullable String sha256) {
        int changed = tx.update(PHOTOS)
                .set(PHOTOS.COLDPREVIEW_SHA256, sha256)
                .setNull(PHOTOS.COLDPREVIEW_PATH)
                .set(PHOTOS.UPDATED_AT, Timestamps.now())
                .where(named(scope, hothash))
                .execute();
        if (changed == 0) {
            throw missing(hothash);
        }
    }

    /**
     * Deletes a photo for good, with its files' rows; originals stay where they are, and scans skip them from now on.
     *
     * @throws LibraryException.Missing when the viewer has no such photo
     */
    public static void delete(DSLContext tx, Scope scope, String hothash) {
        SearchIndex.lock(tx, scope);
        delete(tx, scope, get(tx, scope, hothash).id());
    }

    /** Deletes a photo of the scope for good, in the trash or not; the caller has locked the index. */
    static void delete(DSLContext tx, Scope scope, long photoId) {
        SearchIndex.remove(tx, scope, List.of(photoId));
        RemovedFiles.rememberFilesOf(tx, scope, photoId);
        tx.deleteFrom(PHOTOS).where(PHOTOS.ID.eq(photoId)).execute();
    }

    static Condition named(Scope scope, String hothash) {
        return named(scope, DSL.val(hothash));
    }

    private static Condition named(Scope scope, Field<String> hothash) {
        return LivePhotos.one(scope).and(PHOTOS.HOTHASH.eq(hothash));
    }

    static LibraryException.Missing missing(String hothash) {
        return new LibraryException.Missing("Photo", hothash);
    }

    private static Condition condition(Scope scope, PhotoFilter filter) {
        var conditions = new ArrayList<Condition>();
        if (filter.text() != null && !filter.text().isEmpty()) {
            conditions.add(FoldedText.contains(PHOTOS.SEARCH_TEXT, filter.text()));
        }
        if (filter.authorId() != null) {
            conditions.add(PHOTOS.AUTHOR_ID.eq(filter.authorId()));
        }
        for (var tag : filter.tags()) {
            conditions.add(DSL.exists(selectOne()
                    .from(PHOTO_TAGS)
                    .where(PHOTO_TAGS.PHOTO_ID.eq(PHOTOS.ID))
                    .and(FoldedText.contains(PHOTO_TAGS.TAG_FOLDED, tag))));
        }
        if (filter.ratingMin() != null) {
            conditions.add(PHOTOS.RATING.ge(filter.ratingMin()));
        }
        if (filter.ratingMax() != null) {
            conditions.add(PHOTOS.RATING.le(filter.ratingMax()));
        }
        if (filter.takenAfter() != null) {
            conditions.add(PHOTOS.TAKEN_AT.ge(filter.takenAfter()));
        }
        if (filter.takenBefore() != null) {
            conditions.add(PHOTOS.TAKEN_AT.le(filter.takenBefore()));
        }
        if (filter.hasGps() != null) {
            var hasGps = PHOTOS.GPS_LATITUDE.isNotNull().and(PHOTOS.GPS_LONGITUDE.isNotNull());
            conditions.add(filter.hasGps() ? hasGps : hasGps.not());
        }
        if (filter.hasRaw() != null) {
            var raw = rawFiles(scope);
            conditions.add(filter.hasRaw() ? DSL.exists(raw) : DSL.notExists(raw));
        }
        return DSL.and(conditions);
    }

    /** The RAW files of the photo of the surrounding query. */
    static Select<?> rawFiles(Scope scope) {
        return selectOne()
                .from(IMAGE_FILES)
                .where(IMAGE_FILES.PHOTO_ID.eq(PHOTOS.ID))
                .and(IMAGE_FILES.IS_RAW)
                .and(scope.rows(IMAGE_FILES));
    }
}
