package org.imalink.operation.jobs;

import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.database.schema.Tables.JOB_RESULTS;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What became of the files of jobs; files that need no word (added, or unchanged since last time) are only counted. */
public final class JobResults {
    private JobResults() {}

    /** A page of results and how many there are in all. */
    public record Page(List<JobResult> results, int total) {}

    /** Adds results to a job, in their order. */
    public static void add(DSLContext tx, long jobId, List<JobResult> results) {
        if (results.isEmpty()) {
            return;
        }
        tx.batch(results.stream()
                        .map(result -> tx.insertInto(
                                        JOB_RESULTS,
                                        JOB_RESULTS.JOB_ID,
                                        JOB_RESULTS.PATH,
                                        JOB_RESULTS.OUTCOME,
                                        JOB_RESULTS.REASON,
                                        JOB_RESULTS.DETAIL)
                                .values(
                                        jobId,
                                        result.path(),
                                        result.outcome().code(),
                                        result.reason(),
                                        result.detail()))
                        .toList())
                .execute();
    }

    /**
     * A page of a job's results, in the order in which the job met the files.
     *
     * @param outcome only these, or null for all
     * @param offset 0 or more
     * @param limit 1 or more
     */
    public static Page page(
            DSLContext tx, long owner, long jobId, @Nullable JobOutcome outcome, int offset, int limit) {
        var condition = DSL.and(JOB_RESULTS.JOB_ID.eq(jobId), visible(tx, owner, jobId), matches(outcome));
        var results = tx.select(JOB_RESULTS.PATH, JOB_RESULTS.OUTCOME, JOB_RESULTS.REASON, JOB_RESULTS.DETAIL)
                .from(JOB_RESULTS)
                .where(condition)
                .orderBy(JOB_RESULTS.ID)
                .offset(offset)
                .limit(limit)
                .fetch(row -> new JobResult(row.value1(), JobOutcome.of(row.value2()), row.value3(), row.value4()));
        return new Page(results, tx.fetchCount(JOB_RESULTS, condition));
    }

    /** Whether a job noted a file that the library has, or failed on one in a way that no other job told of. */
    public static boolean tellNews(DSLContext tx, long owner, long jobId) {
        boolean noted = tx.fetchExists(
                JOB_RESULTS,
                JOB_RESULTS.JOB_ID.eq(jobId),
                JOB_RESULTS.OUTCOME.eq(JobOutcome.KNOWN.code()),
                visible(tx, owner, jobId));
        if (noted) {
            return true;
        }
        var failures = tx.select(JOB_RESULTS.PATH, JOB_RESULTS.REASON)
                .from(JOB_RESULTS)
                .where(JOB_RESULTS.JOB_ID.eq(jobId), JOB_RESULTS.OUTCOME.eq(JobOutcome.FAILED.code()))
                .and(visible(tx, owner, jobId))
                .except(tx.select(JOB_RESULTS.PATH, JOB_RESULTS.REASON)
                        .from(JOB_RESULTS)
                        .join(JOBS)
                        .on(JOBS.ID.eq(JOB_RESULTS.JOB_ID))
                        .where(JOB_RESULTS.JOB_ID.ne(jobId), JOB_RESULTS.OUTCOME.eq(JobOutcome.FAILED.code()))
                        .and(JOBS.USER_ID.eq(owner)))
                .limit(1);
        return tx.fetchExists(failures);
    }

    private static Condition visible(DSLContext tx, long owner, long jobId) {
        return DSL.exists(tx.selectOne().from(JOBS).where(JOBS.ID.eq(jobId), JOBS.USER_ID.eq(owner)));
    }

    private static Condition matches(@Nullable JobOutcome outcome) {
        return outcome == null ? DSL.noCondition() : JOB_RESULTS.OUTCOME.eq(outcome.code());
    }
}
