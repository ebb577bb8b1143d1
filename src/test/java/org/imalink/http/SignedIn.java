package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a browser has after signing in.
 *
 * @param client sends the access token with every request
 * @param refresh the value of the refresh cookie
 * @param image the value of the image cookie
 */
record SignedIn(Client client, JsonNode user, String access, String refresh, String image) {
    static SignedIn of(Client anonymous, Client.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        var access = reply.json().get("access_token").stringValue();
        return new SignedIn(
                anonymous.with("Authorization", "Bearer " + access),
                reply.json().get("user"),
                access,
                cookie(reply, Secrets.REFRESH_COOKIE),
                cookie(reply, Secrets.IMAGE_COOKIE));
    }

    long id() {
        return user.get("id").longValue();
    }

    /** The header line by which a cookie is set. */
    static String setCookie(Client.Reply reply, String name) {
        return setCookies(reply).stream()
                .filter(line -> line.startsWith(name + "="))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No cookie " + name + " in " + setCookies(reply)));
    }

    static List<String> setCookies(Client.Reply reply) {
        return reply.response().headers().allValues("set-cookie");
    }

    static String cookie(Client.Reply reply, String name) {
        var line = setCookie(reply, name);
        return line.substring(name.length() + 1, line.indexOf(';'));
    }
}
