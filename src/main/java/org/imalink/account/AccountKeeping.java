package org.imalink.account;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.imalink.access.Phase;
import org.imalink.access.Scope;
import org.imalink.access.Standing;
import org.imalink.operation.Audit;
import org.imalink.operation.Audit.Action;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What admins and the operator do with others' accounts; each leaves a row in the audit trail. Thread-safe. */
final class AccountKeeping {
    private final AccountDatabase accounts;
    private final AccountSettings settings;
    private final PasswordHasher hasher;
    private final UtcClock clock;

    AccountKeeping(AccountDatabase accounts, AccountSettings settings, PasswordHasher hasher, UtcClock clock) {
        this.accounts = accounts;
        this.settings = settings;
        this.hasher = hasher;
        this.clock = clock;
    }

    /** What is done to accounts, at one moment. */
    private interface Deed<T extends @Nullable Object> {
        T on(DSLContext tx, LocalDateTime now);
    }

    private <T extends @Nullable Object> T does(Actor actor, Deed<T> deed) {
        return accounts.change(tx -> {
            AdminRules.require(tx, actor);
            return deed.on(tx, clock.now());
        });
    }

    private static void audit(DSLContext tx, Actor actor, Action action, User user) {
        Audit.add(tx, actor.key(), action, Map.of("user", user.id(), "username", user.username()));
    }

    GivenCode invite(Actor actor, @Nullable String email, Role role, boolean mayImport) {
        var address = email == null || email.isBlank() ? null : Names.email(email);
        return does(actor, (tx, now) -> {
            if (settings.registration() == Registration.CLOSED) {
                throw new AccountException.Refused(
                        "Registration is closed on this server, so that an invitation could not be used. The operator makes accounts with \"imalink user add\".");
            }
            if (address != null && UserRows.hasEmail(tx, address)) {
                throw new AccountException.Taken();
            }
            var given = CodeRows.invite(tx, address, role, mayImport, now);
            Audit.add(
                    tx,
                    actor.key(),
                    Action.USER_INVITED,
                    Map.of("invitation", given.id(), "role", role.code(), "may_import", mayImport));
            return given;
        });
    }

    void withdraw(Actor actor, long invitation) {
        does(actor, (tx, now) -> {
            if (!CodeRows.withdrawInvitation(tx, invitation, now)) {
                throw new AccountException.Unknown("Invitation", invitation);
            }
            Audit.add(tx, actor.key(), Action.INVITATION_WITHDRAWN, Map.of("invitation", invitation));
            return invitation;
        });
    }

    User change(Actor actor, long id, UserChange change) {
        return does(actor, (tx, now) -> {
            var user = UserRows.requirePerson(tx, id);
            if (Boolean.FALSE.equals(change.isActive()) || change.role() == Role.MEMBER) {
                AdminRules.requireAnother(tx, user);
            }
            if (Boolean.FALSE.equals(change.isActive())) {
                Disabling.disable(tx, id, now);
            }
            var changed = UserRows.change(tx, id, change, now);
            AccountDatabase.forgetSignIns(tx);
            Audit.add(tx, actor.key(), Action.USER_CHANGED, details(changed, change));
            return changed;
        });
    }

    private static Map<String, Object> details(User user, UserChange change) {
        var details = new LinkedHashMap<String, Object>();
        details.put("user", user.id());
        details.put("username", user.username());
        if (change.isActive() != null) {
            details.put("is_active", change.isActive());
        }
        if (change.role() != null) {
            details.put("role", change.role().code());
        }
        if (change.mayImport() != null) {
            details.put("may_import", change.mayImport());
        }
        return details;
    }

    GivenCode reset(Actor actor, long id) {
        return does(actor, (tx, now) -> {
            var user = UserRows.requirePerson(tx, id);
            if (!user.isActive()) {
                throw new AccountException.Refused("This account is disabled. Enable it first.");
            }
            UserRows.takePassword(tx, id, now);
            SignInRows.endAll(tx, id, EndReason.PASSWORD, now);
            audit(tx, actor, Action.PASSWORD_RESET, user);
            return CodeRows.reset(tx, user, now);
        });
    }

    User add(Actor actor, NewAccount who, Role role, boolean mayImport) {
        accounts.read(tx -> true);
        var draft = Draft.of(who);
        var person = draft.hashed(hasher.hash(who.password()));
        return does(actor, (tx, now) -> {
            var user = UserRows.insert(tx, person, role, mayImport, now);
            Audit.add(
                    tx,
                    actor.key(),
                    Action.USER_ADDED,
                    details(user, new UserChange(null, role, mayImport)));
            return user;
        });
    }

    void setPassword(Actor actor, long id, String password) {
        accounts.read(tx -> UserRows.requirePerson(tx, id));
        PasswordRules.check(password);
        var hash = hasher.hash(password);
        does(actor, (tx, now) -> {
            var user = UserRows.requirePerson(tx, id);
            UserRows.setPassword(tx, id, hash, now);
            CodeRows.withdrawResets(tx, id, now);
            SignInRows.endAll(tx, id, EndReason.PASSWORD, now);
            audit(tx, actor, Action.PASSWORD_SET, user);
            return user;
        });
    }

    void endSignIns(Actor actor, long id) {
        does(actor, (tx, now) -> {
            var user = UserRows.require(tx, id);
            SignInRows.endAll(tx, id, EndReason.ENDED, now);
            audit(tx, actor, Action.SIGN_INS_ENDED, user);
            return user;
        });
    }

    void endEverySignIn(Actor actor, EndReason reason) {
        accounts.database().write(tx -> {
            AccountDatabase.lock(tx);
            if (!AccountDatabase.hasAccounts(tx)) {
                return 0;
            }
            AdminRules.require(tx, actor);
            int ended = SignInRows.endEvery(tx, reason, clock.now());
            Audit.add(tx, actor.key(), Action.SIGN_INS_ENDED, Map.of("count", ended, "reason", reason.code()));
            return ended;
        });
    }

    User claim(Actor actor, NewAccount who) {
        accounts.read(tx -> true);
        var draft = Draft.of(who);
        var person = draft.hashed(hasher.hash(who.password()));
        return does(actor, (tx, now) -> {
            if (!UserRows.require(tx, Scope.SYSTEM_USER).isSystem()) {
                throw new AccountException.Refused(
                        "The library of the single-user time is claimed already. Take that claim back first.");
            }
            var user = UserRows.claim(tx, person, now);
            AccountDatabase.forgetSignIns(tx);
            audit(tx, actor, Action.LIBRARY_CLAIMED, user);
            return user;
        });
    }

    void unclaim(Actor actor) {
        does(actor, (tx, now) -> {
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
            audit(tx, actor, Action.LIBRARY_UNCLAIMED, user);
            return user;
        });
    }
}
