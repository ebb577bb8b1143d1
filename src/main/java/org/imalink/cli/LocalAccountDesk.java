package org.imalink.cli;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.account.AccountException;
import org.imalink.account.Accounts;
import org.imalink.account.Actor;
import org.imalink.account.NewAccount;
import org.imalink.account.Registration;
import org.imalink.account.Role;
import org.imalink.account.SetupCode;
import org.imalink.account.SignIn;
import org.imalink.account.User;
import org.imalink.account.UserChange;
import org.imalink.account.UserWithSignIns;
import org.imalink.database.Database;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The accounts of the library that this process has open. */
final class LocalAccountDesk implements AccountDesk, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Actor OPERATOR = new Actor.Operator();

    private final Database database;
    private final Accounts accounts;

    private LocalAccountDesk(Database database, Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    /**
     * Opens the accounts of a library in every phase that has some.
     *
     * @throws AccountException.NoAccounts in single-user mode
     */
    static LocalAccountDesk open(OpenLibrary library) {
        var phase = library.database().read(tx -> Standing.read(tx).phase());
        if (!phase.isAtLeast(Phase.FOUNDATION)) {
            throw new AccountException.NoAccounts();
        }
        var setup = SetupCode.none(library.directory().setupCode());
        return new LocalAccountDesk(library.database(), AccountRoom.open(library, Registration.CLOSED, setup));
    }

    @Override
    public List<JsonNode> users() {
        return database.read(tx -> accounts.users(tx)).stream()
                .map(LocalAccountDesk::json)
                .toList();
    }

    @Override
    public JsonNode add(NewPerson person, Role role, boolean mayImport) {
        return json(accounts.add(OPERATOR, account(person), role, mayImport));
    }

    @Override
    public JsonNode change(long id, Change change) {
        var wanted = new UserChange(change.isActive(), change.role(), change.mayImport());
        return json(accounts.change(OPERATOR, id, wanted));
    }

    @Override
    public void setPassword(long id, String password) {
        accounts.setPassword(OPERATOR, id, password);
    }

    @Override
    public List<JsonNode> signIns(long id) {
        return database.read(tx -> accounts.signIns(tx, id)).stream()
                .map(LocalAccountDesk::json)
                .toList();
    }

    @Override
    public void endSignIns(long id) {
        accounts.endSignIns(OPERATOR, id);
    }

    @Override
    public JsonNode claim(NewPerson person) {
        return json(accounts.claim(OPERATOR, account(person)));
    }

    @Override
    public void unclaim() {
        accounts.unclaim(OPERATOR);
    }

    private static NewAccount account(NewPerson person) {
        return new NewAccount(person.username(), person.email(), person.displayName(), person.password(), null);
    }

    private static JsonNode json(UserWithSignIns listed) {
        var fields = fields(listed.user());
        fields.put("last_sign_in_at", text(listed.user().lastSignInAt()));
        fields.put("sessions", listed.signIns());
        fields.put("is_system", listed.user().isSystem());
        return JSON.valueToTree(fields);
    }

    private static JsonNode json(User user) {
        return JSON.valueToTree(fields(user));
    }

    private static Map<String, @Nullable Object> fields(User user) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("id", user.id());
        fields.put("username", user.username());
        fields.put("email", user.email());
        fields.put("display_name", user.displayName());
        fields.put("is_active", user.isActive());
        fields.put("role", user.role().code());
        fields.put("may_import", user.mayImport());
        fields.put("created_at", text(user.createdAt()));
        fields.put("updated_at", text(user.updatedAt()));
        return fields;
    }

    private static JsonNode json(SignIn signIn) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("id", signIn.id());
        fields.put("client", signIn.client());
        fields.put("address", signIn.address());
        fields.put("created_at", text(signIn.createdAt()));
        fields.put("last_used_at", text(signIn.lastUsedAt()));
        fields.put("expires_at", text(signIn.expiresAt()));
        fields.put("current", false);
        return JSON.valueToTree(fields);
    }

    private static @Nullable String text(@Nullable LocalDateTime time) {
        return time == null ? null : time.toString();
    }

    @Override
    public void close() {
        accounts.close();
    }
}
