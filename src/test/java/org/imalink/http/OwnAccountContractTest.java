package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertInvalid;
import static org.imalink.http.Replies.assertProblem;
import static org.imalink.http.Replies.assertSuccess;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do with the account that they are signed in to. */
class OwnAccountContractTest extends AccountsContract {
    private static final String ME = "/api/v1/users/me";

    private static Client.Reply disable(SignedIn person, String password) {
        return person.client()
                .with("Content-Type", "application/json")
                .send("DELETE", ME, BodyPublishers.ofString("{\"password\":\"" + password + "\"}"));
    }

    private static Client.Reply changePassword(SignedIn person, String current, String next) {
        return person.client()
                .post(
                        ME + "/password",
                        "{\"current_password\":\"%s\",\"new_password\":\"%s\"}".formatted(current, next));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/users/me",
        "PUT,/api/v1/users/me",
        "DELETE,/api/v1/users/me",
        "POST,/api/v1/users/me/password",
        "GET,/api/v1/users/me/sessions",
        "DELETE,/api/v1/users/me/sessions",
        "DELETE,/api/v1/users/me/sessions/1"
    })
    void nobody_has_an_account_without_signing_in(String method, String path) {
        var reply = client.with("Content-Type", "application/json").send(method, path, BodyPublishers.ofString("{}"));

        assertProblem(reply, 401, Problem.SIGN_IN_REQUIRED);
        assertThat(reply.header("www-authenticate")).startsWith("Bearer");
    }

    @Test
    void the_account_is_told_as_signing_in_told_it() {
        var kari = member("kari");

        assertThat(kari.client().get(ME).json()).isEqualTo(kari.user());
    }

    @Test
    void the_display_name_is_changed_and_cleared_and_what_is_absent_stays() {
        var kari = member("kari").client();

        var named = kari.put(ME, "{\"display_name\":\"Kari Nordmann\"}");
        assertThat(named.status()).as(named.text()).isEqualTo(200);
        assertThat(named.json().get("display_name").stringValue()).isEqualTo("Kari Nordmann");
        assertThat(kari.put(ME, "{\"display_name\":null}")
                        .json()
                        .get("display_name")
                        .stringValue())
                .isEqualTo("Kari Nordmann");
        assertThat(kari.put(ME, "{\"display_name\":\"\"}")
                        .json()
                        .get("display_name")
                        .isNull())
                .isTrue();
        assertInvalid(
                kari.put(ME, "{\"display_name\":\"" + "x".repeat(101) + "\"}"),
                "string_too_long",
                "body",
                "display_name");
    }

    @Test
    void a_new_e_mail_asks_for_the_password() {
        var kari = member("kari").client();
        add("ola", "member");

        assertProblem(kari.put(ME, "{\"email\":\"new@example.org\"}"), 403, Problem.WRONG_PASSWORD);
        assertProblem(
                kari.put(ME, "{\"email\":\"new@example.org\",\"current_password\":\"wrong\"}"),
                403,
                Problem.WRONG_PASSWORD);
        var right = ",\"current_password\":\"" + PASSWORD + "\"}";
        assertProblem(kari.put(ME, "{\"email\":\"no address\"" + right), 400, Problem.UNACCEPTABLE);
        assertProblem(kari.put(ME, "{\"email\":\"OLA@example.org\"" + right), 409, Problem.TAKEN);
        assertThat(kari.put(ME, "{\"email\":\"new@example.org\"" + right)
                        .json()
                        .get("email")
                        .stringValue())
                .isEqualTo("new@example.org");
        assertThat(login("new@example.org", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void an_account_is_given_up_with_the_password_and_can_be_enabled_again() {
        var kari = member("kari");

        assertProblem(disable(kari, "wrong password"), 403, Problem.WRONG_PASSWORD);
        assertThat(knows(kari.client())).isTrue();
        var reply = disable(kari, PASSWORD);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(SignedIn.setCookie(reply, "imalink_refresh")).contains("Max-Age=0");
        assertThat(knows(kari.client())).isFalse();
        assertProblem(login("kari", PASSWORD), 401, Problem.WRONG_CREDENTIALS);

        assertThat(operator.patch("/api/v1/users/" + kari.id(), "{\"is_active\":true}")
                        .status())
                .isEqualTo(200);
        assertThat(login("kari", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void the_last_admin_cannot_give_the_account_up() {
        var kari = admin("kari");
        assertProblem(disable(kari, PASSWORD), 409, Problem.REFUSED);

        add("ola", "admin");
        assertThat(disable(kari, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void a_new_password_ends_every_other_sign_in_at_once_and_signs_in_anew() {
        var here = member("kari");
        var there = signIn("kari");
        var reply = changePassword(here, PASSWORD, "en helt ny setning");
        var renewed = SignedIn.of(client, reply);

        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(knows(renewed.client())).isTrue();
        assertThat(knows(here.client())).isFalse();
        assertThat(knows(there.client())).isFalse();
        assertThat(refresh(there.refresh()).status()).isEqualTo(401);
        assertThat(refresh(here.refresh()).status()).isEqualTo(401);
        assertThat(login("kari", PASSWORD).status()).isEqualTo(401);
        assertThat(login("kari", "en helt ny setning").status()).isEqualTo(200);
    }

    @Test
    void a_new_password_needs_the_present_one_and_must_not_be_common() {
        var kari = member("kari");

        assertProblem(changePassword(kari, "wrong", "en helt ny setning"), 403, Problem.WRONG_PASSWORD);
        assertProblem(changePassword(kari, PASSWORD, "password"), 400, Problem.UNACCEPTABLE);
        var invalid = changePassword(kari, PASSWORD, "short");
        assertInvalid(invalid, "string_too_short", "body", "new_password");
        assertThat(invalid.text()).doesNotContain(PASSWORD).doesNotContain("\"short\"");
        assertThat(knows(kari.client())).isTrue();
    }

    @Test
    void guessing_the_present_password_is_limited() {
        var kari = member("kari");
        Client.Reply reply;
        do {
            reply = changePassword(kari, "not her password", "en helt ny setning");
        } while (reply.status() == 403);

        assertProblem(reply, 429, Problem.TOO_MANY_ATTEMPTS);
        assertThat(Long.parseLong(reply.header("retry-after"))).isPositive();
    }

    @Test
    void the_sign_ins_are_listed_the_newest_first_with_the_one_that_asks() {
        add("kari", "member");
        var phone = SignedIn.of(
                client,
                client.with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                        .post("/api/v1/auth/login", credentials("kari", PASSWORD)));
        var here = signIn("kari");
        var sessions = here.client().get(ME + "/sessions").json().get("sessions");

        assertThat(sessions.size()).isEqualTo(2);
        assertThat(sessions.valueStream().map(each -> each.get("current").booleanValue()))
                .isEqualTo(List.of(true, false));
        assertThat(Replies.names(sessions.get(1)))
                .containsExactly("id", "client", "address", "created_at", "last_used_at", "expires_at", "current");
        assertThat(sessions.get(1).get("client").stringValue())
                .contains("Firefox")
                .contains("Linux");
        assertThat(sessions.get(1).get("address").stringValue()).isEqualTo("127.0.0.1");
        assertThat(knows(phone.client())).isTrue();
    }

    @Test
    void one_sign_in_is_ended_and_the_others_stay() {
        var phone = member("kari");
        var here = signIn("kari");
        var id = here.client()
                .get(ME + "/sessions")
                .json()
                .get("sessions")
                .get(1)
                .get("id")
                .longValue();

        assertSuccess(here.client().delete(ME + "/sessions/" + id), "The sign-in has ended");
        assertThat(knows(phone.client())).isFalse();
        assertThat(knows(here.client())).isTrue();
        assertProblem(here.client().delete(ME + "/sessions/" + id), 404, Problem.NOT_FOUND);
        assertInvalid(here.client().delete(ME + "/sessions/x"), "int_parsing", "path", "id");
    }

    @Test
    void all_sign_ins_are_ended_this_one_too() {
        var phone = member("kari");
        var here = signIn("kari");
        var reply = here.client().delete(ME + "/sessions");

        assertSuccess(reply, "Signed out everywhere");
        assertThat(SignedIn.setCookie(reply, "imalink_refresh")).contains("Max-Age=0");
        assertThat(knows(phone.client())).isFalse();
        assertThat(knows(here.client())).isFalse();
    }
}
