package org.imalink.account;

import java.util.Locale;

/** Why a sign-in ended before its time. Where a database came back from a backup, all end as {@code restored}. */
public enum EndReason {
    /** The person signed out there. */
    SIGNED_OUT,
    /** The person or the operator ended it from elsewhere. */
    ENDED,
    /** The password became another. */
    PASSWORD,
    /** The account was disabled. */
    DISABLED,
    /** A refresh token came that had been exchanged before: somebody else may have it. */
    REUSED;

    /** As the database has it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
