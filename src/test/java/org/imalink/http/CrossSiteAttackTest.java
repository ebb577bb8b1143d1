package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page from elsewhere has the browser of somebody who is signed in send requests, with every cookie that it has. */
class CrossSiteAttackTest extends AccountsContract {
    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final List<String> CONTENT_TYPES = List.of(
            "",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json");

    /** All of {@code kari}'s cookies, and nothing else of hers. */
    private Client cookiesOf(SignedIn kari) {
        return client.with(
                "Cookie",
                Secrets.REFRESH_COOKIE + "=" + kari.refresh() + "; " + Secrets.IMAGE_COOKIE + "=" + kari.image());
    }

    private Stream<Route> unsafeRoutes() {
        return server.routes().stream().filter(route -> !SAFE.contains(route.method()));
    }

    private Client.Reply send(Client by, Route route, String contentType) {
        var typed = contentType.isEmpty() ? by : by.with("Content-Type", contentType);
        var path = route.path().template().replace("{id}", "1").replaceAll("\\{[a-z]+}", "0");
        return typed.send(
                route.method(),
                path,
                BodyPublishers.ofString("{\"username\":\"mallory\",\"email\":\"m@example.org\",\"name\":\"Mallory\","
                        + "\"display_name\":\"Mallory\",\"password\":\"" + PASSWORD + "\",\"current_password\":\""
                        + PASSWORD + "\",\"new_password\":\"mallory knows it\",\"to\":\"single\"}"));
    }

    private String everything() {
        return operator.get("/api/v1/users").text()
                + client.get("/api/v1/multiuser/status").text()
                + client.get("/api/v1/authors/").text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://evil.localhost.example"})
    void a_page_from_elsewhere_changes_nothing_by_any_method_and_content_type(String origin) {
        var kari = admin("kari");
        var page = cookiesOf(kari).with("Origin", origin).with("Sec-Fetch-Site", "cross-site");
        var before = everything();

        unsafeRoutes()
                .forEach(route -> CONTENT_TYPES.forEach(type -> {
                    var reply = send(page, route, type);
                    assertThat(reply.status())
                            .as(route + " " + type + " " + reply.text())
                            .isEqualTo(403);
                    assertThat(SignedIn.setCookies(reply)).isEmpty();
                    assertThat(reply.header("access-control-allow-origin")).isNull();
                }));
        assertThat(everything()).isEqualTo(before);
        assertThat(knows(kari.client())).isTrue();
    }

    @Test
    void a_page_that_hides_its_origin_changes_nothing() {
        var kari = admin("kari");
        var page = cookiesOf(kari).with("Sec-Fetch-Site", "cross-site");
        var before = everything();

        unsafeRoutes()
                .forEach(route -> CONTENT_TYPES.forEach(
                        type -> assertThat(send(page, route, type).status()).isEqualTo(403)));
        assertThat(everything()).isEqualTo(before);
        assertThat(knows(kari.client())).isTrue();
    }

    /** Cookies know of no ports: the browser sends them to us from every program's page on the same machine. */
    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "http://127.0.0.1:3000", "http://other.localhost"})
    void a_page_of_another_program_on_the_same_machine_is_known_by_no_cookie(String origin) {
        var kari = admin("kari");
        var page = cookiesOf(kari).with("Origin", origin).with("Sec-Fetch-Site", "same-site");

        accountRoutes()
                .forEach(route -> CONTENT_TYPES.forEach(type -> {
                    var reply = send(page, route, type);
                    assertThat(reply.status())
                            .as(route + " " + type + " " + reply.text())
                            .isIn(401, 403);
                }));
        var refreshed = page.send("POST", "/api/v1/auth/refresh", BodyPublishers.noBody());
        assertThat(refreshed.status()).isEqualTo(401);
        page.send("POST", "/api/v1/auth/logout", BodyPublishers.noBody());
        assertThat(knows(kari.client())).isTrue();
        assertThat(refresh(kari.refresh()).status()).as("nothing was exchanged").isEqualTo(200);
    }

    /** All but those that anybody may call without an account. */
    private Stream<Route> accountRoutes() {
        return unsafeRoutes().filter(route -> switch (route.caller()) {
            case SIGNED_IN, IMPORTER, STEWARD, FOUNDER, OPERATOR -> true;
            case EVERYONE, VIEWER, SIGN_IN, SIGN_OUT -> false;
        });
    }

    @Test
    void even_from_our_own_page_cookies_alone_change_nothing_but_refreshing_and_signing_out() {
        var kari = admin("kari");
        var page = cookiesOf(kari)
                .with("Origin", "http://127.0.0.1:" + server.port())
                .with("Sec-Fetch-Site", "same-origin");
        var before = everything();

        accountRoutes()
                .forEach(route -> CONTENT_TYPES.forEach(type -> {
                    var reply = send(page, route, type);
                    assertThat(reply.status())
                            .as(route + " " + type + " " + reply.text())
                            .isEqualTo(401);
                }));
        assertThat(everything()).isEqualTo(before);

        var refreshed = page.send("POST", "/api/v1/auth/refresh", BodyPublishers.noBody());
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(page.send("POST", "/api/v1/auth/logout", BodyPublishers.noBody())
                        .status())
                .isEqualTo(200);
        assertThat(knows(kari.client())).isFalse();
    }

    @Test
    void signing_in_by_a_form_of_another_page_is_refused() {
        add("mallory", "member");
        var form = client.with("Origin", "https://evil.example");

        for (var type : CONTENT_TYPES) {
            var typed = type.isEmpty() ? form : form.with("Content-Type", type);
            var reply =
                    typed.send("POST", "/api/v1/auth/login", BodyPublishers.ofString(credentials("mallory", PASSWORD)));
            assertThat(reply.status()).isEqualTo(403);
            assertThat(SignedIn.setCookies(reply)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "http://127.0.0.1:3000"})
    void a_page_of_another_program_gets_no_cookies_into_the_browser(String origin) {
        add("mallory", "member");
        var page = client.with("Origin", origin);
        var reply = page.post("/api/v1/auth/login", credentials("mallory", PASSWORD));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(SignedIn.setCookies(reply)).isEmpty();
        assertThat(reply.header("access-control-allow-credentials")).isNull();
    }

    @Test
    void only_our_own_page_may_read_answers_with_cookies() {
        var preflight = client.with("Origin", "https://evil.example")
                .with("Access-Control-Request-Method", "DELETE")
                .with("Access-Control-Request-Headers", "authorization")
                .send("OPTIONS", "/api/v1/users/me", BodyPublishers.noBody());

        assertThat(preflight.status()).isEqualTo(403);
        assertThat(preflight.header("access-control-allow-origin")).isNull();
    }
}
