package org.imalink.operation.jobs;

/** How many files had which outcome. */
public record JobCounts(int added, int known, int skipped, int failed) {
    public static final JobCounts NONE = new JobCounts(0, 0, 0, 0);

    /** One more file with the outcome. */
    public JobCounts with(JobOutcome outcome) {
        return switch (outcome) {
            case ADDED -> new JobCounts(added + 1, known, skipped, failed);
            case KNOWN -> new JobCounts(added, known + 1, skipped, failed);
            case SKIPPED -> new JobCounts(added, known, skipped + 1, failed);
            case FAILED -> new JobCounts(added, known, skipped, failed + 1);
        };
    }

    /** All files. */
    public int sum() {
        return added + known + skipped + failed;
    }
}
