package org.imalink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.SIGN_IN_SESSIONS;

import java.time.Duration;
import java.util.List;
import org.imalink.access.Standing;
import org.imalink.access.Viewer;
import org.junit.jupiter.api.Test;

/** Signing in, who a request comes from, and signing out. */
class SigningInTest extends AccountsContract {
    @Test
    void who_signs_in_is_known_by_the_access_token_and_by_the_image_token() {
        var kari = member("kari");
        var tokens = signIn("kari");

        assertThat(tokens.user().username()).isEqualTo("kari");
        assertThat(tokens.user().lastSignInAt()).isNotNull();
        assertThat(tokens.expiresIn()).isEqualTo(Duration.ofMinutes(15));
        assertThat(tokens.refreshExpires()).isEqualTo(clock.instant().plus(Duration.ofDays(90)));
        assertThat(viewer(tokens)).hasValueSatisfying(viewer -> {
            assertThat(viewer).isInstanceOf(Viewer.Member.class);
            assertThat(viewer.user()).isEqualTo(kari.id());
        });
        assertThat(viewer(accounts, accounts.examine(null, tokens.imageToken())))
                .isEqualTo(viewer(tokens));
    }

    @Test
    void an_admin_is_known_as_one() {
        admin("anna");

        assertThat(signedIn("anna")).isInstanceOf(Viewer.Admin.class);
    }

    @Test
    void one_signs_in_by_name_or_email_in_any_case_and_however_letters_are_composed() {
        accounts.add(OPERATOR, new NewAccount("Kåre", "Kåre@Example.org", null, PASSWORD, null), Role.MEMBER, false);

        for (var typed : List.of("Kåre", "KÅRE", "ka\u030Are", " kåre ", "kåre@example.ORG")) {
            assertThat(accounts.signIn(typed, PASSWORD, HOME).user().username()).isEqualTo("Kåre");
        }
    }

    @Test
    void a_password_fits_however_its_letters_are_composed() {
        accounts.add(
                OPERATOR, new NewAccount("kari", "k@example.org", null, "blåbær på fjellet", null), Role.MEMBER, false);

        assertThat(accounts.signIn("kari", "bla\u030Abær pa\u030A fjellet", HOME))
                .isNotNull();
    }

    @Test
    void every_failure_to_sign_in_is_the_same_answer_after_the_same_work() {
        member("kari");
        accounts.change(OPERATOR, member("off").id(), new UserChange(false, null, null));
        accounts.reset(OPERATOR, member("lost").id());

        for (var name : List.of(
                "kari",
                "off",
                "lost",
                "system",
                "system@imalink.local",
                "nobody",
                "nobody@example.org",
                "",
                "x".repeat(10_000),
                "nul\0name",
                "half\uD800name")) {
            long before = hasher.invocations();
            assertThatThrownBy(() -> accounts.signIn(name, "not the password", CAFE))
                    .as(name)
                    .isInstanceOf(AccountException.WrongCredentials.class)
                    .hasMessage("Incorrect username or password");
            assertThat(hasher.invocations() - before).as(name).isEqualTo(1);
        }
    }

    @Test
    void the_right_password_does_not_open_what_is_disabled_or_waits_for_another() {
        accounts.change(OPERATOR, member("off").id(), new UserChange(false, null, null));
        accounts.reset(OPERATOR, member("lost").id());

        for (var name : List.of("off", "lost")) {
            assertThatThrownBy(() -> signIn(name)).isInstanceOf(AccountException.WrongCredentials.class);
        }
        for (var word : List.of("disabled", "", "system")) {
            assertThatThrownBy(() -> accounts.signIn("system", word, HOME))
                    .isInstanceOf(AccountException.WrongCredentials.class);
        }
    }

    @Test
    void an_enormous_password_is_wrong_and_costs_no_more() {
        member("kari");

        assertThatThrownBy(() -> accounts.signIn("kari", "x".repeat(5_000_000), HOME))
                .isInstanceOf(AccountException.WrongCredentials.class);
    }

    @Test
    void nothing_that_was_typed_or_sent_is_kept() {
        member("kari");
        var tokens = signIn("kari");

        var kept = database.read(tx -> tx.fetch("select * from users").formatCSV()
                + tx.fetch("select * from sign_in_sessions").formatCSV());
        assertThat(kept)
                .doesNotContain(PASSWORD)
                .doesNotContain(tokens.accessToken())
                .doesNotContain(tokens.refreshToken())
                .doesNotContain(tokens.imageToken());
        assertThat(tokens.toString() + account("kari") + setup + keys.newest())
                .doesNotContain(PASSWORD)
                .doesNotContain(tokens.accessToken())
                .doesNotContain(setup.text())
                .doesNotContain("example.org");
    }

    @Test
    void every_sign_in_has_a_name_of_its_own() {
        member("kari");
        var first = signIn("kari");
        var second = signIn("kari");

        assertThat(viewer(first).orElseThrow().session())
                .isNotEqualTo(viewer(second).orElseThrow().session());
        assertThat(first.imageToken()).isNotEqualTo(second.imageToken());
    }

    @Test
    void sign_ins_are_listed_with_what_people_recognise() {
        var kari = member("kari");
        signIn("kari");
        clock.forward(Duration.ofMinutes(1));
        accounts.signIn("kari", PASSWORD, CAFE);

        var listed = signIns(kari.id());
        assertThat(listed).extracting(SignIn::client).containsExactly("curl", "Firefox on Linux");
        assertThat(listed).extracting(SignIn::address).containsExactly(CAFE.address(), HOME.address());
        assertThatThrownBy(() -> signIns(4711)).isInstanceOf(AccountException.Unknown.class);
    }

    @Test
    void what_is_no_address_is_not_kept_as_one() {
        var kari = member("kari");
        accounts.signIn("kari", PASSWORD, new Visitor("<script>\n", "Evil\r\nSet-Cookie: x"));

        assertThat(signIns(kari.id())).singleElement().satisfies(signIn -> {
            assertThat(signIn.address()).isNull();
            assertThat(signIn.client()).isNull();
        });
    }

    @Test
    void signing_out_ends_the_sign_in_at_once_by_either_token() {
        member("kari");
        var byAccess = signIn("kari");
        var byRefresh = signIn("kari");
        var other = signIn("kari");
        long session = viewer(byAccess).orElseThrow().session();

        accounts.signOut(byAccess.accessToken(), null);
        accounts.signOut(null, byRefresh.refreshToken());

        assertThat(viewer(byAccess)).isEmpty();
        assertThat(viewer(byRefresh)).isEmpty();
        assertThat(viewer(accounts, accounts.examine(null, byAccess.imageToken())))
                .isEmpty();
        assertThat(viewer(other)).isPresent();
        assertThat(endReason(session)).isEqualTo("signed_out");
        assertThatThrownBy(() -> refresh(byAccess.refreshToken())).isInstanceOf(AccountException.SignInEnded.class);
    }

    @Test
    void one_can_sign_out_with_an_access_token_that_is_too_old_for_anything_else() {
        member("kari");
        var tokens = signIn("kari");
        clock.forward(Duration.ofHours(1));

        accounts.signOut(tokens.accessToken(), null);

        assertThatThrownBy(() -> refresh(tokens.refreshToken())).isInstanceOf(AccountException.SignInEnded.class);
    }

    @Test
    void signing_out_with_nonsense_does_nothing() {
        member("kari");
        var tokens = signIn("kari");
        int before = accountVersion();

        accounts.signOut(null, null);
        accounts.signOut("nonsense", "non.sen.se");
        accounts.signOut(tokens.imageToken(), tokens.accessToken());

        assertThat(accountVersion()).isEqualTo(before);
        assertThat(viewer(tokens)).isPresent();
    }

    @Test
    void another_server_knows_at_once_that_a_sign_in_ended() {
        member("kari");
        var tokens = signIn("kari");
        var other = open(Registration.OPEN);
        assertThat(viewer(other, tokens.accessToken())).isPresent();

        accounts.signOut(tokens.accessToken(), null);

        assertThat(viewer(other, tokens.accessToken())).isEmpty();
    }

    @Test
    void a_request_sees_the_sign_in_as_its_snapshot_has_it() {
        member("kari");
        var tokens = signIn("kari");
        var credential = accounts.examine(tokens.accessToken(), null);

        database.read(tx -> {
            var standing = Standing.read(tx);
            accounts.signOut(tokens.accessToken(), null);
            assertThat(accounts.resolve(tx, standing, credential)).isPresent();
            return standing;
        });
        assertThat(viewer(accounts, credential)).isEmpty();
    }

    @Test
    void a_sign_in_that_is_remembered_is_not_read_again_until_something_ends() {
        member("kari");
        var tokens = signIn("kari");
        assertThat(viewer(tokens)).isPresent();

        // Behind the room's back, without a new version: nobody looks.
        database.write(tx -> tx.deleteFrom(SIGN_IN_SESSIONS).execute());
        assertThat(viewer(tokens)).isPresent();

        database.write(tx -> {
            AccountDatabase.forgetSignIns(tx);
            return tx;
        });
        assertThat(viewer(tokens)).isEmpty();
    }

    @Test
    void a_sign_in_that_is_not_used_for_ninety_days_ends() {
        member("kari");
        var tokens = signIn("kari");
        assertThat(viewer(accounts, accounts.examine(null, tokens.imageToken())))
                .isPresent();
        clock.forward(Duration.ofDays(90));

        assertThat(viewer(accounts, accounts.examine(null, tokens.imageToken())))
                .isEmpty();
        assertThatThrownBy(() -> refresh(tokens.refreshToken())).isInstanceOf(AccountException.SignInEnded.class);
    }

    @Test
    void sign_ins_that_are_long_over_are_swept_when_the_person_signs_in() {
        member("kari");
        accounts.signOut(signIn("kari").accessToken(), null);
        clock.forward(Duration.ofDays(91));
        signIn("kari");

        assertThat(count(SIGN_IN_SESSIONS)).isEqualTo(1);
    }
}
