package org.imalink.account;

import java.time.LocalDateTime;
import org.jooq.DSLContext;

/** Shuts an account: nobody can sign in to it, who is signed in is no more, and codes for a new password are worth nothing. */
final class Disabling {
    private Disabling() {}

    static void disable(DSLContext tx, long user, LocalDateTime now) {
        UserRows.change(tx, user, new UserChange(false, null, null), now);
        CodeRows.withdrawResets(tx, user, now);
        SignInRows.endAll(tx, user, EndReason.DISABLED, now);
        AccountDatabase.forgetSignIns(tx);
    }
}
