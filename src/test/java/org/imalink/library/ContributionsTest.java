package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.CONTRIBUTIONS;
import static org.imalink.database.schema.Tables.USERS;

import java.time.LocalDateTime;
import java.util.List;
import org.imalink.access.Phase;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.database.Engine;
import org.jooq.Record2;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class ContributionsTest extends LibraryContract {
    private Members members;
    private Scope kari;
    private Scope ola;

    ContributionsTest(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void haveMembers() {
        members = new Members(library.database());
        members.moveTenancy(1);
        kari = members.add("kari");
        ola = members.add("ola");
    }

    private static Scope in(Phase phase, long user) {
        return Scope.of(new Viewer.Member(user, 1), phase);
    }

    /** A file as a client sends it. */
    private PhotoIntake.Added send(Scope scope, String preview) {
        return library.write((tx, anybody) -> PhotoIntake.add(tx, scope, TestLibrary.file(preview)));
    }

    private List<String> contributions() {
        return library.read((tx, scope) -> tx.select(CONTRIBUTIONS.PHOTO_ID, CONTRIBUTIONS.USER_ID)
                .from(CONTRIBUTIONS)
                .orderBy(CONTRIBUTIONS.PHOTO_ID, CONTRIBUTIONS.USER_ID)
                .fetch(ContributionsTest::text));
    }

    private static String text(Record2<Long, Long> row) {
        return text(row.value1(), row.value2());
    }

    private static String text(long photo, long user) {
        return photo + " by " + user;
    }

    @Test
    void a_photo_that_a_member_added_is_theirs_and_still_user_1s() {
        var sea = send(kari, "sea");

        assertThat(contributions()).containsExactly(text(sea.photoId(), Members.user(kari)));
        assertThat(library.read((tx, scope) -> Photos.get(tx, scope, sea.hothash()))
                        .files())
                .hasSize(1);
    }

    @Test
    void a_photo_that_got_a_file_of_a_member_is_theirs_too() {
        var sea = send(TestLibrary.SCOPE, "sea");
        send(kari, "sea");

        assertThat(contributions()).containsExactly(text(sea.photoId(), Members.user(kari)));
    }

    @Test
    void who_adds_the_same_file_twice_has_added_one_photo_at_the_time_of_the_first() {
        send(kari, "sea");
        var first = times();

        send(kari, "sea");

        assertThat(times()).isEqualTo(first).hasSize(1);
    }

    private List<LocalDateTime> times() {
        return library.read((tx, scope) -> tx.selectFrom(CONTRIBUTIONS).fetch(CONTRIBUTIONS.CONTRIBUTED_AT));
    }

    @Test
    void two_members_who_add_the_same_file_have_both_added_the_photo() {
        var sea = send(kari, "sea");
        send(ola, "sea");

        assertThat(contributions())
                .containsExactly(text(sea.photoId(), Members.user(kari)), text(sea.photoId(), Members.user(ola)));
    }

    @Test
    void what_anybody_or_user_1_adds_and_what_is_added_in_other_phases_is_nobodys_contribution() {
        send(TestLibrary.SCOPE, "sea");
        send(in(Phase.DUAL, Scope.SYSTEM_USER), "hill");
        send(in(Phase.FOUNDATION, Members.user(kari)), "lake");

        assertThat(contributions()).isEmpty();
    }

    @Test
    void a_photo_that_is_deleted_for_good_takes_its_contributions_along_and_one_in_the_trash_keeps_them() {
        var sea = send(kari, "sea");
        var hill = send(kari, "hill");

        library.write((tx, scope) -> Trash.put(tx, scope, List.of(sea.hothash())));
        library.write((tx, scope) -> {
            Photos.delete(tx, scope, hill.hothash());
            return true;
        });

        assertThat(contributions()).containsExactly(text(sea.photoId(), Members.user(kari)));
        library.write((tx, scope) -> Trash.delete(tx, scope, List.of(sea.hothash())));
        assertThat(contributions()).isEmpty();
    }

    @Test
    void a_contributor_whose_account_is_gone_adds_photos_all_the_same() {
        library.write((tx, scope) ->
                tx.deleteFrom(USERS).where(USERS.ID.eq(Members.user(kari))).execute());

        send(kari, "sea");

        assertThat(contributions()).isEmpty();
    }

    @Test
    void without_accounts_nothing_is_written_down_and_what_was_comes_back_with_them() {
        var sea = send(kari, "sea");
        var hill = send(kari, "hill");
        members.moveTenancy(0);

        send(TestLibrary.SCOPE, "lake");
        // As a job does that was begun when there were accounts.
        send(kari, "lake");
        library.write((tx, scope) -> {
            Photos.delete(tx, scope, hill.hothash());
            return true;
        });

        members.moveTenancy(1);
        assertThat(contributions()).containsExactly(text(sea.photoId(), Members.user(kari)));
    }
}
