package org.imalink.account;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imalink.operation.Audit;
import org.imalink.operation.Audit.Action;

/** What admins and the operator do with others' accounts; each leaves a row in the audit trail. Thread-safe. */
final class AccountKeeping {
    private final AccountDatabase accounts;
    private final PasswordHasher hasher;
    private final Deeds deeds;
    private final UtcClock clock;

    AccountKeeping(AccountDatabase accounts, PasswordHasher hasher, Deeds deeds, UtcClock clock) {
        this.accounts = accounts;
        this.hasher = hasher;
        this.deeds = deeds;
        this.clock = clock;
    }

    User change(Actor actor, long id, UserChange change) {
        return deeds.does(actor, (tx, now) -> {
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
        return deeds.does(actor, (tx, now) -> {
            var user = UserRows.requirePerson(tx, id);
            if (!user.isActive()) {
                throw new AccountException.Refused("This account is disabled. Enable it first.");
            }
            UserRows.takePassword(tx, id, now);
            SignInRows.endAll(tx, id, EndReason.PASSWORD, now);
            Deeds.audit(tx, actor, Action.PASSWORD_RESET, user);
            return CodeRows.reset(tx, user, now);
        });
    }

    User add(Actor actor, NewAccount who, Role role, boolean mayImport) {
        accounts.read(tx -> true);
        var draft = Draft.of(who);
        var person = draft.hashed(hasher.hash(who.password()));
        return deeds.does(actor, (tx, now) -> {
            var user = UserRows.insert(tx, person, role, mayImport, now);
            Audit.add(tx, actor.key(), Action.USER_ADDED, details(user, new UserChange(null, role, mayImport)));
            return user;
        });
    }

    void setPassword(Actor actor, long id, String password) {
        accounts.read(tx -> UserRows.requirePerson(tx, id));
        PasswordRules.check(password);
        var hash = hasher.hash(password);
        deeds.does(actor, (tx, now) -> {
            var user = UserRows.requirePerson(tx, id);
            UserRows.setPassword(tx, id, hash, now);
            CodeRows.withdrawResets(tx, id, now);
            SignInRows.endAll(tx, id, EndReason.PASSWORD, now);
            Deeds.audit(tx, actor, Action.PASSWORD_SET, user);
            return user;
        });
    }

    void endSignIns(Actor actor, long id) {
        deeds.does(actor, (tx, now) -> {
            var user = UserRows.require(tx, id);
            SignInRows.endAll(tx, id, EndReason.ENDED, now);
            Deeds.audit(tx, actor, Action.SIGN_INS_ENDED, user);
            return user;
        });
    }
}
