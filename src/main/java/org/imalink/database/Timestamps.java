package org.imalink.database;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The time as the database keeps it. */
public final class Timestamps {
    private Timestamps() {}

    /** Now, in UTC, cut to microseconds, so that what is written equals what is read. */
    public static LocalDateTime now() {
        return LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }
}
