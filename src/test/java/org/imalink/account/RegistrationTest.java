package org.imalink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.USERS;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.imalink.account.AccountException.NotInvited;
import org.imalink.account.AccountException.Taken;
import org.imalink.account.AccountException.Unacceptable;
import org.junit.jupiter.api.Test;

/** How somebody comes to an account, or to a new password, by themselves. */
class RegistrationTest extends AccountsContract {
    private static final Actor FOUNDER = new Actor.Founder();

    @Test
    void where_registration_is_open_everybody_makes_an_account_of_their_own() {
        var kari = accounts.register(new NewAccount("Kari", "Kari@Example.org", " Kari N ", PASSWORD, null), HOME);

        assertThat(kari.id()).isGreaterThan(1);
        assertThat(kari.username()).isEqualTo("Kari");
        assertThat(kari.email()).isEqualTo("Kari@Example.org");
        assertThat(kari.displayName()).isEqualTo("Kari N");
        assertThat(kari.role()).isEqualTo(Role.MEMBER);
        assertThat(kari.isActive()).isTrue();
        assertThat(kari.mayImport()).isFalse();
        assertThat(kari.lastSignInAt()).isNull();
        assertThat(signIn("kari").user().id()).isEqualTo(kari.id());
    }

    @Test
    void where_registration_is_closed_no_invitation_helps_and_none_is_made() {
        var invited = accounts.invite(OPERATOR, null, Role.MEMBER, false);
        var closed = open(Registration.CLOSED);

        assertThatThrownBy(() -> closed.register(account("kari"), HOME)).isInstanceOf(NotInvited.class);
        assertThatThrownBy(() -> closed.register(account("kari", invited.code()), HOME))
                .isInstanceOf(NotInvited.class);
        assertThatThrownBy(() -> closed.invite(OPERATOR, null, Role.MEMBER, false))
                .isInstanceOf(AccountException.Refused.class)
                .hasMessageContaining("imalink user add");
    }

    @Test
    void without_an_invitation_nobody_learns_whose_name_is_taken_and_nothing_is_hashed() {
        member("kari");
        var server = open(Registration.INVITATION);

        for (var name : List.of("kari", "nobody")) {
            for (var code : new String[] {null, "", "0000-0000-0000-0000"}) {
                assertThatThrownBy(() -> server.register(account(name, code), HOME))
                        .isInstanceOf(NotInvited.class);
            }
        }
        assertThat(hasher.invocations()).isZero();
    }

    @Test
    void an_invitation_gives_what_the_admin_said_and_works_once() {
        var server = open(Registration.INVITATION);
        var given = server.invite(OPERATOR, null, Role.MEMBER, true);

        var kari = server.register(
                account("kari", given.code().toLowerCase(Locale.ROOT).replace('-', ' ')), HOME);

        assertThat(kari.mayImport()).isTrue();
        assertThatThrownBy(() -> server.register(account("ola", given.code()), HOME))
                .isInstanceOf(NotInvited.class);
        assertThat(invitations()).isEmpty();
    }

    @Test
    void an_invitation_for_an_email_is_for_nobody_else() {
        var given = accounts.invite(OPERATOR, "Kari@Example.org", Role.MEMBER, false);

        assertThatThrownBy(() -> accounts.register(account("ola", given.code()), HOME))
                .isInstanceOf(NotInvited.class);
        assertThat(accounts.register(account("kari", given.code()), HOME).email())
                .isEqualTo("kari@example.org");
    }

    @Test
    void an_invitation_ends_after_seven_days() {
        var given = accounts.invite(OPERATOR, null, Role.MEMBER, false);
        assertThat(invitations()).extracting(Invitation::id).containsExactly(given.id());
        clock.forward(Duration.ofDays(7));

        assertThatThrownBy(() -> accounts.register(account("kari", given.code()), HOME))
                .isInstanceOf(NotInvited.class);
        assertThat(invitations()).isEmpty();
    }

    @Test
    void an_invitation_that_was_withdrawn_is_worth_nothing() {
        var given = accounts.invite(OPERATOR, null, Role.ADMIN, false);
        accounts.withdraw(OPERATOR, given.id());

        assertThatThrownBy(() -> accounts.register(account("kari", given.code()), HOME))
                .isInstanceOf(NotInvited.class);
        assertThatThrownBy(() -> accounts.withdraw(OPERATOR, given.id())).isInstanceOf(AccountException.Unknown.class);
    }

    @Test
    void an_invitation_used_by_many_at_once_makes_one_account() throws Exception {
        var given = accounts.invite(OPERATOR, null, Role.MEMBER, false);
        var outcomes = AtOnce.all(IntStream.range(0, 6)
                .<Callable<User>>mapToObj(i -> () -> accounts.register(account("person" + i, given.code()), HOME))
                .toList());

        assertThat(outcomes).filteredOn(AtOnce.Outcome::succeeded).hasSize(1);
        assertThat(outcomes)
                .filteredOn(each -> each.failure() instanceof NotInvited)
                .hasSize(5);
    }

    @Test
    void a_failed_registration_leaves_the_invitation() {
        member("kari");
        var given = accounts.invite(OPERATOR, null, Role.MEMBER, false);
        assertThatThrownBy(() -> accounts.register(account("kari", given.code()), HOME))
                .isInstanceOf(Taken.class);

        assertThat(accounts.register(account("ola", given.code()), HOME)).isNotNull();
    }

    @Test
    void a_code_is_kept_as_its_digest_only() {
        var invitation = accounts.invite(OPERATOR, null, Role.MEMBER, false);
        var reset = accounts.reset(OPERATOR, member("kari").id());

        var kept = database.read(tx -> tx.fetch("select * from user_codes").formatCSV()) + audit();
        assertThat(kept).doesNotContain(invitation.code()).doesNotContain(reset.code());
        assertThat(invitation.toString()).doesNotContain(invitation.code());
    }

    @Test
    void one_name_registered_by_many_at_once_is_one_persons() throws Exception {
        var outcomes = AtOnce.all(IntStream.range(0, 6)
                .<Callable<User>>mapToObj(i -> () -> accounts.register(
                        new NewAccount(i % 2 == 0 ? "kari" : "KARI", i + "@example.org", null, PASSWORD, null), HOME))
                .toList());

        assertThat(outcomes).filteredOn(AtOnce.Outcome::succeeded).hasSize(1);
        assertThat(outcomes).filteredOn(each -> each.failure() instanceof Taken).hasSize(5);
        assertThat(count(USERS)).isEqualTo(2);
    }

    @Test
    void names_and_emails_are_taken_in_every_spelling() {
        accounts.add(OPERATOR, new NewAccount("Kåre", "Kåre@example.org", null, PASSWORD, null), Role.MEMBER, false);

        for (var name : List.of("Kåre", "KÅRE", "ka\u030Are")) {
            assertThatThrownBy(
                            () -> accounts.register(new NewAccount(name, "x@example.org", null, PASSWORD, null), HOME))
                    .isInstanceOf(Taken.class);
        }
        for (var email : List.of("kåre@EXAMPLE.org", "ka\u030Are@example.org")) {
            assertThatThrownBy(() -> accounts.register(new NewAccount("ola", email, null, PASSWORD, null), HOME))
                    .isInstanceOf(Taken.class);
        }
    }

    @Test
    void what_cannot_be_used_is_refused_before_anything_else() {
        var bad = List.of(
                new NewAccount("k", "k@example.org", null, PASSWORD, null),
                new NewAccount("kari", "nonsense", null, PASSWORD, null),
                new NewAccount("kari", "k@example.org", "a\u0000b", PASSWORD, null),
                new NewAccount("kari", "k@example.org", null, "short", null),
                new NewAccount("kari", "k@example.org", null, "password1", null));

        assertThat(bad).allSatisfy(who -> {
            assertThatThrownBy(() -> accounts.register(who, HOME)).isInstanceOf(Unacceptable.class);
            assertThatThrownBy(() -> accounts.add(OPERATOR, who, Role.MEMBER, false))
                    .isInstanceOf(Unacceptable.class);
            assertThatThrownBy(() -> accounts.claim(OPERATOR, who)).isInstanceOf(Unacceptable.class);
        });
        for (var name : List.of("system", "SYSTEM", "ѕуѕтем")) {
            assertThatThrownBy(() -> accounts.register(account(name), HOME)).isInstanceOf(Taken.class);
        }
        assertThat(hasher.invocations()).isZero();
        assertThat(count(USERS)).isEqualTo(1);
    }

    @Test
    void the_one_time_code_makes_the_first_admin_in_every_mode_and_is_used_up() {
        var closed = open(Registration.CLOSED);
        assertThat(acceptsSetupCode(accounts)).isTrue();

        var anna = closed.register(account("anna", setup.text()), HOME);

        assertThat(anna.role()).isEqualTo(Role.ADMIN);
        assertThat(acceptsSetupCode(accounts)).isFalse();
        assertThat(test.folder().resolve("setup.code")).doesNotExist();
        assertThatThrownBy(() -> closed.register(account("eve", setup.text()), HOME))
                .isInstanceOf(NotInvited.class);
        assertThat(audit())
                .singleElement()
                .asString()
                .startsWith("setup code: user-added")
                .contains("\"admin\"");
    }

    @Test
    void of_many_first_admins_at_once_exactly_one_is_made() throws Exception {
        var outcomes = AtOnce.all(IntStream.range(0, 6)
                .<Callable<User>>mapToObj(i -> () -> i % 2 == 0
                        ? accounts.register(account("person" + i, setup.text()), HOME)
                        : accounts.claim(FOUNDER, account("person" + i)))
                .toList());

        assertThat(outcomes).filteredOn(AtOnce.Outcome::succeeded).hasSize(1);
        assertThat(outcomes)
                .filteredOn(each -> !each.succeeded())
                .allMatch(each ->
                        each.failure() instanceof NotInvited || each.failure() instanceof AccountException.Refused);
        assertThat(users()).filteredOn(each -> each.user().role() == Role.ADMIN).hasSize(1);
    }

    @Test
    void the_one_time_code_is_worth_nothing_once_there_is_an_admin_by_another_way() {
        var anna = admin("anna");

        assertThat(acceptsSetupCode(accounts)).isFalse();
        assertThatThrownBy(() -> accounts.register(account("eve", setup.text()), HOME))
                .isInstanceOf(NotInvited.class);
        assertThatThrownBy(() -> accounts.claim(FOUNDER, account("eve"))).isInstanceOf(NotInvited.class);
        assertThat(anna.role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void an_admin_made_by_another_server_makes_the_one_time_code_worthless() {
        setup = SetupCode.create(test.folder().resolve("other.code"));
        var other = open(Registration.OPEN);
        admin("anna");
        assertThat(setup.matches(setup.text())).isTrue();

        assertThat(acceptsSetupCode(other)).isFalse();
        assertThatThrownBy(() -> other.register(account("eve", setup.text()), HOME))
                .isInstanceOf(NotInvited.class);
        assertThat(hasAdmin()).isTrue();
    }

    @Test
    void a_code_for_a_new_password_works_once_and_the_old_password_no_more() {
        var kari = member("kari");
        var before = signIn("kari");
        var given = accounts.reset(OPERATOR, kari.id());
        assertThat(viewer(before)).isEmpty();
        assertThatThrownBy(() -> signIn("kari")).isInstanceOf(AccountException.WrongCredentials.class);

        accounts.resetPassword(given.code(), "another sentence", HOME);

        assertThat(accounts.signIn("kari", "another sentence", HOME)).isNotNull();
        assertThatThrownBy(() -> signIn("kari")).isInstanceOf(AccountException.WrongCredentials.class);
        assertThatThrownBy(() -> accounts.resetPassword(given.code(), PASSWORD, HOME))
                .isInstanceOf(NotInvited.class);
    }

    @Test
    void a_code_for_a_new_password_ends_after_a_day_and_with_a_newer_one() {
        var kari = member("kari");
        var first = accounts.reset(OPERATOR, kari.id());
        var second = accounts.reset(OPERATOR, kari.id());
        assertThatThrownBy(() -> accounts.resetPassword(first.code(), "another sentence", HOME))
                .isInstanceOf(NotInvited.class);

        clock.forward(Duration.ofDays(1));
        assertThatThrownBy(() -> accounts.resetPassword(second.code(), "another sentence", HOME))
                .isInstanceOf(NotInvited.class);
    }

    @Test
    void a_code_for_a_new_password_used_by_many_at_once_works_once() throws Exception {
        var given = accounts.reset(OPERATOR, member("kari").id());
        var outcomes = AtOnce.times(5, () -> {
            accounts.resetPassword(given.code(), "another sentence", HOME);
            return true;
        });

        assertThat(outcomes).filteredOn(AtOnce.Outcome::succeeded).hasSize(1);
        assertThat(outcomes)
                .filteredOn(each -> each.failure() instanceof NotInvited)
                .hasSize(4);
    }

    @Test
    void a_code_is_worth_nothing_for_another_purpose_or_account() {
        var reset = accounts.reset(OPERATOR, member("kari").id());
        var invitation = accounts.invite(OPERATOR, null, Role.ADMIN, true);

        assertThatThrownBy(() -> accounts.register(account("eve", reset.code()), HOME))
                .isInstanceOf(NotInvited.class);
        assertThatThrownBy(() -> accounts.resetPassword(invitation.code(), "another sentence", HOME))
                .isInstanceOf(NotInvited.class);
        assertThatThrownBy(() -> accounts.withdraw(OPERATOR, reset.id())).isInstanceOf(AccountException.Unknown.class);
    }

    @Test
    void disabling_an_account_withdraws_its_codes() {
        var kari = member("kari");
        var given = accounts.reset(OPERATOR, kari.id());
        accounts.change(OPERATOR, kari.id(), new UserChange(false, null, null));
        assertThatThrownBy(() -> accounts.resetPassword(given.code(), "another sentence", HOME))
                .isInstanceOf(NotInvited.class);

        accounts.change(OPERATOR, kari.id(), new UserChange(true, null, null));
        assertThatThrownBy(() -> accounts.resetPassword(given.code(), "another sentence", HOME))
                .isInstanceOf(NotInvited.class);
    }

    @Test
    void a_code_survives_a_password_that_cannot_be_used() {
        var given = accounts.reset(OPERATOR, member("kari").id());
        assertThatThrownBy(() -> accounts.resetPassword(given.code(), "password1", HOME))
                .isInstanceOf(Unacceptable.class);

        accounts.resetPassword(given.code(), "another sentence", HOME);
    }
}
