package org.imalink.library;

import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.LIBRARY_ROOTS;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.imalink.access.Scope;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record5;
import org.jooq.SelectOnConditionStep;

/** Where the originals lie; only what is written here is ever opened. */
public final class FilePlaces {
    /** The time of change of a file that the next scan is to read again, however it lies; no file has it. */
    public static final LocalDateTime TO_BE_READ_AGAIN = LocalDateTime.of(1, 1, 1, 0, 0);

    private FilePlaces() {}

    /** The places of an image file, the oldest first. */
    public static List<FilePlace> ofImageFile(DSLContext tx, Scope scope, long imageFileId) {
        return select(tx)
                .where(FILE_PLACES.IMAGE_FILE_ID.eq(imageFileId), visible(scope))
                .orderBy(FILE_PLACES.ID)
                .fetch(FilePlaces::toPlace);
    }

    /** Those of the given paths below a root that are places, by path. */
    public static Map<String, FilePlace> find(DSLContext tx, Scope scope, LibraryRoot root, Collection<String> paths) {
        return select(tx)
                .where(FILE_PLACES.ROOT_ID.eq(root.id()), FILE_PLACES.PATH.in(paths), visible(scope))
                .fetchMap(FILE_PLACES.PATH, FilePlaces::toPlace);
    }

    /**
     * Writes down that an image file lies at a place; what lay there before no longer does.
     *
     * @param path below the root, as {@link EncodedPath} writes it
     * @param fileSize bytes
     * @param modifiedAt UTC, or {@link #TO_BE_READ_AGAIN}
     */
    public static void put(
            DSLContext tx, LibraryRoot root, String path, long imageFileId, long fileSize, LocalDateTime modifiedAt) {
        tx.insertInto(FILE_PLACES)
                .set(FILE_PLACES.IMAGE_FILE_ID, imageFileId)
                .set(FILE_PLACES.ROOT_ID, root.id())
                .set(FILE_PLACES.PATH, path)
                .set(FILE_PLACES.FILE_SIZE, fileSize)
                .set(FILE_PLACES.MODIFIED_AT, modifiedAt)
                .onConflict(FILE_PLACES.ROOT_ID, FILE_PLACES.PATH)
                .doUpdate()
                .set(FILE_PLACES.IMAGE_FILE_ID, imageFileId)
                .set(FILE_PLACES.FILE_SIZE, fileSize)
                .set(FILE_PLACES.MODIFIED_AT, modifiedAt)
                .execute();
    }

    /** Forgets a place, because something else lies there now. */
    public static void remove(DSLContext tx, LibraryRoot root, String path) {
        tx.deleteFrom(FILE_PLACES)
                .where(FILE_PLACES.ROOT_ID.eq(root.id()), FILE_PLACES.PATH.eq(path))
                .execute();
    }

    private static SelectOnConditionStep<Record5<Long, String, String, Long, LocalDateTime>> select(DSLContext tx) {
        return tx.select(
                        FILE_PLACES.IMAGE_FILE_ID,
                        LIBRARY_ROOTS.PATH,
                        FILE_PLACES.PATH,
                        FILE_PLACES.FILE_SIZE,
                        FILE_PLACES.MODIFIED_AT)
                .from(FILE_PLACES)
                .join(LIBRARY_ROOTS)
                .on(LIBRARY_ROOTS.ID.eq(FILE_PLACES.ROOT_ID))
                .join(IMAGE_FILES)
                .on(IMAGE_FILES.ID.eq(FILE_PLACES.IMAGE_FILE_ID));
    }

    private static Condition visible(Scope scope) {
        return scope.rows(IMAGE_FILES).and(scope.rows(LIBRARY_ROOTS.USER_ID));
    }

    private static FilePlace toPlace(Record5<Long, String, String, Long, LocalDateTime> row) {
        return new FilePlace(row.value1(), row.value2(), row.value3(), row.value4(), row.value5());
    }
}
