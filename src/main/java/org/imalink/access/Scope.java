package org.imalink.access;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * What a viewer may see and change, as a condition on the owner of rows; the only door to the repositories. Immutable.
 */
public final class Scope {
    /** The user who owns everything from the single-user time. */
    public static final long SYSTEM_USER = 1;

    private final long owner;

    private Scope(long owner) {
        this.owner = owner;
    }

    /** The scope of a viewer of a single-user server: every request acts as user 1, a job as its owner. */
    public static Scope of(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Anonymous(), Viewer.Operator() -> new Scope(SYSTEM_USER);
            case Viewer.Maintenance(var owner) -> new Scope(owner);
        };
    }

    /** The user whose rows are in this scope. */
    public long owner() {
        return owner;
    }

    /**
     * The rows of a table without owners. At tenancy level 0 these are all user 1's, so that any other owner sees none.
     */
    public Condition rows(Table<?> unowned) {
        return owner == SYSTEM_USER ? DSL.noCondition() : DSL.falseCondition();
    }

    /** The rows of a table that has carried its owner from birth. */
    public Condition rows(Field<Long> userId) {
        return userId.eq(owner);
    }
}
