package org.imalink.account;

import static org.imalink.database.schema.Tables.USERS;

import org.jooq.Condition;
import org.jooq.DSLContext;

/** That somebody can look after accounts, and nobody else does. In locked transactions, so that it holds when they end. */
final class AdminRules {
    private static final Condition ACTIVE_ADMIN =
            USERS.ROLE.eq(Role.ADMIN.code()).and(USERS.IS_ACTIVE);

    private AdminRules() {}

    /** Whether somebody can sign in as an admin. */
    static boolean hasAdmin(DSLContext tx) {
        return tx.fetchExists(USERS, ACTIVE_ADMIN);
    }

    /**
     * Looks once more whether the actor may do it: another may have changed that meanwhile.
     *
     * @throws AccountException.Refused for who is no admin any more
     * @throws AccountException.NotInvited for a founder, when there is an admin
     */
    static void require(DSLContext tx, Actor actor) {
        switch (actor) {
            case Actor.Operator() -> {}
            case Actor.Admin(var user) -> {
                if (!tx.fetchExists(USERS, ACTIVE_ADMIN.and(USERS.ID.eq(user)))) {
                    throw new AccountException.Refused("You are no admin any more. Ask another admin.");
                }
            }
            case Actor.Founder() -> {
                if (hasAdmin(tx)) {
                    throw new AccountException.NotInvited(
                            "The one-time code is used up: there is an admin. Sign in as one.");
                }
            }
        }
    }

    /** @throws AccountException.Refused when nobody else could look after accounts */
    static void requireAnother(DSLContext tx, User user) {
        if (user.isActive()
                && user.role() == Role.ADMIN
                && !tx.fetchExists(USERS, ACTIVE_ADMIN.and(USERS.ID.ne(user.id())))) {
            throw new AccountException.Refused(
                    "This is the last admin. Make somebody else an admin first, so that accounts can be looked after.");
        }
    }
}
