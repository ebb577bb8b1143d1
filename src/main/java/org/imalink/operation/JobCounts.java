package org.imalink.operation;

import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.database.schema.Tables.JOB_RESULTS;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Whether the figures of finished jobs are those of the files that they tell about. */
final class JobCounts {
    private JobCounts() {}

    static List<Finding> findings(DSLContext tx) {
        var untaken = JOBS.SKIPPED.plus(JOBS.FAILED);
        return tx.select(JOBS.ID)
                .from(JOBS)
                .where(JOBS.STATE.eq("done"))
                .and(JOBS.PROCESSED
                        .ne(untaken.plus(JOBS.KNOWN).plus(JOBS.ADDED))
                        .or(untaken.ne(told("skipped", "failed")))
                        // Of the files that are where they were, and as they were, nothing is told.
                        .or(JOBS.KNOWN.lt(told("known"))))
                .orderBy(JOBS.ID)
                .fetch(row -> Finding.notice(
                        "job_counts_differ",
                        "jobs",
                        String.valueOf(row.value1()),
                        "The figures of this import are not those of its results.",
                        "Import the same folder again; photos that are there already are not added twice."));
    }

    private static Field<Integer> told(String... outcomes) {
        return DSL.field(DSL.selectCount()
                .from(JOB_RESULTS)
                .where(JOB_RESULTS.JOB_ID.eq(JOBS.ID))
                .and(JOB_RESULTS.OUTCOME.in(outcomes)));
    }
}
