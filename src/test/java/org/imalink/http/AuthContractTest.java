package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertInvalid;
import static org.imalink.http.Replies.assertProblem;
import static org.imalink.http.Replies.assertSuccess;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making an account, signing in and out. */
class AuthContractTest extends AccountsContract {
    private static final String KARI =
            "{\"username\":\"kari\",\"email\":\"kari@example.org\",\"password\":\"" + PASSWORD + "\"}";

    private Client.Reply register(String body) {
        return client.post("/api/v1/auth/register", body);
    }

    @Test
    void who_registers_is_told_the_account_without_anything_secret() {
        var reply = register(KARI.replace("}", ",\"display_name\":\"Kari Nordmann\"}"));

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(Replies.names(reply.json()))
                .containsExactly(
                        "id",
                        "username",
                        "email",
                        "display_name",
                        "is_active",
                        "role",
                        "may_import",
                        "created_at",
                        "updated_at");
        assertThat(reply.json().get("username").stringValue()).isEqualTo("kari");
        assertThat(reply.json().get("display_name").stringValue()).isEqualTo("Kari Nordmann");
        assertThat(reply.json().get("role").stringValue()).isEqualTo("member");
        assertThat(reply.json().get("is_active").booleanValue()).isTrue();
        assertThat(reply.json().get("may_import").booleanValue()).isFalse();
        assertThat(SignedIn.setCookies(reply)).isEmpty();
        assertThat(login("kari", PASSWORD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"KARI,new@example.org", "other,Kari@Example.Org", "system,new@example.org"})
    void a_name_or_an_e_mail_that_somebody_has_is_taken_in_any_case(String username, String email) {
        register(KARI);
        assertProblem(
                register("{\"username\":\"%s\",\"email\":\"%s\",\"password\":\"%s\"}"
                        .formatted(username, email, PASSWORD)),
                409,
                Problem.TAKEN);
    }

    @Test
    void values_outside_their_limits_are_named_but_never_repeated() {
        assertInvalid(register(KARI.replace("kari\",", "ka\",")), "string_too_short", "body", "username");
        assertInvalid(register(KARI.replace("kari\",", "k".repeat(51) + "\",")), "string_too_long", "body", "username");
        assertInvalid(register(KARI.replace(PASSWORD, "7 signs")), "string_too_short", "body", "password");
        assertInvalid(register(KARI.replace(PASSWORD, "x".repeat(1025))), "string_too_long", "body", "password");
        assertInvalid(
                register(KARI.replace("}", ",\"display_name\":\"" + "x".repeat(101) + "\"}")),
                "string_too_long",
                "body",
                "display_name");
        var missing = register("{\"password\":\"" + PASSWORD + "\"}");
        assertInvalid(missing, "missing", "body", "username");
        assertThat(missing.text()).doesNotContain(PASSWORD);
        assertThat(register(KARI.replace(PASSWORD, "7 signs")).text()).doesNotContain("7 signs");
    }

    @ParameterizedTest
    @CsvSource({"kari,password", "'a b c',syv sorte kaker", "a/b/c,syv sorte kaker"})
    void what_cannot_be_used_is_refused_with_the_reason(String username, String password) {
        assertProblem(
                register(KARI.replace("kari\",", username + "\",").replace(PASSWORD, password)),
                400,
                Problem.UNACCEPTABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kari", "KARI", "Kari@Example.org"})
    void signing_in_takes_the_name_or_the_e_mail_in_any_case(String name) {
        register(KARI);
        var reply = login(name, PASSWORD);

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(Replies.names(reply.json())).containsExactly("access_token", "token_type", "expires_in", "user");
        assertThat(reply.json().get("token_type").stringValue()).isEqualTo("bearer");
        assertThat(reply.json().get("expires_in").intValue()).isEqualTo(15 * 60);
        assertThat(reply.json().get("user").get("username").stringValue()).isEqualTo("kari");
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void the_cookies_are_for_this_server_alone_and_for_as_long_as_the_sign_in() {
        register(KARI);
        var reply = login("kari", PASSWORD);

        assertThat(SignedIn.setCookies(reply)).hasSize(3);
        assertThat(SignedIn.setCookie(reply, "imalink_refresh"))
                .matches(
                        "imalink_refresh=[A-Za-z0-9._~-]+; Path=/api/v1/auth; Max-Age=\\d+; HttpOnly; SameSite=Strict");
        assertThat(SignedIn.setCookie(reply, "imalink_image"))
                .matches("imalink_image=[A-Za-z0-9._~-]+; Path=/api/v1; Max-Age=\\d+; HttpOnly; SameSite=Strict");
        var age = SignedIn.setCookie(reply, "imalink_refresh").replaceAll(".*Max-Age=(\\d+).*", "$1");
        assertThat(Long.parseLong(age)).isBetween(89L * 86_400, 90L * 86_400);
        // Scripts read from it that there is something to renew, and nothing else.
        assertThat(SignedIn.setCookie(reply, "imalink_signed_in"))
                .isEqualTo("imalink_signed_in=1; Path=/; Max-Age=" + age + "; SameSite=Strict");
    }

    @Test
    void a_wrong_password_an_unknown_name_and_the_system_user_get_the_same_answer() {
        register(KARI);
        var wrong = login("kari", "not her password");

        assertProblem(wrong, 401, Problem.WRONG_CREDENTIALS);
        assertThat(wrong.header("www-authenticate")).isEqualTo("Bearer");
        assertThat(wrong.json().get("detail").stringValue()).isEqualTo("Incorrect username or password");
        assertThat(login("nobody", PASSWORD).text()).isEqualTo(wrong.text());
        assertThat(login("system", "disabled").text()).isEqualTo(wrong.text());
        assertThat(login("kari", "").text()).isEqualTo(wrong.text());
        assertThat(SignedIn.setCookies(wrong)).isEmpty();
    }

    @Test
    void signing_in_needs_a_name_and_a_password() {
        var reply = client.post("/api/v1/auth/login", "{\"username\":\"kari\",\"password\":5}");
        assertInvalid(reply, "string_type", "body", "password");
        assertInvalid(client.post("/api/v1/auth/login", "{}"), "missing", "body", "username");
        assertInvalid(login("kari", "x".repeat(1025)), "string_too_long", "body", "password");
    }

    @Test
    void too_many_wrong_passwords_are_told_with_the_time_to_wait() {
        register(KARI);
        Client.Reply reply;
        do {
            reply = login("kari", "not her password");
        } while (reply.status() == 401);

        assertProblem(reply, 429, Problem.TOO_MANY_ATTEMPTS);
        assertThat(Long.parseLong(reply.header("retry-after"))).isPositive();
    }

    @Test
    void a_refresh_gives_new_tokens_for_the_same_sign_in() {
        var kari = member("kari");
        var reply = refresh(kari.refresh());
        var renewed = SignedIn.of(client, reply);

        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(renewed.refresh()).isNotEqualTo(kari.refresh());
        assertThat(renewed.image()).isEqualTo(kari.image());
        assertThat(renewed.user()).isEqualTo(kari.user());
        assertThat(knows(renewed.client())).isTrue();
        assertThat(renewed.client()
                        .get("/api/v1/users/me/sessions")
                        .json()
                        .get("sessions")
                        .size())
                .isOne();
    }

    @Test
    void tokens_come_with_the_epoch_of_the_view_that_they_are_for() {
        int present = presentEpoch();
        var kari = member("kari");

        assertThat(login("kari", PASSWORD).header("imalink-epoch")).isEqualTo(Integer.toString(present));
        var old = refresh(kari.refresh(), 0);
        assertThat(old.header("imalink-epoch")).isEqualTo("0");
        var kept = refresh(SignedIn.of(client, old).refresh());
        assertThat(kept.header("imalink-epoch")).isEqualTo("0");
        var lifted = refresh(SignedIn.of(client, kept).refresh(), present);
        assertThat(lifted.header("imalink-epoch")).isEqualTo(Integer.toString(present));
        assertThat(knows(SignedIn.of(client, lifted).client())).isTrue();
    }

    @Test
    void a_refresh_takes_no_view_that_is_still_to_come_and_exchanges_nothing_then() {
        var kari = member("kari");
        var cookie = withCookie(client, Secrets.REFRESH_COOKIE, kari.refresh());
        var ahead = refresh(kari.refresh(), presentEpoch() + 1);

        assertInvalid(ahead, "less_than_equal", "body", "epoch");
        assertInvalid(refresh(kari.refresh(), -1), "greater_than_equal", "body", "epoch");
        assertInvalid(cookie.post("/api/v1/auth/refresh", "{\"epoch\":\"x\"}"), "int_parsing", "body", "epoch");
        assertThat(SignedIn.setCookies(ahead)).isEmpty();
        var exchanged = SignedIn.of(client, cookie.post("/api/v1/auth/refresh", "{\"epoch\":null}"));
        assertThat(exchanged.refresh()).contains(".1.");
    }

    @Test
    void a_refresh_without_a_sign_in_asks_to_sign_in() {
        var none = client.send("POST", "/api/v1/auth/refresh", BodyPublishers.noBody());

        assertProblem(none, 401, Problem.SIGN_IN_ENDED);
        assertThat(none.header("www-authenticate")).isEqualTo("Bearer");
        assertProblem(refresh("nonsense"), 401, Problem.SIGN_IN_ENDED);
    }

    @Test
    void signing_out_ends_the_sign_in_and_takes_the_cookies_away() {
        var kari = member("kari");
        var reply = kari.client().send("POST", "/api/v1/auth/logout", BodyPublishers.noBody());

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(SignedIn.setCookie(reply, "imalink_refresh"))
                .isEqualTo("imalink_refresh=; Path=/api/v1/auth; Max-Age=0; HttpOnly; SameSite=Strict");
        assertThat(SignedIn.setCookie(reply, "imalink_image"))
                .isEqualTo("imalink_image=; Path=/api/v1; Max-Age=0; HttpOnly; SameSite=Strict");
        assertThat(knows(kari.client())).isFalse();
        assertProblem(refresh(kari.refresh()), 401, Problem.SIGN_IN_ENDED);
    }

    @Test
    void signing_out_works_by_the_cookie_alone_and_for_nobody_too() {
        var kari = member("kari");
        var byCookie = withCookie(client, Secrets.REFRESH_COOKIE, kari.refresh());

        assertThat(byCookie.send("POST", "/api/v1/auth/logout", BodyPublishers.noBody())
                        .status())
                .isEqualTo(200);
        assertThat(knows(kari.client())).isFalse();
        assertSuccess(client.send("POST", "/api/v1/auth/logout", BodyPublishers.noBody()), "Signed out");
    }

    @Test
    void what_a_browser_kept_from_before_signing_out_does_not_go_on_saying_who_it_was_for() {
        var byCookie = withCookie(client, Secrets.IMAGE_COOKIE, member("kari").image());
        var kept = byCookie.get("/api/v1/timeline");
        assertThat(kept.header("imalink-viewer")).isEqualTo("member");

        var again = client.with("If-None-Match", kept.header("etag")).get("/api/v1/timeline");

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("imalink-viewer")).isEqualTo("anonymous");
    }

    @Test
    void a_code_for_a_new_password_works_once() {
        var kari = member("kari");
        var code = operator.send("POST", "/api/v1/users/" + kari.id() + "/reset", BodyPublishers.noBody())
                .json()
                .get("code")
                .stringValue();
        var body = "{\"code\":\"" + code + "\",\"password\":\"en helt ny setning\"}";

        assertThat(login("kari", PASSWORD).status()).isEqualTo(401);
        var reset = client.post("/api/v1/auth/reset", body);
        assertThat(reset.status()).as(reset.text()).isEqualTo(200);
        assertThat(login("kari", "en helt ny setning").status()).isEqualTo(200);
        assertProblem(client.post("/api/v1/auth/reset", body), 403, Problem.NOT_INVITED);
        assertProblem(client.post("/api/v1/auth/reset", body.replace(code, "")), 403, Problem.NOT_INVITED);
        var invalid = client.post("/api/v1/auth/reset", body.replace("en helt ny setning", "short"));
        assertInvalid(invalid, "string_too_short", "body", "password");
        assertThat(invalid.text()).doesNotContain(code);
    }

    @Test
    void a_new_password_must_not_be_a_common_one_and_the_code_stays_good() {
        var kari = member("kari");
        var code = operator.send("POST", "/api/v1/users/" + kari.id() + "/reset", BodyPublishers.noBody())
                .json()
                .get("code")
                .stringValue();
        var body = "{\"code\":\"" + code + "\",\"password\":\"password\"}";

        assertProblem(client.post("/api/v1/auth/reset", body), 400, Problem.UNACCEPTABLE);
        assertThat(client.post("/api/v1/auth/reset", body.replace(":\"password\"", ":\"en helt ny setning\""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void guessing_codes_is_limited() {
        Client.Reply reply;
        do {
            reply = client.post("/api/v1/auth/reset", "{\"code\":\"AAAA-BBBB\",\"password\":\"en helt ny setning\"}");
        } while (reply.status() == 403);

        assertProblem(reply, 429, Problem.TOO_MANY_ATTEMPTS);
    }

    @Test
    void me_is_who_is_signed_in_and_nobody_else() {
        var kari = member("kari");

        assertThat(kari.client().get("/api/v1/auth/me").json()).isEqualTo(kari.user());
        var nobody = client.get("/api/v1/auth/me");
        assertProblem(nobody, 401, Problem.SIGN_IN_REQUIRED);
        assertThat(nobody.header("www-authenticate")).startsWith("Bearer");
        assertThat(nobody.json().get("type").stringValue()).isEqualTo(Problem.SIGN_IN_REQUIRED.type());
    }
}
