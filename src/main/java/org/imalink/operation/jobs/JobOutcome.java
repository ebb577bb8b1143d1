package org.imalink.operation.jobs;

import java.util.Locale;

/** What became of one file of a job. */
public enum JobOutcome {
    /** It is new in the library. */
    ADDED,
    /** The library had it. */
    KNOWN,
    /** It is nothing that the job takes. */
    SKIPPED,
    /** The job would have taken it, but could not. */
    FAILED;

    /** The name in the database and to clients. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobOutcome of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
