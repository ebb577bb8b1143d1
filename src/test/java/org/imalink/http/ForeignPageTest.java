package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertProblem;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.imalink.database.Engine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page from elsewhere, in the browser of somebody who may use this server, reads and changes nothing. */
class ForeignPageTest {
    private static RunningServer server;

    private Client client;

    @BeforeAll
    static void start() {
        server = RunningServer.with(
                Engine.SQLITE,
                new HttpSettings(
                        "127.0.0.1",
                        0,
                        List.of("https://photos.example.org"),
                        List.of("photos.example.org"),
                        TrustedProxies.NONE,
                        false));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void call() {
        client = server.client();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "https://evil.example",
                "null",
                "http://localhost.evil.example",
                "http://127.0.0.1.evil.example",
                "https://photos.example.org.evil.example",
                "file://",
                "chrome-extension://abc",
                "http://192.168.1.66:8000"
            })
    void a_foreign_origin_neither_reads_nor_writes(String origin) {
        var page = client.with("Origin", origin);
        for (var reply : List.of(
                page.get("/api/v1/photos/"),
                page.get("/health"),
                page.post("/api/v1/authors/", "{\"name\":\"Evil\"}"),
                page.send("POST", "/api/v1/authors/", BodyPublishers.ofString("{\"name\":\"Evil\"}")))) {
            assertProblem(reply, 403, Problem.FOREIGN_ORIGIN);
            assertThat(reply.header("access-control-allow-origin")).isNull();
        }
        var preflight = page.with("Access-Control-Request-Method", "PUT")
                .send("OPTIONS", "/api/v1/photos/x", BodyPublishers.noBody());
        assertProblem(preflight, 403, Problem.FOREIGN_ORIGIN);
        assertThat(client.get("/api/v1/authors/").text()).doesNotContain("Evil");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,no-cors,''",
        "GET,no-cors,http://evil.example/page",
        "POST,navigate,''",
        "POST,no-cors,http://evil.example/",
        "GET,cors,nonsense"
    })
    void what_a_browser_sends_silently_for_a_foreign_page_is_refused(String method, String mode, String referer) {
        var page = client.with("Sec-Fetch-Site", "cross-site").with("Sec-Fetch-Mode", mode);
        var reply = (referer.isEmpty() ? page : page.with("Referer", referer))
                .send(method, "/api/v1/photos/", BodyPublishers.noBody());
        assertProblem(reply, 403, Problem.FOREIGN_ORIGIN);
    }

    @Test
    void a_link_from_elsewhere_may_be_followed() {
        assertThat(client.with("Sec-Fetch-Site", "cross-site")
                        .with("Sec-Fetch-Mode", "navigate")
                        .get("/health")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "same-site", "none"})
    void a_browser_that_asks_for_a_page_of_this_server_is_answered(String site) {
        assertThat(client.with("Sec-Fetch-Site", site).get("/health").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:5173", "http://127.0.0.1:3000", "https://localhost", "http://[::1]:8080"})
    void pages_of_this_machine_read_and_write_without_credentials(String origin) {
        var reply = client.with("Origin", origin).get("/api/v1/photos/");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("access-control-allow-origin")).isEqualTo(origin);
        assertThat(reply.header("access-control-allow-credentials")).isNull();
        assertThat(reply.header("vary")).contains("Origin");
        assertThat(client.with("Origin", origin).get("/api/v1/photos/missing").header("access-control-allow-origin"))
                .isEqualTo(origin);
        var picture = client.with("Sec-Fetch-Site", "cross-site")
                .with("Sec-Fetch-Mode", "no-cors")
                .with("Referer", origin + "/");
        assertThat(picture.get("/health").status()).isEqualTo(200);
    }

    @Test
    void configured_pages_read_and_write_with_credentials() {
        var reply = client.with("Origin", "https://photos.example.org").get("/api/v1/photos/");
        assertThat(reply.header("access-control-allow-origin")).isEqualTo("https://photos.example.org");
        assertThat(reply.header("access-control-allow-credentials")).isEqualTo("true");
    }

    @Test
    void the_server_s_own_pages_need_no_permission() {
        var reply = client.with("Origin", "http://127.0.0.1:" + server.port()).get("/api/v1/photos/");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("access-control-allow-origin")).isNull();
    }

    @Test
    void a_preflight_is_answered_as_the_single_user_server_did() {
        var reply = client.with("Origin", "http://localhost:5173")
                .with("Access-Control-Request-Method", "PUT")
                .with("Access-Control-Request-Headers", "content-type, x-other")
                .send("OPTIONS", "/api/v1/photos/x", BodyPublishers.noBody());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("OK");
        assertThat(reply.header("access-control-allow-origin")).isEqualTo("http://localhost:5173");
        assertThat(reply.header("access-control-allow-methods"))
                .isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
        assertThat(reply.header("access-control-max-age")).isEqualTo("600");
        assertThat(reply.header("access-control-allow-headers")).isEqualTo("content-type, x-other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8000",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "photos.example.org.evil.example",
                "a b",
                "x@localhost"
            })
    void a_rebound_host_name_is_not_answered(String host) {
        var answer = RawRequest.get(server.port(), "/api/v1/photos/", host);
        assertThat(answer)
                .matches("(?s)HTTP/1.1 4(00|21) .*")
                .doesNotContain("\"data\"")
                .contains("\"detail\"");
    }

    @Test
    void a_name_that_is_not_answered_says_what_to_configure() {
        assertThat(RawRequest.get(server.port(), "/", "nas.local"))
                .startsWith("HTTP/1.1 421 ")
                .contains("IMALINK_ALLOWED_HOSTS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8000",
                "127.0.0.1",
                "192.168.1.20:8000",
                "[::1]:8000",
                "photos.example.org",
                "Photos.Example.org.:443"
            })
    void the_server_s_own_names_and_all_addresses_are_answered(String host) {
        assertThat(RawRequest.get(server.port(), "/health", host)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/v1/photos/", "/nothing", "/api/v1/authors/x"})
    void every_answer_tells_browsers_to_run_nothing_of_it(String path) {
        var reply = client.get(path);
        assertThat(reply.header("content-security-policy"))
                .isEqualTo(
                        "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; script-src 'self'; object-src 'none';"
                                + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.header("server")).isNull();
    }
}
