package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertProblem;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.imalink.access.Phase;
import org.junit.jupiter.api.Test;

/** Forged, expired, ended, reused and oversized tokens, on every route of the table. */
class TokenAttackTest extends AccountsContract {
    /** It has no end, so that no test can read all of it. */
    private static final String ENDLESS = "/api/v1/events";

    private Client.Reply send(Client by, Route route) {
        var path = route.path()
                .template()
                .replace("{month}", "2024-07")
                .replace("{id}", "999999")
                .replaceAll("\\{[a-z]+}", "0");
        return by.with("Content-Type", "application/json").send(route.method(), path, BodyPublishers.ofString("{}"));
    }

    /** What a worthless token gets on a route: never more than no token gets. */
    private void assertWorthless(String why, Client bearer, Route route) {
        var reply = send(bearer, route);
        var what =
                why + ": " + route.method() + " " + route.path() + " answered " + reply.status() + " " + reply.text();
        switch (route.caller()) {
            case EVERYONE, SIGN_IN, SIGN_OUT ->
                assertThat(reply.header("imalink-viewer")).as(what).isNull();
            case VIEWER -> {
                switch (route.effect()) {
                    case READ -> {
                        assertThat(reply.header("imalink-viewer"))
                                .as(what)
                                .isEqualTo("anonymous; reason=invalid_token");
                        assertThat(reply.status())
                                .as(what)
                                .isEqualTo(send(client, route).status());
                    }
                    case WRITE -> assertThat(reply.status()).as(what).isEqualTo(401);
                }
            }
            case SIGNED_IN, IMPORTER, STEWARD, FOUNDER, OPERATOR -> {
                assertThat(reply.status()).as(what).isEqualTo(401);
                assertThat(reply.header("imalink-viewer")).as(what).isNull();
            }
        }
    }

    private List<Route> routes() {
        return server.routes().stream()
                .filter(route -> !route.path().template().equals(ENDLESS))
                .toList();
    }

    @Test
    void a_forged_token_gets_no_more_than_none_on_every_route() {
        var kari = admin("kari");

        ForgedTokens.of(kari.access()).forEach((why, token) -> {
            var bearer = client.with("Authorization", "Bearer " + token);
            assertThat(knows(bearer)).as(why).isFalse();
        });
        // On every route by those that are wrong in ways of their own; the others go the same way as these.
        var telling = List.of("alg none", "another key", "oversized", "another user");
        ForgedTokens.of(kari.access()).entrySet().stream()
                .filter(forged -> telling.contains(forged.getKey()))
                .forEach(forged -> {
                    var bearer = client.with("Authorization", "Bearer " + forged.getValue());
                    routes().forEach(route -> assertWorthless(forged.getKey(), bearer, route));
                });
        var good = kari.client().get("/api/v1/auth/me");
        assertThat(good.status())
                .as("the good one is good all along: " + good.text())
                .isEqualTo(200);
    }

    @Test
    void an_expired_token_gets_no_more_than_none_on_every_route() {
        add("kari", "admin");
        var expired = server.accountsAgo(
                java.time.Duration.ofMinutes(16),
                accounts -> accounts.signIn("kari", PASSWORD, new org.imalink.account.Visitor("127.0.0.1", null))
                        .accessToken());
        var bearer = client.with("Authorization", "Bearer " + expired);

        routes().forEach(route -> assertWorthless("expired", bearer, route));
    }

    @Test
    void a_token_whose_sign_in_has_ended_gets_no_more_than_none_on_every_route() {
        var kari = admin("kari");
        kari.client().send("POST", "/api/v1/auth/logout", BodyPublishers.noBody());

        routes().forEach(route -> assertWorthless("ended", kari.client(), route));
    }

    @Test
    void a_token_is_good_for_its_own_purpose_only() {
        var kari = admin("kari");
        var swapped = Map.of(
                "the refresh token as access token", client.with("Authorization", "Bearer " + kari.refresh()),
                "the image token as access token", client.with("Authorization", "Bearer " + kari.image()),
                "the access token as image token", withCookie(client, Secrets.IMAGE_COOKIE, kari.access()),
                "the refresh token as image token", withCookie(client, Secrets.IMAGE_COOKIE, kari.refresh()),
                "the image token where an access token is asked for",
                        withCookie(client, Secrets.IMAGE_COOKIE, kari.image()));

        swapped.forEach((why, by) -> {
            assertThat(knows(by)).as(why).isFalse();
            assertThat(by.get("/api/v1/users").status()).as(why).isEqualTo(401);
            assertThat(by.post("/api/v1/authors/", "{\"name\":\"Kari\"}").header("imalink-viewer"))
                    .as(why)
                    .isNotEqualTo("admin");
        });
        for (var token : List.of(
                kari.access(),
                kari.image(),
                kari.refresh() + "x",
                kari.refresh().substring(1))) {
            assertProblem(refresh(token), 401, Problem.SIGN_IN_ENDED);
        }
        assertThat(knows(kari.client())).isTrue();
    }

    @Test
    void a_token_in_the_address_is_not_looked_at() {
        var kari = admin("kari");

        for (var name : List.of("access_token", "token", "authorization", "imalink_image")) {
            assertThat(client.get("/api/v1/auth/me?" + name + "=" + kari.access())
                            .status())
                    .isEqualTo(401);
        }
    }

    /** A server that remembers header lines of a connection must not take one for another. */
    @Test
    void a_token_in_other_letters_is_another_token_on_the_same_connection() {
        var kari = admin("kari");
        var other = client.with(
                "Authorization", "Bearer " + kari.access().replaceFirst("[^.]*$", "") + inOtherCase(kari.access()));

        for (int time = 0; time < 2; time++) {
            assertThat(knows(kari.client())).isTrue();
            assertThat(knows(other)).isFalse();
        }
    }

    private static String inOtherCase(String token) {
        return token.substring(token.lastIndexOf('.') + 1)
                .chars()
                .map(letter ->
                        Character.isUpperCase(letter) ? Character.toLowerCase(letter) : Character.toUpperCase(letter))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void an_image_token_shows_pictures_and_changes_nothing() {
        var kari = admin("kari");
        var byCookie = withCookie(client, Secrets.IMAGE_COOKIE, kari.image());

        var read = byCookie.get("/api/v1/photos/");
        assertThat(read.status()).isEqualTo(200);
        if (setting.phase() == Phase.DUAL) {
            assertThat(read.header("imalink-viewer")).isEqualTo("admin");
        }
        var written = byCookie.post("/api/v1/authors/", "{\"name\":\"Ola\"}");
        assertThat(written.header("imalink-viewer")).isNull();
        assertThat(byCookie.get("/api/v1/users/me").status()).isEqualTo(401);
    }

    @Test
    void a_reused_refresh_token_ends_the_sign_in_for_thief_and_owner_alike() {
        var kari = member("kari");
        var second = SignedIn.of(client, refresh(kari.refresh()));
        var third = SignedIn.of(client, refresh(second.refresh()));

        assertProblem(refresh(kari.refresh()), 401, Problem.SIGN_IN_ENDED);
        assertProblem(refresh(third.refresh()), 401, Problem.SIGN_IN_ENDED);
        for (var each : List.of(kari, second, third)) {
            assertThat(knows(each.client())).isFalse();
        }
    }

    @Test
    void a_refresh_token_with_another_generation_or_sign_in_is_worth_nothing() {
        var kari = member("kari");
        var ola = member("ola");
        var hers = kari.refresh().split("\\.");
        var his = ola.refresh().split("\\.");

        assertThat(hers).hasSize(4);
        for (var forged : List.of(
                List.of(his[0], hers[1], hers[2], hers[3]),
                List.of(hers[0], "1", hers[2], hers[3]),
                List.of(hers[0], "-1", hers[2], hers[3]),
                List.of(hers[0], "9".repeat(40), hers[2], hers[3]),
                List.of(hers[0], hers[1], "9".repeat(40), hers[3]),
                List.of(hers[0], hers[1], hers[3]),
                List.of(hers[0], hers[1], hers[2], ""))) {
            assertProblem(refresh(String.join(".", forged)), 401, Problem.SIGN_IN_ENDED);
        }
        assertProblem(refresh("A".repeat(5_000)), 401, Problem.SIGN_IN_ENDED);
        assertThat(refresh(kari.refresh()).status())
                .as("guessing ended nothing")
                .isEqualTo(200);
        assertThat(refresh(ola.refresh()).status()).isEqualTo(200);
    }
}
