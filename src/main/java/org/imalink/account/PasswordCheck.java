package org.imalink.account;

import java.util.Optional;
import org.imalink.account.AttemptLimits.Attempt;
import org.imalink.account.AttemptLimits.Purpose;
import org.jooq.DSLContext;

/** Looks whether a password is somebody's: within the limits, and with the same work whether or not they exist. Thread-safe. */
final class PasswordCheck {
    private final AccountDatabase accounts;
    private final AttemptLimits limits;
    private final PasswordHasher hasher;

    PasswordCheck(AccountDatabase accounts, AttemptLimits limits, PasswordHasher hasher) {
        this.accounts = accounts;
        this.limits = limits;
        this.hasher = hasher;
    }

    /**
     * A password was right.
     *
     * @param attempt to be given back with what follows
     */
    record Checked(long user, String hash, Attempt attempt) {
        /** The account, if it is active and has the same password in this transaction. */
        Optional<User> stillHolds(DSLContext tx) {
            return UserRows.findLogin(tx, user)
                    .filter(login -> login.usableHash().filter(hash::equals).isPresent())
                    .map(UserRows.Login::user);
        }
    }

    /**
     * Empty when it is wrong. Takes an attempt first, which stays taken then. Must not be called inside a transaction.
     *
     * @param tried the name that attempts are counted by, folded
     * @param login empty when there is nobody
     * @throws AccountException.TooManyAttempts before any work
     * @throws AccountException.Busy when too many passwords wait
     */
    Optional<Checked> check(String tried, Optional<UserRows.Login> login, String password, Visitor visitor) {
        var attempt = limits.take(Purpose.PASSWORD, tried, visitor);
        var hash = login.flatMap(UserRows.Login::usableHash).filter(any -> PasswordRules.isPossible(password));
        try {
            return hasher.matches(PasswordRules.isPossible(password) ? password : "", hash)
                    ? login.map(right -> new Checked(right.user().id(), right.passwordHash(), attempt))
                    : Optional.empty();
        } catch (AccountException.Busy e) {
            limits.giveBack(attempt);
            throw e;
        }
    }

    /**
     * Looks whether who is signed in knows the password.
     *
     * @throws AccountException.WrongPassword when it is wrong
     * @throws AccountException.TooManyAttempts before any work
     * @throws AccountException.Busy when too many passwords wait
     */
    Checked confirm(long user, String password, Visitor visitor) {
        var login = accounts.read(tx -> UserRows.findLogin(tx, user));
        var tried = login.map(found -> Names.folded(found.user().username())).orElse("");
        return check(tried, login, password, visitor).orElseThrow(AccountException.WrongPassword::new);
    }
}
