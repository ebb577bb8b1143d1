package org.imalink.library;

import static org.imalink.database.schema.Tables.FILE_STORAGES;
import static org.imalink.database.schema.Tables.IMPORT_SESSIONS;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.imalink.access.Scope;
import org.imalink.database.Timestamps;
import org.imalink.database.schema.tables.records.FileStoragesRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The file storages of a library. */
public final class FileStorages {
    private static final DateTimeFormatter DIRECTORY_TIME = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss");
    private static final int UUID_PREFIX = 8;

    private FileStorages() {}

    /** @throws LibraryException.Missing when the viewer has no such storage */
    public static FileStorage get(DSLContext tx, Scope scope, String uuid) {
        return tx.selectFrom(FILE_STORAGES)
                .where(withUuid(scope, uuid))
                .fetchOptional(FileStorages::storage)
                .orElseThrow(() -> missing(uuid));
    }

    /** All, oldest first. */
    public static List<FileStorage> all(DSLContext tx, Scope scope) {
        return tx.selectFrom(FILE_STORAGES)
                .where(scope.rows(FILE_STORAGES))
                .orderBy(FILE_STORAGES.ID)
                .fetch(FileStorages::storage);
    }

    /** Writes down a new storage; nothing is made on disk. */
    public static FileStorage add(
            DSLContext tx, Scope scope, String basePath, String displayName, @Nullable String description) {
        var uuid = UUID.randomUUID().toString();
        var now = Timestamps.now();
        return storage(tx.insertInto(FILE_STORAGES)
                .set(scope.ownership(tx))
                .set(FILE_STORAGES.STORAGE_UUID, uuid)
                .set(
                        FILE_STORAGES.DIRECTORY_NAME,
                        "imalink_" + DIRECTORY_TIME.format(LocalDateTime.now()) + "_" + uuid.substring(0, UUID_PREFIX))
                .set(FILE_STORAGES.BASE_PATH, basePath)
                .set(FILE_STORAGES.DISPLAY_NAME, displayName)
                .set(FILE_STORAGES.DESCRIPTION, description)
                .set(FILE_STORAGES.CREATED_AT, now)
                .set(FILE_STORAGES.UPDATED_AT, now)
                .returning()
                .fetchSingle());
    }

    /** @throws LibraryException.Missing when the viewer has no such storage */
    public static FileStorage edit(
            DSLContext tx, Scope scope, String uuid, Change<String> displayName, Change<String> description) {
        var before = get(tx, scope, uuid);
        var newName = displayName.after(before.displayName());
        var newDescription = description.after(before.description());
        if (Objects.equals(newName, before.displayName()) && Objects.equals(newDescription, before.description())) {
            return before;
        }
        tx.update(FILE_STORAGES)
                .set(FILE_STORAGES.DISPLAY_NAME, newName)
                .set(FILE_STORAGES.DESCRIPTION, newDescription)
                .set(FILE_STORAGES.UPDATED_AT, Timestamps.now())
                .where(FILE_STORAGES.ID.eq(before.id()))
                .execute();
        return get(tx, scope, uuid);
    }

    /** How many import sessions went into this storage. */
    public static int sessionsCount(DSLContext tx, Scope scope, FileStorage storage) {
        return tx.fetchCount(
                IMPORT_SESSIONS, scope.rows(IMPORT_SESSIONS).and(IMPORT_SESSIONS.FILE_STORAGE_ID.eq(storage.id())));
    }

    /**
     * Deletes the row of a storage; nothing on disk.
     *
     * @return what was deleted
     * @throws LibraryException.Missing when the viewer has no such storage
     * @throws LibraryException.Conflict while it has import sessions
     */
    public static FileStorage delete(DSLContext tx, Scope scope, String uuid) {
        var storage = get(tx, scope, uuid);
        int sessions = sessionsCount(tx, scope, storage);
        if (sessions > 0) {
            throw new LibraryException.Conflict(
                    "Cannot delete FileStorage with " + sessions + " import sessions. Delete sessions first.");
        }
        tx.deleteFrom(FILE_STORAGES).where(FILE_STORAGES.ID.eq(storage.id())).execute();
        return storage;
    }

    private static Condition withUuid(Scope scope, String uuid) {
        return scope.rows(FILE_STORAGES).and(FILE_STORAGES.STORAGE_UUID.eq(uuid));
    }

    private static LibraryException.Missing missing(String uuid) {
        return LibraryException.Missing.saying("FileStorage with UUID " + uuid + " not found");
    }

    private static FileStorage storage(FileStoragesRecord row) {
        return new FileStorage(
                row.getId(),
                row.getStorageUuid(),
                row.getDirectoryName(),
                row.getBasePath(),
                row.getDisplayName(),
                row.getDescription(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }
}
