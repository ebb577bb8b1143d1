package org.imalink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.SERVER_STATE;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.imalink.access.Phase;
import org.imalink.access.Viewer;
import org.imalink.account.AccountException.Refused;
import org.imalink.account.AccountException.Taken;
import org.imalink.account.AccountException.Unknown;
import org.junit.jupiter.api.Test;

/** What admins and the operator do with others' accounts. */
class AccountKeepingTest extends AccountsContract {
    private static final UserChange DISABLE = new UserChange(false, null, null);
    private static final UserChange ENABLE = new UserChange(true, null, null);
    private static final UserChange DEMOTE = new UserChange(null, Role.MEMBER, null);
    private static final UserChange PROMOTE = new UserChange(null, Role.ADMIN, null);

    @Test
    void accounts_are_listed_by_name_with_their_sign_ins_and_the_system_user() {
        member("Øyvind");
        member("kari");
        signIn("kari");
        accounts.signOut(signIn("kari").accessToken(), null);

        assertThat(users()).extracting(each -> each.user().username()).containsExactly("kari", "system", "Øyvind");
        assertThat(users()).extracting(UserWithSignIns::signIns).containsExactly(1, 0, 0);
        assertThat(users()).extracting(each -> each.user().isSystem()).containsExactly(false, true, false);
    }

    @Test
    void an_account_is_found_by_name_or_email() {
        var kari = member("kari");

        assertThat(database.read(tx -> accounts.find(tx, "KARI")).orElseThrow().id())
                .isEqualTo(kari.id());
        assertThat(database.read(tx -> accounts.find(tx, "Kari@example.org"))
                        .orElseThrow()
                        .id())
                .isEqualTo(kari.id());
        assertThat(database.read(tx -> accounts.find(tx, "nobody")).isPresent()).isFalse();
    }

    @Test
    void accounts_are_counted_without_the_system_user_and_the_disabled() {
        assertThat(overview()).isEqualTo(new Overview(false, false, 0));
        member("kari");
        accounts.change(OPERATOR, member("off").id(), DISABLE);
        accounts.claim(OPERATOR, account("anna"));

        assertThat(overview()).isEqualTo(new Overview(true, true, 2));
    }

    @Test
    void disabling_and_demoting_hold_at_once() {
        admin("root");
        var anna = admin("anna");
        var tokens = signIn("anna");
        assertThat(viewer(tokens)).containsInstanceOf(Viewer.Admin.class);

        accounts.change(OPERATOR, anna.id(), DEMOTE);
        assertThat(viewer(tokens)).containsInstanceOf(Viewer.Member.class);

        accounts.change(OPERATOR, anna.id(), DISABLE);
        assertThat(viewer(tokens)).isEmpty();

        accounts.change(OPERATOR, anna.id(), ENABLE);
        assertThat(viewer(tokens)).isEmpty();
        assertThat(signIn("anna")).isNotNull();
    }

    @Test
    void the_grant_is_given_and_taken() {
        var kari = member("kari");

        assertThat(accounts.change(OPERATOR, kari.id(), new UserChange(null, null, true))
                        .mayImport())
                .isTrue();
        assertThat(accounts.change(OPERATOR, kari.id(), new UserChange(null, null, null))
                        .mayImport())
                .isTrue();
        assertThat(accounts.change(OPERATOR, kari.id(), new UserChange(null, null, false))
                        .mayImport())
                .isFalse();
    }

    @Test
    void whatever_ends_a_sign_in_or_a_right_makes_everybody_look_again() {
        var root = admin("root");
        var kari = member("kari");
        var deeds = new ArrayList<Consumer<Tokens>>();
        deeds.add(tokens -> accounts.signOut(tokens.accessToken(), null));
        deeds.add(tokens -> accounts.signOut(null, tokens.refreshToken()));
        deeds.add(tokens -> accounts.endSignIns(viewer(tokens).orElseThrow()));
        deeds.add(tokens -> accounts.endSignIn(
                viewer(tokens).orElseThrow(), viewer(tokens).orElseThrow().session()));
        deeds.add(tokens -> accounts.endSignIns(OPERATOR, kari.id()));
        deeds.add(tokens -> accounts.setPassword(OPERATOR, kari.id(), PASSWORD));
        deeds.add(tokens -> accounts.changePassword(viewer(tokens).orElseThrow(), PASSWORD, PASSWORD, HOME));
        deeds.add(tokens -> {
            accounts.reset(OPERATOR, kari.id());
            accounts.setPassword(OPERATOR, kari.id(), PASSWORD);
        });
        deeds.add(tokens -> {
            accounts.change(OPERATOR, kari.id(), DISABLE);
            accounts.change(OPERATOR, kari.id(), ENABLE);
        });
        for (var deed : deeds) {
            var tokens = signIn("kari");
            assertThat(viewer(tokens)).isPresent();
            int before = accountVersion();

            deed.accept(tokens);

            assertThat(viewer(tokens)).isEmpty();
            assertThat(accountVersion()).isGreaterThan(before);
        }
        for (var change : List.of(PROMOTE, DEMOTE, new UserChange(null, null, true))) {
            int before = accountVersion();
            accounts.change(new Actor.Admin(root.id()), kari.id(), change);
            assertThat(accountVersion()).isGreaterThan(before);
        }
    }

    @Test
    void the_last_admin_stays_one() {
        var anna = admin("anna");
        var disabled = admin("ada");
        accounts.change(OPERATOR, disabled.id(), DISABLE);

        for (var actor : List.of(OPERATOR, new Actor.Admin(anna.id()))) {
            assertThatThrownBy(() -> accounts.change(actor, anna.id(), DEMOTE)).isInstanceOf(Refused.class);
            assertThatThrownBy(() -> accounts.change(actor, anna.id(), DISABLE)).isInstanceOf(Refused.class);
            assertThatThrownBy(() -> accounts.change(actor, anna.id(), new UserChange(false, Role.MEMBER, true)))
                    .isInstanceOf(Refused.class);
        }
        assertThat(user(anna.id()).mayImport()).isFalse();
        assertThat(accounts.change(OPERATOR, disabled.id(), DEMOTE).role()).isEqualTo(Role.MEMBER);
        assertThat(accounts.change(OPERATOR, anna.id(), PROMOTE).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void two_admins_who_demote_each_other_at_once_leave_one() throws Exception {
        for (int round = 0; round < 5; round++) {
            var one = admin("one" + round);
            var two = admin("two" + round);
            users().stream()
                    .map(UserWithSignIns::user)
                    .filter(user -> user.role() == Role.ADMIN && user.id() != one.id() && user.id() != two.id())
                    .forEach(user -> accounts.change(OPERATOR, user.id(), DEMOTE));

            var outcomes = AtOnce.<User>all(List.of(
                    () -> accounts.change(new Actor.Admin(one.id()), two.id(), DEMOTE),
                    () -> accounts.change(new Actor.Admin(two.id()), one.id(), DISABLE)));

            assertThat(outcomes).filteredOn(AtOnce.Outcome::succeeded).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(each -> each.failure() instanceof Refused)
                    .hasSize(1);
            assertThat(hasAdmin()).isTrue();
        }
    }

    @Test
    void two_last_admins_who_give_up_at_once_leave_one() throws Exception {
        admin("anna");
        admin("ada");
        var anna = signedIn("anna");
        var ada = signedIn("ada");
        var outcomes = AtOnce.all(List.<Callable<Boolean>>of(
                () -> {
                    accounts.disableOwn(anna, PASSWORD, HOME);
                    return true;
                },
                () -> {
                    accounts.disableOwn(ada, PASSWORD, HOME);
                    return true;
                }));

        assertThat(outcomes).filteredOn(AtOnce.Outcome::succeeded).hasSize(1);
        assertThat(hasAdmin()).isTrue();
    }

    @Test
    void who_is_no_admin_any_more_does_nothing_any_more() {
        admin("anna");
        var ada = admin("ada");
        var kari = member("kari");
        var actor = new Actor.Admin(ada.id());
        accounts.change(OPERATOR, ada.id(), DEMOTE);

        assertThatThrownBy(() -> accounts.change(actor, kari.id(), DISABLE)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> accounts.invite(actor, null, Role.ADMIN, true)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> accounts.reset(actor, kari.id())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> accounts.claim(actor, account("eve"))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> accounts.endSignIns(actor, kari.id())).isInstanceOf(Refused.class);
    }

    @Test
    void the_system_user_cannot_be_touched_and_who_is_not_there_is_unknown() {
        for (long id : new long[] {1, 4711}) {
            var expected = id == 1 ? Refused.class : Unknown.class;
            assertThatThrownBy(() -> accounts.change(OPERATOR, id, DISABLE)).isInstanceOf(expected);
            assertThatThrownBy(() -> accounts.reset(OPERATOR, id)).isInstanceOf(expected);
            assertThatThrownBy(() -> accounts.setPassword(OPERATOR, id, PASSWORD))
                    .isInstanceOf(expected);
        }
        assertThatThrownBy(() -> accounts.endSignIns(OPERATOR, 4711)).isInstanceOf(Unknown.class);
        assertThat(user(1).isActive()).isTrue();
    }

    @Test
    void a_disabled_account_is_not_reset() {
        var kari = member("kari");
        accounts.change(OPERATOR, kari.id(), DISABLE);

        assertThatThrownBy(() -> accounts.reset(OPERATOR, kari.id())).isInstanceOf(Refused.class);
    }

    @Test
    void nobody_is_invited_who_has_an_account() {
        member("kari");

        assertThatThrownBy(() -> accounts.invite(OPERATOR, "KARI@example.org", Role.MEMBER, false))
                .isInstanceOf(Taken.class);
        assertThatThrownBy(() -> accounts.invite(OPERATOR, "nonsense", Role.MEMBER, false))
                .isInstanceOf(AccountException.Unacceptable.class);
        assertThat(invitations()).isEmpty();
    }

    @Test
    void a_given_password_is_the_only_one_that_works() {
        var kari = member("kari");
        accounts.setPassword(OPERATOR, kari.id(), "given by the operator");

        assertThat(accounts.signIn("kari", "given by the operator", HOME)).isNotNull();
        assertThatThrownBy(() -> signIn("kari")).isInstanceOf(AccountException.WrongCredentials.class);
    }

    @Test
    void the_library_is_claimed_and_given_back_without_moving_anything() {
        accounts.claim(OPERATOR, new NewAccount("Kari", "kari@example.org", "Kari", PASSWORD, null));
        var claimed = user(1);
        assertThat(claimed.role()).isEqualTo(Role.ADMIN);
        assertThat(claimed.isSystem()).isFalse();
        assertThat(claimed.claimedAt()).isNotNull();
        var tokens = signIn("kari");
        assertThat(viewer(tokens).orElseThrow().user()).isEqualTo(1);
        assertThatThrownBy(() -> accounts.claim(OPERATOR, account("ola"))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> accounts.register(account("system"), HOME)).isInstanceOf(Taken.class);
        assertThatThrownBy(() -> accounts.unclaim(OPERATOR))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("last");

        admin("anna");
        accounts.unclaim(OPERATOR);

        var system = user(1);
        assertThat(system.isSystem()).isTrue();
        assertThat(system.username()).isEqualTo("system");
        assertThat(system.email()).isEqualTo("system@imalink.local");
        assertThat(system.displayName()).isEqualTo("System User");
        assertThat(system.role()).isEqualTo(Role.MEMBER);
        assertThat(viewer(tokens)).isEmpty();
        assertThatThrownBy(() -> signIn("kari")).isInstanceOf(AccountException.WrongCredentials.class);
        assertThatThrownBy(() -> accounts.unclaim(OPERATOR)).isInstanceOf(Refused.class);
        accounts.claim(OPERATOR, account("kari"));
    }

    @Test
    void the_library_is_not_claimed_under_anothers_name() {
        member("kari");

        assertThatThrownBy(() -> accounts.claim(OPERATOR, account("KARI"))).isInstanceOf(Taken.class);
        assertThat(user(1).isSystem()).isTrue();
    }

    @Test
    void a_claim_cannot_be_taken_back_where_nothing_is_shown_without_an_account() {
        accounts.claim(OPERATOR, account("kari"));
        admin("anna");
        database.write(tx -> tx.update(SERVER_STATE)
                .set(SERVER_STATE.PHASE, Phase.ACTIVE.number())
                .execute());

        assertThatThrownBy(() -> accounts.unclaim(OPERATOR)).isInstanceOf(Refused.class);
    }

    @Test
    void everything_that_is_done_to_accounts_is_in_the_audit_trail_without_secrets_and_emails() {
        var anna = accounts.add(OPERATOR, account("anna"), Role.ADMIN, true);
        var actor = new Actor.Admin(anna.id());
        var kari = member("kari");
        var invitation = accounts.invite(actor, "ola@example.org", Role.ADMIN, true);
        accounts.withdraw(actor, invitation.id());
        accounts.change(actor, kari.id(), new UserChange(true, Role.ADMIN, true));
        var reset = accounts.reset(actor, kari.id());
        accounts.setPassword(OPERATOR, kari.id(), "given by the operator");
        accounts.endSignIns(actor, kari.id());
        accounts.claim(actor, account("eva"));
        accounts.unclaim(OPERATOR);

        var who = "user " + anna.id() + ": ";
        assertThat(audit())
                .extracting(row -> row.substring(0, row.indexOf('{') - 1))
                .containsExactly(
                        "operator: user-added",
                        "operator: user-added",
                        who + "user-invited",
                        who + "invitation-withdrawn",
                        who + "user-changed",
                        who + "password-reset",
                        "operator: password-set",
                        who + "sign-ins-ended",
                        who + "library-claimed",
                        "operator: library-unclaimed");
        assertThat(audit().get(4)).contains("\"role\":\"admin\"", "\"is_active\":true", "\"may_import\":true");
        assertThat(String.join("\n", audit()))
                .doesNotContain("@")
                .doesNotContain(PASSWORD)
                .doesNotContain("given by")
                .doesNotContain("argon2")
                .doesNotContain(invitation.code())
                .doesNotContain(reset.code());
    }

    @Test
    void what_is_refused_leaves_no_row_in_the_audit_trail() {
        var anna = admin("anna");
        var before = audit();
        assertThatThrownBy(() -> accounts.change(OPERATOR, anna.id(), DEMOTE)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> accounts.withdraw(OPERATOR, 4711)).isInstanceOf(Unknown.class);

        assertThat(audit()).isEqualTo(before);
    }
}
