package org.imalink.transition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.imalink.database.schema.Tables.AUDIT_EVENTS;
import static org.imalink.database.schema.Tables.USERS;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.account.Actor;
import org.imalink.database.Database;
import org.imalink.database.DatabaseContract;
import org.imalink.database.Engine;
import org.imalink.database.RandomLibrary;
import org.imalink.database.Schema;
import org.imalink.operation.Backups;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.Progress;
import org.imalink.operation.RefusedException;
import org.imalink.transition.rehearsal.PassedRehearsal;
import org.imalink.transition.rehearsal.RecordedReads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What takes its time on the way to several users: one at a time, told how far it is, and never in the way of going back. */
class TransitionsTest extends DatabaseContract {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final TransitionTask TO_SCOPED = new TransitionTask.Advance(Phase.SCOPED, Unclaimed.REFUSE);
    private static final TransitionTask TO_ACTIVE = new TransitionTask.Activate(Unclaimed.REFUSE);

    private DataDirectory directory;
    private Phases phases;
    private Transitions transitions;

    @BeforeEach
    void open() {
        directory = DataDirectory.open(test.folder().resolve("data"));
        phases = new Phases(database, directory.multiuserFile());
        transitions = on(database, false);
    }

    @AfterEach
    void close() {
        transitions.close();
    }

    private Transitions on(Database any, boolean isReachable) {
        return new Transitions(
                any, test.location(), directory, phases, new RecordedReads(), List.of("/bin/false"), isReachable, true);
    }

    private void addPeople(String roleOfTheFirst) {
        database.write(tx -> {
            new Schema(database).moveTenancy(tx, 1);
            RandomLibrary.addMembers(tx);
            return tx.update(USERS)
                    .set(USERS.ROLE, roleOfTheFirst)
                    .where(USERS.ID.eq(2L))
                    .execute();
        });
    }

    private void addPhotos() {
        database.write(tx -> {
            RandomLibrary.change(tx, new Random(1), 1, 40);
            return tx;
        });
    }

    private Standing standing() {
        return database.read(Standing::read);
    }

    private int level() {
        return database.<Integer>read(Schema::tenancy);
    }

    private List<Backups.Backup> backups() {
        return Backups.of(test.location(), directory).list();
    }

    private TransitionRun awaitEnd() {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (transitions.run().orElseThrow().isRunning() && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        return transitions.run().orElseThrow();
    }

    @Test
    void a_backup_comes_before_rows_are_given_owners_and_what_happened_is_written_down() {
        var outcome = transitions.perform(TO_SCOPED, OPERATOR, Progress.UNHEARD);
        assertThat(outcome).containsEntry("phase_name", "scoped").containsEntry("from", "single");
        assertThat(backups()).hasSize(1);
        var details = database.read(tx -> tx.select(AUDIT_EVENTS.DETAILS)
                .from(AUDIT_EVENTS)
                .where(AUDIT_EVENTS.ACTION.eq("level-changed"))
                .fetchSingle()
                .value1());
        assertThat(details).contains("\"took_ms\":", "\"held_ms\":");
        var change = requireNonNull(transitions.report().change());
        assertThat(change.to()).isEqualTo(2);
        assertThat(change.took()).isGreaterThanOrEqualTo(requireNonNull(change.held()));

        phases.retreat(OPERATOR, Phase.DUAL);
        transitions.perform(TO_SCOPED, OPERATOR, Progress.UNHEARD);
        assertThat(backups()).as("no row has moved since").hasSize(1);
    }

    @Test
    void what_is_refused_leaves_no_backup() {
        assertThatThrownBy(() -> transitions.perform(
                        new TransitionTask.Advance(Phase.ACTIVE, Unclaimed.REFUSE), OPERATOR, Progress.UNHEARD))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no admin");
        phases.advance(OPERATOR, Phase.SCOPED);
        assertThatThrownBy(() -> transitions.begin(new TransitionTask.Lower(1), OPERATOR))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("retreat --to dual");
        assertThat(backups()).isEmpty();
        assertThat(transitions.run()).isEmpty();
    }

    @Test
    void only_one_task_goes_on_at_a_time_also_of_two_servers() {
        var refusals = new ArrayList<String>();
        try (var otherDatabase = Database.open(test.location());
                var other = on(otherDatabase, false)) {
            var asked = engine == Engine.POSTGRESQL ? List.of(transitions, other) : List.of(transitions);
            Progress ask = (stage, done, total) -> asked.forEach(each -> {
                try {
                    each.perform(TO_SCOPED, OPERATOR, Progress.UNHEARD);
                } catch (RefusedException e) {
                    refusals.add(String.valueOf(e.getMessage()));
                }
            });
            transitions.perform(TO_SCOPED, OPERATOR, ask);
            assertThat(refusals)
                    .hasSizeGreaterThanOrEqualTo(asked.size())
                    .allSatisfy(refusal -> assertThat(refusal).contains("Another transition is going on"));
            asked.getLast().perform(TO_SCOPED, OPERATOR, Progress.UNHEARD);
        }
        assertThat(standing().phase()).isEqualTo(Phase.SCOPED);
    }

    @Test
    void going_back_takes_effect_at_once_while_rows_are_given_owners() {
        phases.advance(OPERATOR, Phase.DUAL);
        var seen = new HashSet<Phase>();
        assertThatThrownBy(() -> transitions.perform(TO_SCOPED, OPERATOR, (stage, done, total) -> {
                    if (level() == 2) {
                        phases.retreat(OPERATOR, Phase.SINGLE);
                        seen.add(standing().phase());
                    }
                }))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("went to the phase single meanwhile");
        assertThat(seen).containsExactly(Phase.SINGLE);
        assertThat(standing().phase()).isEqualTo(Phase.SINGLE);
    }

    @Test
    void whoever_asks_to_stay_in_the_first_phase_meanwhile_is_heard() {
        assertThatThrownBy(() -> transitions.perform(
                        TO_SCOPED, OPERATOR, (stage, done, total) -> phases.retreat(OPERATOR, Phase.SINGLE)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Somebody asked to go back meanwhile");
        assertThat(standing()).extracting(Standing::phase, Standing::epoch).containsExactly(Phase.SINGLE, 0);
    }

    @Test
    void a_task_goes_on_behind_the_back_of_who_asked_for_it() {
        assertThat(transitions.run()).isEmpty();
        var begun = transitions.begin(TO_SCOPED, OPERATOR);
        assertThat(begun.tree()).containsEntry("task", "advance").containsEntry("running", true);
        var ended = awaitEnd();
        assertThat(ended.refusal()).isNull();
        assertThat(ended.tree().get("outcome")).asInstanceOf(MAP).containsEntry("phase_name", "scoped");
        assertThat(ended.endedAt()).isAfterOrEqualTo(ended.startedAt());
    }

    @Test
    void who_hears_that_a_task_has_ended_can_begin_the_next_at_once() {
        for (int time = 0; time < 50; time++) {
            transitions.begin(new TransitionTask.Lower(1), OPERATOR);
            assertThat(awaitEnd().refusal()).isNull();
        }
    }

    @Test
    void a_task_can_be_stopped_and_asked_for_again() {
        addPeople("admin");
        PassedRehearsal.leaveIn(directory);
        phases.onChange(standing -> transitions.stop());
        transitions.begin(TO_ACTIVE, OPERATOR);
        assertThat(awaitEnd().refusal()).contains("stopped before it was done", "imalink multiuser status");
        assertThat(standing().phase()).isEqualTo(Phase.FOUNDATION);
        transitions.perform(TO_ACTIVE, OPERATOR, Progress.UNHEARD);
        assertThat(standing().phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void without_a_rehearsal_that_passed_lately_nothing_is_activated() {
        addPeople("admin");
        PassedRehearsal.leaveIn(directory, Instant.now().minus(Duration.ofHours(25)));
        assertThat(transitions.report().vouches()).isFalse();
        assertThatThrownBy(() -> transitions.perform(TO_ACTIVE, OPERATOR, Progress.UNHEARD))
                .as("the program that it is given cannot serve a copy")
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("The rehearsal did not pass, and nothing was changed")
                .hasMessageContaining("imalink multiuser report");
        assertThat(standing()).extracting(Standing::phase, Standing::epoch).containsExactly(Phase.SINGLE, 0);
        assertThat(backups()).isEmpty();
        var report = transitions.report();
        assertThat(report.rehearsal()).isNotNull();
        assertThat(report.vouches()).isFalse();
    }

    @Test
    void all_the_way_is_gone_phase_by_phase() {
        addPeople("admin");
        PassedRehearsal.leaveIn(directory);
        assertThat(transitions.report().vouches()).isTrue();
        var outcome = transitions.perform(TO_ACTIVE, OPERATOR, Progress.UNHEARD);
        assertThat(outcome).containsEntry("from", "single").containsEntry("phase_name", "active");
        assertThat(standing()).extracting(Standing::phase, Standing::epoch).containsExactly(Phase.ACTIVE, 4);
        assertThat(backups()).hasSize(1);
        phases.retreat(OPERATOR, Phase.SINGLE);
        transitions.perform(TO_ACTIVE, OPERATOR, Progress.UNHEARD);
        assertThat(standing().phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void whoever_goes_back_between_two_steps_of_all_the_way_is_not_overtaken() {
        addPeople("admin");
        PassedRehearsal.leaveIn(directory);
        phases.onChange(standing -> {
            if (standing.phase() == Phase.DUAL) {
                phases.retreat(OPERATOR, Phase.SINGLE);
            }
        });
        assertThatThrownBy(() -> transitions.perform(TO_ACTIVE, OPERATOR, Progress.UNHEARD))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("meanwhile");
        assertThat(standing().phase()).isEqualTo(Phase.SINGLE);
    }

    @Test
    void whoever_asks_to_go_back_while_a_backup_is_made_is_heard() {
        addPeople("admin");
        PassedRehearsal.leaveIn(directory);
        var asked = new AtomicBoolean();
        assertThatThrownBy(() -> transitions.perform(TO_ACTIVE, OPERATOR, (stage, done, total) -> {
                    if (asked.compareAndSet(false, true)) {
                        phases.retreat(OPERATOR, Phase.SINGLE);
                    }
                }))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Somebody asked to go back meanwhile");
        assertThat(standing()).extracting(Standing::phase, Standing::epoch).containsExactly(Phase.SINGLE, 0);
    }

    @Test
    void whatever_stands_in_the_way_is_found_before_anything_is_changed() throws IOException {
        addPeople("admin");
        Files.writeString(directory.multiuserFile(), "{\"multi_user_enabled\": true");
        assertThatThrownBy(() -> transitions.perform(TO_ACTIVE, OPERATOR, Progress.UNHEARD))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Nothing was changed")
                .hasMessageContaining("imalink multiuser preflight");
        assertThat(standing()).extracting(Standing::phase, Standing::epoch).containsExactly(Phase.SINGLE, 0);
        assertThat(level()).isOne();
        assertThat(backups()).isEmpty();
    }

    @Test
    void each_thing_in_the_way_is_named_with_what_to_do() throws IOException {
        addPeople("member");
        addPhotos();
        Files.writeString(directory.multiuserFile(), "{\"multi_user_enabled\": true");
        var report = on(database, true).preflight(Unclaimed.REFUSE, Progress.UNHEARD);
        assertThat(report.isClear()).isFalse();
        assertThat(report.findings())
                .extracting(PreflightFinding::code)
                .contains("file_wish", "no_admin", "unclaimed", "losses", "reachable");
        assertThat(report.findings()).allSatisfy(finding -> {
            assertThat(finding.problem()).endsWith(".").doesNotContain("%");
            assertThat(finding.remedy()).endsWith(".");
        });
        assertThat(report.findings()).extracting(PreflightFinding::weight).isSorted();
    }

    @Test
    void a_sound_library_with_an_admin_has_nothing_in_the_way() {
        addPeople("admin");
        assertThat(transitions.preflight(Unclaimed.REFUSE, Progress.UNHEARD).tree())
                .containsEntry("clear", true)
                .containsEntry("findings", List.of());
    }
}
