package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Somebody tries to learn who has an account: by answers, and by the work that a server does for them. */
class EnumerationAttackTest extends AccountsContract {
    /** What tells one answer from another; the length of a wait may differ, because time goes on. */
    private static String seen(Client.Reply reply) {
        var headers = new TreeMap<>(reply.response().headers().map());
        headers.remove("date");
        headers.remove("retry-after");
        return reply.status() + " " + headers + " " + reply.text();
    }

    private long work(Runnable request) {
        long before = server.hashes();
        request.run();
        return server.hashes() - before;
    }

    private void disable(long id) {
        assertThat(operator.patch("/api/v1/users/" + id, "{\"is_active\":false}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void signing_in_answers_the_same_for_who_is_there_and_who_is_not() {
        add("kari", "member");
        disable(add("disabled", "member").get("id").longValue());
        var waiting = add("waiting", "member").get("id").longValue();
        operator.send("POST", "/api/v1/users/" + waiting + "/reset", BodyPublishers.noBody());
        var expected = seen(login("kari", "not her password"));

        for (var name : List.of(
                "nobody",
                "disabled",
                "waiting",
                "system",
                "system@imalink.local",
                "nobody@example.org",
                "",
                " ",
                "kari ' or 1=1 --",
                "\\u0001")) {
            assertThat(seen(login(name, "not her password"))).as(name).isEqualTo(expected);
        }
        assertThat(seen(login("disabled", PASSWORD)))
                .as("even with the right password")
                .isEqualTo(expected);
    }

    @Test
    void signing_in_does_the_same_work_for_who_is_there_and_who_is_not() {
        add("kari", "member");
        disable(add("disabled", "member").get("id").longValue());

        for (var name :
                List.of("kari", "KARI@example.org", "nobody", "disabled", "system", "nobody@example.org", "a b")) {
            assertThat(work(() -> login(name, "not her password"))).as(name).isOne();
        }
        assertThat(work(() -> login("disabled", PASSWORD))).isOne();
    }

    @Test
    void too_many_attempts_are_told_the_same_for_who_is_there_and_who_is_not() {
        add("kari", "member");

        assertThat(untilRefused("kari")).isEqualTo(untilRefused("nobody"));
    }

    /** All answers up to the first that asks to wait. */
    private List<String> untilRefused(String name) {
        var answers = new java.util.ArrayList<String>();
        Client.Reply reply;
        do {
            reply = login(name, "not her password");
            answers.add(seen(reply));
        } while (reply.status() == 401);
        return answers;
    }

    @Test
    void a_code_for_a_new_password_answers_the_same_and_does_the_same_work_whatever_is_wrong_with_it() {
        var id = add("kari", "member").get("id").longValue();
        var used = resetCode(id);
        assertThat(reset(used).status()).isEqualTo(200);
        var replaced = resetCode(id);
        resetCode(id);
        var expected = seen(reset("AAAA-BBBB-CCCC-DDDD"));

        for (var code : List.of(used, replaced, "", "x", "AAAA-BBBB-CCCC-DDDE")) {
            assertThat(seen(reset(code))).as(code).isEqualTo(expected);
        }
        var works = List.<Runnable>of(() -> reset(used), () -> reset("x")).stream()
                .map(request -> work(request))
                .distinct();
        assertThat(works).hasSize(1);
    }

    private Client.Reply reset(String code) {
        return client.post("/api/v1/auth/reset", "{\"code\":\"" + code + "\",\"password\":\"en helt ny setning\"}");
    }

    private String resetCode(long id) {
        return operator.send("POST", "/api/v1/users/" + id + "/reset", BodyPublishers.noBody())
                .json()
                .get("code")
                .stringValue();
    }

    @Test
    void a_wrong_refresh_token_answers_the_same_whatever_is_wrong_with_it() {
        var kari = member("kari");
        var ended = signIn("kari");
        ended.client().send("POST", "/api/v1/auth/logout", BodyPublishers.noBody());
        var expected = seen(refresh("x"));

        assertThat(seen(refresh(ended.refresh()))).isEqualTo(expected);
        assertThat(seen(refresh(kari.access()))).isEqualTo(expected);
        assertThat(seen(client.send("POST", "/api/v1/auth/refresh", BodyPublishers.noBody())))
                .isEqualTo(expected);
    }

    @Test
    void what_everybody_may_read_says_nothing_of_accounts() {
        var before = client.get("/api/v1/multiuser/status").text();
        member("kari");
        admin("anna");

        assertThat(client.get("/api/v1/multiuser/status").text())
                .isEqualTo(before)
                .doesNotContain("kari")
                .doesNotContain("anna");
    }
}
