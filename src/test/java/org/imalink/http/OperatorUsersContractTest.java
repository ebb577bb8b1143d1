package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertInvalid;
import static org.imalink.http.Replies.assertProblem;
import static org.imalink.http.Replies.assertSuccess;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands do with accounts through the running server. */
class OperatorUsersContractTest extends AccountsContract {
    private static final String USERS = "/api/v1/operator/users";

    private static final String OLA =
            "{\"username\":\"ola\",\"email\":\"ola@example.org\",\"password\":\"" + PASSWORD + "\"}";

    @ParameterizedTest
    @CsvSource({
        "POST,/api/v1/operator/users",
        "POST,/api/v1/operator/users/1/password",
        "GET,/api/v1/operator/users/1/sessions",
        "DELETE,/api/v1/operator/users/1/sessions"
    })
    void an_admin_is_no_operator(String method, String path) {
        var body = BodyPublishers.ofString("{}");
        var json = client.with("Content-Type", "application/json");
        var kari = admin("kari").client().with("Content-Type", "application/json");

        assertProblem(json.send(method, path, body), 401, Problem.OPERATOR_REQUIRED);
        assertProblem(kari.send(method, path, body), 401, Problem.OPERATOR_REQUIRED);
    }

    @Test
    void an_account_is_added_with_what_it_may() {
        var ola = operator.post(USERS, OLA.replace("}", ",\"role\":\"admin\",\"may_import\":true}"));

        assertThat(ola.status()).as(ola.text()).isEqualTo(201);
        assertThat(ola.json().get("role").stringValue()).isEqualTo("admin");
        assertThat(ola.json().get("may_import").booleanValue()).isTrue();
        assertThat(login("ola", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void an_account_that_cannot_be_is_refused_with_the_reason() {
        operator.post(USERS, OLA);

        assertProblem(operator.post(USERS, OLA), 409, Problem.TAKEN);
        assertProblem(operator.post(USERS, OLA.replace(PASSWORD, "password")), 400, Problem.UNACCEPTABLE);
        assertInvalid(
                operator.post(USERS, OLA.replace("}", ",\"role\":\"owner\"}")),
                "string_pattern_mismatch",
                "body",
                "role");
        var invalid = operator.post(USERS, OLA.replace(PASSWORD, "short"));
        assertInvalid(invalid, "string_too_short", "body", "password");
        assertThat(invalid.text()).doesNotContain("\"short\"");
    }

    @Test
    void a_new_password_holds_at_once() {
        var ola = member("ola");
        var path = USERS + "/" + ola.id() + "/password";

        assertSuccess(
                operator.post(path, "{\"password\":\"en helt ny setning\"}"),
                "The password is the new one; every sign-in has ended");
        assertThat(knows(ola.client())).isFalse();
        assertThat(login("ola", PASSWORD).status()).isEqualTo(401);
        assertThat(login("ola", "en helt ny setning").status()).isEqualTo(200);
        assertProblem(operator.post(path, "{\"password\":\"password\"}"), 400, Problem.UNACCEPTABLE);
        assertInvalid(operator.post(path, "{}"), "missing", "body", "password");
        assertProblem(
                operator.post(USERS + "/999999/password", "{\"password\":\"en helt ny setning\"}"),
                404,
                Problem.NOT_FOUND);
        assertProblem(
                operator.post(USERS + "/1/password", "{\"password\":\"en helt ny setning\"}"), 409, Problem.REFUSED);
    }

    @Test
    void the_sign_ins_of_anybody_are_listed_and_ended() {
        var ola = member("ola");
        var path = USERS + "/" + ola.id() + "/sessions";
        var sessions = operator.get(path).json().get("sessions");

        assertThat(sessions.size()).isOne();
        assertThat(sessions.get(0).get("current").booleanValue()).isFalse();
        assertSuccess(operator.delete(path), "Every sign-in has ended");
        assertThat(knows(ola.client())).isFalse();
        assertThat(operator.get(path).json().get("sessions").isEmpty()).isTrue();
        assertProblem(operator.get(USERS + "/999999/sessions"), 404, Problem.NOT_FOUND);
        assertProblem(operator.delete(USERS + "/999999/sessions"), 404, Problem.NOT_FOUND);
        assertInvalid(operator.get(USERS + "/x/sessions"), "int_parsing", "path", "id");
        assertInvalid(operator.delete(USERS + "/x/sessions"), "int_parsing", "path", "id");
    }
}
