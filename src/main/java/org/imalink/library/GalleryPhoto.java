package org.imalink.library;

import static org.imalink.database.schema.Tables.PHOTOS;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;

import java.time.LocalDateTime;
import org.imalink.access.Scope;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;

/**
 * What a gallery needs of a photo.
 *
 * @param width upright, pixels
 * @param height upright, pixels
 * @param takenAt local time of the camera
 * @param rating 0 to 5
 * @param raw whether one of its files is a RAW file
 */
public record GalleryPhoto(
        String hothash,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable LocalDateTime takenAt,
        @Nullable Integer rating,
        boolean raw) {

    /** For a query of photos. */
    static SelectField<GalleryPhoto> selected(Scope scope) {
        return row(
                        PHOTOS.HOTHASH,
                        PHOTOS.WIDTH,
                        PHOTOS.HEIGHT,
                        PHOTOS.TAKEN_AT,
                        PHOTOS.RATING,
                        field(exists(Photos.rawFiles(scope))))
                .mapping(GalleryPhoto::new);
    }
}
