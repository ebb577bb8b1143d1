package org.imalink.http;

import org.imalink.account.GivenCode;
import org.imalink.account.Invitation;
import org.imalink.account.SignIn;
import org.imalink.account.User;
import org.imalink.account.UserWithSignIns;

/** Accounts as the contract shows them. Nothing secret is among the fields, but for a code when it is given. */
final class AccountJson {
    private AccountJson() {}

    static Answer user(User user) {
        return Answer.object(out -> write(out, user));
    }

    static void write(JsonWriter out, User user) {
        out.field("id", user.id())
                .field("username", user.username())
                .field("email", user.email())
                .field("display_name", user.displayName())
                .field("is_active", user.isActive())
                .field("role", user.role().code())
                .field("may_import", user.mayImport())
                .field("created_at", user.createdAt())
                .field("updated_at", user.updatedAt());
    }

    static void write(JsonWriter out, UserWithSignIns listed) {
        write(out, listed.user());
        out.field("last_sign_in_at", listed.user().lastSignInAt())
                .field("sessions", listed.signIns())
                .field("is_system", listed.user().isSystem());
    }

    static void write(JsonWriter out, Invitation invitation) {
        out.field("id", invitation.id())
                .field("email", invitation.email())
                .field("role", invitation.role().code())
                .field("may_import", invitation.mayImport())
                .field("created_at", invitation.createdAt())
                .field("expires_at", invitation.expiresAt());
    }

    /** @param current the sign-in that asks; 0 for none */
    static void write(JsonWriter out, SignIn signIn, long current) {
        out.field("id", signIn.id())
                .field("client", signIn.client())
                .field("address", signIn.address())
                .field("created_at", signIn.createdAt())
                .field("last_used_at", signIn.lastUsedAt())
                .field("expires_at", signIn.expiresAt())
                .field("current", signIn.id() == current);
    }

    static Answer signIns(Iterable<SignIn> signIns, long current) {
        return Answer.object(out -> out.array(
                "sessions",
                signIns,
                (list, each) -> list.object(each, (fields, signIn) -> write(fields, signIn, current))));
    }

    /** 201 with a code that is told this once. */
    static Answer code(GivenCode given) {
        return Secrets.unkept(Answer.object(out ->
                        out.field("id", given.id()).field("code", given.code()).field("expires_at", given.expiresAt())))
                .status(201);
    }
}
