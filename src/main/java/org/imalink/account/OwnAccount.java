package org.imalink.account;

import java.util.Map;
import java.util.Optional;
import org.imalink.access.Viewer;
import org.imalink.operation.Audit;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What people do with their own accounts. A sign-in that has ended meanwhile does nothing any more. Thread-safe. */
final class OwnAccount {
    private final AccountDatabase accounts;
    private final PasswordCheck check;
    private final PasswordHasher hasher;
    private final SigningKeys keys;
    private final SigningIn signingIn;
    private final UtcClock clock;

    OwnAccount(
            AccountDatabase accounts,
            PasswordCheck check,
            PasswordHasher hasher,
            SigningKeys keys,
            SigningIn signingIn,
            UtcClock clock) {
        this.accounts = accounts;
        this.check = check;
        this.hasher = hasher;
        this.keys = keys;
        this.signingIn = signingIn;
        this.clock = clock;
    }

    User update(
            Viewer.SignedIn viewer,
            @Nullable String displayName,
            @Nullable String email,
            @Nullable String currentPassword,
            Visitor visitor) {
        var name = Names.displayName(displayName);
        var wanted = email == null ? null : Names.email(email);
        var present = accounts.read(tx -> UserRows.require(tx, viewer.user()));
        var changes = Optional.ofNullable(wanted).filter(other -> !other.equals(present.email()));
        var confirmed = changes.map(other -> confirm(viewer, currentPassword, visitor));
        return accounts.change(tx -> {
            SignInRows.requireLiving(tx, viewer, clock.now());
            confirmed.ifPresent(checked -> finish(tx, checked));
            changes.ifPresent(other -> UserRows.setEmail(tx, viewer.user(), other, clock.now()));
            if (displayName != null) {
                UserRows.setDisplayName(tx, viewer.user(), name, clock.now());
            }
            return UserRows.require(tx, viewer.user());
        });
    }

    private PasswordCheck.Checked confirm(Viewer.SignedIn viewer, @Nullable String password, Visitor visitor) {
        if (password == null) {
            throw new AccountException.WrongPassword();
        }
        return check.confirm(viewer.user(), password, visitor);
    }

    private static User finish(DSLContext tx, PasswordCheck.Checked checked) {
        var user = checked.stillHolds(tx).orElseThrow(AccountException.WrongPassword::new);
        checked.attempt().giveBack(tx);
        return user;
    }

    void disable(Viewer.SignedIn viewer, String password, Visitor visitor) {
        var checked = check.confirm(viewer.user(), password, visitor);
        accounts.change(tx -> {
            SignInRows.requireLiving(tx, viewer, clock.now());
            var user = finish(tx, checked);
            AdminRules.requireAnother(tx, user);
            Disabling.disable(tx, user.id(), clock.now());
            Audit.add(
                    tx,
                    "user " + user.id(),
                    Audit.Action.USER_CHANGED,
                    Map.of("user", user.id(), "username", user.username(), "is_active", false));
            return user;
        });
    }

    Tokens changePassword(Viewer.SignedIn viewer, String current, String next, Visitor visitor) {
        PasswordRules.check(next);
        var checked = check.confirm(viewer.user(), current, visitor);
        var hash = hasher.hash(next);
        var key = keys.newest();
        return accounts.change(tx -> {
            var now = clock.now();
            SignInRows.requireLiving(tx, viewer, now);
            var user = finish(tx, checked);
            UserRows.setPassword(tx, user.id(), hash, now);
            CodeRows.withdrawResets(tx, user.id(), now);
            SignInRows.endAll(tx, user.id(), EndReason.PASSWORD, now);
            return signingIn.begin(tx, key, user.id(), visitor);
        });
    }

    void endSignIn(Viewer.SignedIn viewer, long signIn) {
        accounts.change(tx -> {
            SignInRows.requireLiving(tx, viewer, clock.now());
            if (SignInRows.end(tx, viewer.user(), signIn, EndReason.ENDED, clock.now()) == 0) {
                throw new AccountException.Unknown("Session", signIn);
            }
            return signIn;
        });
    }

    void endSignIns(Viewer.SignedIn viewer) {
        accounts.change(tx -> SignInRows.endAll(tx, viewer.user(), EndReason.ENDED, clock.now()));
    }
}
