package org.imalink.http;

import static org.imalink.http.AccountFields.DISPLAY_NAME;
import static org.imalink.http.AccountFields.EMAIL;
import static org.imalink.http.AccountFields.NEW_PASSWORD;
import static org.imalink.http.AccountFields.USERNAME;
import static org.imalink.http.Caller.FOUNDER;
import static org.imalink.http.Caller.STEWARD;

import java.util.List;
import org.imalink.account.Accounts;
import org.imalink.database.Database;

/** The person of the single-user time takes user 1 as their own, or gives it back. */
final class ClaimController {
    private static final String PATH = "/api/v1/multiuser/claim";

    private final Accounts accounts;
    private final Database database;

    ClaimController(Accounts accounts, Database database) {
        this.accounts = accounts;
        this.database = database;
    }

    void register(RouteTable table) {
        var claim = Inputs.NONE.secretBody(List.of(USERNAME, EMAIL, NEW_PASSWORD, DISPLAY_NAME));
        table.free("POST", PATH, FOUNDER, Effect.WRITE, claim, this::claim);
        table.free("DELETE", PATH, STEWARD, Effect.WRITE, Inputs.NONE, this::unclaim);
    }

    private Answer claim(Call call) {
        NeedsAccounts.check(database);
        return AccountJson.user(accounts.claim(Actors.of(call), AccountFields.newAccount(call, null)))
                .status(201);
    }

    private Answer unclaim(Call call) {
        accounts.unclaim(Actors.of(call));
        return Answer.success("The library belongs to the system user again");
    }
}
