package org.imalink.library;

import static org.imalink.database.schema.Tables.LIBRARY_ROOTS;
import static org.imalink.database.schema.Tables.SET_ASIDE_FILES;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.imalink.access.Scope;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Files below roots that hold no picture for the library, so that a scan need not open them again. */
public final class SetAsideFiles {
    private SetAsideFiles() {}

    /**
     * A file as it was when it was set aside.
     *
     * @param path below the root, as {@link EncodedPath} writes it
     * @param fileSize bytes
     * @param modifiedAt UTC, to the microsecond
     * @param reason the code of why
     */
    public record SetAside(
            String path,
            long fileSize,
            LocalDateTime modifiedAt,
            String reason,
            @Nullable String detail) {}

    /** Those of the given paths below a root that were set aside, by path. */
    public static Map<String, SetAside> find(DSLContext tx, Scope scope, LibraryRoot root, Collection<String> paths) {
        return tx.selectFrom(SET_ASIDE_FILES)
                .where(SET_ASIDE_FILES.ROOT_ID.eq(root.id()), SET_ASIDE_FILES.PATH.in(paths), ofOwner(tx, scope))
                .fetchMap(
                        SET_ASIDE_FILES.PATH,
                        row -> new SetAside(
                                row.getPath(),
                                row.getFileSize(),
                                row.getModifiedAt(),
                                row.getReason(),
                                row.getDetail()));
    }

    /** Sets files aside; they are not yet. */
    public static void add(DSLContext tx, LibraryRoot root, Collection<SetAside> files) {
        if (files.isEmpty()) {
            return;
        }
        tx.batch(files.stream()
                        .map(file -> tx.insertInto(SET_ASIDE_FILES)
                                .set(SET_ASIDE_FILES.ROOT_ID, root.id())
                                .set(SET_ASIDE_FILES.PATH, file.path())
                                .set(SET_ASIDE_FILES.FILE_SIZE, file.fileSize())
                                .set(SET_ASIDE_FILES.MODIFIED_AT, file.modifiedAt())
                                .set(SET_ASIDE_FILES.REASON, file.reason())
                                .set(SET_ASIDE_FILES.DETAIL, file.detail()))
                        .toList())
                .execute();
    }

    /** Paths at any depth below a folder that were set aside, in parts as {@link FilePlaces#known} has them. */
    public static List<String> known(
            DSLContext tx, Scope scope, LibraryRoot root, String folder, String after, int limit) {
        return tx.select(SET_ASIDE_FILES.PATH)
                .from(SET_ASIDE_FILES)
                .where(SET_ASIDE_FILES.ROOT_ID.eq(root.id()), ofOwner(tx, scope))
                .and(FilePlaces.inside(SET_ASIDE_FILES.PATH, folder))
                .and(SET_ASIDE_FILES.PATH.gt(after))
                .orderBy(SET_ASIDE_FILES.PATH)
                .limit(limit)
                .fetch(SET_ASIDE_FILES.PATH);
    }

    /** Forgets files, which are gone or will be looked at anew. */
    public static void remove(DSLContext tx, Scope scope, LibraryRoot root, Collection<String> paths) {
        if (!paths.isEmpty()) {
            tx.deleteFrom(SET_ASIDE_FILES)
                    .where(SET_ASIDE_FILES.ROOT_ID.eq(root.id()), SET_ASIDE_FILES.PATH.in(paths), ofOwner(tx, scope))
                    .execute();
        }
    }

    private static Condition ofOwner(DSLContext tx, Scope scope) {
        return SET_ASIDE_FILES.ROOT_ID.in(
                tx.select(LIBRARY_ROOTS.ID).from(LIBRARY_ROOTS).where(scope.rows(LIBRARY_ROOTS.USER_ID)));
    }
}
