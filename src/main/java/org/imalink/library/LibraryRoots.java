package org.imalink.library;

import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.LIBRARY_ROOTS;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imalink.access.Scope;
import org.imalink.database.Timestamps;
import org.imalink.operation.Audit;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * The folders that the operator registered. No root lies in another, so that a file has one place however often and by
 * whichever of its folders it was imported.
 */
public final class LibraryRoots {
    private LibraryRoots() {}

    /**
     * Registers a folder, or finds the registered one that it lies in. Registered folders inside it become part of it, with
     * all their places.
     *
     * @param folder absolute and free of links, as {@link EncodedPath} writes it
     */
    public static LibraryRoot add(DSLContext tx, Scope scope, String folder) {
        var roots = all(tx, scope);
        for (var root : roots) {
            if (EncodedPath.contains(root.path(), folder)) {
                return root;
            }
        }
        long id = tx.insertInto(LIBRARY_ROOTS)
                .set(LIBRARY_ROOTS.USER_ID, scope.owner())
                .set(LIBRARY_ROOTS.PATH, folder)
                .set(LIBRARY_ROOTS.CREATED_AT, Timestamps.now())
                .returning(LIBRARY_ROOTS.ID)
                .fetchSingle()
                .getId();
        var added = new LibraryRoot(id, folder);
        var watched = watched(tx, scope);
        for (var root : roots) {
            if (EncodedPath.contains(folder, root.path())) {
                // Watching goes on, and never less is watched than before.
                if (watched.contains(root)) {
                    setWatched(tx, scope, added, true);
                }
                absorb(tx, scope, root, id, EncodedPath.below(folder, root.path()));
            }
        }
        Audit.add(tx, Audit.Action.ROOT_REGISTERED, Map.of("root", id, "path", folder));
        return added;
    }

    private static void absorb(DSLContext tx, Scope scope, LibraryRoot inner, long outer, String prefix) {
        tx.update(FILE_PLACES)
                .set(FILE_PLACES.ROOT_ID, outer)
                .set(FILE_PLACES.PATH, DSL.concat(DSL.val(prefix + "/"), FILE_PLACES.PATH))
                .where(FILE_PLACES.ROOT_ID.eq(inner.id()))
                .execute();
        RootDisks.move(tx, inner.id(), outer, prefix);
        tx.deleteFrom(LIBRARY_ROOTS)
                .where(LIBRARY_ROOTS.ID.eq(inner.id()), scope.rows(LIBRARY_ROOTS.USER_ID))
                .execute();
    }

    /** The registered folder that a path is, or lies in. */
    public static Optional<LibraryRoot> around(DSLContext tx, Scope scope, String path) {
        return all(tx, scope).stream()
                .filter(root -> EncodedPath.contains(root.path(), path))
                .findFirst();
    }

    /** The folders that are watched, in the order of their paths. */
    public static List<LibraryRoot> watched(DSLContext tx, Scope scope) {
        return tx.select(LIBRARY_ROOTS.ID, LIBRARY_ROOTS.PATH)
                .from(LIBRARY_ROOTS)
                .where(LIBRARY_ROOTS.IS_WATCHED.isTrue(), scope.rows(LIBRARY_ROOTS.USER_ID))
                .orderBy(LIBRARY_ROOTS.PATH)
                .fetch(row -> new LibraryRoot(row.value1(), row.value2()));
    }

    /** Says whether a folder is watched from now on. */
    public static void setWatched(DSLContext tx, Scope scope, LibraryRoot root, boolean watched) {
        tx.update(LIBRARY_ROOTS)
                .set(LIBRARY_ROOTS.IS_WATCHED, watched)
                .where(LIBRARY_ROOTS.ID.eq(root.id()), scope.rows(LIBRARY_ROOTS.USER_ID))
                .execute();
    }

    /** All registered folders, in the order of their paths. */
    public static List<LibraryRoot> all(DSLContext tx, Scope scope) {
        return tx.select(LIBRARY_ROOTS.ID, LIBRARY_ROOTS.PATH)
                .from(LIBRARY_ROOTS)
                .where(scope.rows(LIBRARY_ROOTS.USER_ID))
                .orderBy(LIBRARY_ROOTS.PATH)
                .fetch(row -> new LibraryRoot(row.value1(), row.value2()));
    }
}
