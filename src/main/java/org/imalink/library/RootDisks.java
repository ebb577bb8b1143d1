package org.imalink.library;

import static org.imalink.database.schema.Tables.LIBRARY_ROOTS;
import static org.imalink.database.schema.Tables.ROOT_DISKS;

import java.util.List;
import org.imalink.access.Scope;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The disks (file systems) on which roots were met: a root's own, and those that are mounted below it. */
public final class RootDisks {
    private RootDisks() {}

    /**
     * A disk of a root.
     *
     * @param path of the mount point below the root, encoded; empty for the root itself
     * @param device as its files were last met on it
     * @param strangeFrom while another disk lies there: the first id of places that are not of this one
     */
    public record RootDisk(
            String path, String device, @Nullable Long strangeFrom) {}

    /** All disks of a root, in the order of their paths. */
    public static List<RootDisk> of(DSLContext tx, Scope scope, LibraryRoot root) {
        return tx.select(ROOT_DISKS.PATH, ROOT_DISKS.DEVICE, ROOT_DISKS.STRANGE_FROM_ID)
                .from(ROOT_DISKS)
                .where(ROOT_DISKS.ROOT_ID.eq(root.id()), ofOwner(tx, scope))
                .orderBy(ROOT_DISKS.PATH)
                .fetch(row -> new RootDisk(row.value1(), row.value2(), row.value3()));
    }

    /** Writes down a disk, over what was known of its mount point. */
    public static void put(DSLContext tx, LibraryRoot root, RootDisk disk) {
        tx.insertInto(ROOT_DISKS)
                .set(ROOT_DISKS.ROOT_ID, root.id())
                .set(ROOT_DISKS.PATH, disk.path())
                .set(ROOT_DISKS.DEVICE, disk.device())
                .set(ROOT_DISKS.STRANGE_FROM_ID, disk.strangeFrom())
                .onConflict(ROOT_DISKS.ROOT_ID, ROOT_DISKS.PATH)
                .doUpdate()
                .set(ROOT_DISKS.DEVICE, disk.device())
                .set(ROOT_DISKS.STRANGE_FROM_ID, disk.strangeFrom())
                .execute();
    }

    /** Forgets a mount point that is a folder like any other now. */
    public static void remove(DSLContext tx, Scope scope, LibraryRoot root, String path) {
        tx.deleteFrom(ROOT_DISKS)
                .where(ROOT_DISKS.ROOT_ID.eq(root.id()), ROOT_DISKS.PATH.eq(path), ofOwner(tx, scope))
                .execute();
    }

    /** The disks of a root that becomes part of another one. */
    static void move(DSLContext tx, long inner, long outer, String prefix) {
        tx.update(ROOT_DISKS)
                .set(ROOT_DISKS.ROOT_ID, outer)
                .set(
                        ROOT_DISKS.PATH,
                        DSL.when(ROOT_DISKS.PATH.eq(""), prefix)
                                .otherwise(DSL.concat(DSL.val(prefix + "/"), ROOT_DISKS.PATH)))
                .where(ROOT_DISKS.ROOT_ID.eq(inner))
                .execute();
    }

    private static Condition ofOwner(DSLContext tx, Scope scope) {
        return ROOT_DISKS.ROOT_ID.in(
                tx.select(LIBRARY_ROOTS.ID).from(LIBRARY_ROOTS).where(scope.rows(LIBRARY_ROOTS.USER_ID)));
    }
}
