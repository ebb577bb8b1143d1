package org.imalink.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.AUDIT_EVENTS;
import static org.imalink.database.schema.Tables.SERVER_STATE;
import static org.imalink.database.schema.Tables.USERS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.account.Actor;
import org.imalink.database.DatabaseContract;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.imalink.database.SchemaException;
import org.imalink.operation.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhasesTest extends DatabaseContract {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final String EMERGENCY = "{\"multi_user_enabled\": false}";

    private final List<Standing> told = new ArrayList<>();
    private Path file;
    private Phases phases;

    @BeforeEach
    void open() throws IOException {
        file = Files.createDirectories(test.folder().resolve("config")).resolve("multiuser.json");
        phases = new Phases(database, file);
        phases.onChange(told::add);
    }

    private Standing standing() {
        return database.read(Standing::read);
    }

    private int level() {
        return database.<Integer>read(tx -> Schema.version(tx).tenancy());
    }

    private String digest() {
        return database.read(tx -> tx.selectFrom(SERVER_STATE).fetchSingle().getMultiuserDigest());
    }

    @Test
    void going_forward_and_back_changes_phase_and_epoch_and_writes_both_down() throws IOException {
        var forward = phases.advance(OPERATOR, Phase.FOUNDATION);
        assertThat(forward).isEqualTo(new PhaseChange(Phase.SINGLE, new Standing(Phase.FOUNDATION, 1, 0, 0)));
        assertThat(standing()).isEqualTo(forward.standing());
        assertThat(file).hasContent(FileContent.SHARED.text());
        assertThat(digest()).isEqualTo(MultiuserFile.digest(Files.readString(file)));

        phases.advance(new Actor.Admin(7), Phase.DUAL);
        assertThat(file).hasContent(FileContent.SHARED.text());
        phases.retreat(OPERATOR, Phase.FOUNDATION);
        phases.retreat(OPERATOR, Phase.SINGLE);
        assertThat(standing()).isEqualTo(new Standing(Phase.SINGLE, 4, 0, 0));
        assertThat(file).hasContent(FileContent.SINGLE_USER.text());
        List<String> trail = database.read(tx -> tx.select(AUDIT_EVENTS.ACTOR, AUDIT_EVENTS.ACTION)
                .from(AUDIT_EVENTS)
                .orderBy(AUDIT_EVENTS.ID)
                .fetch(row -> row.value1() + " " + row.value2()));
        assertThat(trail)
                .containsExactly(
                        "operator phase-changed",
                        "user 7 phase-changed",
                        "operator phase-changed",
                        "operator phase-changed");
    }

    @Test
    void several_phases_can_be_gone_at_once_and_the_accounts_stay() {
        phases.advance(OPERATOR, Phase.DUAL);
        assertThat(level()).isOne();
        phases.retreat(OPERATOR, Phase.SINGLE);
        assertThat(level()).isOne();
        assertThat(database.<Integer>read(tx -> tx.fetchCount(USERS))).isOne();
    }

    @Test
    void asking_for_the_phase_that_holds_changes_nothing() {
        phases.advance(OPERATOR, Phase.FOUNDATION);
        var again = phases.advance(OPERATOR, Phase.FOUNDATION);
        assertThat(again.changed()).isFalse();
        assertThat(phases.retreat(OPERATOR, Phase.FOUNDATION).standing())
                .isEqualTo(new Standing(Phase.FOUNDATION, 1, 0, 0));
        assertThat(database.<Integer>read(tx -> tx.fetchCount(AUDIT_EVENTS))).isOne();
        assertThat(told).hasSize(1);
    }

    @Test
    void the_wrong_way_is_refused_with_the_right_command() {
        phases.advance(OPERATOR, Phase.FOUNDATION);
        assertThatThrownBy(() -> phases.retreat(OPERATOR, Phase.DUAL))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("imalink multiuser advance --to dual");
        assertThatThrownBy(() -> phases.advance(OPERATOR, Phase.SINGLE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("imalink multiuser retreat --to single");
        assertThat(standing().epoch()).isOne();
    }

    @Test
    void a_move_that_cannot_be_committed_leaves_phase_level_and_file_as_they_were() {
        database.write(tx -> doom().stream().mapToInt(tx::execute).sum());
        assertThatThrownBy(() -> phases.advance(OPERATOR, Phase.FOUNDATION)).isInstanceOf(RuntimeException.class);
        assertThat(standing()).isEqualTo(new Standing(Phase.SINGLE, 0, 0, 0));
        assertThat(level()).isZero();
        assertThat(file).doesNotExist();
        assertThat(told).isEmpty();
    }

    /** A constraint that is looked at only when a transaction ends, and then broken by each change of the phase. */
    private List<String> doom() {
        var table = "create table doom (id bigint references photos (id) deferrable initially deferred)";
        return engine == Engine.SQLITE
                ? List.of(
                        table.replace("bigint", "integer"),
                        "create trigger doomed after update of phase on server_state begin insert into doom values (-1); end")
                : List.of(
                        table,
                        "create function doom() returns trigger as 'begin insert into doom values (-1); return new; end'"
                                + " language plpgsql",
                        "create trigger doomed after update of phase on server_state for each row execute function doom()");
    }

    @Test
    void a_file_that_cannot_be_written_stops_the_move() throws IOException {
        Files.createDirectories(file.resolveSibling("multiuser.json.tmp").resolve("in the way"));
        assertThatThrownBy(() -> phases.advance(OPERATOR, Phase.FOUNDATION))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("cannot be written, so that the phase was not changed");
        assertThat(standing().phase()).isEqualTo(Phase.SINGLE);
    }

    @Test
    void going_back_waits_for_no_file_which_is_written_when_it_can_be() throws IOException {
        phases.advance(OPERATOR, Phase.DUAL);
        var obstacle = Files.createDirectories(
                file.resolveSibling("multiuser.json.tmp").resolve("in the way"));
        assertThat(phases.retreat(OPERATOR, Phase.SINGLE).changed()).isTrue();
        assertThat(file).hasContent(FileContent.SHARED.text());
        phases.look();
        assertThat(standing()).isEqualTo(new Standing(Phase.SINGLE, 2, 0, 0));
        assertThat(phases.wish()).isEmpty();

        Files.delete(obstacle);
        phases.look();
        assertThat(file).hasContent(FileContent.SINGLE_USER.text());
        assertThat(standing()).isEqualTo(new Standing(Phase.SINGLE, 2, 0, 0));
    }

    @Test
    void the_emergency_file_counts_also_where_the_server_can_write_none() throws IOException {
        phases.advance(OPERATOR, Phase.DUAL);
        Files.createDirectories(file.resolveSibling("multiuser.json.tmp").resolve("in the way"));
        phases.retreat(OPERATOR, Phase.FOUNDATION);
        Files.writeString(file, EMERGENCY);
        phases.look();
        assertThat(standing().phase()).isEqualTo(Phase.SINGLE);
        assertThat(phases.wish()).isEmpty();
        phases.look();
        assertThat(phases.wish()).isEmpty();
    }

    @Test
    void the_emergency_file_goes_back_to_single_user_mode_again_and_again() throws IOException {
        for (int time = 1; time <= 2; time++) {
            phases.advance(OPERATOR, Phase.DUAL);
            Files.writeString(file, EMERGENCY);
            phases.look();
            assertThat(standing()).isEqualTo(new Standing(Phase.SINGLE, 2 * time, 0, 0));
            assertThat(file).hasContent(FileContent.SINGLE_USER.text());
            assertThat(phases.wish()).isEmpty();
        }
        assertThat(told).extracting(Standing::epoch).containsExactly(1, 2, 3, 4);
    }

    @Test
    void the_emergency_file_counts_also_when_somebody_advances_before_it_was_looked_at() throws IOException {
        phases.advance(OPERATOR, Phase.FOUNDATION);
        Files.writeString(file, EMERGENCY);
        assertThat(phases.advance(OPERATOR, Phase.DUAL).from()).isEqualTo(Phase.SINGLE);
    }

    @Test
    void a_file_that_says_nothing_clear_changes_nothing_and_is_told() throws IOException {
        phases.advance(OPERATOR, Phase.DUAL);
        for (var text : List.of(
                "",
                "{",
                "[]",
                "{}",
                "{\"multi_user_enabled\": true}",
                "{\"multi_user_enabled\": null}",
                "{\"multi_user_enabled\": 0}",
                "{\"multi_user_enabled\": \"false\"}",
                "{\"multi_user_enabled\": false, \"require_authentication\": true}",
                "{\"multi_user_enabled\": false, \"require_authentication\": true, \"default_user_fallback\": true}",
                "{\"multi_user_enabled\": true, \"require_authentication\": true, \"default_user_fallback\": true}",
                "{\"multi_user_enabled\": true, \"multi_user_enabled\": false}",
                "{\"multi_user_enable\": false}",
                "{\"multi_user_enabled\": false, \"comment\": \"x\"}",
                " ".repeat(70_000) + EMERGENCY)) {
            Files.writeString(file, text);
            phases.look();
            assertThat(standing()).as(text).isEqualTo(new Standing(Phase.DUAL, 1, 0, 0));
            assertThat(phases.wish())
                    .as(text)
                    .hasValueSatisfying(wish -> assertThat(wish).contains("changes nothing"));
            assertThat(phases.closed()).isEmpty();
            assertThat(file).hasContent(text);
        }
        Files.delete(file);
        phases.look();
        assertThat(phases.wish()).hasValueSatisfying(wish -> assertThat(wish).contains("missing"));
        assertThat(standing().phase()).isEqualTo(Phase.DUAL);
    }

    @Test
    void a_file_goes_back_to_what_was_there_before_and_no_farther() throws IOException {
        phases.advance(OPERATOR, Phase.DUAL);
        phases.retreat(OPERATOR, Phase.SINGLE);
        Files.writeString(file, FileContent.SHARED.text());
        phases.look();
        assertThat(standing()).isEqualTo(new Standing(Phase.DUAL, 3, 0, 0));
        assertThat(phases.wish()).isEmpty();
        assertThat(told).extracting(Standing::epoch).containsExactly(1, 2, 3);

        Files.writeString(file, FileContent.SIGN_IN_REQUIRED.text());
        phases.look();
        assertThat(standing().phase()).isEqualTo(Phase.DUAL);
        assertThat(phases.closed()).isPresent();
    }

    @Test
    void a_file_that_stayed_behind_or_was_there_before_goes_nowhere() throws IOException {
        phases.advance(OPERATOR, Phase.DUAL);
        var other = new Phases(
                database, Files.createDirectory(test.folder().resolve("other")).resolve("multiuser.json"));
        other.retreat(OPERATOR, Phase.SINGLE);
        for (var server : List.of(phases, new Phases(database, file))) {
            server.look();
            server.look();
            assertThat(standing()).isEqualTo(new Standing(Phase.SINGLE, 2, 0, 0));
            assertThat(server.wish())
                    .hasValueSatisfying(wish -> assertThat(wish).contains("imalink multiuser advance --to foundation"));
        }
        assertThat(file).hasContent(FileContent.SHARED.text());
    }

    @Test
    void a_file_alone_never_goes_forward() throws IOException {
        Files.writeString(file, FileContent.SHARED.text());
        phases.look();
        assertThat(standing()).isEqualTo(new Standing(Phase.SINGLE, 0, 0, 0));
        assertThat(phases.wish())
                .hasValueSatisfying(wish -> assertThat(wish).contains("imalink multiuser advance --to foundation"));
        assertThat(phases.closed()).isEmpty();

        phases.advance(OPERATOR, Phase.FOUNDATION);
        assertThat(phases.wish()).isEmpty();
    }

    @Test
    void a_file_that_asks_for_sign_in_closes_a_server_that_does_not_until_somebody_decides() throws IOException {
        phases.advance(OPERATOR, Phase.DUAL);
        Files.writeString(file, FileContent.SIGN_IN_REQUIRED.text());
        phases.look();
        assertThat(standing().phase()).isEqualTo(Phase.DUAL);
        assertThat(phases.closed())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("imalink multiuser advance --to dual")
                        .contains("imalink multiuser advance --to active"));

        assertThat(phases.retreat(OPERATOR, Phase.DUAL).changed()).isFalse();
        assertThat(phases.closed()).isEmpty();
        phases.look();
        assertThat(phases.closed()).isEmpty();
        assertThat(file).hasContent(FileContent.SHARED.text());
    }

    @Test
    void a_new_library_without_a_file_has_nothing_to_tell() {
        phases.look();
        assertThat(phases.wish()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void what_another_server_did_is_told_at_the_next_look() throws IOException {
        var other = new Phases(
                database, Files.createDirectory(test.folder().resolve("other")).resolve("multiuser.json"));
        other.advance(OPERATOR, Phase.FOUNDATION);
        assertThat(told).isEmpty();
        phases.look();
        phases.look();
        assertThat(told).containsExactly(new Standing(Phase.FOUNDATION, 1, 0, 0));
    }

    @Test
    void a_database_in_a_phase_that_this_server_does_not_know_is_refused_with_what_to_do() {
        PhaseRules.refuseUnknown(database);
        database.write(tx -> tx.update(SERVER_STATE).set(SERVER_STATE.PHASE, 9).execute());
        assertThatThrownBy(() -> PhaseRules.refuseUnknown(database))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("in phase 9;")
                .hasMessageContaining("imalink multiuser retreat --to active");
    }
}
