package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Line breaks, control characters and markup in everything that people and browsers say of themselves. */
class InjectionAttackTest extends AccountsContract {
    private static final String LINE = "2026-01-01 00:00:00 [main] WARN forged";

    private Client.Reply register(String username, String email, String displayName) {
        return client.post(
                "/api/v1/auth/register",
                Json.text(out -> out.object(
                        username,
                        (o, name) -> o.field("username", name)
                                .field("email", email)
                                .field("display_name", displayName)
                                .field("password", PASSWORD))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "\n",
                "\r",
                "\u0085",
                "\u2028",
                "\u0007",
                "\u001b[2J",
                "\u202e",
                "\u200b",
                "\t",
                "/",
                "<b>",
                "%0d"
            })
    void a_username_of_more_than_letters_and_digits_is_refused(String sequence) {
        var reply = register("kari" + sequence + "x", "kari@example.org", null);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.no\r\nBcc: all@example.org", "a b@example.org", "a@b@c.no", "a\u0000@b.no", "@", "a@"})
    void an_e_mail_that_holds_more_than_an_address_is_refused(String email) {
        assertThat(register("kari", email, null).status()).isIn(400, 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Kari\r\nSet-Cookie: imalink_refresh=x", "Kari\u001b[2J", "Kari\u2028x"})
    void a_display_name_with_control_characters_is_refused(String displayName) {
        assertThat(register("kari", "kari@example.org", displayName).status()).isEqualTo(400);
    }

    @Test
    void markup_in_a_display_name_goes_out_as_text_of_json() {
        var script = "<script>alert(1)</script>";
        var reply = register("kari", "kari@example.org", script);

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.json().get("display_name").stringValue()).isEqualTo(script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x'); drop table users; --", "\" or \"\"=\"", "%' or '1'='1", "${jndi:ldap://x}", "{{7*7}}"})
    void what_looks_like_a_command_is_only_a_wrong_name(String name) {
        add("kari", "member");
        var body = Json.text(
                out -> out.object(name, (o, text) -> o.field("username", text).field("password", "x' or '1'='1")));

        assertThat(client.post("/api/v1/auth/login", body).status()).isEqualTo(401);
        assertThat(login("kari", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void a_user_agent_is_kept_short_and_clean() {
        add("kari", "member");
        var hostile = List.of("<script>alert(1)</script>", "\u00e9\u0080\u0085".repeat(50), "x".repeat(4_000), "\t");

        for (var agent : hostile) {
            var signedIn = SignedIn.of(
                    client, client.with("User-Agent", agent).post("/api/v1/auth/login", credentials("kari", PASSWORD)));
            var session = signedIn.client()
                    .get("/api/v1/users/me/sessions")
                    .json()
                    .get("sessions")
                    .get(0);
            var told =
                    session.get("client").isNull() ? "" : session.get("client").stringValue();
            assertThat(told.length()).isLessThan(200);
            assertThat(told).doesNotContain("<script>").matches("\\P{Cntrl}*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1\u0085 forged", "<script>alert(1)</script>", "1.2.3.4, ' or 1=1 --", "::1%0d%0aforged"
            })
    void a_forwarded_address_without_a_trusted_proxy_is_kept_nowhere(String address) {
        add("kari", "member");
        var signedIn = SignedIn.of(
                client,
                client.with("X-Forwarded-For", address)
                        .with("Forwarded", "for=\"" + address + "\"")
                        .with("X-Real-IP", address)
                        .post("/api/v1/auth/login", credentials("kari", PASSWORD)));

        assertThat(signedIn.client()
                        .get("/api/v1/users/me/sessions")
                        .json()
                        .get("sessions")
                        .get(0)
                        .get("address")
                        .stringValue())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void nothing_that_somebody_sends_becomes_a_line_of_the_log_or_a_header() {
        var log = LogCapture.of(() -> {
            register("kari\r\n" + LINE, "x\r\n" + LINE, "\n" + LINE);
            login("\\r\\n" + LINE, "\\n" + LINE);
            client.post("/api/v1/auth/reset", "{\"code\":\"\\r\\n" + LINE + "\",\"password\":\"\\n12345678\"}");
            client.with("Authorization", "Bearer x\u0085" + LINE).get("/api/v1/auth/me");
            client.with("Cookie", "imalink_refresh=x\u0085" + LINE)
                    .send("POST", "/api/v1/auth/refresh", BodyPublishers.noBody());
            client.delete("/api/v1/users/me/sessions/%0d%0a" + LINE.replaceAll("[^0-9a-z]", "%20"));
            var raw = RawRequest.send(
                    server.port(),
                    "POST /api/v1/auth/logout HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: imalink_refresh=a%0d%0aSet-Cookie: x=y\r\n"
                            + "User-Agent: x\rInjected: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            assertThat(raw).doesNotContainIgnoringCase("\r\nInjected:").doesNotContain("x=y");
        });

        assertThat(log.lines()).noneMatch(line -> line.startsWith("2026-01-01"));
        assertThat(log).doesNotContain(LINE);
    }

    @Test
    void no_token_password_code_or_e_mail_is_in_the_log() {
        var secrets = new java.util.ArrayList<String>();
        var log = LogCapture.of(() -> {
            register("kari", "kari@example.org", "Kari");
            login("kari", "not her password");
            var kari = signIn("kari");
            var renewed = SignedIn.of(client, refresh(kari.refresh()));
            SignedIn.of(client, refresh(renewed.refresh()));
            refresh(kari.refresh());
            var invitation = operator.post("/api/v1/users", "{\"email\":\"ola@example.org\"}")
                    .json()
                    .get("code")
                    .stringValue();
            var code = operator.send("POST", "/api/v1/users/" + kari.id() + "/reset", BodyPublishers.noBody())
                    .json()
                    .get("code")
                    .stringValue();
            client.post("/api/v1/auth/reset", "{\"code\":\"" + code + "\",\"password\":\"en helt ny setning\"}");
            client.post("/api/v1/auth/login", "{\"username\":\"kari@example.org\",\"password\":\"en helt ny");
            secrets.addAll(List.of(kari.access(), kari.refresh(), kari.image(), renewed.refresh(), invitation, code));
        });

        secrets.addAll(List.of(PASSWORD, "en helt ny", "not her password", "@example.org"));
        assertThat(secrets).allSatisfy(secret -> assertThat(log).doesNotContain(secret));
    }
}
