package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertProblem;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody guesses passwords: many at one account, one at many accounts, from one address and from several. */
@ParameterizedClass
@MethodSource("org.imalink.http.AccountSetting#all")
class BruteForceAttackTest {
    private static final String LOGIN = "/api/v1/auth/login";
    private static final String RIGHT = AccountsContract.credentials("kari", AccountsContract.PASSWORD);
    private static final String WRONG = AccountsContract.credentials("kari", "not her password");

    /** Far more than any limit. */
    private static final int MANY = 500;

    @Parameter
    private AccountSetting setting;

    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.with(
                setting.engine(),
                new HttpSettings("127.0.0.1", 0, List.of(), List.of(), TrustedProxies.of(List.of("127.0.0.1")), false));
        server.moveTo(setting.phase());
        add("kari");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void add(String name) {
        var reply = server.client()
                .with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE)
                .post(
                        "/api/v1/operator/users",
                        "{\"username\":\"%s\",\"email\":\"%s@example.org\",\"password\":\"%s\"}"
                                .formatted(name, name, AccountsContract.PASSWORD));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    /** As a proxy on this machine passes it on. */
    private Client from(String address) {
        return server.client().with("X-Forwarded-For", address);
    }

    /** How many guesses are looked at before the first that is not. */
    private static int guesses(Client attacker, String body) {
        return (int) IntStream.range(0, MANY)
                .mapToObj(i -> attacker.post(LOGIN, body))
                .takeWhile(reply -> reply.status() == 401)
                .count();
    }

    @Test
    void guessing_at_one_account_is_stopped_also_for_the_right_password() {
        var attacker = from("203.0.113.5");

        assertThat(guesses(attacker, WRONG)).isBetween(3, 20);
        assertProblem(attacker.post(LOGIN, RIGHT), 429, Problem.TOO_MANY_ATTEMPTS);
        assertProblem(attacker.post(LOGIN, WRONG.replace("kari", "KARI")), 429, Problem.TOO_MANY_ATTEMPTS);
        assertThat(guesses(attacker, WRONG.replace("kari", "kari@example.org")))
                .as("the e-mail is counted by itself, so that no limit tells whose it is")
                .isBetween(3, 20);
    }

    @Test
    void nobody_is_locked_out_of_another_address() {
        guesses(from("203.0.113.5"), WRONG);

        assertThat(from("198.51.100.7").post(LOGIN, RIGHT).status()).isEqualTo(200);
        assertThat(server.client().post(LOGIN, RIGHT).status()).isEqualTo(200);
    }

    @Test
    void the_limit_holds_after_a_restart() {
        var attacker = from("203.0.113.5");
        guesses(attacker, WRONG);

        server.restart();
        assertProblem(from("203.0.113.5").post(LOGIN, WRONG), 429, Problem.TOO_MANY_ATTEMPTS);
        assertThat(from("198.51.100.7").post(LOGIN, RIGHT).status()).isEqualTo(200);
    }

    @Test
    void one_password_at_many_names_is_stopped_too_and_only_for_that_address() {
        var attacker = from("203.0.113.5");
        long looked = IntStream.range(0, MANY)
                .mapToObj(i -> attacker.post(LOGIN, AccountsContract.credentials("name" + i, "not her password")))
                .takeWhile(reply -> reply.status() == 401)
                .count();

        assertThat(looked).isBetween(10L, 200L);
        assertProblem(attacker.post(LOGIN, RIGHT), 429, Problem.TOO_MANY_ATTEMPTS);
        assertThat(from("198.51.100.7").post(LOGIN, RIGHT).status()).isEqualTo(200);
    }

    @Test
    void an_ipv6_network_of_one_customer_counts_as_one_address() {
        guesses(from("2001:db8:1:2::1"), WRONG);

        assertProblem(from("2001:db8:1:2:ffff::9").post(LOGIN, RIGHT), 429, Problem.TOO_MANY_ATTEMPTS);
        assertThat(from("2001:db8:1:3::1").post(LOGIN, RIGHT).status()).isEqualTo(200);
    }

    @Test
    void an_address_that_a_client_makes_up_is_not_believed() {
        var attacker = "203.0.113.5";
        int looked = (int) IntStream.range(0, MANY)
                // What the client sent itself stands before what the proxy added.
                .mapToObj(i -> from("10.9.8." + i % 250 + ", " + attacker).post(LOGIN, WRONG))
                .takeWhile(reply -> reply.status() == 401)
                .count();

        assertThat(looked).isBetween(3, 20);
    }

    @Test
    void the_right_password_forgives_nothing_of_what_others_guess_elsewhere() {
        var owner = from("198.51.100.7");
        IntStream.range(0, 30)
                .forEach(i -> assertThat(owner.post(LOGIN, RIGHT).status())
                        .as("signing in rightly is never limited")
                        .isEqualTo(200));
    }

    @Test
    void reset_codes_and_invitations_are_guessed_no_faster() {
        var attacker = from("203.0.113.5");
        for (var guess : Stream.of(
                        "/api/v1/auth/reset {\"code\":\"AAAA-BBBB\",\"password\":\"en helt ny setning\"}",
                        "/api/v1/auth/register {\"code\":\"AAAA-BBBB\",\"username\":\"mallory\","
                                + "\"email\":\"m@example.org\",\"password\":\"en helt ny setning\"}")
                .map(text -> text.split(" ", 2))
                .toList()) {
            var last = IntStream.range(0, MANY)
                    .mapToObj(i -> attacker.post(guess[0], guess[1]))
                    .filter(reply -> reply.status() != 403 && reply.status() != 409)
                    .filter(reply -> reply.status() != 201)
                    .findFirst();
            assertThat(last).as(guess[0]).isPresent();
            assertProblem(last.get(), 429, Problem.TOO_MANY_ATTEMPTS);
        }
    }

    @Test
    void the_table_of_attempts_holds_neither_names_nor_addresses() {
        guesses(from("203.0.113.5"), WRONG);
        var keys = server.test()
                .database()
                .read(tx -> tx.fetch("select * from attempt_limits").formatCSV());

        assertThat(keys).doesNotContain("kari").doesNotContain("203.0.113");
        assertThat(Arrays.stream(keys.split("\n")).skip(1)).isNotEmpty();
    }
}
