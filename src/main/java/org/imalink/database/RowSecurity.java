package org.imalink.database;

import java.util.Locale;

/** Whether PostgreSQL itself holds what requests read and change against its owner, and if not, why. */
public enum RowSecurity {
    /** Another engine. */
    ABSENT(""),
    ON("another role owns the tables than the one that requests come through"),
    ONE_ROLE(
            "one role owns the tables and serves requests; give a second one (imalink help settings: IMALINK_DATABASE_OWNER_URL)"),
    OWNING_ROLE(
            "the role that requests come through owns the tables, or is a member of the role that does; give it a role of its own"),
    EXEMPT_ROLE(
            "the role that requests come through is a superuser or has BYPASSRLS, so that PostgreSQL applies nothing to it; give"
                    + " it a plain role");

    private final String reason;

    RowSecurity(String reason) {
        this.reason = reason;
    }

    public boolean isOn() {
        return this == ON;
    }

    /** Names it for programs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Why, in words for the operator. */
    public String reason() {
        return reason;
    }
}
