package org.imalink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.imalink.access.Viewer;
import org.imalink.account.AccountException.SignInEnded;
import org.imalink.account.AccountException.WrongPassword;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do with their own accounts. */
class OwnAccountTest extends AccountsContract {
    private static final String NEXT = "another sentence";

    private User kari;
    private Tokens tokens;
    private Viewer.SignedIn viewer;

    @BeforeEach
    void signKariIn() {
        kari = member("kari");
        tokens = signIn("kari");
        viewer = viewer(tokens).orElseThrow();
    }

    @Test
    void one_sees_ones_own_account() {
        assertThat(database.read(tx -> accounts.me(tx, viewer)).id()).isEqualTo(kari.id());
    }

    @Test
    void a_display_name_is_changed_and_cleared_without_a_password() {
        assertThat(accounts.updateOwn(viewer, "Kari N", null, null, HOME).displayName())
                .isEqualTo("Kari N");
        assertThat(accounts.updateOwn(viewer, null, null, null, HOME).displayName())
                .isEqualTo("Kari N");
        assertThat(accounts.updateOwn(viewer, " ", null, null, HOME).displayName())
                .isNull();
        assertThat(hasher.invocations()).isEqualTo(2); // adding her, signing her in
    }

    @Test
    void another_email_asks_for_the_password() {
        assertThatThrownBy(() -> accounts.updateOwn(viewer, "x", "new@example.org", null, HOME))
                .isInstanceOf(WrongPassword.class);
        assertThatThrownBy(() -> accounts.updateOwn(viewer, "x", "new@example.org", "wrong", HOME))
                .isInstanceOf(WrongPassword.class);
        assertThat(user(kari.id()).displayName()).isNull();

        assertThat(accounts.updateOwn(viewer, null, "new@example.org", PASSWORD, HOME)
                        .email())
                .isEqualTo("new@example.org");
        assertThat(accounts.signIn("NEW@example.org", PASSWORD, HOME)).isNotNull();
        assertThatThrownBy(() -> accounts.signIn("kari@example.org", PASSWORD, HOME))
                .isInstanceOf(AccountException.WrongCredentials.class);
    }

    @Test
    void the_same_email_needs_no_password() {
        assertThat(accounts.updateOwn(viewer, null, "kari@example.org", null, HOME)
                        .email())
                .isEqualTo("kari@example.org");
    }

    @Test
    void an_email_of_somebody_else_is_refused() {
        member("ola");
        for (var email : List.of("OLA@example.org", "system@imalink.local")) {
            assertThatThrownBy(() -> accounts.updateOwn(viewer, null, email, PASSWORD, HOME))
                    .isInstanceOf(AccountException.Taken.class);
        }
        assertThatThrownBy(() -> accounts.updateOwn(viewer, null, "nonsense", PASSWORD, HOME))
                .isInstanceOf(AccountException.Unacceptable.class);
    }

    @Test
    void a_new_password_ends_every_sign_in_and_begins_a_new_one_here() {
        var phone = signIn("kari");
        var here = accounts.changePassword(viewer, PASSWORD, NEXT, HOME);

        assertThat(viewer(tokens)).isEmpty();
        assertThat(viewer(phone)).isEmpty();
        assertThat(viewer(here).orElseThrow().session()).isNotEqualTo(viewer.session());
        assertThat(endReason(viewer.session())).isEqualTo("password");
        assertThatThrownBy(() -> refresh(tokens.refreshToken())).isInstanceOf(SignInEnded.class);
        assertThatThrownBy(() -> signIn("kari")).isInstanceOf(AccountException.WrongCredentials.class);
        assertThat(accounts.signIn("kari", NEXT, HOME)).isNotNull();
    }

    @Test
    void a_new_password_asks_for_the_present_one() {
        assertThatThrownBy(() -> accounts.changePassword(viewer, "wrong", NEXT, HOME))
                .isInstanceOf(WrongPassword.class);
        assertThatThrownBy(() -> accounts.changePassword(viewer, PASSWORD, "password1", HOME))
                .isInstanceOf(AccountException.Unacceptable.class);
        assertThat(viewer(tokens)).isPresent();
    }

    @Test
    void of_many_changes_of_one_password_at_once_one_holds() throws Exception {
        var outcomes = AtOnce.times(4, () -> accounts.changePassword(viewer, PASSWORD, NEXT, HOME));

        assertThat(outcomes).filteredOn(AtOnce.Outcome::succeeded).hasSize(1);
        assertThat(signIns(kari.id())).hasSize(1);
    }

    @Test
    void nobody_signs_in_with_a_password_that_changes_at_that_moment_and_stays() throws Exception {
        AtOnce.<Tokens>all(List.of(
                () -> accounts.changePassword(viewer, PASSWORD, NEXT, HOME),
                () -> signIn("kari"),
                () -> signIn("kari")));

        assertThat(signIns(kari.id())).hasSize(1);
    }

    @Test
    void giving_up_ones_account_disables_it_and_keeps_its_name() {
        assertThatThrownBy(() -> accounts.disableOwn(viewer, "wrong", HOME)).isInstanceOf(WrongPassword.class);

        accounts.disableOwn(viewer, PASSWORD, HOME);

        assertThat(viewer(tokens)).isEmpty();
        assertThat(endReason(viewer.session())).isEqualTo("disabled");
        assertThat(user(kari.id()).isActive()).isFalse();
        assertThatThrownBy(() -> signIn("kari")).isInstanceOf(AccountException.WrongCredentials.class);
        assertThatThrownBy(() -> accounts.register(account("kari"), HOME)).isInstanceOf(AccountException.Taken.class);
        assertThat(audit().getLast())
                .startsWith("user " + kari.id() + ": user-changed")
                .contains("\"is_active\":false");
    }

    @Test
    void the_last_admin_cannot_give_up() {
        admin("anna");
        var anna = signedIn("anna");
        assertThatThrownBy(() -> accounts.disableOwn(anna, PASSWORD, HOME))
                .isInstanceOf(AccountException.Refused.class);
        assertThat(hasAdmin()).isTrue();

        admin("ada");
        accounts.disableOwn(anna, PASSWORD, HOME);
    }

    @Test
    void one_ends_ones_own_sign_ins_and_nobody_elses() {
        member("ola");
        var ola = signIn("ola");
        var phone = signIn("kari");
        long phoneSession = viewer(phone).orElseThrow().session();
        long olaSession = viewer(ola).orElseThrow().session();

        accounts.endSignIn(viewer, phoneSession);
        assertThat(viewer(phone)).isEmpty();
        assertThat(endReason(phoneSession)).isEqualTo("ended");
        for (long other : new long[] {phoneSession, olaSession, 4711}) {
            assertThatThrownBy(() -> accounts.endSignIn(viewer, other))
                    .isInstanceOf(AccountException.Unknown.class)
                    .hasMessage("Session with id " + other + " not found");
        }
        assertThat(viewer(ola)).isPresent();

        signIn("kari");
        accounts.endSignIns(viewer);
        assertThat(signIns(kari.id())).isEmpty();
        assertThat(viewer(tokens)).isEmpty();
        assertThat(viewer(ola)).isPresent();
    }

    @Test
    void a_sign_in_that_ended_while_the_request_ran_changes_nothing_any_more() {
        accounts.signOut(tokens.accessToken(), null);

        assertThatThrownBy(() -> accounts.updateOwn(viewer, "x", null, null, HOME))
                .isInstanceOf(SignInEnded.class);
        assertThatThrownBy(() -> accounts.disableOwn(viewer, PASSWORD, HOME)).isInstanceOf(SignInEnded.class);
        assertThatThrownBy(() -> accounts.changePassword(viewer, PASSWORD, NEXT, HOME))
                .isInstanceOf(SignInEnded.class);
        assertThatThrownBy(() -> accounts.endSignIn(viewer, viewer.session())).isInstanceOf(SignInEnded.class);
        assertThat(user(kari.id()).displayName()).isNull();
    }
}
