package org.imalink.library;

import static org.imalink.database.schema.Tables.PHOTO_PLACES;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where a photo was taken, in words.
 *
 * @param sublocation a part of the city, or a place in the country
 * @param state or province
 */
public record PlaceNames(
        @Nullable String sublocation,
        @Nullable String city,
        @Nullable String state,
        @Nullable String country) {

    public static final PlaceNames NONE = new PlaceNames(null, null, null, null);

    /** Those of a photo of the scope. */
    static PlaceNames of(DSLContext tx, long photoId) {
        return of(tx, List.of(photoId)).getOrDefault(photoId, NONE);
    }

    /** Those of photos of the scope, by their ids; nothing for photos that have none. */
    static Map<Long, PlaceNames> of(DSLContext tx, Collection<Long> photoIds) {
        return tx.selectFrom(PHOTO_PLACES)
                .where(PHOTO_PLACES.PHOTO_ID.in(photoIds))
                .fetchMap(
                        PHOTO_PLACES.PHOTO_ID,
                        row -> new PlaceNames(row.getSublocation(), row.getCity(), row.getState(), row.getCountry()));
    }

    /** What is told, the nearest first. */
    List<String> all() {
        return Stream.of(sublocation, city, state, country)
                .filter(Objects::nonNull)
                .toList();
    }

    static void put(DSLContext tx, long photoId, PlaceNames names) {
        tx.insertInto(PHOTO_PLACES)
                .set(PHOTO_PLACES.PHOTO_ID, photoId)
                .set(PHOTO_PLACES.SUBLOCATION, names.sublocation())
                .set(PHOTO_PLACES.CITY, names.city())
                .set(PHOTO_PLACES.STATE, names.state())
                .set(PHOTO_PLACES.COUNTRY, names.country())
                .onConflict(PHOTO_PLACES.PHOTO_ID)
                .doUpdate()
                .set(PHOTO_PLACES.SUBLOCATION, names.sublocation())
                .set(PHOTO_PLACES.CITY, names.city())
                .set(PHOTO_PLACES.STATE, names.state())
                .set(PHOTO_PLACES.COUNTRY, names.country())
                .execute();
    }

    /** These, and those of the other where these say nothing; a place is told by one source, so either all or none. */
    public PlaceNames or(PlaceNames other) {
        return equals(NONE) ? other : this;
    }
}
