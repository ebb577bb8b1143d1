package org.imalink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.SERVER_STATE;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.imalink.access.Phase;
import org.imalink.access.Viewer;
import org.imalink.account.AccountException.NoAccounts;
import org.imalink.account.AccountException.SignInEnded;
import org.junit.jupiter.api.Test;

/** Where the database has no accounts, or none any more. */
class LevelZeroTest extends AccountsContract {
    private static final Viewer.SignedIn GHOST = new Viewer.Member(2, 1);

    @Test
    void without_accounts_everything_says_so() {
        moveTo(0);
        var refused = List.<ThrowingCallable>of(
                () -> accounts.register(account("kari"), HOME),
                () -> accounts.register(account("kari", setup.text()), HOME),
                () -> signIn("kari"),
                () -> accounts.refresh("nonsense", null),
                () -> accounts.resetPassword("0000-0000-0000-0000", PASSWORD, HOME),
                () -> database.read(tx -> accounts.me(tx, GHOST)),
                () -> accounts.updateOwn(GHOST, "x", "x@example.org", PASSWORD, HOME),
                () -> accounts.disableOwn(GHOST, PASSWORD, HOME),
                () -> accounts.changePassword(GHOST, PASSWORD, PASSWORD, HOME),
                () -> signIns(1),
                () -> accounts.endSignIn(GHOST, 1),
                () -> accounts.endSignIns(GHOST),
                () -> accounts.endSignIns(OPERATOR, 1),
                this::users,
                this::invitations,
                () -> database.read(tx -> accounts.find(tx, "kari")),
                () -> accounts.invite(OPERATOR, null, Role.MEMBER, false),
                () -> accounts.withdraw(OPERATOR, 1),
                () -> accounts.change(OPERATOR, 2, new UserChange(false, null, null)),
                () -> accounts.reset(OPERATOR, 2),
                () -> accounts.add(OPERATOR, account("kari"), Role.MEMBER, false),
                () -> accounts.setPassword(OPERATOR, 2, PASSWORD),
                () -> accounts.claim(OPERATOR, account("kari")),
                () -> accounts.unclaim(OPERATOR));

        assertThat(refused)
                .allSatisfy(call -> assertThatThrownBy(call)
                        .isInstanceOf(NoAccounts.class)
                        .hasMessageContaining("imalink multiuser advance"));
        assertThat(hasher.invocations()).isZero();
    }

    @Test
    void without_accounts_nobody_is_signed_in_and_signing_out_works() {
        member("kari");
        var tokens = signIn("kari");
        assertThat(viewer(tokens)).isPresent();
        moveTo(0);

        assertThat(viewer(tokens)).isEmpty();
        assertThat(viewer(accounts, accounts.examine(null, tokens.imageToken())))
                .isEmpty();
        assertThat(viewer(open(Registration.OPEN), tokens.accessToken())).isEmpty();
        accounts.signOut(tokens.accessToken(), tokens.refreshToken());
        accounts.signOut(null, null);
        assertThat(hasAdmin()).isFalse();
        assertThat(overview()).isEqualTo(Overview.NONE);
        assertThat(acceptsSetupCode(accounts)).isTrue();
    }

    @Test
    void who_signs_out_without_accounts_is_signed_out_when_they_come_back() {
        member("kari");
        var byAccess = signIn("kari");
        var byRefresh = signIn("kari");
        var other = signIn("kari");
        moveTo(0);

        accounts.signOut(byAccess.accessToken(), null);
        keys = newKeys(); // after a restart, which has to find the keys where they are parked
        open(Registration.OPEN).signOut(null, byRefresh.refreshToken());
        moveTo(1);

        assertThat(viewer(byAccess)).isEmpty();
        assertThatThrownBy(() -> refresh(byAccess.refreshToken())).isInstanceOf(SignInEnded.class);
        assertThat(viewer(byRefresh)).isEmpty();
        assertThatThrownBy(() -> refresh(byRefresh.refreshToken())).isInstanceOf(SignInEnded.class);
        assertThat(viewer(other)).isPresent();
    }

    @Test
    void a_server_that_never_had_accounts_finds_nobody_in_any_token() {
        moveTo(0);
        keys = newKeys();
        var fresh = open(Registration.OPEN);

        assertThat(fresh.examine("nonsense", null)).isEqualTo(new Credential.Invalid());
        assertThat(fresh.examine(null, "0".repeat(32) + "." + "A".repeat(43))).isEqualTo(new Credential.Invalid());
        fresh.signOut("nonsense", "0".repeat(32) + ".0." + "A".repeat(43));
    }

    @Test
    void accounts_come_back_as_they_were() {
        var anna = admin("anna");
        var tokens = signIn("anna");
        moveTo(0);
        moveTo(1);

        assertThat(viewer(tokens)).isPresent();
        assertThat(refresh(tokens.refreshToken()).user().id()).isEqualTo(anna.id());
        assertThat(acceptsSetupCode(accounts)).isFalse();
    }

    @Test
    void in_single_user_mode_an_admin_is_still_known_so_that_there_is_a_way_forward() {
        admin("anna");
        var tokens = signIn("anna");
        database.write(tx -> tx.update(SERVER_STATE)
                .set(SERVER_STATE.PHASE, Phase.SINGLE.number())
                .execute());

        assertThat(viewer(tokens)).containsInstanceOf(Viewer.Admin.class);
    }
}
