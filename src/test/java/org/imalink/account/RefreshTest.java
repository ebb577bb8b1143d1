package org.imalink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The refresh token: exchanged once, and a sign of theft when it comes again. */
class RefreshTest extends AccountsContract {
    private Tokens first;
    private long session;

    @BeforeEach
    void signKariIn() {
        member("kari");
        first = signIn("kari");
        session = viewer(first).orElseThrow().session();
    }

    @Test
    void a_refresh_token_is_exchanged_for_new_tokens_of_the_same_sign_in() {
        clock.forward(Duration.ofDays(80));
        var second = accounts.refresh(first.refreshToken());

        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(second.imageToken()).isEqualTo(first.imageToken());
        assertThat(second.refreshExpires()).isEqualTo(clock.instant().plus(Duration.ofDays(90)));
        assertThat(viewer(second).orElseThrow().session()).isEqualTo(session);
    }

    @Test
    void a_sign_in_that_is_used_lives_on() {
        var tokens = first;
        for (int month = 0; month < 12; month++) {
            clock.forward(Duration.ofDays(30));
            tokens = accounts.refresh(tokens.refreshToken());
        }
        assertThat(viewer(tokens)).isPresent();
    }

    @Test
    void two_tabs_that_ask_within_ten_seconds_get_the_same_refresh_token() {
        var one = accounts.refresh(first.refreshToken());
        clock.forward(Duration.ofSeconds(10));
        var other = accounts.refresh(first.refreshToken());

        assertThat(other.refreshToken()).isEqualTo(one.refreshToken());
        assertThat(viewer(one)).isPresent();
        assertThat(viewer(other)).isPresent();
    }

    @Test
    void a_refresh_token_that_comes_again_later_ends_the_sign_in_for_everybody_who_has_it() {
        var owner = accounts.refresh(first.refreshToken());
        clock.forward(Duration.ofMillis(10_001));

        assertThatThrownBy(() -> accounts.refresh(first.refreshToken()))
                .isInstanceOf(AccountException.SignInEnded.class);

        assertThat(viewer(owner)).isEmpty();
        assertThatThrownBy(() -> accounts.refresh(owner.refreshToken()))
                .isInstanceOf(AccountException.SignInEnded.class);
        assertThat(endReason(session)).isEqualTo("reused");
    }

    @Test
    void an_older_refresh_token_ends_the_sign_in_even_at_once() {
        var second = accounts.refresh(first.refreshToken());
        var third = accounts.refresh(second.refreshToken());

        assertThatThrownBy(() -> accounts.refresh(first.refreshToken()))
                .isInstanceOf(AccountException.SignInEnded.class);
        assertThat(viewer(third)).isEmpty();
        assertThat(endReason(session)).isEqualTo("reused");
    }

    @Test
    void theft_ends_one_sign_in_and_no_other() {
        var phone = signIn("kari");
        accounts.refresh(first.refreshToken());
        clock.forward(Duration.ofMinutes(1));

        assertThatThrownBy(() -> accounts.refresh(first.refreshToken()))
                .isInstanceOf(AccountException.SignInEnded.class);
        assertThat(viewer(phone)).isPresent();
    }

    @Test
    void a_token_of_the_future_ends_the_sign_in_because_the_database_came_from_a_backup() {
        var key = keys.newest();
        var name = first.refreshToken().substring(0, 32);

        assertThatThrownBy(() -> accounts.refresh(TokenMaker.refresh(key, name, 5)))
                .isInstanceOf(AccountException.SignInEnded.class);
        assertThat(viewer(first)).isEmpty();
    }

    @Test
    void one_refresh_token_used_by_many_at_once_gives_all_the_same_next_one() throws Exception {
        var outcomes = AtOnce.times(8, () -> accounts.refresh(first.refreshToken()));

        assertThat(outcomes).allMatch(AtOnce.Outcome::succeeded);
        assertThat(outcomes.stream().map(each -> each.value().refreshToken()).distinct())
                .hasSize(1);
        assertThat(outcomes.getFirst().value().refreshToken()).contains(".1.");
    }

    @Test
    void what_this_server_did_not_make_is_no_refresh_token() {
        var good = first.refreshToken();
        var parts = good.split("\\.");
        var forged = Stream.of(
                "",
                ".",
                "nonsense",
                good + "A",
                good.substring(0, good.length() - 1),
                parts[0] + ".1." + parts[2],
                parts[0] + ".99999999999." + parts[2],
                parts[0] + ".-1." + parts[2],
                "0".repeat(32) + ".0." + parts[2],
                parts[0] + ".0." + "A".repeat(43),
                first.accessToken(),
                first.imageToken(),
                "x".repeat(1_000_000),
                good.toUpperCase(Locale.ROOT));

        assertThat(forged.toList())
                .allSatisfy(token -> assertThatThrownBy(() -> accounts.refresh(token))
                        .isInstanceOf(AccountException.SignInEnded.class));
        assertThat(viewer(first)).isPresent();
        assertThat(accounts.refresh(good)).isNotNull();
    }

    @Test
    void a_refresh_token_is_worth_nothing_as_anything_else() {
        for (var token : List.of(first.refreshToken(), first.imageToken())) {
            assertThat(accounts.examine(token, null)).isEqualTo(new Credential.Invalid());
        }
        for (var token : List.of(first.refreshToken(), first.accessToken())) {
            assertThat(accounts.examine(null, token)).isEqualTo(new Credential.Invalid());
        }
    }

    @Test
    void who_is_disabled_cannot_go_on() {
        accounts.change(OPERATOR, first.user().id(), new UserChange(false, null, null));

        assertThatThrownBy(() -> accounts.refresh(first.refreshToken()))
                .isInstanceOf(AccountException.SignInEnded.class);
    }

    @Test
    void new_keys_sign_nobody_out() {
        keys.rotate();
        assertThat(viewer(first)).isPresent();
        assertThat(viewer(accounts, accounts.examine(null, first.imageToken()))).isPresent();

        var second = accounts.refresh(first.refreshToken());
        keys.rotate();

        assertThat(accounts.refresh(second.refreshToken())).isNotNull();
        assertThat(second.imageToken()).isNotEqualTo(first.imageToken());
        assertThat(viewer(accounts, accounts.examine(null, first.imageToken()))).isPresent();
    }

    @Test
    void a_restart_signs_nobody_out() {
        keys = newKeys();
        var restarted = open(Registration.OPEN);

        assertThat(viewer(restarted, first.accessToken())).isPresent();
        assertThat(restarted.refresh(first.refreshToken())).isNotNull();
    }
}
