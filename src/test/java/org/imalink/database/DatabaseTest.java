package org.imalink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.AUTHORS;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.time.LocalDateTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

class DatabaseTest extends DatabaseContract {
    private static final LocalDateTime TIME = LocalDateTime.parse("1969-12-31T23:59:59.123456");

    @Test
    void what_is_written_is_read_to_the_microsecond() {
        long id = database.write(tx -> add(tx, "Åse"));

        var author = database.read(
                tx -> tx.selectFrom(AUTHORS).where(AUTHORS.ID.eq(id)).fetchSingle());
        assertThat(author.getName()).isEqualTo("Åse");
        assertThat(author.getCreatedAt()).isEqualTo(TIME);
    }

    @Test
    void a_write_that_throws_leaves_nothing() {
        assertThatThrownBy(() -> database.write(tx -> {
                    add(tx, "Åse");
                    throw new IllegalStateException("changed its mind");
                }))
                .hasMessage("changed its mind");

        assertThat(database.<Integer>read(tx -> tx.fetchCount(AUTHORS))).isZero();
    }

    @Test
    void a_reader_sees_one_snapshot_while_others_write() {
        database.read(tx -> {
            assertThat(tx.fetchCount(AUTHORS)).isZero();
            database.write(inner -> add(inner, "Åse"));
            assertThat(tx.fetchCount(AUTHORS)).isZero();
            return null;
        });

        assertThat(database.<Integer>read(tx -> tx.fetchCount(AUTHORS))).isOne();
    }

    @Test
    void readers_cannot_write() {
        assertThatThrownBy(() -> database.read(tx -> add(tx, "Åse"))).isInstanceOf(RuntimeException.class);

        assertThat(database.<Integer>read(tx -> tx.fetchCount(AUTHORS))).isZero();
    }

    @Test
    void returning_gives_each_of_many_parallel_writers_its_own_row() throws Exception {
        int writers = 8;
        int rounds = 25;
        var barrier = new CyclicBarrier(writers);
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var done = IntStream.range(0, writers)
                    .mapToObj(writer -> threads.submit(() -> {
                        barrier.await();
                        for (int round = 0; round < rounds; round++) {
                            var name = writer + "-" + round;
                            long id = database.write(tx -> add(tx, name));
                            var found = database.read(tx -> tx.select(AUTHORS.NAME)
                                    .from(AUTHORS)
                                    .where(AUTHORS.ID.eq(id))
                                    .fetchSingle(AUTHORS.NAME));
                            assertThat(found).isEqualTo(name);
                        }
                        return null;
                    }))
                    .toList();
            for (var each : done) {
                each.get();
            }
        }

        assertThat(database.<Integer>read(tx -> tx.fetchCount(AUTHORS))).isEqualTo(writers * rounds);
    }

    @Test
    void the_id_of_a_deleted_row_is_never_used_again() {
        long first = database.write(tx -> add(tx, "Åse"));
        database.write(tx -> tx.deleteFrom(AUTHORS).execute());

        assertThat(database.<Long>write(tx -> add(tx, "Åse"))).isGreaterThan(first);
    }

    /** On PostgreSQL; on SQLite readers wait for nobody. */
    @Test
    void a_reader_and_who_changes_tables_do_not_wait_for_each_other_for_ever() throws Exception {
        var reads = new CountDownLatch(1);
        var locked = new CountDownLatch(1);
        try (var threads = Executors.newSingleThreadExecutor()) {
            var reader = threads.submit(() -> database.read(tx -> {
                int photos = tx.fetchCount(PHOTOS);
                reads.countDown();
                await(locked);
                return photos + tx.fetchCount(AUTHORS);
            }));
            database.write(tx -> {
                await(reads);
                if (engine == Engine.POSTGRESQL) {
                    tx.execute("lock table authors in access exclusive mode");
                    locked.countDown();
                    awaitSomebodyWhoWaits();
                    tx.execute("lock table photos in access exclusive mode");
                }
                locked.countDown();
                return add(tx, "Åse");
            });
            assertThat(reader.get()).isBetween(0, 1);
        }
    }

    /** On SQLite there is none to lose. */
    @Test
    void whoever_goes_on_with_a_connection_that_was_lost_is_told_that_the_database_is_gone() {
        if (engine == Engine.SQLITE) {
            return;
        }
        assertThatThrownBy(() -> database.read(tx -> {
                    database.write(other -> other.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and pid <> pg_backend_pid()"));
                    assertThatThrownBy(() -> tx.fetch("select 1")).isInstanceOf(DataAccessException.class);
                    return tx.fetch("select 1");
                }))
                .isInstanceOf(DatabaseUnavailableException.class);
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

    private static long add(DSLContext tx, String name) {
        return tx.insertInto(AUTHORS)
                .set(AUTHORS.NAME, name)
                .set(AUTHORS.CREATED_AT, TIME)
                .set(AUTHORS.UPDATED_AT, TIME)
                .returning(AUTHORS.ID)
                .fetchSingle(AUTHORS.ID);
    }
}
