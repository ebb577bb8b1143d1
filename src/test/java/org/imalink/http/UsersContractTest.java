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
import org.junit.jupiter.params.provider.ValueSource;

/** Looking after accounts, as an admin and as the operator. */
class UsersContractTest extends AccountsContract {
    private static final String USERS = "/api/v1/users";

    private Client.Reply invite(Client steward, String body) {
        return steward.post(USERS, body);
    }

    private Client.Reply register(String name, String code) {
        return client.post(
                "/api/v1/auth/register",
                "{\"username\":\"%s\",\"email\":\"%s@example.org\",\"password\":\"%s\",\"code\":\"%s\"}"
                        .formatted(name, name, PASSWORD, code));
    }

    private static String code(Client.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("code").stringValue();
    }

    private Client.Reply reset(Client steward, long id) {
        return steward.send("POST", USERS + "/" + id + "/reset", BodyPublishers.noBody());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/users",
        "POST,/api/v1/users",
        "PATCH,/api/v1/users/1",
        "POST,/api/v1/users/1/reset",
        "DELETE,/api/v1/users/invitations/1"
    })
    void members_and_nobody_look_after_no_accounts(String method, String path) {
        var body = BodyPublishers.ofString("{}");
        var json = client.with("Content-Type", "application/json");
        var kari = member("kari").client().with("Content-Type", "application/json");

        assertThat(json.send(method, path, body).status()).isEqualTo(401);
        assertProblem(kari.send(method, path, body), 403, Problem.ADMIN_REQUIRED);
        assertThat(json.with(OperatorGate.HEADER, "7KQM")
                        .send(method, path, body)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void accounts_are_listed_by_name_with_their_sign_ins() {
        var kari = admin("kari");
        add("anna", "member");
        var list = kari.client().get(USERS).json();

        assertThat(Replies.names(list)).containsExactly("users", "invitations");
        assertThat(Replies.texts(list.get("users"), "username")).containsExactly("anna", "kari", "system");
        assertThat(Replies.names(list.get("users").get(0)))
                .containsExactly(
                        "id",
                        "username",
                        "email",
                        "display_name",
                        "is_active",
                        "role",
                        "may_import",
                        "created_at",
                        "updated_at",
                        "last_sign_in_at",
                        "sessions",
                        "is_system");
        assertThat(list.get("users").get(0).get("last_sign_in_at").isNull()).isTrue();
        assertThat(list.get("users").get(1).get("sessions").intValue()).isOne();
        assertThat(list.get("users").get(1).get("last_sign_in_at").stringValue())
                .isNotBlank();
        assertThat(list.get("users").get(2).get("is_system").booleanValue()).isTrue();
        assertThat(operator.get(USERS).json().get("users").size()).isEqualTo(3);
    }

    @Test
    void an_invitation_is_a_code_that_is_told_once_and_used_once() {
        var kari = admin("kari").client();
        var given = invite(kari, "{\"email\":\"ola@example.org\",\"role\":\"admin\",\"may_import\":true}");
        var code = code(given);

        assertThat(Replies.names(given.json())).containsExactly("id", "code", "expires_at");
        assertThat(given.header("cache-control")).isEqualTo("no-store");
        var listed = kari.get(USERS);
        assertThat(Replies.names(listed.json().get("invitations").get(0)))
                .containsExactly("id", "email", "role", "may_import", "created_at", "expires_at");
        assertThat(listed.text()).doesNotContain(code);
        var ola = register("ola", code);
        assertThat(ola.status()).as(ola.text()).isEqualTo(201);
        assertThat(ola.json().get("role").stringValue()).isEqualTo("admin");
        assertThat(ola.json().get("may_import").booleanValue()).isTrue();
        assertProblem(register("per", code), 403, Problem.NOT_INVITED);
        assertThat(kari.get(USERS).json().get("invitations").isEmpty()).isTrue();
    }

    @Test
    void an_invitation_without_a_word_is_for_a_member() {
        var code = code(invite(operator, "{}"));
        var ola = register("ola", code);

        assertThat(ola.json().get("role").stringValue()).isEqualTo("member");
        assertThat(ola.json().get("may_import").booleanValue()).isFalse();
    }

    @Test
    void an_invitation_is_refused_for_somebody_who_is_there() {
        add("ola", "member");

        assertProblem(invite(operator, "{\"email\":\"OLA@example.org\"}"), 409, Problem.TAKEN);
        assertProblem(invite(operator, "{\"email\":\"no address\"}"), 400, Problem.UNACCEPTABLE);
        assertInvalid(invite(operator, "{\"role\":\"owner\"}"), "string_pattern_mismatch", "body", "role");
        assertInvalid(invite(operator, "{\"may_import\":\"very\"}"), "bool_parsing", "body", "may_import");
    }

    @Test
    void a_withdrawn_invitation_works_no_more() {
        var given = invite(operator, "{}");
        var path = USERS + "/invitations/" + given.json().get("id");

        assertSuccess(operator.delete(path), "The invitation is withdrawn");
        assertProblem(register("ola", code(given)), 403, Problem.NOT_INVITED);
        assertProblem(operator.delete(path), 404, Problem.NOT_FOUND);
        assertInvalid(operator.delete(USERS + "/invitations/x"), "int_parsing", "path", "id");
    }

    @Test
    void who_is_disabled_is_signed_out_at_once_and_comes_back_when_enabled() {
        var kari = admin("kari").client();
        var ola = member("ola");
        var path = USERS + "/" + ola.id();
        var disabled = kari.patch(path, "{\"is_active\":false}");

        assertThat(disabled.status()).as(disabled.text()).isEqualTo(200);
        assertThat(disabled.json().get("is_active").booleanValue()).isFalse();
        assertThat(disabled.json().get("sessions").intValue()).isZero();
        assertThat(knows(ola.client())).isFalse();
        assertThat(refresh(ola.refresh()).status()).isEqualTo(401);
        assertProblem(login("ola", PASSWORD), 401, Problem.WRONG_CREDENTIALS);
        assertThat(kari.patch(path, "{\"is_active\":true}")
                        .json()
                        .get("is_active")
                        .booleanValue())
                .isTrue();
        assertThat(login("ola", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void a_role_holds_at_once_for_who_is_signed_in() {
        add("kari", "admin");
        var ola = member("ola");
        var path = USERS + "/" + ola.id();

        assertThat(ola.client().get(USERS).status()).isEqualTo(403);
        operator.patch(path, "{\"role\":\"admin\"}");
        assertThat(ola.client().get(USERS).status()).isEqualTo(200);
        operator.patch(path, "{\"role\":\"member\"}");
        assertThat(ola.client().get(USERS).status()).isEqualTo(403);
    }

    @Test
    void what_is_absent_stays_as_it_is() {
        add("kari", "admin");
        var id = add("ola", "member").get("id").longValue();
        var granted = operator.patch(USERS + "/" + id, "{\"may_import\":true}").json();

        assertThat(granted.get("may_import").booleanValue()).isTrue();
        assertThat(granted.get("role").stringValue()).isEqualTo("member");
        assertThat(granted.get("is_active").booleanValue()).isTrue();
        var kept = operator.patch(USERS + "/" + id, "{\"role\":null}").json();
        for (var field : List.of("username", "email", "role", "is_active", "may_import")) {
            assertThat(kept.get(field)).isEqualTo(granted.get(field));
        }
        assertInvalid(
                operator.patch(USERS + "/" + id, "{\"role\":\"owner\"}"), "string_pattern_mismatch", "body", "role");
        assertProblem(operator.patch(USERS + "/999999", "{}"), 404, Problem.NOT_FOUND);
        assertInvalid(operator.patch(USERS + "/x", "{}"), "int_parsing", "path", "id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"is_active\":false}", "{\"role\":\"member\"}"})
    void the_last_admin_stays_one(String change) {
        var kari = admin("kari");
        var path = USERS + "/" + kari.id();

        assertProblem(kari.client().patch(path, change), 409, Problem.REFUSED);
        assertProblem(operator.patch(path, change), 409, Problem.REFUSED);
        add("ola", "admin");
        assertThat(kari.client().patch(path, change).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"is_active\":false}", "{\"role\":\"admin\"}", "{\"may_import\":true}"})
    void the_system_user_is_left_alone(String change) {
        assertProblem(operator.patch(USERS + "/1", change), 409, Problem.REFUSED);
        assertProblem(reset(operator, 1), 409, Problem.REFUSED);
    }

    @Test
    void a_reset_ends_every_sign_in_and_the_old_password() {
        var kari = admin("kari").client();
        var ola = member("ola");
        var given = reset(kari, ola.id());

        assertThat(given.status()).as(given.text()).isEqualTo(201);
        assertThat(given.header("cache-control")).isEqualTo("no-store");
        assertThat(Replies.names(given.json())).containsExactly("id", "code", "expires_at");
        assertThat(knows(ola.client())).isFalse();
        assertThat(login("ola", PASSWORD).status()).isEqualTo(401);
        assertProblem(reset(kari, 999_999), 404, Problem.NOT_FOUND);
        assertInvalid(kari.send("POST", USERS + "/x/reset", BodyPublishers.noBody()), "int_parsing", "path", "id");
    }

    @Test
    void nothing_secret_is_in_any_list() {
        var kari = admin("kari");
        var text = kari.client().get(USERS).text();

        assertThat(List.of("password", "hash", "token", "argon", kari.access(), kari.refresh()))
                .allSatisfy(word -> assertThat(text).doesNotContain(word));
    }
}
