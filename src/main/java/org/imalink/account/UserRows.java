package org.imalink.account;

import static org.imalink.database.schema.Tables.USERS;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.imalink.access.Scope;
import org.imalink.database.schema.tables.records.UsersRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The table of accounts. */
final class UserRows {
    /** In place of a hash: no password fits. */
    private static final String NO_PASSWORD = "disabled";

    private UserRows() {}

    /** An account with what its password is compared with. */
    record Login(User user, String passwordHash) {
        /** Empty where nobody can sign in, so that the work is the same as for nobody. */
        Optional<String> usableHash() {
            return user.isActive() ? Optional.of(passwordHash) : Optional.empty();
        }
    }

    /**
     * An account as it is kept, checked and folded.
     *
     * @param passwordHash of the password that was typed
     */
    record Person(String username, String email, @Nullable String displayName, String passwordHash) {}

    static Optional<Login> findLogin(DSLContext tx, String nameOrEmail) {
        var folded = Names.folded(nameOrEmail);
        return findLogin(tx, folded.contains("@") ? USERS.EMAIL_FOLDED.eq(folded) : USERS.USERNAME_FOLDED.eq(folded));
    }

    static Optional<Login> findLogin(DSLContext tx, long id) {
        return findLogin(tx, USERS.ID.eq(id));
    }

    private static Optional<Login> findLogin(DSLContext tx, Condition condition) {
        return tx.selectFrom(USERS).where(condition).fetchOptional(row -> new Login(user(row), row.getPasswordHash()));
    }

    /** @throws AccountException.Unknown when there is none */
    static User require(DSLContext tx, long id) {
        return findLogin(tx, id).orElseThrow(() -> unknown(id)).user();
    }

    static AccountException.Unknown unknown(long id) {
        return new AccountException.Unknown("User", id);
    }

    /**
     * An account that belongs to a person.
     *
     * @throws AccountException.Unknown when there is none
     * @throws AccountException.Refused for the system user
     */
    static User requirePerson(DSLContext tx, long id) {
        var user = require(tx, id);
        if (user.isSystem()) {
            throw new AccountException.Refused(
                    "This is the system user, which owns the library of the single-user time. Claim it instead.");
        }
        return user;
    }

    static List<User> all(DSLContext tx) {
        return tx.selectFrom(USERS).orderBy(USERS.USERNAME_FOLDED).fetch(UserRows::user);
    }

    static boolean hasEmail(DSLContext tx, String email) {
        return tx.fetchExists(USERS, USERS.EMAIL_FOLDED.eq(Names.folded(email)));
    }

    /** @throws AccountException.Taken when another has the name or the e-mail */
    static User insert(DSLContext tx, Person person, Role role, boolean mayImport, LocalDateTime now) {
        refuseTaken(tx, person, Long.MIN_VALUE);
        var row = tx.newRecord(USERS);
        fill(row, person);
        row.setRole(role.code());
        row.setIsActive(true);
        row.setIsImporter(mayImport);
        row.setCreatedAt(now);
        row.setUpdatedAt(now);
        var id = tx.insertInto(USERS).set(row).returning(USERS.ID).fetchSingle().getId();
        return require(tx, id);
    }

    /** @throws AccountException.Taken when another has the name or the e-mail */
    static User claim(DSLContext tx, Person person, LocalDateTime now) {
        refuseTaken(tx, person, Scope.SYSTEM_USER);
        var row = new UsersRecord();
        fill(row, person);
        row.setRole(Role.ADMIN.code());
        row.setIsActive(true);
        row.setClaimedAt(now);
        return update(tx, Scope.SYSTEM_USER, row, now);
    }

    /** As the server made it. */
    static void unclaim(DSLContext tx, LocalDateTime now) {
        var row = new UsersRecord();
        fill(row, new Person("system", "system@imalink.local", "System User", NO_PASSWORD));
        row.setRole(Role.MEMBER.code());
        row.setIsActive(true);
        row.setIsImporter(false);
        row.setClaimedAt(null);
        row.setLastSignInAt(null);
        update(tx, Scope.SYSTEM_USER, row, now);
    }

    private static void fill(UsersRecord row, Person person) {
        row.setUsername(person.username());
        row.setUsernameFolded(Names.folded(person.username()));
        row.setEmail(person.email());
        row.setEmailFolded(Names.folded(person.email()));
        row.setDisplayName(person.displayName());
        row.setPasswordHash(person.passwordHash());
    }

    private static void refuseTaken(DSLContext tx, Person person, long but) {
        var same = USERS.USERNAME_FOLDED
                .eq(Names.folded(person.username()))
                .or(USERS.EMAIL_FOLDED.eq(Names.folded(person.email())));
        if (tx.fetchExists(USERS, same.and(USERS.ID.ne(but)))) {
            throw new AccountException.Taken();
        }
    }

    static User change(DSLContext tx, long id, UserChange change, LocalDateTime now) {
        var row = new UsersRecord();
        if (change.isActive() != null) {
            row.setIsActive(change.isActive());
        }
        if (change.role() != null) {
            row.setRole(change.role().code());
        }
        if (change.mayImport() != null) {
            row.setIsImporter(change.mayImport());
        }
        return update(tx, id, row, now);
    }

    static void setDisplayName(DSLContext tx, long id, @Nullable String name, LocalDateTime now) {
        var row = new UsersRecord();
        row.setDisplayName(name);
        update(tx, id, row, now);
    }

    /** @throws AccountException.Taken when another has the e-mail */
    static void setEmail(DSLContext tx, long id, String email, LocalDateTime now) {
        var folded = Names.folded(email);
        if (tx.fetchExists(USERS, USERS.EMAIL_FOLDED.eq(folded).and(USERS.ID.ne(id)))) {
            throw new AccountException.Taken();
        }
        var row = new UsersRecord();
        row.setEmail(email);
        row.setEmailFolded(folded);
        update(tx, id, row, now);
    }

    static void setPassword(DSLContext tx, long id, String hash, LocalDateTime now) {
        var row = new UsersRecord();
        row.setPasswordHash(hash);
        update(tx, id, row, now);
    }

    /** No password fits until another is set. */
    static void takePassword(DSLContext tx, long id, LocalDateTime now) {
        setPassword(tx, id, NO_PASSWORD, now);
    }

    static void signedIn(DSLContext tx, long id, LocalDateTime now) {
        tx.update(USERS).set(USERS.LAST_SIGN_IN_AT, now).where(USERS.ID.eq(id)).execute();
    }

    private static User update(DSLContext tx, long id, UsersRecord row, LocalDateTime now) {
        row.setUpdatedAt(now);
        tx.update(USERS).set(row).where(USERS.ID.eq(id)).execute();
        return require(tx, id);
    }

    static User user(UsersRecord row) {
        return new User(
                row.getId(),
                row.getUsername(),
                row.getEmail(),
                row.getDisplayName(),
                Role.of(row.getRole()),
                row.getIsActive(),
                row.getIsImporter(),
                row.getClaimedAt(),
                row.getLastSignInAt(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }
}
