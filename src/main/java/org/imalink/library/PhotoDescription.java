package org.imalink.library;

import static org.imalink.database.schema.Tables.PHOTOS;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.imalink.access.Scope;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What others wrote of a photo, in its file or beside it. What is null or empty is not told.
 *
 * @param keywords of which tags are made
 * @param rating 0 to 5
 * @param author by name
 * @param latitude degrees north; null together with the longitude
 * @param longitude degrees east
 */
public record PhotoDescription(
        @Nullable String title,
        @Nullable String description,
        List<String> keywords,
        @Nullable Integer rating,
        @Nullable String author,
        @Nullable Double latitude,
        @Nullable Double longitude,
        PlaceNames place) {
    private static final int LONGEST_NAME = 255;

    /** What became of it. */
    public enum Outcome {
        /** The photo says the same already. */
        SAME,
        TAKEN,
        /** A person has edited the photo since it was imported, so that it stays as it is. */
        KEPT_OUT
    }

    /**
     * @param leftOut keywords of which no tag can be made
     */
    public record Applied(Outcome outcome, List<String> leftOut) {}

    /**
     * Writes it into a photo of the scope that nobody has edited since it came into the library. The time of the photo's
     * last change stays, because no person changed it.
     *
     * @param outdated takes the photo when it was changed; the caller brings it into the {@link SearchIndex}
     */
    public Applied apply(DSLContext tx, Scope scope, long photoId, LongConsumer outdated) {
        SearchIndex.lock(tx, scope);
        var row = PhotoRows.select(tx, scope)
                .where(scope.rows(PHOTOS), PHOTOS.ID.eq(photoId))
                .fetch();
        var photo = PhotoRows.read(tx, scope, row).getFirst();
        var cleaned = Tags.clean(keywords);
        var tags = cleaned.tags().isEmpty() ? photo.tags() : cleaned.tags();
        var newTitle = title == null ? photo.title() : title;
        var newDescription = description == null ? photo.description() : description;
        var newRating = rating == null ? photo.rating() : rating;
        boolean places = latitude != null && longitude != null && !photo.hasGps();
        var before = PlaceNames.of(tx, photoId);
        var after = place.or(before);
        if (Objects.equals(newTitle, photo.title())
                && Objects.equals(newDescription, photo.description())
                && Objects.equals(newRating, photo.rating())
                && tags.equals(photo.tags())
                && !places
                && after.equals(before)
                && isAuthor(photo)) {
            return new Applied(Outcome.SAME, cleaned.leftOut());
        }
        if (!photo.updatedAt().equals(photo.createdAt())) {
            return new Applied(Outcome.KEPT_OUT, cleaned.leftOut());
        }
        var newAuthor = authorName();
        tx.update(PHOTOS)
                .set(PHOTOS.TITLE, newTitle)
                .set(PHOTOS.DESCRIPTION, newDescription)
                .set(PHOTOS.RATING, newRating)
                .set(
                        PHOTOS.AUTHOR_ID,
                        newAuthor == null
                                ? photo.authorId()
                                : Long.valueOf(
                                        Authors.findOrAdd(tx, scope, newAuthor).id()))
                .set(PHOTOS.GPS_LATITUDE, places ? latitude : photo.latitude())
                .set(PHOTOS.GPS_LONGITUDE, places ? longitude : photo.longitude())
                .set(PHOTOS.SEARCH_TEXT, FoldedText.ofPhoto(newTitle, newDescription, tags))
                .where(PHOTOS.ID.eq(photoId))
                .execute();
        if (!tags.equals(photo.tags())) {
            Tags.replace(tx, photoId, tags);
        }
        if (!after.equals(before)) {
            PlaceNames.put(tx, photoId, after);
        }
        outdated.accept(photoId);
        return new Applied(Outcome.TAKEN, cleaned.leftOut());
    }

    private boolean isAuthor(Photo photo) {
        var name = authorName();
        var present = photo.author();
        return name == null
                || (present != null && present.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
    }

    /** Null for what cannot be an author's name. */
    private @Nullable String authorName() {
        var name = author == null ? "" : author.strip();
        int length = name.codePointCount(0, name.length());
        return length < AuthorRules.SHORTEST_NAME || length > LONGEST_NAME ? null : name;
    }
}
