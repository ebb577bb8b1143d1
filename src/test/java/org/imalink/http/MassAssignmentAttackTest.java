package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody sends fields that a route does not take, and hopes that they are kept. */
class MassAssignmentAttackTest extends AccountsContract {
    private static final String MORE =
            ",\"id\":1,\"user_id\":1,\"is_active\":false,\"is_admin\":true,\"role\":\"admin\","
                    + "\"may_import\":true,\"is_importer\":true,\"is_system\":true,\"claimed_at\":\"2026-01-01T00:00:00\","
                    + "\"password_hash\":\"disabled\",\"username_folded\":\"boss\",\"created_at\":\"2001-01-01T00:00:00\"}";

    private JsonNode listed(long id) {
        return operator.get("/api/v1/users")
                .json()
                .get("users")
                .valueStream()
                .filter(user -> user.get("id").longValue() == id)
                .findFirst()
                .orElseThrow();
    }

    private static void assertPlainMember(JsonNode user) {
        assertThat(user.get("id").longValue()).isGreaterThan(1);
        assertThat(user.get("role").stringValue()).isEqualTo("member");
        assertThat(user.get("is_active").booleanValue()).isTrue();
        assertThat(user.get("may_import").booleanValue()).isFalse();
        assertThat(user.get("created_at").stringValue()).doesNotStartWith("2001");
    }

    @Test
    void registering_takes_no_role_no_id_and_no_grant() {
        var reply = client.post(
                "/api/v1/auth/register",
                "{\"username\":\"mallory\",\"email\":\"m@example.org\",\"password\":\"" + PASSWORD + "\"" + MORE);

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertPlainMember(reply.json());
        assertPlainMember(listed(reply.json().get("id").longValue()));
    }

    @Test
    void ones_own_account_takes_no_role_no_id_and_no_grant() {
        var mallory = member("mallory");
        var reply = mallory.client().put("/api/v1/users/me", "{\"display_name\":\"M\",\"username\":\"boss\"" + MORE);

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("id").longValue()).isEqualTo(mallory.id());
        assertThat(reply.json().get("username").stringValue()).isEqualTo("mallory");
        assertPlainMember(listed(mallory.id()));
    }

    @Test
    void signing_in_refreshing_and_a_new_password_change_nothing_else() {
        var mallory = member("mallory");
        client.post("/api/v1/auth/login", "{\"username\":\"mallory\",\"password\":\"" + PASSWORD + "\"" + MORE);
        withCookie(client, Secrets.REFRESH_COOKIE, mallory.refresh()).post("/api/v1/auth/refresh", "{\"x\":1" + MORE);
        var changed = mallory.client()
                .post(
                        "/api/v1/users/me/password",
                        "{\"current_password\":\"" + PASSWORD + "\",\"new_password\":\"en helt ny setning\"" + MORE);

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertPlainMember(listed(mallory.id()));
    }

    @Test
    void an_admin_changes_no_more_than_state_role_and_grant() {
        var ola = member("ola");
        var reply = operator.patch(
                "/api/v1/users/" + ola.id(),
                "{\"id\":1,\"username\":\"boss\",\"email\":\"boss@example.org\",\"password\":\"en helt ny setning\","
                        + "\"display_name\":\"Boss\",\"password_hash\":\"x\"}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("id").longValue()).isEqualTo(ola.id());
        assertThat(reply.json().get("username").stringValue()).isEqualTo("ola");
        assertThat(reply.json().get("email").stringValue()).isEqualTo("ola@example.org");
        assertThat(reply.json().get("display_name").isNull()).isTrue();
        assertThat(knows(ola.client())).isTrue();
        assertThat(login("ola", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void an_invitation_is_for_what_it_says_whatever_who_uses_it_sends() {
        var code = operator.post("/api/v1/users", "{\"email\":\"ola@example.org\",\"user_id\":1}")
                .json()
                .get("code");
        var other = client.post(
                "/api/v1/auth/register",
                "{\"username\":\"mallory\",\"email\":\"m@example.org\",\"password\":\"%s\",\"code\":%s"
                                .formatted(PASSWORD, code)
                        + MORE);
        // The server of this test is open, so that a code for somebody else is refused or worth nothing.
        if (other.status() == 201) {
            assertPlainMember(other.json());
        } else {
            assertThat(other.status()).isEqualTo(403);
        }
    }

    @Test
    void photos_and_authors_take_no_owner() {
        var mallory = member("mallory");
        var author = mallory.client().post("/api/v1/authors/", "{\"name\":\"Kari\",\"user_id\":" + mallory.id() + "}");

        assertThat(author.status()).as(author.text()).isEqualTo(201);
        assertThat(author.text()).doesNotContain("user_id");
        assertThat(client.get("/api/v1/authors/" + author.json().get("id")).status())
                .isEqualTo(200);
    }
}
