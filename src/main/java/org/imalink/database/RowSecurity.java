package org.imalink.database;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether PostgreSQL itself holds what requests read and change against its owner, and if not, why. */
public enum RowSecurity {
    /** Another engine. */
    ABSENT("the embedded database has no roles"),
    ON("requests come through a role that owns no table, and meet only the rows of whom they act for"),
    WAITING("it begins when every row has an owner, on the way to the phase scoped"),
    ONE_ROLE(
            "one role owns the tables and serves requests; IMALINK_DATABASE_OWNER_URL (imalink help settings) makes it two"),
    OWNING_ROLE(
            "the role that requests come through owns the tables, or is a member of the one that does; give it a role of its own"),
    EXEMPT_ROLE(
            "the role that requests come through is a superuser or has BYPASSRLS, which PostgreSQL keeps from nothing; give it a"
                    + " plain role");

    private final String reason;

    RowSecurity(String reason) {
        this.reason = reason;
    }

    /** Whether the roles are such that it is on at every level that has owners. */
    public boolean isOn() {
        return this == ON;
    }

    /** The same at a tenancy level. */
    public RowSecurity at(int level) {
        return this == ON && level < Schema.LEVEL_OF_OWNERS ? WAITING : this;
    }

    /** By its {@link #code}. */
    public static Optional<RowSecurity> find(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    /** Names it for programs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Why, in words for the operator; without a point at the end. */
    public String reason() {
        return reason;
    }
}
