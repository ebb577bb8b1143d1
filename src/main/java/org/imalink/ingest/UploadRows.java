package org.imalink.ingest;

import static org.imalink.database.schema.Tables.UPLOADS;
import static org.imalink.database.schema.Tables.UPLOAD_FILES;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.imalink.access.Libraries;
import org.imalink.access.Scope;
import org.imalink.database.Timestamps;
import org.imalink.database.schema.tables.records.UploadsRecord;
import org.imalink.ingest.Upload.Wanted;
import org.imalink.library.EncodedPath;
import org.imalink.library.FileStorage;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Uploads in the database. */
final class UploadRows {
    private UploadRows() {}

    /** Writes down what will be sent; {@code names} are those on disk. */
    static void add(
            DSLContext tx,
            Scope scope,
            String uuid,
            FileStorage storage,
            Path directory,
            @Nullable String title,
            @Nullable String author,
            List<Wanted> files,
            List<String> names) {
        long id = tx.insertInto(UPLOADS)
                .set(UPLOADS.USER_ID, scope.owner())
                .set(UPLOADS.UPLOAD_UUID, uuid)
                .set(UPLOADS.STORAGE_ID, storage.id())
                .set(UPLOADS.DIRECTORY, EncodedPath.of(directory))
                .set(UPLOADS.TITLE, title)
                .set(UPLOADS.AUTHOR, author)
                .set(UPLOADS.CONTRIBUTOR_ID, contributor(scope))
                .set(UPLOADS.CREATED_AT, Timestamps.now())
                .returning(UPLOADS.ID)
                .fetchSingle()
                .getId();
        for (int number = 0; number < files.size(); number++) {
            tx.insertInto(UPLOAD_FILES)
                    .set(UPLOAD_FILES.UPLOAD_ID, id)
                    .set(UPLOAD_FILES.NUMBER, number)
                    .set(UPLOAD_FILES.FILENAME, names.get(number))
                    .set(UPLOAD_FILES.FILE_SIZE, files.get(number).size())
                    .set(UPLOAD_FILES.SHA256, files.get(number).sha256())
                    .execute();
        }
    }

    /** The upload as it was agreed; what has come of it is on disk. */
    static Optional<Upload> find(DSLContext tx, Scope scope, String uuid) {
        return tx.selectFrom(UPLOADS)
                .where(mine(scope), UPLOADS.UPLOAD_UUID.eq(uuid))
                .fetchOptional(row -> upload(tx, row));
    }

    /** Where the newest upload went, or goes. */
    static Optional<Long> lastStorage(DSLContext tx, Scope scope) {
        return tx.select(UPLOADS.STORAGE_ID)
                .from(UPLOADS)
                .where(mine(scope))
                .orderBy(UPLOADS.ID.desc())
                .limit(1)
                .fetchOptional()
                .map(row -> row.value1());
    }

    static int countOpen(DSLContext tx, Scope scope) {
        return tx.fetchCount(UPLOADS, mine(scope).and(UPLOADS.JOB_ID.isNull()));
    }

    /** Writes down the import of an upload, and forgets the files that it is without. */
    static void finish(DSLContext tx, Scope scope, Upload upload, List<Upload.File> imported, long jobId) {
        tx.deleteFrom(UPLOAD_FILES)
                .where(UPLOAD_FILES.UPLOAD_ID.eq(upload.id()))
                .and(UPLOAD_FILES.NUMBER.notIn(
                        imported.stream().map(Upload.File::number).toList()))
                .execute();
        tx.update(UPLOADS)
                .set(UPLOADS.JOB_ID, jobId)
                .where(mine(scope), UPLOADS.ID.eq(upload.id()))
                .execute();
    }

    static void delete(DSLContext tx, Scope scope, Upload upload) {
        tx.deleteFrom(UPLOADS).where(mine(scope), UPLOADS.ID.eq(upload.id())).execute();
    }

    /** The uploads that were begun before a time and never finished, of all whose library is in use. */
    static List<Stale> stale(DSLContext tx, LocalDateTime before) {
        return tx.select(UPLOADS.USER_ID, UPLOADS.UPLOAD_UUID)
                .from(UPLOADS)
                .where(UPLOADS.JOB_ID.isNull(), UPLOADS.CREATED_AT.lt(before), Libraries.inUse(tx, UPLOADS.USER_ID))
                .fetch(row -> new Stale(row.value1(), row.value2()));
    }

    record Stale(long owner, String uuid) {}

    private static Upload upload(DSLContext tx, UploadsRecord row) {
        var files = tx.selectFrom(UPLOAD_FILES)
                .where(UPLOAD_FILES.UPLOAD_ID.eq(row.getId()))
                .orderBy(UPLOAD_FILES.NUMBER)
                .fetch(file ->
                        new Upload.File(file.getNumber(), file.getFilename(), file.getFileSize(), 0, file.getSha256()));
        return new Upload(
                row.getId(),
                row.getUploadUuid(),
                row.getStorageId(),
                EncodedPath.toPath(row.getDirectory()),
                row.getTitle(),
                row.getAuthor(),
                row.getContributorId(),
                row.getCreatedAt(),
                row.getJobId(),
                files);
    }

    private static @Nullable Long contributor(Scope scope) {
        return scope.contributor().isPresent() ? scope.contributor().getAsLong() : null;
    }

    private static Condition mine(Scope scope) {
        return scope.rows(UPLOADS.USER_ID);
    }
}
