package org.imalink.library;

import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.IMPORT_SESSIONS;
import static org.imalink.database.schema.Tables.LIBRARY_COUNTS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.imalink.access.Scope;
import org.imalink.database.Timestamps;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record6;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The import sessions of a library. */
public final class ImportSessions {
    private ImportSessions() {}

    /** @throws LibraryException.Missing when the viewer has no such session */
    public static ImportSession get(DSLContext tx, Scope scope, long id) {
        return select(tx, scope)
                .where(withId(scope, id))
                .fetchOptional(ImportSessions::session)
                .orElseThrow(() -> missing(id));
    }

    /** Newest first. */
    public static Page<ImportSession> page(DSLContext tx, Scope scope, long offset, int limit) {
        var rows = select(tx, scope)
                .where(scope.rows(IMPORT_SESSIONS))
                .orderBy(IMPORT_SESSIONS.IMPORTED_AT.desc(), IMPORT_SESSIONS.ID.desc())
                .limit(limit)
                .offset(offset)
                .fetch(ImportSessions::session);
        return new Page<>(rows, tx.fetchCount(IMPORT_SESSIONS, scope.rows(IMPORT_SESSIONS)));
    }

    /**
     * @param defaultAuthorId not checked: an author who does not exist reads as none
     * @return the id of the session, which is imported now
     */
    public static long add(
            DSLContext tx,
            Scope scope,
            @Nullable String title,
            @Nullable String description,
            @Nullable Long defaultAuthorId) {
        var now = Timestamps.now();
        return tx.insertInto(IMPORT_SESSIONS)
                .set(scope.ownership(tx))
                .set(IMPORT_SESSIONS.IMPORTED_AT, LocalDateTime.now().truncatedTo(ChronoUnit.MICROS))
                .set(IMPORT_SESSIONS.TITLE, title)
                .set(IMPORT_SESSIONS.DESCRIPTION, description)
                .set(IMPORT_SESSIONS.DEFAULT_AUTHOR_ID, defaultAuthorId)
                .set(IMPORT_SESSIONS.CREATED_AT, now)
                .set(IMPORT_SESSIONS.UPDATED_AT, now)
                .returning(IMPORT_SESSIONS.ID)
                .fetchSingle()
                .getId();
    }

    /** Says where the files of a session lie. */
    public static void setStorage(DSLContext tx, Scope scope, long id, long fileStorageId) {
        tx.update(IMPORT_SESSIONS)
                .set(IMPORT_SESSIONS.FILE_STORAGE_ID, fileStorageId)
                .where(withId(scope, id))
                .execute();
    }

    /** @throws LibraryException.Missing when the viewer has no such session */
    public static void edit(
            DSLContext tx,
            Scope scope,
            long id,
            Change<String> title,
            Change<String> description,
            Change<Long> defaultAuthorId) {
        var before = get(tx, scope, id);
        var newTitle = title.after(before.title());
        var newDescription = description.after(before.description());
        var newAuthor = defaultAuthorId.after(before.defaultAuthorId());
        if (Objects.equals(newTitle, before.title())
                && Objects.equals(newDescription, before.description())
                && Objects.equals(newAuthor, before.defaultAuthorId())) {
            return;
        }
        tx.update(IMPORT_SESSIONS)
                .set(IMPORT_SESSIONS.TITLE, newTitle)
                .set(IMPORT_SESSIONS.DESCRIPTION, newDescription)
                .set(IMPORT_SESSIONS.DEFAULT_AUTHOR_ID, newAuthor)
                .set(IMPORT_SESSIONS.UPDATED_AT, Timestamps.now())
                .where(IMPORT_SESSIONS.ID.eq(id))
                .execute();
    }

    /**
     * A step towards {@link #delete} where a session has many files: the rows of some are deleted. It is meant for a
     * transaction of its own, and writes nothing where few files are left.
     *
     * @return whether it did something, so that there may be more to do before the session is deleted
     * @throws LibraryException.Missing when the viewer has no such session
     */
    public static boolean deleteSomeFiles(DSLContext tx, Scope scope, long id) {
        SearchIndex.lock(tx, scope);
        get(tx, scope, id);
        var files = tx.select(IMAGE_FILES.ID, IMAGE_FILES.PHOTO_ID)
                .from(IMAGE_FILES)
                .where(scope.rows(IMAGE_FILES))
                .and(IMAGE_FILES.IMPORT_SESSION_ID.eq(id))
                .limit(SearchIndex.PHOTOS_PER_STEP + 1)
                .fetch();
        if (files.size() <= SearchIndex.PHOTOS_PER_STEP) {
            return false;
        }
        tx.deleteFrom(IMAGE_FILES)
                .where(IMAGE_FILES.ID.in(files.getValues(IMAGE_FILES.ID)))
                .execute();
        SearchIndex.refresh(tx, scope, files.getValues(IMAGE_FILES.PHOTO_ID));
        return true;
    }

    /**
     * Deletes the session and the rows of its image files; photos and originals stay. Where these are many, {@link
     * #deleteSomeFiles} comes before, so that nobody waits for this.
     *
     * @throws LibraryException.Missing when the viewer has no such session
     */
    public static void delete(DSLContext tx, Scope scope, long id) {
        SearchIndex.lock(tx, scope);
        var photos = SearchIndex.photosOfSession(tx, scope, id);
        tx.deleteFrom(IMAGE_FILES)
                .where(IMAGE_FILES.IMPORT_SESSION_ID.in(
                        tx.select(IMPORT_SESSIONS.ID).from(IMPORT_SESSIONS).where(withId(scope, id))))
                .and(scope.rows(IMAGE_FILES))
                .execute();
        if (tx.deleteFrom(IMPORT_SESSIONS).where(withId(scope, id)).execute() == 0) {
            throw missing(id);
        }
        SearchIndex.refresh(tx, scope, photos);
    }

    private static Field<Integer> imagesCount(Scope scope) {
        var session = IMPORT_SESSIONS.ID.cast(SQLDataType.CLOB);
        return coalesce(
                        field(DSL.select(LIBRARY_COUNTS.COUNT)
                                .from(LIBRARY_COUNTS)
                                .where(scope.rows(LIBRARY_COUNTS.USER_ID))
                                .and(LIBRARY_COUNTS.FACET.eq(Facet.SESSION.key()))
                                .and(LIBRARY_COUNTS.FOLDED.eq(session))
                                .and(LIBRARY_COUNTS.VALUE.eq(session))),
                        0)
                .as("images_count");
    }

    private static SelectJoinStep<Record6<Long, LocalDateTime, String, String, Long, Integer>> select(
            DSLContext tx, Scope scope) {
        return tx.select(
                        IMPORT_SESSIONS.ID,
                        IMPORT_SESSIONS.IMPORTED_AT,
                        IMPORT_SESSIONS.TITLE,
                        IMPORT_SESSIONS.DESCRIPTION,
                        IMPORT_SESSIONS.DEFAULT_AUTHOR_ID,
                        imagesCount(scope))
                .from(IMPORT_SESSIONS);
    }

    private static ImportSession session(Record row) {
        return new ImportSession(
                row.get(IMPORT_SESSIONS.ID),
                row.get(IMPORT_SESSIONS.IMPORTED_AT),
                row.get(IMPORT_SESSIONS.TITLE),
                row.get(IMPORT_SESSIONS.DESCRIPTION),
                row.get(IMPORT_SESSIONS.DEFAULT_AUTHOR_ID),
                row.get("images_count", Long.class));
    }

    private static Condition withId(Scope scope, long id) {
        return scope.rows(IMPORT_SESSIONS).and(IMPORT_SESSIONS.ID.eq(id));
    }

    private static LibraryException.Missing missing(long id) {
        return new LibraryException.Missing("Import session", id);
    }
}
