package org.imalink.account;

import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The time as the database keeps it, by a clock that tests can turn. Thread-safe. */
record UtcClock(InstantSource source) {
    /** Now, in UTC, cut to microseconds, so that what is written equals what is read. */
    LocalDateTime now() {
        return LocalDateTime.ofInstant(source.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }
}
