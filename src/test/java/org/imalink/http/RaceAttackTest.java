package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The same thing asked for twice at once. */
class RaceAttackTest extends AccountsContract {
    private static final int AT_ONCE = 4;

    /** Answers to requests that are sent at the same moment. */
    private static <T> List<T> atOnce(List<Callable<T>> requests) {
        var start = new CyclicBarrier(requests.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = requests.stream()
                    .map(request -> threads.submit(() -> {
                        start.await();
                        return request.call();
                    }))
                    .toList();
            var answers = new java.util.ArrayList<T>();
            for (var each : running) {
                answers.add(each.get());
            }
            return answers;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> List<T> atOnce(Callable<T> request) {
        return atOnce(java.util.Collections.nCopies(AT_ONCE, request));
    }

    private Callable<Client.Reply> registering(String name, String email, String code) {
        return () -> client.post(
                "/api/v1/auth/register",
                "{\"username\":\"%s\",\"email\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
                        .formatted(name, email, PASSWORD, code));
    }

    private long admins() {
        return operator.get("/api/v1/users")
                .json()
                .get("users")
                .valueStream()
                .filter(user -> user.get("role").stringValue().equals("admin"))
                .count();
    }

    @Test
    void of_two_first_admins_at_once_there_is_one() throws Exception {
        try (var fresh = RunningServer.on(setting.engine())) {
            fresh.moveTo(setting.phase());
            var code = fresh.setupCode();
            var requests = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> (Callable<Client.Reply>) () -> fresh.client()
                            .post(
                                    "/api/v1/auth/register",
                                    "{\"username\":\"first%d\",\"email\":\"f%d@example.org\",\"password\":\"%s\",\"code\":\"%s\"}"
                                            .formatted(i, i, PASSWORD, code)))
                    .toList();
            var roles = atOnce(requests).stream()
                    .filter(reply -> reply.status() == 201)
                    .map(reply -> reply.json().get("role").stringValue());

            assertThat(roles.filter("admin"::equals)).hasSize(1);
            var claim = fresh.client()
                    .with("Imalink-Setup-Code", code)
                    .post(
                            "/api/v1/multiuser/claim",
                            "{\"username\":\"late\",\"email\":\"late@example.org\",\"password\":\"" + PASSWORD + "\"}");
            assertThat(claim.status()).isEqualTo(401);
        }
    }

    @Test
    void of_a_claim_and_a_first_admin_at_once_only_one_is_let_in_by_the_code() throws Exception {
        try (var fresh = RunningServer.on(setting.engine())) {
            fresh.moveTo(setting.phase());
            var code = fresh.setupCode();
            var person = "\"email\":\"%s@example.org\",\"password\":\"" + PASSWORD + "\"";
            List<Callable<Client.Reply>> requests = List.of(
                    () -> fresh.client()
                            .with("Imalink-Setup-Code", code)
                            .post(
                                    "/api/v1/multiuser/claim",
                                    "{\"username\":\"anna\"," + person.formatted("anna") + "}"),
                    () -> fresh.client()
                            .post(
                                    "/api/v1/auth/register",
                                    "{\"username\":\"berit\",\"code\":\"" + code + "\"," + person.formatted("berit")
                                            + "}"));
            var admins = atOnce(requests).stream()
                    .filter(reply -> reply.status() == 201)
                    .filter(reply -> reply.json().get("role").stringValue().equals("admin"));

            assertThat(admins).hasSize(1);
        }
    }

    @RepeatedTest(3)
    void of_one_name_registered_twice_at_once_there_is_one() {
        var replies = atOnce(IntStream.range(0, AT_ONCE)
                .mapToObj(i -> registering(i % 2 == 0 ? "kari" : "KARI", "kari" + i + "@example.org", ""))
                .toList());

        assertThat(replies.stream().map(Client.Reply::status))
                .as(replies.stream().map(Client.Reply::text).toList().toString())
                .containsExactlyInAnyOrder(201, 409, 409, 409);
    }

    @RepeatedTest(3)
    void of_one_e_mail_registered_twice_at_once_there_is_one() {
        var replies = atOnce(IntStream.range(0, AT_ONCE)
                .mapToObj(i -> registering("kari" + i, i % 2 == 0 ? "kari@example.org" : "Kari@Example.org", ""))
                .toList());

        assertThat(replies.stream().map(Client.Reply::status)).containsExactlyInAnyOrder(201, 409, 409, 409);
    }

    @RepeatedTest(3)
    void an_invitation_used_twice_at_once_makes_one_admin() {
        var code = operator.post("/api/v1/users", "{\"role\":\"admin\"}")
                .json()
                .get("code")
                .stringValue();
        atOnce(IntStream.range(0, AT_ONCE)
                .mapToObj(i -> registering("kari" + i, "kari" + i + "@example.org", code))
                .toList());

        assertThat(admins()).isOne();
    }

    @RepeatedTest(3)
    void a_refresh_token_used_twice_at_once_gives_both_the_same_tokens_and_ends_nothing() {
        var kari = member("kari");
        var replies = atOnce(() -> refresh(kari.refresh()));

        assertThat(replies).allMatch(reply -> reply.status() == 200);
        assertThat(replies.stream()
                        .map(reply -> SignedIn.cookie(reply, Secrets.REFRESH_COOKIE))
                        .distinct())
                .hasSize(1);
        var next = SignedIn.of(client, replies.getFirst());
        assertThat(knows(next.client())).isTrue();
        assertThat(refresh(next.refresh()).status()).isEqualTo(200);
        assertThat(next.client()
                        .get("/api/v1/users/me/sessions")
                        .json()
                        .get("sessions")
                        .size())
                .isOne();
    }

    @RepeatedTest(3)
    void a_code_for_a_new_password_used_twice_at_once_works_once() {
        var id = add("kari", "member").get("id").longValue();
        var code = operator.send(
                        "POST", "/api/v1/users/" + id + "/reset", java.net.http.HttpRequest.BodyPublishers.noBody())
                .json()
                .get("code")
                .stringValue();
        var replies = atOnce(() ->
                client.post("/api/v1/auth/reset", "{\"code\":\"" + code + "\",\"password\":\"en helt ny setning\"}"));

        assertThat(replies.stream().map(Client.Reply::status)).containsExactlyInAnyOrder(200, 403, 403, 403);
    }

    @RepeatedTest(3)
    void of_two_admins_who_demote_each_other_at_once_one_is_left() {
        var anna = admin("anna");
        var berit = admin("berit");
        List<Callable<Client.Reply>> requests = List.of(
                () -> anna.client().patch("/api/v1/users/" + berit.id(), "{\"role\":\"member\"}"),
                () -> berit.client().patch("/api/v1/users/" + anna.id(), "{\"is_active\":false}"));
        atOnce(requests);

        assertThat(admins()).isPositive();
        assertThat(operator.get("/api/v1/users")
                        .json()
                        .get("users")
                        .valueStream()
                        .filter(user -> user.get("role").stringValue().equals("admin"))
                        .filter(user -> user.get("is_active").booleanValue()))
                .isNotEmpty();
    }
}
