package org.imalink.access;

import static org.imalink.database.schema.Tables.USERS;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Whose libraries there are, for maintenance that looks after all of them. */
public final class Libraries {
    private Libraries() {}

    /**
     * One scope for each library that is in use. While the library is shared that is user 1's: what others have is kept, and
     * nothing touches it.
     */
    public static List<Scope> inUse(DSLContext tx) {
        if (isShared(tx)) {
            return List.of(of(Scope.SYSTEM_USER));
        }
        return tx.select(USERS.ID).from(USERS).orderBy(USERS.ID).fetch(row -> of(row.value1()));
    }

    /** Whether it is one of those. */
    public static boolean isInUse(DSLContext tx, Scope scope) {
        return scope.owner() == Scope.SYSTEM_USER || !isShared(tx);
    }

    /** The rows of those, in a table that has carried its owner from birth. */
    public static Condition inUse(DSLContext tx, Field<Long> userId) {
        return isShared(tx) ? of(Scope.SYSTEM_USER).rows(userId) : DSL.noCondition();
    }

    private static boolean isShared(DSLContext tx) {
        return Standing.read(tx).phase().isShared();
    }

    /** The scope of a user's library, for maintenance. */
    public static Scope of(long owner) {
        return Scope.of(new Viewer.Maintenance(owner));
    }
}
