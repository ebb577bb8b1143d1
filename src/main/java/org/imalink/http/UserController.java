package org.imalink.http;

import static org.imalink.http.AccountFields.ID;
import static org.imalink.http.AccountFields.MAY_IMPORT;
import static org.imalink.http.AccountFields.ROLE;
import static org.imalink.http.Caller.STEWARD;

import java.util.List;
import org.imalink.account.Accounts;
import org.imalink.account.Role;
import org.imalink.account.UserChange;
import org.imalink.database.Database;
import org.jooq.DSLContext;

/** Looking after the accounts of all. */
final class UserController {
    private static final Field<String> EMAIL = Field.optional("email", Text.length(0, 255));
    private static final Field<Boolean> IS_ACTIVE = Field.optional("is_active", Flag.ANY);

    private final Accounts accounts;
    private final Database database;

    UserController(Accounts accounts, Database database) {
        this.accounts = accounts;
        this.database = database;
    }

    void register(RouteTable table) {
        var users = "/api/v1/users";
        var one = Inputs.path(ID);
        var invitation = Inputs.NONE.body(List.of(EMAIL, ROLE, MAY_IMPORT));
        var change = one.body(List.of(IS_ACTIVE, ROLE, MAY_IMPORT));
        table.read("GET", users, STEWARD, Inputs.NONE, this::list);
        table.free("POST", users, STEWARD, Effect.WRITE, invitation, this::invite);
        table.free("PATCH", users + "/{id}", STEWARD, Effect.WRITE, change, this::change);
        table.free("POST", users + "/{id}/reset", STEWARD, Effect.WRITE, one, this::reset);
        table.free("DELETE", users + "/invitations/{id}", STEWARD, Effect.WRITE, one, this::withdraw);
    }

    private Answer list(Call call, DSLContext tx) {
        var users = accounts.users(tx);
        var invitations = accounts.invitations(tx);
        return Answer.object(out -> out.array("users", users, (list, user) -> list.object(user, AccountJson::write))
                .array("invitations", invitations, (list, each) -> list.object(each, AccountJson::write)));
    }

    private Answer invite(Call call) {
        var role = AccountFields.role(call);
        return AccountJson.code(accounts.invite(
                Actors.of(call),
                call.find(EMAIL),
                role == null ? Role.MEMBER : role,
                Boolean.TRUE.equals(call.find(MAY_IMPORT))));
    }

    private Answer change(Call call) {
        var change = new UserChange(call.find(IS_ACTIVE), AccountFields.role(call), call.find(MAY_IMPORT));
        long id = accounts.change(Actors.of(call), call.get(ID), change).id();
        var changed = database.read(tx -> accounts.users(tx)).stream()
                .filter(each -> each.user().id() == id)
                .findFirst()
                .orElseThrow();
        return Answer.object(out -> AccountJson.write(out, changed));
    }

    private Answer reset(Call call) {
        return AccountJson.code(accounts.reset(Actors.of(call), call.get(ID)));
    }

    private Answer withdraw(Call call) {
        accounts.withdraw(Actors.of(call), call.get(ID));
        return Answer.success("The invitation is withdrawn");
    }
}
