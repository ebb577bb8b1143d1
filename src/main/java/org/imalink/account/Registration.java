package org.imalink.account;

import java.util.Locale;

/** Who may make an account by themselves. */
public enum Registration {
    /** Everybody who reaches the server. */
    OPEN,
    /** Who has a code from an admin. */
    INVITATION,
    /** Nobody: an admin or the operator makes accounts. */
    CLOSED;

    /** As settings and the HTTP contract have it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
