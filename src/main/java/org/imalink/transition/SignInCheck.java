package org.imalink.transition;

import static org.imalink.database.schema.Tables.PHOTOS;

import org.imalink.access.Libraries;
import org.imalink.access.Scope;
import org.imalink.account.Accounts;
import org.imalink.operation.Refusal;
import org.imalink.operation.RefusedException;
import org.jooq.DSLContext;

/** Sees to it that nobody is left without their photos when nothing is shown without an account any more. */
final class SignInCheck {
    private SignInCheck() {}

    /** @throws RefusedException saying what to do first */
    static void check(DSLContext tx, Unclaimed unclaimed) {
        var accounts = Accounts.overview(tx);
        if (!accounts.hasAdmin()) {
            throw new RefusedException(
                    Refusal.Kind.NO_ADMIN,
                    "There is no admin who could look after accounts once everybody has to sign in. Make one first: imalink"
                            + " multiuser claim, or imalink user add NAME --email E --admin. Nothing was changed.");
        }
        if (unclaimed == Unclaimed.REFUSE && !accounts.isClaimed() && hasPhotos(tx)) {
            throw new RefusedException(
                    Refusal.Kind.UNCLAIMED,
                    "The library of the single-user time belongs to nobody who can sign in, and nobody could see its photos any"
                            + " more. Claim it first: imalink multiuser claim --username NAME --email E. Or leave it as it is"
                            + " with --leave-unowned. Nothing was changed.");
        }
    }

    /** Whether anybody would miss the library of the single-user time. */
    static boolean hasPhotos(DSLContext tx) {
        return tx.fetchExists(PHOTOS, Libraries.of(Scope.SYSTEM_USER).rows(PHOTOS));
    }
}
