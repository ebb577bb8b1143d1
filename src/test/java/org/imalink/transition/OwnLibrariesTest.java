package org.imalink.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.AUDIT_EVENTS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.PUT_AWAY_TIMES;
import static org.imalink.database.schema.Tables.SCHEMA_HISTORY;
import static org.imalink.database.schema.Tables.SERVER_STATE;
import static org.imalink.database.schema.Tables.USERS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.imalink.access.Libraries;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.account.Actor;
import org.imalink.database.DatabaseContract;
import org.imalink.database.Engine;
import org.imalink.database.RandomLibrary;
import org.imalink.database.Schema;
import org.imalink.database.Timestamps;
import org.imalink.operation.LibraryDigest;
import org.imalink.operation.Progress;
import org.imalink.operation.RefusedException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way to libraries of people's own, and back. */
class OwnLibrariesTest extends DatabaseContract {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final int CHANGES = 80;
    private static final int TIMES = 8;
    private static final int OTHERS = 3;

    private Path file;
    private Phases phases;

    @BeforeEach
    void open() throws IOException {
        file = Files.createDirectories(test.folder().resolve("config")).resolve("multiuser.json");
        phases = new Phases(database, file);
        database.write(tx -> {
            new Schema(database).moveTenancy(tx, 1);
            RandomLibrary.addMembers(tx);
            return tx;
        });
        change(1, 1);
    }

    private void change(int seed, long owner) {
        database.write(tx -> {
            RandomLibrary.change(tx, new Random(seed), owner, CHANGES);
            return owner;
        });
    }

    private LibraryDigest digest() {
        return database.read(tx -> LibraryDigest.of(tx, Progress.UNHEARD));
    }

    private Standing standing() {
        return database.read(Standing::read);
    }

    private int level() {
        return database.<Integer>read(Schema::tenancy);
    }

    private void moveTenancy(int level) {
        database.write(tx -> {
            new Schema(database).moveTenancy(tx, level);
            return level;
        });
    }

    private int audited(String action) {
        return database.<Integer>read(tx -> tx.fetchCount(AUDIT_EVENTS, AUDIT_EVENTS.ACTION.eq(action)));
    }

    @Test
    void forward_and_back_and_forward_again_everybody_has_what_they_had() {
        var before = digest();
        phases.advance(OPERATOR, Phase.SCOPED);
        assertThat(level()).isEqualTo(2);
        assertThat(digest()).isEqualTo(before);
        change(2, 2);
        change(3, 3);
        var everybody = digest();
        assertThat(everybody.roots()).containsKeys(1L, 2L, 3L);

        for (var to : List.of(Phase.DUAL, Phase.SINGLE)) {
            phases.retreat(OPERATOR, to);
            assertThat(digest()).isEqualTo(everybody);
            phases.advance(OPERATOR, Phase.SCOPED);
            assertThat(digest()).isEqualTo(everybody);
        }
        assertThat(audited("level-changed")).isOne();
    }

    @Test
    void all_phases_can_be_gone_at_once_where_nothing_was_there_before() {
        moveTenancy(0);
        assertThat(phases.advance(OPERATOR, Phase.SCOPED).from()).isEqualTo(Phase.SINGLE);
        assertThat(level()).isEqualTo(2);
    }

    @Test
    void peoples_view_changes_between_dual_and_scoped_and_nowhere_else() {
        phases.advance(OPERATOR, Phase.FOUNDATION);
        phases.advance(OPERATOR, Phase.DUAL);
        assertThat(standing()).isEqualTo(new Standing(Phase.DUAL, 2, 0, 0));
        phases.advance(OPERATOR, Phase.SCOPED);
        assertThat(standing()).isEqualTo(new Standing(Phase.SCOPED, 3, 3, 0));
        phases.advance(OPERATOR, Phase.ACTIVE, letIn());
        phases.retreat(OPERATOR, Phase.SCOPED);
        assertThat(standing()).extracting(Standing::epoch, Standing::viewEpoch).containsExactly(5, 3);
        phases.retreat(OPERATOR, Phase.SINGLE);
        assertThat(standing()).extracting(Standing::epoch, Standing::viewEpoch).containsExactly(6, 6);
        phases.advance(OPERATOR, Phase.DUAL);
        assertThat(standing()).extracting(Standing::epoch, Standing::viewEpoch).containsExactly(7, 6);
    }

    /** An admin, so that the last step can be gone; what nobody has claimed is left. */
    private Unclaimed letIn() {
        database.write(tx ->
                tx.update(USERS).set(USERS.ROLE, "admin").where(USERS.ID.eq(2L)).execute());
        return Unclaimed.LEAVE;
    }

    @Test
    void a_file_goes_back_to_a_phase_that_was_proved_while_its_owners_are_there() throws IOException {
        phases.advance(OPERATOR, Phase.ACTIVE, letIn());
        phases.retreat(OPERATOR, Phase.SINGLE);
        Files.writeString(file, FileContent.SHARED.text());
        phases.look();
        assertThat(standing().phase()).isEqualTo(Phase.SCOPED);

        // What was decided once with one's eyes open is not decided by a file.
        Files.writeString(file, FileContent.SIGN_IN_REQUIRED.text());
        phases.look();
        assertThat(standing().phase()).isEqualTo(Phase.SCOPED);
        assertThat(phases.closed()).hasValueSatisfying(why -> assertThat(why).contains("multiuser claim"));
        database.write(tx -> tx.update(USERS)
                .set(USERS.CLAIMED_AT, Timestamps.now())
                .where(USERS.ID.eq(1L))
                .execute());
        phases.look();
        assertThat(standing().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(phases.wish()).isEmpty();

        phases.retreat(OPERATOR, Phase.SINGLE);
        phases.lower(OPERATOR, 1);
        Files.writeString(file, FileContent.SHARED.text());
        phases.look();
        assertThat(standing().phase()).isEqualTo(Phase.SINGLE);
        assertThat(phases.wish())
                .hasValueSatisfying(wish -> assertThat(wish).contains("imalink multiuser advance --to foundation"));
    }

    @Test
    void while_libraries_are_put_away_is_written_down() {
        phases.advance(OPERATOR, Phase.SCOPED);
        assertThat(putAway()).isEmpty();
        phases.retreat(OPERATOR, Phase.DUAL);
        assertThat(putAway()).containsExactly(true);
        phases.retreat(OPERATOR, Phase.SINGLE);
        assertThat(putAway()).containsExactly(true);
        phases.advance(OPERATOR, Phase.SCOPED);
        assertThat(putAway()).containsExactly(false);
        phases.retreat(OPERATOR, Phase.FOUNDATION);
        assertThat(putAway()).containsExactly(false, true);
    }

    /** Of each time, whether it goes on. */
    private List<Boolean> putAway() {
        return database.read(tx ->
                tx.selectFrom(PUT_AWAY_TIMES).orderBy(PUT_AWAY_TIMES.ID).fetch(row -> row.getReturnedAt() == null));
    }

    @Test
    void owners_and_accounts_are_taken_away_again_and_come_back_as_they_were() {
        phases.advance(OPERATOR, Phase.SCOPED);
        change(2, 2);
        var everybody = digest();
        assertThatThrownBy(() -> phases.lower(OPERATOR, 1))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("imalink multiuser retreat --to dual");
        phases.retreat(OPERATOR, Phase.DUAL);
        assertThat(phases.lower(OPERATOR, 1)).isOne();
        assertThat(digest()).isEqualTo(everybody);
        assertThatThrownBy(() -> phases.lower(OPERATOR, 0))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("imalink multiuser retreat --to single");
        phases.retreat(OPERATOR, Phase.SINGLE);
        assertThat(phases.lower(OPERATOR, 0)).isZero();
        assertThat(phases.lower(OPERATOR, 1)).isZero();
        assertThat(digest()).isEqualTo(everybody);

        phases.advance(OPERATOR, Phase.SCOPED);
        assertThat(level()).isEqualTo(2);
        assertThat(digest()).isEqualTo(everybody);
        assertThat(audited("level-changed")).isEqualTo(4);
    }

    @Test
    void a_row_that_became_another_one_stops_the_way_and_is_named() {
        phases.advance(OPERATOR, Phase.DUAL);
        long photo = database.<Long>write(tx -> {
            var id = tx.select(DSL.min(PHOTOS.ID)).from(PHOTOS).fetchSingle().value1();
            // What a script that is wrong might do: the history gets its line after each.
            var act = "update photos set rating = 5 - rating where id = " + id;
            if (engine == Engine.SQLITE) {
                tx.execute("create trigger wrong after insert on schema_history begin " + act + "; end");
            } else {
                tx.execute("create function wrong() returns trigger as 'begin " + act
                        + "; return new; end' language plpgsql");
                tx.execute("create trigger wrong after insert on schema_history for each row execute function wrong()");
            }
            tx.update(PHOTOS).set(PHOTOS.RATING, 4).where(PHOTOS.ID.eq(id)).execute();
            return id;
        });

        assertThatThrownBy(() -> phases.advance(OPERATOR, Phase.SCOPED))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("photos " + photo + " of user 1 (changed)")
                .hasMessageContaining("the phase was not changed");
        assertThat(level()).isOne();
        assertThat(standing()).isEqualTo(new Standing(Phase.DUAL, 1, 0, 0));
        assertThat(audited("level-changed")).isZero();
        phases.retreat(OPERATOR, Phase.SINGLE);
        assertThatThrownBy(() -> phases.lower(OPERATOR, 0)).hasMessageContaining("photos ");
        assertThat(level()).isOne();
    }

    @Test
    void owners_that_were_given_and_not_proved_are_given_anew() {
        phases.advance(OPERATOR, Phase.DUAL);
        database.write(tx -> {
            new Schema(database).moveTenancy(tx, 2);
            return tx.update(SERVER_STATE)
                    .set(SERVER_STATE.TRANSITION_CURSOR, "level unproved")
                    .execute();
        });
        phases.advance(OPERATOR, Phase.SCOPED);
        assertThat(audited("level-changed")).isOne();
        assertThat(standing().phase()).isEqualTo(Phase.SCOPED);
    }

    @Test
    void indexes_that_were_not_made_before_a_kill_are_made_and_nothing_else() {
        phases.advance(OPERATOR, Phase.DUAL);
        var schema = new Schema(database);
        database.write(tx -> {
            schema.giveOwners(tx);
            return tx.update(SERVER_STATE)
                    .set(SERVER_STATE.TRANSITION_CURSOR, "indexes unmade")
                    .execute();
        });
        phases.advance(OPERATOR, Phase.SCOPED);
        assertThat(schema.makeNextIndex()).isEmpty();
        assertThat(audited("level-changed")).isOne();
        assertThat(standing().phase()).isEqualTo(Phase.SCOPED);
        assertThat(database.<Integer>read(tx -> tx.fetchCount(SCHEMA_HISTORY, SCHEMA_HISTORY.AXIS.eq("tenancy"))))
                .as("scripts that were run, none twice")
                .isEqualTo(2);
    }

    @Test
    void owners_are_never_taken_away_while_people_have_libraries_of_their_own() {
        phases.advance(OPERATOR, Phase.SCOPED);
        database.write(tx -> tx.update(SERVER_STATE)
                .set(SERVER_STATE.TRANSITION_CURSOR, "level unproved")
                .execute());
        phases.advance(OPERATOR, Phase.ACTIVE, letIn());
        assertThat(audited("level-changed")).isOne();
    }

    @Test
    void nobody_is_left_without_their_photos() {
        phases.advance(OPERATOR, Phase.SCOPED);
        assertThatThrownBy(() -> phases.advance(OPERATOR, Phase.ACTIVE, Unclaimed.LEAVE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("There is no admin");
        letIn();
        assertThatThrownBy(() -> phases.advance(OPERATOR, Phase.ACTIVE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("imalink multiuser claim");
        assertThat(standing().phase()).isEqualTo(Phase.SCOPED);

        phases.advance(OPERATOR, Phase.ACTIVE, Unclaimed.LEAVE);
        assertThat(phases.advance(OPERATOR, Phase.ACTIVE).changed()).isFalse();
        phases.retreat(OPERATOR, Phase.SCOPED);
        database.write(tx -> tx.execute("delete from photos"));
        phases.advance(OPERATOR, Phase.ACTIVE);
        assertThat(standing().phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void others_go_on_meanwhile_and_what_they_write_is_not_taken_for_a_difference() throws Exception {
        moveTenancy(2);
        change(2, 2);
        moveTenancy(1);
        phases.advance(OPERATOR, Phase.DUAL);
        int mine = photosOf(1);
        var done = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(2 * OTHERS)) {
            var others = IntStream.range(0, OTHERS)
                    .mapToObj(other -> List.<Consumer<Integer>>of(
                            number -> write(other, number),
                            number -> assertThat(photosOf(1)).isEqualTo(mine)))
                    .flatMap(List::stream)
                    .map(work -> threads.<Integer>submit(() -> {
                        int worked = 0;
                        while (!done.get()) {
                            work.accept(worked++);
                        }
                        return worked;
                    }))
                    .toList();
            try {
                for (int time = 0; time < TIMES; time++) {
                    phases.advance(OPERATOR, Phase.SCOPED);
                    phases.retreat(OPERATOR, Phase.DUAL);
                    phases.lower(OPERATOR, 1);
                }
            } finally {
                done.set(true);
            }
            for (var other : others) {
                assertThat(other.get()).isPositive();
            }
        }
        assertThat(audited("level-changed")).isEqualTo(2 * TIMES);
    }

    /** As a request does: where the server stands comes first. */
    private int photosOf(long owner) {
        return database.<Integer>read(tx -> {
            Standing.read(tx);
            return tx.fetchCount(PHOTOS, Libraries.of(owner).rows(PHOTOS));
        });
    }

    private void write(int writer, int number) {
        database.write(tx -> tx.update(PHOTOS)
                .set(PHOTOS.TITLE, writer + "/" + number)
                .where(PHOTOS.ID.mod(3L).eq((long) writer))
                .execute());
    }

    @Test
    void somebody_who_reads_for_long_does_not_keep_others_waiting() throws Exception {
        phases.advance(OPERATOR, Phase.DUAL);
        var reads = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var reader = threads.submit(() -> database.read(tx -> {
                var standing = Standing.read(tx);
                tx.fetchCount(PHOTOS);
                reads.countDown();
                await(mayEnd);
                return standing;
            }));
            reads.await();
            var mover = threads.submit(() -> phases.advance(OPERATOR, Phase.SCOPED));
            if (engine == Engine.POSTGRESQL) {
                awaitSomebodyWhoWaits();
            }
            for (int read = 0; read < 20; read++) {
                assertThat(standing().phase()).isIn(Phase.DUAL, Phase.SCOPED);
            }
            mayEnd.countDown();
            assertThat(reader.get().phase()).isEqualTo(Phase.DUAL);
            assertThat(mover.get().standing().phase()).isEqualTo(Phase.SCOPED);
        }
    }

    @Test
    void the_emergency_file_counts_also_while_owners_are_given() throws Exception {
        phases.advance(OPERATOR, Phase.DUAL);
        var writes = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(1)) {
            var writer = threads.submit(() -> database.write(tx -> {
                writes.countDown();
                await(mayEnd);
                return tx;
            }));
            writes.await();
            var refusal = new AtomicReference<Throwable>();
            var mover = Thread.ofPlatform()
                    .uncaughtExceptionHandler((thread, thrown) -> refusal.set(thrown))
                    .start(() -> phases.advance(OPERATOR, Phase.SCOPED));
            if (engine == Engine.POSTGRESQL) {
                awaitSomebodyWhoWaits();
            } else {
                while (mover.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
            }
            Files.writeString(test.folder().resolve("config/multiuser.json"), "{\"multi_user_enabled\": false}");
            mayEnd.countDown();
            writer.get();
            mover.join();
            assertThat(refusal.get())
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("went to the phase single meanwhile");
        }
        assertThat(standing().phase()).isEqualTo(Phase.SINGLE);
    }

    private void awaitSomebodyWhoWaits() {
        var waiting =
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        while (database.<Long>read(tx -> tx.fetchSingle(waiting).get(0, Long.class)) == 0) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
