package org.imalink.account;

import java.util.Locale;

/** What an account may do beside having a library. */
public enum Role {
    MEMBER,
    /** Looks after accounts and phases; sees nobody's photos by that. */
    ADMIN;

    /** As the database and the HTTP contract have it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a text that is no role's code */
    public static Role of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
