package org.imalink.library;

import static org.imalink.database.schema.Tables.AUTHORS;
import static org.imalink.database.schema.Tables.COLDPREVIEWS;
import static org.imalink.database.schema.Tables.FILE_STORAGES;
import static org.imalink.database.schema.Tables.HOTPREVIEWS;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.IMAGE_FILE_DETAILS;
import static org.imalink.database.schema.Tables.IMPORT_SESSIONS;
import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.database.schema.Tables.LIBRARY_ROOTS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.PHOTO_TAGS;
import static org.imalink.database.schema.Tables.REMOVED_FILES;
import static org.imalink.database.schema.Tables.UPLOADS;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imalink.access.Libraries;
import org.imalink.access.Scope;
import org.imalink.database.BatchInsert;
import org.imalink.database.Engine;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * The way in for a whole library from elsewhere, with its ids and times as they were. It goes into a library without any
 * rows, which is the system user's; no rule of the library is applied, because its rows may be older than the rules.
 */
public final class AdoptedRows {
    private AdoptedRows() {}

    public record Author(
            long id,
            String name,
            @Nullable String email,
            @Nullable String bio,
            LocalDateTime createdAt,
            LocalDateTime updatedAt) {}

    public record Storage(
            long id,
            String storageUuid,
            String directoryName,
            String basePath,
            @Nullable String displayName,
            @Nullable String description,
            LocalDateTime createdAt,
            LocalDateTime updatedAt) {}

    /** @param importedAt local time */
    public record Session(
            long id,
            LocalDateTime importedAt,
            @Nullable String title,
            @Nullable String description,
            @Nullable Long fileStorageId,
            @Nullable Long defaultAuthorId,
            LocalDateTime createdAt,
            LocalDateTime updatedAt) {}

    /**
     * @param coldpreviewPath as the other server wrote it
     * @param coldpreviewSha256 of a stored coldpreview
     */
    public record Photo(
            long id,
            String hothash,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable LocalDateTime takenAt,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable String title,
            @Nullable String description,
            List<String> tags,
            @Nullable Integer rating,
            @Nullable Long authorId,
            @Nullable String coldpreviewPath,
            @Nullable String coldpreviewSha256,
            LocalDateTime createdAt,
            LocalDateTime updatedAt) {
        /** The same photo with this coldpreview, or none. */
        public Photo withColdpreview(@Nullable String sha256) {
            return new Photo(
                    id,
                    hothash,
                    width,
                    height,
                    takenAt,
                    latitude,
                    longitude,
                    title,
                    description,
                    tags,
                    rating,
                    authorId,
                    coldpreviewPath,
                    sha256,
                    createdAt,
                    updatedAt);
        }
    }

    /** @param exifDict JSON; so are the three infos */
    public record File(
            long id,
            long photoId,
            String filename,
            @Nullable Long fileSize,
            @Nullable String perceptualHash,
            @Nullable Long importSessionId,
            @Nullable LocalDateTime importedAt,
            @Nullable String exifDict,
            @Nullable String importedInfo,
            @Nullable String localStorageInfo,
            @Nullable String cloudStorageInfo,
            LocalDateTime createdAt,
            LocalDateTime updatedAt) {}

    /** Whether nobody has put anything into this library. */
    public static boolean isEmpty(DSLContext tx) {
        return Stream.of(
                        AUTHORS,
                        FILE_STORAGES,
                        IMPORT_SESSIONS,
                        PHOTOS,
                        IMAGE_FILES,
                        HOTPREVIEWS,
                        COLDPREVIEWS,
                        LIBRARY_ROOTS,
                        REMOVED_FILES,
                        UPLOADS,
                        JOBS)
                .noneMatch(tx::fetchExists);
    }

    /** Indexes all photos for search, once they and their files are in. */
    public static void index(DSLContext tx) {
        var scope = Libraries.of(Scope.SYSTEM_USER);
        SearchIndex.lock(tx, scope);
        var photos = List.of(0L);
        while (!photos.isEmpty()) {
            photos = tx.select(PHOTOS.ID)
                    .from(PHOTOS)
                    .where(scope.rows(PHOTOS))
                    .and(PHOTOS.ID.gt(photos.getLast()))
                    .orderBy(PHOTOS.ID)
                    .limit(SearchIndex.PHOTOS_AT_ONCE)
                    .fetch(PHOTOS.ID);
            SearchIndex.refresh(tx, scope, photos);
        }
    }

    public static void addAuthors(DSLContext tx, List<Author> authors) {
        insert(
                tx,
                AUTHORS,
                List.of(AUTHORS.ID, AUTHORS.NAME, AUTHORS.EMAIL, AUTHORS.BIO, AUTHORS.CREATED_AT, AUTHORS.UPDATED_AT),
                authors.stream()
                        .map(author -> row(
                                author.id(),
                                author.name(),
                                author.email(),
                                author.bio(),
                                author.createdAt(),
                                author.updatedAt())));
    }

    public static void addStorages(DSLContext tx, List<Storage> storages) {
        insert(
                tx,
                FILE_STORAGES,
                List.of(
                        FILE_STORAGES.ID,
                        FILE_STORAGES.STORAGE_UUID,
                        FILE_STORAGES.DIRECTORY_NAME,
                        FILE_STORAGES.BASE_PATH,
                        FILE_STORAGES.DISPLAY_NAME,
                        FILE_STORAGES.DESCRIPTION,
                        FILE_STORAGES.CREATED_AT,
                        FILE_STORAGES.UPDATED_AT),
                storages.stream()
                        .map(storage -> row(
                                storage.id(),
                                storage.storageUuid(),
                                storage.directoryName(),
                                storage.basePath(),
                                storage.displayName(),
                                storage.description(),
                                storage.createdAt(),
                                storage.updatedAt())));
    }

    public static void addSessions(DSLContext tx, List<Session> sessions) {
        insert(
                tx,
                IMPORT_SESSIONS,
                List.of(
                        IMPORT_SESSIONS.ID,
                        IMPORT_SESSIONS.IMPORTED_AT,
                        IMPORT_SESSIONS.TITLE,
                        IMPORT_SESSIONS.DESCRIPTION,
                        IMPORT_SESSIONS.FILE_STORAGE_ID,
                        IMPORT_SESSIONS.DEFAULT_AUTHOR_ID,
                        IMPORT_SESSIONS.CREATED_AT,
                        IMPORT_SESSIONS.UPDATED_AT),
                sessions.stream()
                        .map(session -> row(
                                session.id(),
                                session.importedAt(),
                                session.title(),
                                session.description(),
                                session.fileStorageId(),
                                session.defaultAuthorId(),
                                session.createdAt(),
                                session.updatedAt())));
    }

    public static void addPhotos(DSLContext tx, List<Photo> photos) {
        insert(
                tx,
                PHOTOS,
                List.of(
                        PHOTOS.ID,
                        PHOTOS.HOTHASH,
                        PHOTOS.WIDTH,
                        PHOTOS.HEIGHT,
                        PHOTOS.TAKEN_AT,
                        PHOTOS.TAKEN_SOURCE,
                        PHOTOS.GPS_LATITUDE,
                        PHOTOS.GPS_LONGITUDE,
                        PHOTOS.TITLE,
                        PHOTOS.DESCRIPTION,
                        PHOTOS.RATING,
                        PHOTOS.AUTHOR_ID,
                        PHOTOS.COLDPREVIEW_PATH,
                        PHOTOS.COLDPREVIEW_SHA256,
                        PHOTOS.SEARCH_TEXT,
                        PHOTOS.CREATED_AT,
                        PHOTOS.UPDATED_AT),
                photos.stream()
                        .map(photo -> row(
                                photo.id(),
                                photo.hothash(),
                                photo.width(),
                                photo.height(),
                                photo.takenAt(),
                                photo.takenAt() == null ? null : "client",
                                photo.latitude(),
                                photo.longitude(),
                                photo.title(),
                                photo.description(),
                                photo.rating(),
                                photo.authorId(),
                                photo.coldpreviewPath(),
                                photo.coldpreviewSha256(),
                                FoldedText.ofPhoto(photo.title(), photo.description(), photo.tags()),
                                photo.createdAt(),
                                photo.updatedAt())));
        insert(
                tx,
                PHOTO_TAGS,
                List.of(PHOTO_TAGS.PHOTO_ID, PHOTO_TAGS.POSITION, PHOTO_TAGS.TAG, PHOTO_TAGS.TAG_FOLDED),
                photos.stream()
                        .flatMap(photo -> IntStream.range(0, photo.tags().size())
                                .mapToObj(position -> row(
                                        photo.id(),
                                        position,
                                        photo.tags().get(position),
                                        FoldedText.fold(photo.tags().get(position))))));
    }

    public static void addFiles(DSLContext tx, List<File> files) {
        insert(
                tx,
                IMAGE_FILES,
                List.of(
                        IMAGE_FILES.ID,
                        IMAGE_FILES.PHOTO_ID,
                        IMAGE_FILES.FILENAME,
                        IMAGE_FILES.FILE_SIZE,
                        IMAGE_FILES.IS_RAW,
                        IMAGE_FILES.PERCEPTUAL_HASH,
                        IMAGE_FILES.IMPORT_SESSION_ID,
                        IMAGE_FILES.IMPORTED_AT,
                        IMAGE_FILES.CREATED_AT,
                        IMAGE_FILES.UPDATED_AT),
                files.stream()
                        .map(file -> row(
                                file.id(),
                                file.photoId(),
                                file.filename(),
                                file.fileSize(),
                                FileFormat.ofName(file.filename()) == FileFormat.RAW,
                                file.perceptualHash(),
                                file.importSessionId(),
                                file.importedAt(),
                                file.createdAt(),
                                file.updatedAt())));
        insert(
                tx,
                IMAGE_FILE_DETAILS,
                List.of(
                        IMAGE_FILE_DETAILS.IMAGE_FILE_ID,
                        IMAGE_FILE_DETAILS.EXIF_DICT,
                        IMAGE_FILE_DETAILS.IMPORTED_INFO,
                        IMAGE_FILE_DETAILS.LOCAL_STORAGE_INFO,
                        IMAGE_FILE_DETAILS.CLOUD_STORAGE_INFO),
                files.stream()
                        .map(file -> row(
                                file.id(),
                                file.exifDict(),
                                file.importedInfo(),
                                file.localStorageInfo(),
                                file.cloudStorageInfo())));
    }

    /** Makes the ids of new rows begin above what came, so that none is given a second time. */
    public static void continueIds(DSLContext tx, long authors, long storages, long sessions, long photos, long files) {
        continueIds(tx, "authors", authors);
        continueIds(tx, "file_storages", storages);
        continueIds(tx, "import_sessions", sessions);
        continueIds(tx, "photos", photos);
        continueIds(tx, "image_files", files);
    }

    private static void continueIds(DSLContext tx, String table, long above) {
        if (above < 1) {
            return;
        }
        switch (Engine.of(tx)) {
            case SQLITE -> {
                int moved = tx.execute("update sqlite_sequence set seq = max(seq, ?) where name = ?", above, table);
                if (moved == 0) {
                    tx.execute("insert into sqlite_sequence (name, seq) values (?, ?)", table, above);
                }
            }
            case POSTGRESQL -> tx.execute("select setval(pg_get_serial_sequence(?, 'id'), ?)", table, above);
        }
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static void insert(
            DSLContext tx, Table<?> table, List<? extends Field<?>> columns, Stream<@Nullable Object[]> rows) {
        BatchInsert.insert(tx, table, columns, rows.toList());
    }
}
