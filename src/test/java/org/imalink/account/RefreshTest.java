package org.imalink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.SERVER_STATE;

import java.time.Duration;
import java.util.Base64;
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
        var second = refresh(first.refreshToken());

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
            tokens = refresh(tokens.refreshToken());
        }
        assertThat(viewer(tokens)).isPresent();
    }

    @Test
    void two_tabs_that_ask_within_ten_seconds_get_the_same_refresh_token() {
        var one = refresh(first.refreshToken());
        clock.forward(Duration.ofSeconds(10));
        var other = refresh(first.refreshToken());

        assertThat(other.refreshToken()).isEqualTo(one.refreshToken());
        assertThat(viewer(one)).isPresent();
        assertThat(viewer(other)).isPresent();
    }

    @Test
    void a_refresh_token_that_comes_again_later_ends_the_sign_in_for_everybody_who_has_it() {
        var owner = refresh(first.refreshToken());
        clock.forward(Duration.ofMillis(10_001));

        assertThatThrownBy(() -> refresh(first.refreshToken())).isInstanceOf(AccountException.SignInEnded.class);

        assertThat(viewer(owner)).isEmpty();
        assertThatThrownBy(() -> refresh(owner.refreshToken())).isInstanceOf(AccountException.SignInEnded.class);
        assertThat(endReason(session)).isEqualTo("reused");
    }

    @Test
    void an_older_refresh_token_ends_the_sign_in_even_at_once() {
        var second = refresh(first.refreshToken());
        var third = refresh(second.refreshToken());

        assertThatThrownBy(() -> refresh(first.refreshToken())).isInstanceOf(AccountException.SignInEnded.class);
        assertThat(viewer(third)).isEmpty();
        assertThat(endReason(session)).isEqualTo("reused");
    }

    @Test
    void theft_ends_one_sign_in_and_no_other() {
        var phone = signIn("kari");
        refresh(first.refreshToken());
        clock.forward(Duration.ofMinutes(1));

        assertThatThrownBy(() -> refresh(first.refreshToken())).isInstanceOf(AccountException.SignInEnded.class);
        assertThat(viewer(phone)).isPresent();
    }

    @Test
    void a_token_of_the_future_ends_the_sign_in_because_the_database_came_from_a_backup() {
        var key = keys.newest();
        var name = first.refreshToken().substring(0, 32);

        assertThatThrownBy(() -> refresh(TokenMaker.refresh(key, new TokenMaker.RefreshToken(name, 5, 0))))
                .isInstanceOf(AccountException.SignInEnded.class);
        assertThat(viewer(first)).isEmpty();
    }

    @Test
    void one_refresh_token_used_by_many_at_once_gives_all_the_same_next_one() throws Exception {
        var outcomes = AtOnce.times(8, () -> refresh(first.refreshToken()));

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
                parts[0] + ".1.0." + parts[3],
                parts[0] + ".99999999999.0." + parts[3],
                parts[0] + ".-1.0." + parts[3],
                "0".repeat(32) + ".0.0." + parts[3],
                parts[0] + ".0.0." + "A".repeat(43),
                first.accessToken(),
                first.imageToken(),
                "x".repeat(1_000_000),
                good.toUpperCase(Locale.ROOT));

        assertThat(forged.toList())
                .allSatisfy(token ->
                        assertThatThrownBy(() -> refresh(token)).isInstanceOf(AccountException.SignInEnded.class));
        assertThat(viewer(first)).isPresent();
        assertThat(refresh(good)).isNotNull();
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

        assertThatThrownBy(() -> refresh(first.refreshToken())).isInstanceOf(AccountException.SignInEnded.class);
    }

    @Test
    void new_keys_sign_nobody_out() {
        keys.rotate();
        assertThat(viewer(first)).isPresent();
        assertThat(viewer(accounts, accounts.examine(null, first.imageToken()))).isPresent();

        var second = refresh(first.refreshToken());
        keys.rotate();

        assertThat(refresh(second.refreshToken())).isNotNull();
        assertThat(second.imageToken()).isNotEqualTo(first.imageToken());
        assertThat(viewer(accounts, accounts.examine(null, first.imageToken()))).isPresent();
    }

    /** As if the phase had changed so often. */
    private void moveToEpoch(int epoch) {
        database.write(
                tx -> tx.update(SERVER_STATE).set(SERVER_STATE.EPOCH, epoch).execute());
    }

    private int epoch(Tokens tokens) {
        var said = (Credential.AccessToken) accounts.examine(tokens.accessToken(), null);
        assertThat(said.epoch()).isEqualTo(tokens.epoch());
        return said.epoch();
    }

    @Test
    void signing_in_is_for_the_view_that_holds_then() {
        moveToEpoch(7);
        assertThat(epoch(signIn("kari"))).isEqualTo(7);
    }

    @Test
    void a_refresh_keeps_the_view_that_the_sign_in_was_for() {
        moveToEpoch(3);
        var second = refresh(signIn("kari").refreshToken());
        moveToEpoch(4);
        var third = refresh(second.refreshToken());

        assertThat(List.of(epoch(second), epoch(third))).containsExactly(3, 3);
        assertThat(epoch(refresh(third.refreshToken()))).isEqualTo(3);
    }

    @Test
    void who_shows_a_later_view_says_so_and_keeps_that_one_from_then_on() {
        moveToEpoch(4);
        var second = accounts.refresh(first.refreshToken(), 4);
        moveToEpoch(5);

        assertThat(epoch(second)).isEqualTo(4);
        assertThat(epoch(refresh(second.refreshToken()))).isEqualTo(4);
    }

    @Test
    void a_tab_with_an_old_view_is_not_lifted_by_another_one_that_shows_the_new() {
        moveToEpoch(4);
        var lifted = accounts.refresh(first.refreshToken(), 4);
        clock.forward(Duration.ofMinutes(10));
        var old = accounts.refresh(lifted.refreshToken(), 0);

        assertThat(epoch(old)).isZero();
        assertThat(epoch(accounts.refresh(old.refreshToken(), 4))).isEqualTo(4);
    }

    @Test
    void two_tabs_of_two_views_that_ask_within_ten_seconds_are_both_answered_each_for_its_own() {
        moveToEpoch(4);
        var one = accounts.refresh(first.refreshToken(), 4);
        clock.forward(Duration.ofSeconds(10));
        var other = accounts.refresh(first.refreshToken(), 0);

        assertThat(epoch(one)).isEqualTo(4);
        assertThat(epoch(other)).isZero();
        for (var tokens : List.of(one, other)) {
            assertThat(viewer(tokens)).isPresent();
        }
        assertThat(epoch(refresh(other.refreshToken()))).isZero();
    }

    @Test
    void nobody_gets_tokens_for_a_view_that_is_still_to_come() {
        moveToEpoch(4);
        assertThat(epoch(accounts.refresh(first.refreshToken(), 5))).isEqualTo(4);
    }

    @Test
    void a_refresh_token_from_before_they_said_their_view_is_of_the_first_one() {
        moveToEpoch(4);
        var name = first.refreshToken().substring(0, 32);
        var claims = name + ".0";
        var signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(keys.newest().mac("refresh", claims));

        assertThat(epoch(refresh(claims + "." + signature))).isZero();
    }

    @Test
    void the_view_that_a_refresh_token_is_for_is_signed() {
        moveToEpoch(4);
        var parts = signIn("kari").refreshToken().split("\\.");
        for (var forged : List.of("5", "0", "04", "", "-1", "99999999999")) {
            assertThatThrownBy(() -> refresh(String.join(".", parts[0], parts[1], forged, parts[3])))
                    .as(forged)
                    .isInstanceOf(AccountException.SignInEnded.class);
        }
        assertThatThrownBy(() -> refresh(String.join(".", parts[0], parts[1], parts[3])))
                .isInstanceOf(AccountException.SignInEnded.class);
        assertThat(epoch(refresh(String.join(".", parts)))).isEqualTo(4);
    }

    @Test
    void a_restart_signs_nobody_out() {
        keys = newKeys();
        var restarted = open(Registration.OPEN);

        assertThat(viewer(restarted, first.accessToken())).isPresent();
        assertThat(refresh(restarted, first.refreshToken())).isNotNull();
    }
}
