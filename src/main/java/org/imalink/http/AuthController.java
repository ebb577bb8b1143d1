package org.imalink.http;

import static org.imalink.http.AccountFields.DISPLAY_NAME;
import static org.imalink.http.AccountFields.EMAIL;
import static org.imalink.http.AccountFields.NEW_PASSWORD;
import static org.imalink.http.AccountFields.USERNAME;
import static org.imalink.http.Caller.SIGNED_IN;
import static org.imalink.http.Caller.SIGN_IN;
import static org.imalink.http.Caller.SIGN_OUT;

import java.util.List;
import org.imalink.account.AccountException;
import org.imalink.account.Accounts;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Making an account, signing in and out. */
final class AuthController {
    private static final Field<String> CODE = Field.optional("code", Text.length(0, 100));
    private static final Field<String> RESET_CODE = Field.required("code", Text.length(0, 100));
    private static final Field<String> NAME_OR_EMAIL = Field.required("username", Text.length(0, 255));
    private static final Field<String> PASSWORD = Field.required("password", Text.length(0, 1024));
    private static final Field<Long> EPOCH = Field.optional("epoch", WholeNumber.between(0, Integer.MAX_VALUE));

    private final Accounts accounts;

    AuthController(Accounts accounts) {
        this.accounts = accounts;
    }

    void register(RouteTable table) {
        var registration = Inputs.NONE.secretBody(List.of(USERNAME, EMAIL, NEW_PASSWORD, DISPLAY_NAME, CODE));
        var login = Inputs.NONE.secretBody(List.of(NAME_OR_EMAIL, PASSWORD));
        var reset = Inputs.NONE.secretBody(List.of(RESET_CODE, NEW_PASSWORD));
        var view = Inputs.NONE.optionalBody(List.of(EPOCH));
        table.free("POST", "/api/v1/auth/register", SIGN_IN, Effect.WRITE, registration, this::makeAccount);
        table.free("POST", "/api/v1/auth/login", SIGN_IN, Effect.WRITE, login, this::signIn);
        table.free("POST", "/api/v1/auth/refresh", SIGN_IN, Effect.WRITE, view, this::refresh);
        table.free("POST", "/api/v1/auth/logout", SIGN_OUT, Effect.WRITE, Inputs.NONE, this::signOut);
        table.free("POST", "/api/v1/auth/reset", SIGN_IN, Effect.WRITE, reset, this::resetPassword);
        table.read("GET", "/api/v1/auth/me", SIGNED_IN, Inputs.NONE, this::me);
    }

    private Answer makeAccount(Call call) {
        var user = accounts.register(AccountFields.newAccount(call, call.find(CODE)), AccountFields.visitor(call));
        return AccountJson.user(user).status(201);
    }

    private Answer signIn(Call call) {
        return Secrets.signedIn(
                call, accounts.signIn(call.get(NAME_OR_EMAIL), call.get(PASSWORD), AccountFields.visitor(call)));
    }

    private Answer refresh(Call call) {
        var token = call.cookie(Secrets.REFRESH_COOKIE);
        if (token == null) {
            throw new AccountException.SignInEnded();
        }
        return Secrets.signedIn(call, accounts.refresh(token, shownEpoch(call)));
    }

    /**
     * The epoch of the view that the client says it shows; null when it says nothing. Epochs only grow, so that what has begun
     * here has begun in the exchange too.
     *
     * @throws InvalidRequest for one that has not begun
     */
    private static @Nullable Integer shownEpoch(Call call) {
        var shown = call.find(EPOCH);
        if (shown == null) {
            return null;
        }
        var mistakes = new Mistakes(false);
        WholeNumber.between(0, call.standing().epoch()).read(Json.of(shown), List.of("body", EPOCH.name()), mistakes);
        mistakes.refuse();
        return shown.intValue();
    }

    private Answer signOut(Call call) {
        accounts.signOut(call.bearer(), call.cookie(Secrets.REFRESH_COOKIE));
        return Secrets.signedOut(call, Answer.success("Signed out"));
    }

    private Answer resetPassword(Call call) {
        accounts.resetPassword(call.get(RESET_CODE), call.get(NEW_PASSWORD), AccountFields.visitor(call));
        return Answer.success("Password changed. Sign in with the new one.");
    }

    private Answer me(Call call, DSLContext tx) {
        return AccountJson.user(accounts.me(tx, call.signedIn()));
    }
}
