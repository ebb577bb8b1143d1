package org.imalink.access;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import org.imalink.database.Database;
import org.imalink.database.OwnerWalls;
import org.imalink.database.Schema;
import org.imalink.database.StoredColumns;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.CustomCondition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer may see and change, as a condition on the owner of rows; the only door to the repositories. Immutable.
 */
public final class Scope {
    /** The user who owns everything from the single-user time. */
    public static final long SYSTEM_USER = 1;

    private final long owner;
    private final OptionalLong contributor;
    private final boolean knowsContributors;

    private Scope(long owner, OptionalLong contributor, boolean knowsContributors) {
        this.owner = owner;
        this.contributor = contributor;
        this.knowsContributors = knowsContributors;
    }

    /** The scope of a viewer in a phase: while the library is shared, every request acts as user 1. */
    public static Scope of(Viewer viewer, Phase phase) {
        return switch (viewer) {
            case Viewer.Unsigned unsigned -> of(unsigned);
            case Viewer.SignedIn signedIn ->
                switch (phase) {
                    case SINGLE, FOUNDATION -> owned(SYSTEM_USER);
                    case DUAL -> knowing(SYSTEM_USER).by(signedIn.user());
                    case SCOPED, ACTIVE -> knowing(signedIn.user());
                };
        };
    }

    /** The scope of a viewer without an account, which is the same in every phase: that of user 1, a job's its owner's. */
    public static Scope of(Viewer.Unsigned viewer) {
        return switch (viewer) {
            case Viewer.Anonymous(), Viewer.Operator(), Viewer.Founder() -> owned(SYSTEM_USER);
            case Viewer.Maintenance(var owner) -> owned(owner);
        };
    }

    /**
     * In which the operator adds photos for a user: while the library is shared, to user 1's as the user's contribution; from
     * then on to their own.
     */
    public static Scope onBehalfOf(long user, Phase phase) {
        return phase.isShared() ? owned(SYSTEM_USER).by(user) : owned(user);
    }

    private static Scope owned(long owner) {
        return new Scope(owner, OptionalLong.empty(), false);
    }

    private static Scope knowing(long owner) {
        return new Scope(owner, OptionalLong.empty(), true);
    }

    /**
     * The same rows, with what is added written down as this user's contribution.
     *
     * @param user who adds; the owner of the rows contributes nothing to them
     */
    public Scope by(long user) {
        return user == owner ? this : new Scope(owner, OptionalLong.of(user), knowsContributors);
    }

    /**
     * Has the database itself show a transaction the rows of this scope and no others until it ends, where it can. What
     * requests do in a transaction begins with this: there, one that says nothing sees nothing.
     */
    public void enter(DSLContext tx) {
        OwnerWalls.actFor(tx, owner);
    }

    /** Reads in one snapshot, which this scope has entered. */
    public <T extends @Nullable Object> T read(Database database, Function<DSLContext, T> query) {
        return database.read(tx -> {
            enter(tx);
            return query.apply(tx);
        });
    }

    /** Writes what a person waits for, as {@link Database#write} does, in a transaction which this scope has entered. */
    public <T extends @Nullable Object> T write(Database database, Function<DSLContext, T> change) {
        return database.write(tx -> {
            enter(tx);
            return change.apply(tx);
        });
    }

    /** The user whose rows are in this scope. */
    public long owner() {
        return owner;
    }

    /** Who adds to the owner's rows, where that is somebody else. */
    public OptionalLong contributor() {
        return contributor;
    }

    /**
     * Whether the viewer may learn which people have added to these rows. Names are personal: they are told to who is signed
     * in where that counts everywhere, about the library that they see, and to nobody else.
     */
    public boolean knowsContributors() {
        return knowsContributors;
    }

    /** Who the viewer is, where {@link #knowsContributors}. */
    public long viewer() {
        return contributor.orElse(owner);
    }

    /**
     * The rows of a table that has owners from tenancy level 2 on. Below that level all rows in use are user 1's, so that any
     * other owner sees none. The level is looked up where the condition is used, in the same transaction.
     */
    public Condition rows(Table<?> table) {
        return CustomCondition.of(query -> query.visit(rows(table, Schema.tenancy(query.dsl()))));
    }

    private Condition rows(Table<?> table, int tenancy) {
        if (tenancy >= Schema.LEVEL_OF_OWNERS) {
            return rows(ownerColumn(table));
        }
        return owner == SYSTEM_USER ? DSL.trueCondition() : DSL.falseCondition();
    }

    /** Whose each row is, for maintenance that looks after everybody's rows; below the level of owners all are user 1's. */
    public static Field<Long> ownerOf(DSLContext tx, Table<?> table) {
        return Schema.tenancy(tx) >= Schema.LEVEL_OF_OWNERS ? ownerColumn(table) : DSL.inline(SYSTEM_USER);
    }

    private static Field<Long> ownerColumn(Table<?> table) {
        return DSL.field(table.getQualifiedName().append(StoredColumns.OWNER), Long.class);
    }

    /**
     * What a new row of a table that has owners from tenancy level 2 on is given to be in this scope; nothing below that level,
     * where all rows are user 1's.
     *
     * @throws IllegalStateException when such a row would be somebody else's
     */
    public Map<Field<Long>, Long> ownership(DSLContext tx) {
        if (Schema.tenancy(tx) >= Schema.LEVEL_OF_OWNERS) {
            return Map.of(DSL.field(DSL.name(StoredColumns.OWNER), Long.class), owner);
        }
        if (owner != SYSTEM_USER) {
            throw new IllegalStateException("Without owners, a row of user " + owner + " would be user 1's");
        }
        return Map.of();
    }

    /** The rows of a table that has carried its owner from birth. */
    public Condition rows(Field<Long> userId) {
        return userId.eq(owner);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scope scope
                && scope.owner == owner
                && scope.contributor.equals(contributor)
                && scope.knowsContributors == knowsContributors;
    }

    @Override
    public int hashCode() {
        return Objects.hash(owner, contributor, knowsContributors);
    }

    @Override
    public String toString() {
        return "Scope[owner=" + owner + ", contributor=" + contributor + ", knowsContributors=" + knowsContributors
                + "]";
    }
}
