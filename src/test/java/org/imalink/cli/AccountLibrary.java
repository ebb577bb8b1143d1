package org.imalink.cli;

import static org.imalink.database.schema.Tables.ATTEMPT_LIMITS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.SERVER_STATE;
import static org.imalink.database.schema.Tables.SIGN_IN_SESSIONS;
import static org.imalink.database.schema.Tables.USERS;
import static org.imalink.database.schema.Tables.USER_CODES;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imalink.access.Phase;
import org.imalink.access.Scope;
import org.imalink.account.AccountSettings;
import org.imalink.account.Actor;
import org.imalink.account.HashWork;
import org.imalink.account.NewAccount;
import org.imalink.account.Registration;
import org.imalink.account.Role;
import org.imalink.account.SetupCode;
import org.imalink.account.SigningKeys;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.imalink.database.TestDatabase;
import org.imalink.operation.ChildJvm;

/** A library of its own on one engine, and the commands on it. */
record AccountLibrary(Path data, DatabaseLocation location) {
    static final String PASSWORD = "syv sorte kaker";

    static AccountLibrary in(Path folder, Engine engine) {
        return new AccountLibrary(folder, TestDatabase.newLocation(engine, folder));
    }

    /** Makes it what a server in this phase leaves behind. */
    AccountLibrary in(Phase phase) {
        try (var database = Database.open(location)) {
            var schema = new Schema(database);
            schema.upgrade();
            database.write(tx -> {
                schema.moveTenancy(tx, 1);
                return tx.update(SERVER_STATE)
                        .set(SERVER_STATE.PHASE, phase.number())
                        .set(SERVER_STATE.EPOCH, SERVER_STATE.EPOCH.plus(1))
                        .execute();
            });
        }
        return this;
    }

    /** Somebody who has an account already, with {@link #PASSWORD}; hashing it cost little, and so does signing in. */
    void addPerson(String name, Role role) {
        try (var database = Database.open(location);
                var accounts = new HashWork()
                        .accounts(
                                database,
                                SigningKeys.openFile(data.resolve("test-keys.json")),
                                new AccountSettings(Registration.CLOSED),
                                SetupCode.none(data.resolve("setup.code")),
                                InstantSource.system())) {
            var person = new NewAccount(name, name + "@example.org", null, PASSWORD, null);
            accounts.add(new Actor.Operator(), person, role, false);
        }
    }

    /** Removes all accounts but the system user's, with what they left; a running server notices. */
    void forgetPeople() {
        try (var database = Database.open(location)) {
            database.write(tx -> {
                List.of(PHOTOS, SIGN_IN_SESSIONS, ATTEMPT_LIMITS, USER_CODES)
                        .forEach(table -> tx.deleteFrom(table).execute());
                tx.deleteFrom(USERS).where(USERS.ID.ne(Scope.SYSTEM_USER)).execute();
                return tx.update(SERVER_STATE)
                        .set(SERVER_STATE.ACCOUNT_VERSION, SERVER_STATE.ACCOUNT_VERSION.plus(1))
                        .execute();
            });
        }
    }

    CommandRun run(String... arguments) {
        return CommandRun.of(Map.of(), arguments(arguments).toArray(String[]::new));
    }

    /** Runs a command with something in its standard input. */
    CommandRun runWith(String input, String... arguments) {
        var before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    ServerProcess serve(Map<String, String> environment, Path errors) throws IOException {
        return ServerProcess.of(
                ChildJvm.start(environment, Main.class, arguments("serve", "--port", "0", "--json"), errors));
    }

    List<String> arguments(String... command) {
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--data", data.toString(), "--database", TestDatabase.url(location)));
        return all;
    }
}
