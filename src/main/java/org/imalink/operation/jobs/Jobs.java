package org.imalink.operation.jobs;

import static org.imalink.database.schema.Tables.JOBS;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.imalink.database.Timestamps;
import org.imalink.database.schema.tables.records.JobsRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The jobs in the database. This room lies below the one that knows scopes, so an owner comes as the id of the user; callers
 * take it from their scope.
 */
public final class Jobs {
    private Jobs() {}

    /**
     * Puts a job in the queue.
     *
     * @param kind what runs it, such as {@code import}
     * @param parameters JSON, known only to what runs it
     * @return its id
     */
    public static long add(DSLContext tx, long owner, String kind, @Nullable String title, String parameters) {
        return tx.insertInto(JOBS)
                .set(JOBS.USER_ID, owner)
                .set(JOBS.KIND, kind)
                .set(JOBS.STATE, JobState.QUEUED.code())
                .set(JOBS.TITLE, title)
                .set(JOBS.PARAMETERS, parameters)
                .set(JOBS.CREATED_AT, now())
                .returning(JOBS.ID)
                .fetchSingle()
                .getId();
    }

    public static Optional<Job> find(DSLContext tx, long owner, long id) {
        return tx.selectFrom(JOBS).where(JOBS.ID.eq(id), JOBS.USER_ID.eq(owner)).fetchOptional(Jobs::toJob);
    }

    /** Whosever it is: for the operator alone. */
    public static Optional<Job> find(DSLContext tx, long id) {
        return tx.selectFrom(JOBS).where(JOBS.ID.eq(id)).fetchOptional(Jobs::toJob);
    }

    /** The newest jobs, newest first. */
    public static List<Job> newest(DSLContext tx, long owner, int limit) {
        return tx.selectFrom(JOBS)
                .where(JOBS.USER_ID.eq(owner))
                .orderBy(JOBS.ID.desc())
                .limit(limit)
                .fetch(Jobs::toJob);
    }

    /** The jobs that are queued or running, oldest first. */
    public static List<Job> unfinished(DSLContext tx, long owner) {
        return tx.selectFrom(JOBS)
                .where(JOBS.USER_ID.eq(owner), JOBS.STATE.in(JobState.QUEUED.code(), JobState.RUNNING.code()))
                .orderBy(JOBS.ID)
                .fetch(Jobs::toJob);
    }

    /**
     * The unfinished job of a kind that was added first, of any of some owners. The queue is the server's own; whoever
     * runs the job does so in the scope of its owner.
     *
     * @param owners a condition on {@code jobs.user_id}
     */
    public static Optional<Job> next(DSLContext tx, String kind, Condition owners) {
        return tx.selectFrom(JOBS)
                .where(JOBS.KIND.eq(kind), JOBS.STATE.in(JobState.QUEUED.code(), JobState.RUNNING.code()), owners)
                .orderBy(JOBS.ID)
                .limit(1)
                .fetchOptional(Jobs::toJob);
    }

    /** The parameters as they were last written. */
    public static String parameters(DSLContext tx, long owner, long id) {
        return tx.select(JOBS.PARAMETERS)
                .from(JOBS)
                .where(JOBS.ID.eq(id), JOBS.USER_ID.eq(owner))
                .fetchSingle()
                .value1();
    }

    /** Marks a job as running, from now on or still. */
    public static void start(DSLContext tx, long owner, long id) {
        tx.update(JOBS)
                .set(JOBS.STATE, JobState.RUNNING.code())
                .set(JOBS.STARTED_AT, DSL.coalesce(JOBS.STARTED_AT, DSL.val(now(), JOBS.STARTED_AT)))
                .setNull(JOBS.ERROR)
                .where(JOBS.ID.eq(id), JOBS.USER_ID.eq(owner))
                .execute();
    }

    /**
     * Adds to what a job has done; a job that was waiting no longer is.
     *
     * @param parameters written over the old ones, so that the job goes on behind these files
     * @param total files it will look at in all, or null where that is not known anew
     */
    public static void advance(
            DSLContext tx,
            long owner,
            long id,
            JobCounts counts,
            String parameters,
            @Nullable Integer total,
            @Nullable Long importSessionId) {
        tx.update(JOBS)
                .set(JOBS.PARAMETERS, parameters)
                .set(JOBS.TOTAL, total == null ? JOBS.TOTAL : DSL.val(total, JOBS.TOTAL))
                .set(JOBS.PROCESSED, JOBS.PROCESSED.plus(counts.sum()))
                .set(JOBS.ADDED, JOBS.ADDED.plus(counts.added()))
                .set(JOBS.KNOWN, JOBS.KNOWN.plus(counts.known()))
                .set(JOBS.SKIPPED, JOBS.SKIPPED.plus(counts.skipped()))
                .set(JOBS.FAILED, JOBS.FAILED.plus(counts.failed()))
                .set(JOBS.IMPORT_SESSION_ID, importSessionId)
                .setNull(JOBS.ERROR)
                .where(JOBS.ID.eq(id), JOBS.USER_ID.eq(owner))
                .execute();
    }

    /** Writes down where a job goes on. */
    public static void goOnWith(DSLContext tx, long owner, long id, String parameters) {
        tx.update(JOBS)
                .set(JOBS.PARAMETERS, parameters)
                .where(JOBS.ID.eq(id), JOBS.USER_ID.eq(owner))
                .execute();
    }

    /** Adds to the files that a job found gone. */
    public static void addMissing(DSLContext tx, long owner, long id, int missing) {
        tx.update(JOBS)
                .set(JOBS.MISSING, JOBS.MISSING.plus(missing))
                .where(JOBS.ID.eq(id), JOBS.USER_ID.eq(owner))
                .execute();
    }

    /** Forgets a job with its results. */
    public static void remove(DSLContext tx, long owner, long id) {
        tx.deleteFrom(JOBS).where(JOBS.ID.eq(id), JOBS.USER_ID.eq(owner)).execute();
    }

    /** Says what a job that goes on by itself is waiting for. */
    public static void await(DSLContext tx, long owner, long id, String reason) {
        tx.update(JOBS)
                .set(JOBS.ERROR, reason)
                .where(JOBS.ID.eq(id), JOBS.USER_ID.eq(owner))
                .execute();
    }

    /** Ends a job that has looked at all its files. */
    public static void finish(DSLContext tx, long owner, long id) {
        tx.update(JOBS)
                .set(JOBS.STATE, JobState.DONE.code())
                .set(JOBS.TOTAL, JOBS.PROCESSED)
                .set(JOBS.FINISHED_AT, now())
                .setNull(JOBS.ERROR)
                .where(JOBS.ID.eq(id), JOBS.USER_ID.eq(owner))
                .execute();
    }

    /** Ends a job that cannot go on. */
    public static void fail(DSLContext tx, long owner, long id, String error) {
        tx.update(JOBS)
                .set(JOBS.STATE, JobState.FAILED.code())
                .set(JOBS.ERROR, error)
                .set(JOBS.FINISHED_AT, now())
                .where(JOBS.ID.eq(id), JOBS.USER_ID.eq(owner))
                .execute();
    }

    private static LocalDateTime now() {
        return Timestamps.now();
    }

    private static Job toJob(JobsRecord row) {
        return new Job(
                row.getId(),
                row.getUserId(),
                row.getKind(),
                JobState.of(row.getState()),
                row.getTitle(),
                row.getTotal(),
                row.getProcessed(),
                row.getAdded(),
                row.getKnown(),
                row.getSkipped(),
                row.getFailed(),
                row.getMissing(),
                row.getImportSessionId(),
                row.getError(),
                row.getCreatedAt(),
                row.getStartedAt(),
                row.getFinishedAt());
    }
}
