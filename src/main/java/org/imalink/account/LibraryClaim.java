package org.imalink.account;

import org.imalink.access.Phase;
import org.imalink.access.Scope;
import org.imalink.access.Standing;
import org.imalink.operation.Audit.Action;

/** Makes user 1 a person's own, and the server's again; no photo moves. Thread-safe. */
final class LibraryClaim {
    private final AccountDatabase accounts;
    private final PasswordHasher hasher;
    private final Deeds deeds;

    LibraryClaim(AccountDatabase accounts, PasswordHasher hasher, Deeds deeds) {
        this.accounts = accounts;
        this.hasher = hasher;
        this.deeds = deeds;
    }

    User claim(Actor actor, NewAccount who) {
        accounts.read(tx -> true);
        var draft = Draft.of(who);
        var person = draft.hashed(hasher.hash(who.password()));
        return deeds.does(actor, (tx, now) -> {
            if (!UserRows.require(tx, Scope.SYSTEM_USER).isSystem()) {
                throw new AccountException.Refused(
                        "The library of the single-user time is claimed already. Take that claim back first.");
            }
            var user = UserRows.claim(tx, person, now);
            AccountDatabase.forgetSignIns(tx);
            Deeds.audit(tx, actor, Action.LIBRARY_CLAIMED, user);
            return user;
        });
    }

    void unclaim(Actor actor) {
        deeds.does(actor, (tx, now) -> {
            var user = UserRows.require(tx, Scope.SYSTEM_USER);
            if (user.isSystem()) {
                throw new AccountException.Refused("The library of the single-user time is not claimed.");
            }
            if (Standing.read(tx).phase() == Phase.ACTIVE) {
                throw new AccountException.Refused(
                        "Nobody could reach the library of the single-user time. Go back to an earlier phase first.");
            }
            AdminRules.requireAnother(tx, user);
            CodeRows.withdrawResets(tx, user.id(), now);
            SignInRows.endAll(tx, user.id(), EndReason.ENDED, now);
            AccountDatabase.forgetSignIns(tx);
            UserRows.unclaim(tx, now);
            Deeds.audit(tx, actor, Action.LIBRARY_UNCLAIMED, user);
            return user;
        });
    }
}
