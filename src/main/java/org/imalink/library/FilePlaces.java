package org.imalink.library;

import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.LIBRARY_ROOTS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.imalink.access.Scope;
import org.imalink.database.Timestamps;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record7;
import org.jooq.SelectOnConditionStep;

/** Where the originals lie; only what is written here is ever opened. */
public final class FilePlaces {
    /** The time of change of a file that the next scan is to read again, however it lies; no file has it. */
    public static final LocalDateTime TO_BE_READ_AGAIN = LocalDateTime.of(1, 1, 1, 0, 0);

    private FilePlaces() {}

    /** The places of an image file: first where it was last met, then where it is missing; each the oldest first. */
    public static List<FilePlace> ofImageFile(DSLContext tx, Scope scope, long imageFileId) {
        return select(tx)
                .where(FILE_PLACES.IMAGE_FILE_ID.eq(imageFileId), visible(scope))
                .orderBy(when(FILE_PLACES.MISSED_AT.isNull(), 0).otherwise(1), FILE_PLACES.ID)
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
                .setNull(FILE_PLACES.MISSED_AT)
                .execute();
        // Now that it is known where the file is, it no longer matters where it is not.
        tx.deleteFrom(FILE_PLACES)
                .where(FILE_PLACES.IMAGE_FILE_ID.eq(imageFileId), FILE_PLACES.MISSED_AT.isNotNull())
                .execute();
    }

    /** The id of the place that was written down last; 0 when there is none. */
    public static long newestId(DSLContext tx) {
        return tx.select(coalesce(max(FILE_PLACES.ID), 0L))
                .from(FILE_PLACES)
                .fetchSingle()
                .value1();
    }

    /** A place that is not marked as missing. */
    public record Known(long id, String path) {}

    /**
     * The places of a file, or at any depth below a folder, that are not marked as missing, by path, each once when it is asked for the next
     * after the last.
     *
     * @param folder or file: below the root, encoded; empty for the root itself
     * @param after the last path of the part before; empty for the first part
     */
    public static List<Known> known(
            DSLContext tx, Scope scope, LibraryRoot root, String folder, String after, int limit) {
        return tx.select(FILE_PLACES.ID, FILE_PLACES.PATH)
                .from(FILE_PLACES)
                .where(FILE_PLACES.ROOT_ID.eq(root.id()), FILE_PLACES.MISSED_AT.isNull(), ofOwner(tx, scope))
                .and(inside(FILE_PLACES.PATH, folder))
                .and(FILE_PLACES.PATH.gt(after))
                .orderBy(FILE_PLACES.PATH)
                .limit(limit)
                .fetch(row -> new Known(row.value1(), row.value2()));
    }

    /**
     * Marks places as missing. The place of a file that is also somewhere else is forgotten instead.
     *
     * @return how many files are nowhere any more
     */
    public static int miss(DSLContext tx, Scope scope, Collection<Long> ids) {
        var other = FILE_PLACES.as("other");
        tx.deleteFrom(FILE_PLACES)
                .where(FILE_PLACES.ID.in(ids), ofOwner(tx, scope))
                .and(exists(selectOne()
                        .from(other)
                        .where(other.IMAGE_FILE_ID.eq(FILE_PLACES.IMAGE_FILE_ID), other.MISSED_AT.isNull())
                        .and(other.ID.notIn(ids))))
                .execute();
        return tx.update(FILE_PLACES)
                .set(FILE_PLACES.MISSED_AT, Timestamps.now())
                .where(FILE_PLACES.ID.in(ids), FILE_PLACES.MISSED_AT.isNull(), ofOwner(tx, scope))
                .execute();
    }

    /** Takes the mark from places at which the file was met again, and forgets where else it was missing. */
    public static void meet(DSLContext tx, Scope scope, Collection<Long> ids) {
        var met = FILE_PLACES.as("met");
        tx.deleteFrom(FILE_PLACES)
                .where(FILE_PLACES.MISSED_AT.isNotNull(), FILE_PLACES.ID.notIn(ids), ofOwner(tx, scope))
                .and(FILE_PLACES.IMAGE_FILE_ID.in(
                        tx.select(met.IMAGE_FILE_ID).from(met).where(met.ID.in(ids))))
                .execute();
        tx.update(FILE_PLACES)
                .setNull(FILE_PLACES.MISSED_AT)
                .where(FILE_PLACES.ID.in(ids), ofOwner(tx, scope))
                .execute();
    }

    /** Forgets a place, because something else lies there now. */
    public static void remove(DSLContext tx, LibraryRoot root, String path) {
        tx.deleteFrom(FILE_PLACES)
                .where(FILE_PLACES.ROOT_ID.eq(root.id()), FILE_PLACES.PATH.eq(path))
                .execute();
    }

    private static SelectOnConditionStep<Record7<Long, Long, String, String, Long, LocalDateTime, LocalDateTime>>
            select(DSLContext tx) {
        return tx.select(
                        FILE_PLACES.ID,
                        FILE_PLACES.IMAGE_FILE_ID,
                        LIBRARY_ROOTS.PATH,
                        FILE_PLACES.PATH,
                        FILE_PLACES.FILE_SIZE,
                        FILE_PLACES.MODIFIED_AT,
                        FILE_PLACES.MISSED_AT)
                .from(FILE_PLACES)
                .join(LIBRARY_ROOTS)
                .on(LIBRARY_ROOTS.ID.eq(FILE_PLACES.ROOT_ID))
                .join(IMAGE_FILES)
                .on(IMAGE_FILES.ID.eq(FILE_PLACES.IMAGE_FILE_ID));
    }

    private static Condition ofOwner(DSLContext tx, Scope scope) {
        return FILE_PLACES.ROOT_ID.in(
                tx.select(LIBRARY_ROOTS.ID).from(LIBRARY_ROOTS).where(scope.rows(LIBRARY_ROOTS.USER_ID)));
    }

    static Condition inside(Field<String> path, String folder) {
        return folder.isEmpty()
                ? noCondition()
                // The character behind the slash ends what begins with it.
                : path.eq(folder).or(path.gt(folder + "/").and(path.lt(folder + "0")));
    }

    private static Condition visible(Scope scope) {
        return scope.rows(IMAGE_FILES).and(scope.rows(LIBRARY_ROOTS.USER_ID));
    }

    private static FilePlace toPlace(Record7<Long, Long, String, String, Long, LocalDateTime, LocalDateTime> row) {
        return new FilePlace(
                row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6(), row.value7());
    }
}
