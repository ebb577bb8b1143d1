package org.imalink.http;

import static org.imalink.http.AccountFields.DISPLAY_NAME;
import static org.imalink.http.AccountFields.EMAIL;
import static org.imalink.http.AccountFields.ID;
import static org.imalink.http.AccountFields.MAY_IMPORT;
import static org.imalink.http.AccountFields.NEW_PASSWORD;
import static org.imalink.http.AccountFields.ROLE;
import static org.imalink.http.AccountFields.USERNAME;
import static org.imalink.http.Caller.OPERATOR;

import java.util.List;
import org.imalink.account.Accounts;
import org.imalink.account.Role;
import org.imalink.database.Database;
import org.jooq.DSLContext;

/** What the commands do with accounts, and admins may not: make them with a password, set one, look at sign-ins. */
final class OperatorUserController {
    private final Accounts accounts;
    private final Database database;

    OperatorUserController(Accounts accounts, Database database) {
        this.accounts = accounts;
        this.database = database;
    }

    void register(RouteTable table) {
        var users = "/api/v1/operator/users";
        var one = Inputs.path(ID);
        var addition = Inputs.NONE.secretBody(List.of(USERNAME, EMAIL, NEW_PASSWORD, DISPLAY_NAME, ROLE, MAY_IMPORT));
        var password = one.secretBody(List.of(NEW_PASSWORD));
        table.free("POST", users, OPERATOR, Effect.WRITE, addition, this::add);
        table.free("POST", users + "/{id}/password", OPERATOR, Effect.WRITE, password, this::setPassword);
        table.read("GET", users + "/{id}/sessions", OPERATOR, one, this::signIns);
        table.free("DELETE", users + "/{id}/sessions", OPERATOR, Effect.WRITE, one, this::endSignIns);
    }

    private Answer add(Call call) {
        NeedsAccounts.check(database);
        var role = AccountFields.role(call);
        var user = accounts.add(
                Actors.of(call),
                AccountFields.newAccount(call, null),
                role == null ? Role.MEMBER : role,
                Boolean.TRUE.equals(call.find(MAY_IMPORT)));
        return AccountJson.user(user).status(201);
    }

    private Answer setPassword(Call call) {
        NeedsAccounts.check(database);
        accounts.setPassword(Actors.of(call), call.get(ID), call.get(NEW_PASSWORD));
        return Answer.success("The password is the new one; every sign-in has ended");
    }

    private Answer signIns(Call call, DSLContext tx) {
        NeedsAccounts.check(tx);
        return AccountJson.signIns(accounts.signIns(tx, call.get(ID)), 0);
    }

    private Answer endSignIns(Call call) {
        NeedsAccounts.check(database);
        accounts.endSignIns(Actors.of(call), call.get(ID));
        return Answer.success("Every sign-in has ended");
    }
}
