package org.imalink.http;

import static org.imalink.http.AccountFields.DISPLAY_NAME;
import static org.imalink.http.AccountFields.ID;
import static org.imalink.http.Caller.SIGNED_IN;

import java.util.List;
import org.imalink.account.Accounts;
import org.jooq.DSLContext;

/** What people do with the account that they are signed in to. Whose it is comes from the token alone. */
final class OwnAccountController {
    private static final Field<String> EMAIL = Field.optional("email", Text.length(0, 255));
    private static final Field<String> CONFIRMATION = Field.optional("current_password", Text.length(0, 1024));
    private static final Field<String> PASSWORD = Field.required("password", Text.length(0, 1024));
    private static final Field<String> CURRENT = Field.required("current_password", Text.length(0, 1024));
    private static final Field<String> NEXT = Field.required("new_password", Text.length(8, 1024));

    private final Accounts accounts;

    OwnAccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    void register(RouteTable table) {
        var me = "/api/v1/users/me";
        var update = Inputs.NONE.secretBody(List.of(DISPLAY_NAME, EMAIL, CONFIRMATION));
        var end = Inputs.NONE.secretBody(List.of(PASSWORD));
        var change = Inputs.NONE.secretBody(List.of(CURRENT, NEXT));
        table.read("GET", me, SIGNED_IN, Inputs.NONE, this::get);
        table.free("PUT", me, SIGNED_IN, Effect.WRITE, update, this::update);
        table.free("DELETE", me, SIGNED_IN, Effect.WRITE, end, this::disable);
        table.free("POST", me + "/password", SIGNED_IN, Effect.WRITE, change, this::changePassword);
        table.read("GET", me + "/sessions", SIGNED_IN, Inputs.NONE, this::signIns);
        table.free("DELETE", me + "/sessions", SIGNED_IN, Effect.WRITE, Inputs.NONE, this::endAll);
        table.free("DELETE", me + "/sessions/{id}", SIGNED_IN, Effect.WRITE, Inputs.path(ID), this::endOne);
    }

    private Answer get(Call call, DSLContext tx) {
        return AccountJson.user(accounts.me(tx, call.signedIn()));
    }

    private Answer update(Call call) {
        return AccountJson.user(accounts.updateOwn(
                call.signedIn(),
                call.find(DISPLAY_NAME),
                call.find(EMAIL),
                call.find(CONFIRMATION),
                AccountFields.visitor(call)));
    }

    private Answer disable(Call call) {
        accounts.disableOwn(call.signedIn(), call.get(PASSWORD), AccountFields.visitor(call));
        return Secrets.signedOut(
                call, Answer.success("The account is disabled. Its photos are kept; the operator decides about them."));
    }

    private Answer changePassword(Call call) {
        return Secrets.signedIn(
                call,
                accounts.changePassword(
                        call.signedIn(), call.get(CURRENT), call.get(NEXT), AccountFields.visitor(call)));
    }

    private Answer signIns(Call call, DSLContext tx) {
        var viewer = call.signedIn();
        return AccountJson.signIns(accounts.signIns(tx, viewer.user()), viewer.session());
    }

    private Answer endAll(Call call) {
        accounts.endSignIns(call.signedIn());
        return Secrets.signedOut(call, Answer.success("Signed out everywhere"));
    }

    private Answer endOne(Call call) {
        accounts.endSignIn(call.signedIn(), call.get(ID));
        return Answer.success("The sign-in has ended");
    }
}
