package org.imalink.library;

import static org.imalink.database.schema.Tables.AUTHORS;
import static org.imalink.database.schema.Tables.COLDPREVIEWS;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.imalink.access.Scope;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;

/** Reads photos with what belongs to them in three queries, however many they are. */
final class PhotoRows {
    private PhotoRows() {}

    static SelectOnConditionStep<? extends Record> select(DSLContext tx, Scope scope) {
        return tx.select(
                        PHOTOS.ID,
                        PHOTOS.HOTHASH,
                        PHOTOS.WIDTH,
                        PHOTOS.HEIGHT,
                        PHOTOS.TAKEN_AT,
                        PHOTOS.GPS_LATITUDE,
                        PHOTOS.GPS_LONGITUDE,
                        PHOTOS.TITLE,
                        PHOTOS.DESCRIPTION,
                        PHOTOS.RATING,
                        PHOTOS.CREATED_AT,
                        PHOTOS.UPDATED_AT,
                        PHOTOS.AUTHOR_ID,
                        PHOTOS.COLDPREVIEW_PATH,
                        AUTHORS.ID,
                        AUTHORS.NAME,
                        COLDPREVIEWS.SHA256,
                        COLDPREVIEWS.WIDTH,
                        COLDPREVIEWS.HEIGHT,
                        COLDPREVIEWS.FILE_SIZE)
                .from(PHOTOS)
                .leftJoin(AUTHORS)
                .on(AUTHORS.ID.eq(PHOTOS.AUTHOR_ID).and(scope.rows(AUTHORS)))
                .leftJoin(COLDPREVIEWS)
                .on(COLDPREVIEWS.SHA256.eq(PHOTOS.COLDPREVIEW_SHA256));
    }

    static List<Photo> read(DSLContext tx, Scope scope, List<? extends Record> rows) {
        var ids = rows.stream().map(row -> row.get(PHOTOS.ID)).toList();
        var tags = Tags.of(tx, ids);
        var files = files(tx, ids, scope.rows(IMAGE_FILES));
        return rows.stream().map(row -> photo(row, tags, files)).toList();
    }

    private static Map<Long, List<Photo.File>> files(DSLContext tx, Collection<Long> photoIds, Condition scope) {
        return tx.select(
                        IMAGE_FILES.PHOTO_ID,
                        IMAGE_FILES.ID,
                        IMAGE_FILES.FILENAME,
                        IMAGE_FILES.FILE_SIZE,
                        IMAGE_FILES.IS_RAW,
                        IMAGE_FILES.IMPORT_SESSION_ID,
                        IMAGE_FILES.IMPORTED_AT)
                .from(IMAGE_FILES)
                .where(IMAGE_FILES.PHOTO_ID.in(photoIds))
                .and(scope)
                .orderBy(IMAGE_FILES.ID)
                .fetchGroups(
                        IMAGE_FILES.PHOTO_ID,
                        row -> new Photo.File(
                                row.get(IMAGE_FILES.ID),
                                row.get(IMAGE_FILES.FILENAME),
                                row.get(IMAGE_FILES.FILE_SIZE),
                                row.get(IMAGE_FILES.IS_RAW),
                                row.get(IMAGE_FILES.IMPORT_SESSION_ID),
                                row.get(IMAGE_FILES.IMPORTED_AT)));
    }

    private static Photo photo(Record row, Map<Long, List<String>> tags, Map<Long, List<Photo.File>> files) {
        long id = row.get(PHOTOS.ID);
        return new Photo(
                id,
                row.get(PHOTOS.HOTHASH),
                row.get(PHOTOS.WIDTH),
                row.get(PHOTOS.HEIGHT),
                coldpreview(row),
                row.get(PHOTOS.COLDPREVIEW_PATH),
                row.get(PHOTOS.TAKEN_AT),
                row.get(PHOTOS.GPS_LATITUDE),
                row.get(PHOTOS.GPS_LONGITUDE),
                row.get(PHOTOS.TITLE),
                row.get(PHOTOS.DESCRIPTION),
                tags.getOrDefault(id, List.of()),
                row.get(PHOTOS.RATING),
                row.get(PHOTOS.CREATED_AT),
                row.get(PHOTOS.UPDATED_AT),
                row.get(AUTHORS.ID) == null ? null : new Photo.AuthorName(row.get(AUTHORS.ID), row.get(AUTHORS.NAME)),
                row.get(PHOTOS.AUTHOR_ID),
                files.getOrDefault(id, List.of()));
    }

    private static Photo.@Nullable Coldpreview coldpreview(Record row) {
        return row.get(COLDPREVIEWS.SHA256) == null
                ? null
                : new Photo.Coldpreview(
                        row.get(COLDPREVIEWS.SHA256),
                        row.get(COLDPREVIEWS.WIDTH),
                        row.get(COLDPREVIEWS.HEIGHT),
                        row.get(COLDPREVIEWS.FILE_SIZE));
    }
}
