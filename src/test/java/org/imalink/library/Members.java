package org.imalink.library;

import static org.imalink.database.schema.Tables.USERS;

import org.imalink.access.Phase;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.database.Database;
import org.imalink.database.Schema;
import org.imalink.database.Timestamps;

/** People with accounts, for tests of rooms that know them by their scopes alone. */
public record Members(Database database) {
    public void moveTenancy(int level) {
        database.write(tx -> {
            new Schema(database).moveTenancy(tx, level);
            return level;
        });
    }

    /** Makes an account; the scope is that of who is signed in to it in phase dual. */
    public Scope add(String name) {
        var now = Timestamps.now();
        long id = database.<Long>write(tx -> tx.insertInto(USERS)
                .set(USERS.USERNAME, name)
                .set(USERS.USERNAME_FOLDED, name)
                .set(USERS.EMAIL, name + "@example.org")
                .set(USERS.EMAIL_FOLDED, name + "@example.org")
                .set(USERS.PASSWORD_HASH, "disabled")
                .set(USERS.ROLE, "member")
                .set(USERS.IS_ACTIVE, true)
                .set(USERS.CREATED_AT, now)
                .set(USERS.UPDATED_AT, now)
                .returning(USERS.ID)
                .fetchSingle()
                .getId());
        return Scope.of(new Viewer.Member(id, 1), Phase.DUAL);
    }

    /** The user whose scope from {@link #add} this is. */
    public static long user(Scope member) {
        return member.contributor().orElseThrow();
    }
}
