package org.imalink.operation.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imalink.database.DatabaseContract;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class JobsTest extends DatabaseContract {
    private static final long OWNER = 1;
    private static final long STRANGER = 2;

    @Test
    void a_job_waits_runs_advances_and_ends() {
        long id = add(OWNER, "Summer");
        assertThat(find(id).state()).isEqualTo(JobState.QUEUED);
        assertThat(find(id).startedAt()).isNull();

        database.write(tx -> {
            Jobs.start(tx, OWNER, id);
            return null;
        });
        var started = find(id);
        database.write(tx -> {
            Jobs.advance(tx, OWNER, id, new JobCounts(3, 2, 1, 1), "{\"after\":\"b\"}", 20, 7L);
            Jobs.advance(tx, OWNER, id, new JobCounts(1, 0, 0, 0), "{\"after\":\"c\"}", 20, 7L);
            Jobs.start(tx, OWNER, id);
            return null;
        });

        var running = find(id);
        assertThat(running.state()).isEqualTo(JobState.RUNNING);
        assertThat(running.startedAt()).isEqualTo(started.startedAt()).isNotNull();
        assertThat(List.of(running.processed(), running.added(), running.known(), running.skipped(), running.failed()))
                .containsExactly(8, 4, 2, 1, 1);
        assertThat(running.total()).isEqualTo(20);
        assertThat(running.importSessionId()).isEqualTo(7);
        assertThat(database.<String>read(tx -> Jobs.parameters(tx, OWNER, id))).isEqualTo("{\"after\":\"c\"}");

        database.write(tx -> {
            Jobs.finish(tx, OWNER, id);
            return null;
        });
        assertThat(find(id).state()).isEqualTo(JobState.DONE);
        assertThat(find(id).total()).isEqualTo(8);
        assertThat(find(id).finishedAt()).isNotNull();
    }

    @Test
    void the_oldest_unfinished_job_is_next_whoever_owns_it() {
        long first = add(STRANGER, "first");
        long second = add(OWNER, "second");

        assertThat(next()).contains(first);
        database.write(tx -> {
            Jobs.start(tx, STRANGER, first);
            return null;
        });
        assertThat(next()).contains(first);
        database.write(tx -> {
            Jobs.fail(tx, STRANGER, first, "The folder is gone.");
            return null;
        });
        assertThat(next()).contains(second);
    }

    @Test
    void jobs_and_results_of_another_owner_are_not_there() {
        long id = add(STRANGER, "theirs");
        database.write(tx -> {
            JobResults.add(tx, id, List.of(new JobResult("/a", JobOutcome.FAILED, "damaged", null)));
            return null;
        });

        assertThat(database.<Optional<Job>>read(tx -> Jobs.find(tx, OWNER, id))).isEmpty();
        assertThat(database.<List<Job>>read(tx -> Jobs.newest(tx, OWNER, 10))).isEmpty();
        assertThat(database.<List<Job>>read(tx -> Jobs.unfinished(tx, OWNER))).isEmpty();
        assertThat(database.<JobResults.Page>read(tx -> JobResults.page(tx, OWNER, id, null, 0, 10)))
                .isEqualTo(new JobResults.Page(List.of(), 0));
    }

    @Test
    void results_come_in_pages_and_by_outcome() {
        long id = add(OWNER, null);
        var results = IntStream.range(0, 25)
                .mapToObj(number -> new JobResult(
                        "/" + number,
                        number % 5 == 0 ? JobOutcome.FAILED : JobOutcome.SKIPPED,
                        "reason",
                        "told\n" + number))
                .toList();
        database.write(tx -> {
            JobResults.add(tx, id, results);
            return null;
        });

        assertThat(database.<JobResults.Page>read(tx -> JobResults.page(tx, OWNER, id, null, 20, 10)))
                .isEqualTo(new JobResults.Page(results.subList(20, 25), 25));
        var failed = database.read(tx -> JobResults.page(tx, OWNER, id, JobOutcome.FAILED, 1, 2));
        assertThat(failed.total()).isEqualTo(5);
        assertThat(failed.results()).extracting(JobResult::path).containsExactly("/5", "/10");
        assertThat(database.<JobResults.Page>read(tx -> JobResults.page(tx, OWNER, id, JobOutcome.ADDED, 0, 2))
                        .total())
                .isZero();
    }

    @Test
    void listeners_hear_of_each_change_of_state_of_their_owners_jobs() {
        long id = add(OWNER, null);
        var events = new JobEvents();
        var heard = new ArrayList<Object>();
        var elsewhere = new ArrayList<Object>();
        var subscription = events.subscribe(OWNER, listener(heard));
        events.subscribe(STRANGER, listener(elsewhere));

        events.jobChanged(find(id));
        events.jobChanged(find(id));
        database.write(tx -> {
            Jobs.start(tx, OWNER, id);
            return null;
        });
        events.jobChanged(find(id));
        database.write(tx -> {
            Jobs.finish(tx, OWNER, id);
            return null;
        });
        events.jobChanged(find(id));
        events.libraryChanged(OWNER);
        subscription.close();
        events.libraryChanged(OWNER);
        events.jobChanged(find(id));

        assertThat(heard).containsExactly(JobState.QUEUED, JobState.RUNNING, JobState.DONE, "library");
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void a_listener_that_fails_keeps_nobody_else_from_hearing() {
        var events = new JobEvents();
        var heard = new ArrayList<Object>();
        events.subscribe(OWNER, new JobEvents.Listener() {
            @Override
            public void jobChanged(Job job) {
                throw new IllegalStateException("A broken listener");
            }

            @Override
            public void libraryChanged() {}
        });
        events.subscribe(OWNER, listener(heard));

        events.jobChanged(find(add(OWNER, null)));

        assertThat(heard).containsExactly(JobState.QUEUED);
    }

    private static JobEvents.Listener listener(List<Object> heard) {
        return new JobEvents.Listener() {
            @Override
            public void jobChanged(Job job) {
                heard.add(job.state());
            }

            @Override
            public void libraryChanged() {
                heard.add("library");
            }
        };
    }

    private long add(long owner, String title) {
        return database.write(tx -> Jobs.add(tx, owner, "import", title, "{}"));
    }

    private Job find(long id) {
        return database.read(tx -> Jobs.find(tx, OWNER, id)).orElseThrow();
    }

    private Optional<Long> next() {
        return database.read(tx -> Jobs.next(tx, "import", DSL.noCondition())).map(Job::id);
    }
}
