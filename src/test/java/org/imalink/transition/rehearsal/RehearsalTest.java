package org.imalink.transition.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.imalink.database.Database;
import org.imalink.database.DatabaseContract;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.SchemaVersion;
import org.imalink.operation.ChildJvm;
import org.imalink.operation.LibraryComparison;
import org.imalink.operation.Progress;
import org.imalink.operation.RefusedException;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The whole way on a copy, with real servers, and that the library itself stays as it is. */
class RehearsalTest extends DatabaseContract {
    private RehearsedLibrary library;

    @BeforeEach
    void fill() throws IOException {
        library = RehearsedLibrary.fill(database, test.location(), test.folder());
    }

    private Rehearsal rehearsal(Consumer<DatabaseLocation> onCopy) throws ClassNotFoundException {
        var recorded = new RecordedReads();
        recorded.add("/api/v1/photos/", "limit=3&offset=2");
        return new Rehearsal(
                database,
                library.location(),
                library.directory(),
                recorded,
                ChildJvm.command(Class.forName("org.imalink.cli.Main")),
                onCopy);
    }

    private static void change(DatabaseLocation copy, Consumer<DSLContext> change) {
        try (var opened = Database.open(copy)) {
            opened.write(tx -> {
                change.accept(tx);
                return tx;
            });
        }
    }

    @Test
    void the_way_there_and_back_passes_and_the_library_stays_as_it_is() throws Exception {
        var before = new AtomicReference<SortedMap<String, String>>();
        var heard = new ArrayList<String>();
        var report = rehearsal(copy -> {
                    assertThat(library.foldersOfCopies()).containsExactly("rwx------");
                    // People go on; what they write now is not in the copy.
                    database.write(tx -> tx.update(PHOTOS).set(PHOTOS.RATING, 5).execute());
                    before.set(library.everything());
                })
                .run((stage, done, total) -> {
                    assertThat(done).isBetween(0L, total);
                    heard.add(stage);
                });

        assertThat(report.reasons()).isEmpty();
        assertThat(report.passed()).isTrue();
        assertThat(report.reads().differing()).isEmpty();
        assertThat(report.reads().asked()).isGreaterThan(40);
        assertThat(report.reads().compared()).isEqualTo(2 * report.reads().asked());
        assertThat(report.copy().rows()).containsEntry("photos", (long) photosOfAll());
        assertThat(report.copy().roots()).containsKeys(1L, 2L, 3L);
        assertThat(report.origin().phase()).isEqualTo("single");
        var now = report.startedAt().plusSeconds(60);
        assertThat(report.vouchesFor(new SchemaVersion(report.origin().product(), 1), now))
                .isTrue();
        assertThat(report.vouchesFor(new SchemaVersion(report.origin().product(), 0), now))
                .as("the first step was not rehearsed")
                .isFalse();
        assertThat(report.vouchesFor(new SchemaVersion(report.origin().product() + 1, 1), now))
                .isFalse();
        assertThat(RehearsalReport.of(JsonMapper.shared().valueToTree(report.tree())))
                .isEqualTo(report);
        assertThat(report.steps())
                .extracting(RehearsalReport.Step::phase)
                .contains("dual", "scoped", "active")
                .endsWith("single");
        assertThat(report.steps()).extracting(RehearsalReport.Step::tenancy).contains(1, 2);
        assertThat(report.notes()).anyMatch(note -> note.startsWith("The server on the copy was killed"));
        var forecast = report.forecast();
        assertThat(forecast).isNotNull();
        assertThat(forecast.secondsTo()).containsOnlyKeys("dual", "scoped", "active");
        assertThat(forecast.longestWriteSeconds()).isPositive();
        assertThat(forecast.rows())
                .isEqualTo(report.copy().rows().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        assertThat(heard).contains("Copying the database", "Going to scoped", "Looking at every row a last time");

        assertThat(library.copies()).isEmpty();
        var after = new TreeMap<>(library.everything());
        var written = after.keySet().stream()
                .filter(name -> name.startsWith("file rehearsal-report-"))
                .toList();
        assertThat(written).hasSize(1);
        after.remove(written.getFirst());
        before.get().keySet().removeIf(name -> name.startsWith("file tmp/"));
        assertThat(after).isEqualTo(before.get());
        assertThat(RehearsalReport.latest(library.directory())).contains(report);
        assertThat(RehearsalText.of(report))
                .anyMatch(line -> line.startsWith("PASSED"))
                .anyMatch(line -> line.contains("all the same"));
    }

    private int photosOfAll() {
        return database.<Integer>read(tx -> tx.fetchCount(PHOTOS) + tx.fetchCount(DSL.table("parked_photos")));
    }

    @Test
    void a_row_that_becomes_another_one_on_the_way_fails_the_rehearsal_and_is_named() throws Exception {
        var before = library.everything();
        var photo = new AtomicReference<Long>();
        var report = rehearsal(copy -> change(copy, tx -> {
                    var id = tx.select(DSL.max(PHOTOS.ID))
                            .from(PHOTOS)
                            .where(PHOTOS.RATING.eq(4))
                            .fetchSingle()
                            .value1();
                    photo.set(id);
                    damage(tx, "update photos set rating = rating % 5 + 1 where id = " + id);
                }))
                .run(Progress.UNHEARD);

        assertThat(report.passed()).isFalse();
        assertThat(report.forecast()).isNull();
        assertThat(report.reasons())
                .anySatisfy(reason -> assertThat(reason)
                        .contains(
                                switch (engine) {
                                    case SQLITE -> "Going to scoped was refused";
                                    case POSTGRESQL -> "Not every row was what it was after going forward";
                                }));
        assertThat(report.reasons())
                .anySatisfy(reason -> assertThat(reason).contains("photos " + photo.get() + " of user 1 (changed)"));
        assertThat(report.differences())
                .extracting(
                        RehearsalReport.Difference::owner,
                        RehearsalReport.Difference::table,
                        RehearsalReport.Difference::row,
                        RehearsalReport.Difference::kind)
                .contains(tuple(1L, "photos", photo.get().toString(), LibraryComparison.Kind.CHANGED));
        assertThat(RehearsalReport.latest(library.directory())).contains(report);
        assertThat(RehearsalText.of(report)).anyMatch(line -> line.startsWith("FAILED"));
        assertThat(library.copies()).isEmpty();
        var after = new TreeMap<>(library.everything());
        after.keySet().removeIf(name -> name.startsWith("file rehearsal-report-"));
        assertThat(after).isEqualTo(before);
    }

    /** On SQLite where the move itself looks, as a script that is wrong might do; on PostgreSQL after that. */
    private void damage(DSLContext tx, String act) {
        switch (engine) {
            case SQLITE -> tx.execute("create trigger wrong after insert on schema_history begin " + act + "; end");
            case POSTGRESQL -> {
                tx.execute("create function wrong() returns trigger as 'begin " + act
                        + "; return new; end' language plpgsql");
                tx.execute("create trigger wrong after insert on audit_events for each row"
                        + " when (new.action = 'level-changed') execute function wrong()");
            }
        }
    }

    @Test
    void a_rehearsal_that_is_stopped_ends_soon_and_leaves_nothing() throws Exception {
        var before = library.everything();
        for (var moment : List.of("Copying the database", "Reading the copy", "Starting a server on the copy")) {
            var rehearsal = rehearsal(copy -> {});
            assertThatThrownBy(() -> rehearsal.run((stage, done, total) -> {
                        if (stage.equals(moment)) {
                            Thread.currentThread().interrupt();
                        }
                    }))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("was stopped");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(library.copies()).isEmpty();
            assertThat(library.everything()).isEqualTo(before);
        }
    }

    @Test
    void two_rehearsals_of_one_library_at_once_are_one_too_many() throws Exception {
        var refusal = new AtomicReference<Throwable>();
        var second = rehearsal(copy -> {});
        var first = rehearsal(copy -> {
            try {
                second.run(Progress.UNHEARD);
            } catch (RefusedException e) {
                refusal.set(e);
                throw e;
            }
        });
        assertThatThrownBy(() -> first.run(Progress.UNHEARD)).isInstanceOf(RefusedException.class);
        assertThat(refusal.get()).hasMessageContaining("A rehearsal of this library is going on");
    }

    @Test
    void a_server_that_does_not_start_fails_the_rehearsal_with_what_it_said() {
        var broken = List.of("/bin/sh", "-c", "echo No such luck >&2; exit 1", "sh");
        var report = new Rehearsal(
                        database, library.location(), library.directory(), new RecordedReads(), broken, copy -> {})
                .run(Progress.UNHEARD);

        assertThat(report.passed()).isFalse();
        assertThat(report.reasons()).containsExactly("The server on the copy did not start. No such luck");
    }
}
