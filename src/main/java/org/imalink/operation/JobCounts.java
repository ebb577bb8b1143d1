package org.imalink.operation;

import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.database.schema.Tables.JOB_RESULTS;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Whether the figures of finished jobs are those of the files that they tell about. */
final class JobCounts {
    private JobCounts() {}

    static List<Finding> findings(DSLContext tx) {
        var told = DSL.field(DSL.selectCount().from(JOB_RESULTS).where(JOB_RESULTS.JOB_ID.eq(JOBS.ID)));
        var untold = JOBS.KNOWN.plus(JOBS.SKIPPED).plus(JOBS.FAILED);
        return tx.select(JOBS.ID)
                .from(JOBS)
                .where(JOBS.STATE.eq("done"))
                .and(untold.ne(told).or(JOBS.PROCESSED.ne(untold.plus(JOBS.ADDED))))
                .orderBy(JOBS.ID)
                .fetch(row -> Finding.notice(
                        "job_counts_differ",
                        "jobs",
                        String.valueOf(row.value1()),
                        "The figures of this import are not those of its results.",
                        "Import the same folder again; photos that are there already are not added twice."));
    }
}
