package org.imalink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.ATTEMPT_LIMITS;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.imalink.access.Viewer;
import org.imalink.account.AccountException.TooManyAttempts;
import org.imalink.account.AccountException.WrongCredentials;
import org.junit.jupiter.api.Test;

/** How often somebody may be wrong. */
class AttemptLimitsTest extends AccountsContract {
    private static final int AT_ONCE = 10;

    private void guess(Accounts server, String name, Visitor visitor, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> server.signIn(name, "wrong guess", visitor))
                    .isInstanceOf(WrongCredentials.class);
        }
    }

    private static Visitor at(String address) {
        return new Visitor(address, null);
    }

    @Test
    void after_ten_wrong_guesses_even_the_right_password_must_wait_a_minute() {
        member("kari");
        guess(accounts, "kari", HOME, AT_ONCE);

        assertThatThrownBy(() -> signIn("kari"))
                .isInstanceOfSatisfying(
                        TooManyAttempts.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofMinutes(1)));
        clock.forward(Duration.ofSeconds(59));
        assertThatThrownBy(() -> signIn("kari")).isInstanceOf(TooManyAttempts.class);
        clock.forward(Duration.ofSeconds(1));
        assertThat(signIn("kari")).isNotNull();
    }

    @Test
    void a_clock_that_is_set_back_shuts_nobody_out_and_lets_nobody_guess_without_limit() {
        member("kari");
        guess(accounts, "kari", HOME, AT_ONCE);
        clock.forward(Duration.ofDays(-1));

        assertThat(signIn("kari")).isNotNull();
        guess(accounts, "kari", HOME, AT_ONCE);
        assertThatThrownBy(() -> signIn("kari")).isInstanceOf(TooManyAttempts.class);
    }

    @Test
    void guesses_that_are_refused_cost_no_work_and_lengthen_no_wait() {
        guess(accounts, "kari", HOME, AT_ONCE);
        long before = hasher.invocations();
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> accounts.signIn("kari", "guess", HOME)).isInstanceOf(TooManyAttempts.class);
        }
        assertThat(hasher.invocations()).isEqualTo(before);

        clock.forward(Duration.ofMinutes(1));
        guess(accounts, "kari", HOME, 1);
    }

    @Test
    void who_does_not_exist_is_limited_like_everybody() {
        member("kari");
        guess(accounts, "kari", HOME, AT_ONCE);
        guess(accounts, "nobody", CAFE, AT_ONCE);

        assertThatThrownBy(() -> accounts.signIn("nobody", "guess", CAFE)).isInstanceOf(TooManyAttempts.class);
    }

    @Test
    void nobody_can_lock_another_address_out() {
        member("kari");
        guess(accounts, "kari", CAFE, AT_ONCE);
        assertThatThrownBy(() -> accounts.signIn("kari", PASSWORD, CAFE)).isInstanceOf(TooManyAttempts.class);

        assertThat(signIn("kari")).isNotNull();
    }

    @Test
    void a_restart_forgives_nothing() {
        member("kari");
        guess(accounts, "kari", HOME, AT_ONCE);

        assertThatThrownBy(() -> open(Registration.OPEN).signIn("kari", PASSWORD, HOME))
                .isInstanceOf(TooManyAttempts.class);
    }

    @Test
    void what_was_right_is_given_back() {
        member("kari");
        guess(accounts, "kari", HOME, AT_ONCE - 1);
        for (int i = 0; i < 20; i++) {
            signIn("kari");
        }
        guess(accounts, "kari", HOME, 1);
        assertThatThrownBy(() -> signIn("kari")).isInstanceOf(TooManyAttempts.class);
    }

    @Test
    void guesses_at_once_cannot_exceed_the_limit() throws Exception {
        member("kari");
        var second = open(Registration.OPEN);
        var outcomes = AtOnce.all(IntStream.range(0, 40)
                .<Callable<Tokens>>mapToObj(
                        i -> () -> (i % 2 == 0 ? accounts : second).signIn("kari", "guess " + i, HOME))
                .toList());

        assertThat(outcomes)
                .filteredOn(each -> each.failure() instanceof WrongCredentials)
                .hasSize(AT_ONCE);
        assertThat(outcomes)
                .filteredOn(each -> each.failure() instanceof TooManyAttempts)
                .hasSize(40 - AT_ONCE);
    }

    @Test
    void trying_one_password_on_many_accounts_is_limited_by_the_address() {
        for (int i = 0; i < 100; i++) {
            guess(accounts, "person" + i, CAFE, 1);
        }
        assertThatThrownBy(() -> accounts.signIn("another", "guess", CAFE)).isInstanceOf(TooManyAttempts.class);

        member("kari");
        assertThat(signIn("kari")).isNotNull();
    }

    @Test
    void spellings_of_a_name_share_one_limit() {
        for (var name : new String[] {"kari", "KARI", " Kari ", "\uFF4B\uFF41\uFF52\uFF49", "kARI"}) {
            guess(accounts, name, HOME, 2);
        }
        assertThatThrownBy(() -> accounts.signIn("kari", "guess", HOME)).isInstanceOf(TooManyAttempts.class);
    }

    @Test
    void the_addresses_of_one_ipv6_network_share_one_limit() {
        for (int i = 0; i < AT_ONCE; i++) {
            guess(accounts, "kari", at("2001:db8:1:2::" + (i + 1)), 1);
        }
        assertThatThrownBy(() -> accounts.signIn("kari", "guess", at("2001:db8:1:2:ffff::99")))
                .isInstanceOf(TooManyAttempts.class);
        guess(accounts, "kari", at("2001:db8:1:3::1"), 1);
    }

    @Test
    void confirming_a_change_shares_the_limit_of_signing_in() {
        var kari = signedInMember("kari");
        guess(accounts, "kari", HOME, AT_ONCE);

        assertThatThrownBy(() -> accounts.changePassword(kari, PASSWORD, "another sentence", HOME))
                .isInstanceOf(TooManyAttempts.class);
        assertThatThrownBy(() -> accounts.disableOwn(kari, PASSWORD, HOME)).isInstanceOf(TooManyAttempts.class);
        assertThatThrownBy(() -> accounts.updateOwn(kari, null, "new@example.org", PASSWORD, HOME))
                .isInstanceOf(TooManyAttempts.class);
    }

    private Viewer.SignedIn signedInMember(String name) {
        member(name);
        return signedIn(name);
    }

    @Test
    void codes_cannot_be_guessed_without_limit() {
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> accounts.resetPassword("0000-0000-0000-0000", PASSWORD, CAFE))
                    .isInstanceOf(AccountException.NotInvited.class);
        }
        assertThatThrownBy(() -> accounts.resetPassword("0000-0000-0000-0000", PASSWORD, CAFE))
                .isInstanceOf(TooManyAttempts.class);
        assertThatThrownBy(() -> accounts.register(account("ola", "0000-0000-0000-0000"), CAFE))
                .isInstanceOf(TooManyAttempts.class);
    }

    @Test
    void strangers_cannot_make_accounts_without_limit() {
        for (int i = 0; i < 30; i++) {
            accounts.register(account("person" + i), CAFE);
        }
        assertThatThrownBy(() -> accounts.register(account("another"), CAFE)).isInstanceOf(TooManyAttempts.class);
        accounts.register(account("neighbour"), HOME);
    }

    @Test
    void who_is_turned_away_because_the_server_is_busy_has_not_tried() throws Exception {
        member("kari");
        try (var busy = CheapHasher.of(1, 1);
                var server = new Accounts(database, keys, new AccountSettings(Registration.OPEN), setup, clock, busy)) {
            busy.close(); // as if its queue were full: nothing is taken on
            for (int i = 0; i < 2 * AT_ONCE; i++) {
                assertThatThrownBy(() -> server.signIn("kari", PASSWORD, HOME))
                        .isInstanceOf(AccountException.Busy.class);
            }
        }
        guess(accounts, "kari", HOME, AT_ONCE);
    }

    @Test
    void the_table_names_nobody_and_forgets_what_is_free_again() {
        guess(accounts, "kari", HOME, 1);
        var rows = database.read(tx -> tx.fetch(ATTEMPT_LIMITS).formatCSV());
        assertThat(rows).doesNotContain("kari").doesNotContain("192.0.2.1");
        assertThat(count(ATTEMPT_LIMITS)).isEqualTo(2);

        clock.forward(Duration.ofMinutes(2));
        guess(accounts, "ola", CAFE, 1);
        assertThat(count(ATTEMPT_LIMITS)).isEqualTo(2);
    }
}
