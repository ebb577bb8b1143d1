package org.imalink.account;

import static org.imalink.database.schema.Tables.AUDIT_EVENTS;
import static org.imalink.database.schema.Tables.SIGN_IN_SESSIONS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imalink.access.Standing;
import org.imalink.access.Viewer;
import org.imalink.database.DatabaseContract;
import org.imalink.database.Schema;
import org.jooq.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of accounts start with, on each engine: a database at level 1 without any account, and a clock that stands. */
abstract class AccountsContract extends DatabaseContract {
    static final String PASSWORD = "a sentence of kari";
    static final Visitor HOME = new Visitor("192.0.2.1", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
    static final Visitor CAFE = new Visitor("198.51.100.7", "curl/8.5.0");
    static final Actor OPERATOR = new Actor.Operator();

    final TestClock clock = new TestClock();
    private final List<Accounts> opened = new ArrayList<>();
    PasswordHasher hasher;
    SigningKeys keys;
    SetupCode setup;
    Accounts accounts;

    @BeforeEach
    void openAccounts() {
        moveTo(1);
        keys = newKeys();
        setup = SetupCode.create(test.folder().resolve("setup.code"));
        accounts = open(Registration.OPEN);
    }

    @AfterEach
    void closeAccounts() {
        opened.forEach(Accounts::close);
    }

    void moveTo(int level) {
        database.write(tx -> {
            new Schema(database).moveTenancy(tx, level);
            return level;
        });
    }

    /** As another server on the same database, or the same one after a restart, has them. */
    SigningKeys newKeys() {
        return switch (engine) {
            case SQLITE -> SigningKeys.openFile(test.folder().resolve("keys.json"), clock);
            case POSTGRESQL -> SigningKeys.inDatabase(database, clock);
        };
    }

    /** As another server on the same database, or the same one after a restart, has them. */
    Accounts open(Registration registration) {
        hasher = CheapHasher.of(2, 64);
        var made = new Accounts(database, keys, new AccountSettings(registration), setup, clock, hasher);
        opened.add(made);
        return made;
    }

    NewAccount account(String name) {
        return account(name, null);
    }

    NewAccount account(String name, String code) {
        return new NewAccount(name, name + "@example.org", null, PASSWORD, code);
    }

    User member(String name) {
        return accounts.add(OPERATOR, account(name), Role.MEMBER, false);
    }

    User admin(String name) {
        return accounts.add(OPERATOR, account(name), Role.ADMIN, false);
    }

    Tokens signIn(String name) {
        return accounts.signIn(name, PASSWORD, HOME);
    }

    /** As a client does that says nothing of the view that it shows. */
    Tokens refresh(String refreshToken) {
        return refresh(accounts, refreshToken);
    }

    static Tokens refresh(Accounts server, String refreshToken) {
        return server.refresh(refreshToken, null);
    }

    /** Who the server takes somebody with this access token for, at this moment. */
    Optional<Viewer.SignedIn> viewer(Accounts server, String accessToken) {
        return viewer(server, server.examine(accessToken, null));
    }

    Optional<Viewer.SignedIn> viewer(Tokens tokens) {
        return viewer(accounts, tokens.accessToken());
    }

    Optional<Viewer.SignedIn> viewer(Accounts server, Credential credential) {
        return database.read(tx -> server.resolve(tx, Standing.read(tx), credential));
    }

    /** A member who is signed in. */
    Viewer.SignedIn signedIn(String name) {
        return viewer(signIn(name)).orElseThrow();
    }

    int accountVersion() {
        return database.read(Standing::read).accountVersion();
    }

    User user(long id) {
        return database.read(tx -> UserRows.require(tx, id));
    }

    String endReason(long signIn) {
        return database.read(tx -> tx.select(SIGN_IN_SESSIONS.END_REASON)
                .from(SIGN_IN_SESSIONS)
                .where(SIGN_IN_SESSIONS.ID.eq(signIn))
                .fetchSingle(SIGN_IN_SESSIONS.END_REASON));
    }

    /** Actor, action and details of every row in the audit trail. */
    List<String> audit() {
        return database.read(tx -> tx.selectFrom(AUDIT_EVENTS)
                .orderBy(AUDIT_EVENTS.ID)
                .fetch(row -> row.getActor() + ": " + row.getAction() + " " + row.getDetails()));
    }

    List<SignIn> signIns(long user) {
        return database.read(tx -> accounts.signIns(tx, user));
    }

    List<UserWithSignIns> users() {
        return database.read(accounts::users);
    }

    List<Invitation> invitations() {
        return database.read(accounts::invitations);
    }

    boolean hasAdmin() {
        return database.read(Accounts::hasAdmin);
    }

    Overview overview() {
        return database.read(Accounts::overview);
    }

    boolean acceptsSetupCode(Accounts server) {
        return database.read(tx -> server.acceptsSetupCode(tx, setup.text()));
    }

    int count(Table<?> table) {
        return database.read(tx -> tx.fetchCount(table));
    }
}
