package org.imalink.account;

import org.jspecify.annotations.Nullable;

/** What somebody typed to have an account, found usable, before the password is hashed. Immutable. */
record Draft(String username, String email, @Nullable String displayName) {
    /**
     * Looks at all of it, the password too.
     *
     * @throws AccountException.Unacceptable with the reason
     * @throws AccountException.Taken for the system user's name or e-mail
     */
    static Draft of(NewAccount who) {
        PasswordRules.check(who.password());
        return new Draft(
                Names.username(who.username()), Names.email(who.email()), Names.displayName(who.displayName()));
    }

    UserRows.Person hashed(String passwordHash) {
        return new UserRows.Person(username, email, displayName, passwordHash);
    }
}
