package org.imalink.library;

import static org.imalink.database.schema.Tables.PHOTO_PLACES;

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
        return tx.selectFrom(PHOTO_PLACES)
                .where(PHOTO_PLACES.PHOTO_ID.eq(photoId))
                .fetchOptional(
                        row -> new PlaceNames(row.getSublocation(), row.getCity(), row.getState(), row.getCountry()))
                .orElse(NONE);
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
