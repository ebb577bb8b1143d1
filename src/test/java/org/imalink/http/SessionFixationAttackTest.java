package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertProblem;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** Somebody puts cookies of their own into another's browser, and waits for its owner to sign in. */
class SessionFixationAttackTest extends AccountsContract {
    private Client browserWith(SignedIn attacker) {
        return client.with(
                "Cookie",
                Secrets.REFRESH_COOKIE + "=" + attacker.refresh() + "; " + Secrets.IMAGE_COOKIE + "="
                        + attacker.image());
    }

    @Test
    void a_cookie_from_before_signing_in_is_never_taken_over() {
        var mallory = member("mallory");
        add("victim", "member");
        var reply = browserWith(mallory).post("/api/v1/auth/login", credentials("victim", PASSWORD));
        var victim = SignedIn.of(client, reply);

        assertThat(victim.refresh()).isNotEqualTo(mallory.refresh());
        assertThat(victim.image()).isNotEqualTo(mallory.image());
        assertThat(SignedIn.of(client, refresh(mallory.refresh())).id()).isEqualTo(mallory.id());
        assertThat(mallory.client().get("/api/v1/users/me").json()).isEqualTo(mallory.user());
        assertThat(victim.client()
                        .get("/api/v1/users/me/sessions")
                        .json()
                        .get("sessions")
                        .size())
                .isOne();
    }

    @Test
    void a_token_that_somebody_made_up_names_no_sign_in_afterwards() {
        add("victim", "member");
        var planned = "0123456789abcdef0123456789abcdef.0.planned";
        SignedIn.of(
                client,
                withCookie(client, Secrets.REFRESH_COOKIE, planned)
                        .post("/api/v1/auth/login", credentials("victim", PASSWORD)));

        assertProblem(refresh(planned), 401, Problem.SIGN_IN_ENDED);
    }

    @Test
    void every_signing_in_has_tokens_of_its_own() {
        var first = member("kari");
        var second = signIn("kari");

        assertThat(second.access()).isNotEqualTo(first.access());
        assertThat(second.refresh()).isNotEqualTo(first.refresh());
        assertThat(second.image()).isNotEqualTo(first.image());
    }

    @Test
    void a_changed_password_leaves_nothing_of_the_tokens_before() {
        var before = member("kari");
        var after = SignedIn.of(
                client,
                before.client()
                        .post(
                                "/api/v1/users/me/password",
                                "{\"current_password\":\"" + PASSWORD + "\",\"new_password\":\"en helt ny setning\"}"));

        assertThat(after.image()).isNotEqualTo(before.image());
        assertThat(withCookie(client, Secrets.IMAGE_COOKIE, before.image())
                        .get("/api/v1/photos/")
                        .header("imalink-viewer"))
                .isEqualTo("anonymous; reason=invalid_token");
        assertProblem(refresh(before.refresh()), 401, Problem.SIGN_IN_ENDED);
    }

    @Test
    void signing_out_by_anothers_cookie_ends_only_that_sign_in() {
        var mallory = member("mallory");
        var victim = member("victim");
        victim.client()
                .with("Cookie", Secrets.REFRESH_COOKIE + "=" + mallory.refresh())
                .send("POST", "/api/v1/auth/logout", BodyPublishers.noBody());

        assertThat(knows(victim.client())).isFalse();
    }
}
