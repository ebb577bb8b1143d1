package org.imalink.http;

import static org.imalink.http.Caller.OPERATOR;
import static org.imalink.http.Caller.VIEWER;

import java.util.List;
import java.util.Locale;
import org.imalink.access.Viewer;
import org.imalink.database.Database;
import org.imalink.library.Page;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.operation.jobs.JobOutcome;
import org.imalink.operation.jobs.JobResult;
import org.imalink.operation.jobs.JobResults;
import org.imalink.operation.jobs.Jobs;
import org.jooq.DSLContext;

/** Long work, how far it is, and news of it. */
final class JobController {
    private static final Field<Long> ID = Field.required("id", WholeNumber.ANY);
    private static final Field<Long> LIMIT = Field.withDefault("limit", WholeNumber.between(1, 1000), 20L);
    private static final Field<String> OUTCOME =
            Field.optional("outcome", Text.matching("^(added|known|skipped|failed)$"));

    private final Database database;
    private final Database ownersDatabase;
    private final JobEvents news;
    private final EventHub events;

    /** @param ownersDatabase for the operator, who follows everybody's jobs */
    JobController(Database database, Database ownersDatabase, JobEvents news, EventHub events) {
        this.database = database;
        this.ownersDatabase = ownersDatabase;
        this.news = news;
        this.events = events;
    }

    void register(RouteTable table) {
        var one = Inputs.path(ID);
        var results = one.query(Paging.OFFSET, Paging.LIMIT, OUTCOME);
        table.read("GET", "/api/v1/jobs", VIEWER, Inputs.NONE.query(LIMIT), this::newest);
        table.read("GET", "/api/v1/jobs/{id}", VIEWER, one, this::get);
        table.read("GET", "/api/v1/jobs/{id}/results", VIEWER, results, JobController::results);
        var operators = "/api/v1/operator/jobs/{id}";
        table.free("GET", operators, OPERATOR, Effect.READ, one, call -> ownersDatabase.read(tx -> get(call, tx)));
        table.free(
                "GET",
                operators + "/results",
                OPERATOR,
                Effect.READ,
                results,
                call -> ownersDatabase.read(tx -> results(call, tx)));
        table.free("GET", "/api/v1/events", VIEWER, Effect.READ, Inputs.NONE, this::events);
    }

    private Answer newest(Call call, DSLContext tx) {
        var jobs = Jobs.newest(tx, call.scope().owner(), call.get(LIMIT).intValue()).stream()
                .map(news::withWait)
                .toList();
        return Answer.object(out -> out.array("jobs", jobs, (list, job) -> list.object(job, JobController::writeJob)));
    }

    private Answer get(Call call, DSLContext tx) {
        return answer(news.withWait(find(call, tx)));
    }

    private static Answer results(Call call, DSLContext tx) {
        var job = find(call, tx);
        var outcome = call.find(OUTCOME);
        var page = JobResults.page(
                tx,
                job.owner(),
                job.id(),
                outcome == null ? null : JobOutcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                (int) Math.min(Integer.MAX_VALUE, Paging.offset(call)),
                Paging.limit(call));
        return Paging.answer(call, new Page<>(page.results(), page.total()), JobController::writeResult);
    }

    private static Job find(Call call, DSLContext tx) {
        long id = call.get(ID);
        var job = call.viewer() instanceof Viewer.Operator
                ? Jobs.find(tx, id)
                : Jobs.find(tx, call.scope().owner(), id);
        return job.orElseThrow(() -> Failure.of(404, Problem.NOT_FOUND, "Job with id " + id + " not found"));
    }

    private Answer events(Call call) {
        var stream = events.open(call.scope().owner(), call.standing());
        try {
            // After the subscription, so that no job falls between the two.
            List<Job> unfinished =
                    database.read(tx -> Jobs.unfinished(tx, call.in(tx).scope().owner()));
            unfinished.forEach(job -> tell(stream, news.withWait(job)));
        } catch (RuntimeException e) {
            stream.release();
            throw e;
        }
        return Answer.of(200, new Content.Closing(new Content.Endless(stream), stream::release))
                .with("Content-Type", "text/event-stream")
                // Proxies must not wait for the end of something that has none.
                .with("X-Accel-Buffering", "no");
    }

    static void tell(EventStream stream, Job job) {
        stream.tell("job " + job.id(), "job", Json.text(out -> out.object(job, JobController::writeJob)));
    }

    static Answer answer(Job job) {
        return Answer.object(out -> writeJob(out, job));
    }

    private static void writeJob(JsonWriter out, Job job) {
        out.field("id", job.id())
                .field("kind", job.kind())
                .field("state", job.state().code())
                .field("title", job.title())
                .field("total", job.total())
                .field("processed", job.processed())
                .field("added", job.added())
                .field("known", job.known())
                .field("skipped", job.skipped())
                .field("failed", job.failed())
                .field("missing", job.missing())
                .field("import_session_id", job.importSessionId())
                .field("error", job.error())
                .field("created_at", job.createdAt())
                .field("started_at", job.startedAt())
                .field("finished_at", job.finishedAt());
    }

    private static void writeResult(JsonWriter out, JobResult result) {
        out.field("path", result.path())
                .field("outcome", result.outcome().code())
                .field("reason", result.reason())
                .field("detail", result.detail());
    }
}
