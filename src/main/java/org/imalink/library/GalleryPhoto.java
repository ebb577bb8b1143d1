package org.imalink.library;

import static org.imalink.database.schema.Tables.PHOTOS;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.imalink.access.Scope;
import org.imalink.database.MicrosecondConverter;
import org.jooq.Field;
import org.jooq.Row6;
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

    private static final MicrosecondConverter TIME = new MicrosecondConverter();

    /** For a query of photos. */
    static SelectField<GalleryPhoto> selected(Scope scope) {
        return fields(scope).mapping(GalleryPhoto::new);
    }

    /** The same for a kept query, as its first columns. */
    static List<Field<?>> columns(Scope scope) {
        return List.of(fields(scope).fields());
    }

    private static Row6<String, Integer, Integer, LocalDateTime, Integer, Boolean> fields(Scope scope) {
        return row(
                PHOTOS.HOTHASH,
                PHOTOS.WIDTH,
                PHOTOS.HEIGHT,
                PHOTOS.TAKEN_AT,
                PHOTOS.RATING,
                field(exists(Photos.rawFiles(scope))));
    }

    /** Reads {@link #columns}. */
    static GalleryPhoto read(ResultSet row) throws SQLException {
        int column = 0;
        return new GalleryPhoto(
                row.getString(++column),
                whole(row, ++column),
                whole(row, ++column),
                TIME.from(row.getObject(++column) instanceof Number number ? Long.valueOf(number.longValue()) : null),
                whole(row, ++column),
                row.getBoolean(++column));
    }

    private static @Nullable Integer whole(ResultSet row, int column) throws SQLException {
        return row.getObject(column) instanceof Number number ? Integer.valueOf(number.intValue()) : null;
    }
}
