package org.imalink.ingest;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The times of files as the database keeps them. */
final class FileTimes {
    /** Longer than a step of the clock by which Linux, macOS and their file systems stamp files. */
    private static final Duration STEP = Duration.ofMillis(20);

    /** File systems that know only whole seconds count in ones or, as FAT does, in twos. */
    private static final Duration COARSE_STEP = Duration.ofSeconds(2);

    private FileTimes() {}

    /** When a file was last changed: UTC, to the microsecond. */
    static LocalDateTime modifiedAt(BasicFileAttributes attributes) {
        return LocalDateTime.ofInstant(attributes.lastModifiedTime().toInstant(), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * How long a change of the file may still go unseen, because it would get the time that the file has already. Zero for
     * all but files that were changed just now; that a server of files and this machine have the same time is taken for
     * granted.
     */
    static Duration unsettledFor(BasicFileAttributes attributes, Instant now) {
        return unsettledFor(attributes.lastModifiedTime().toInstant(), now);
    }

    /** The same of a file that was last changed then, in UTC. */
    static Duration unsettledFor(LocalDateTime modifiedAt, Instant now) {
        return unsettledFor(modifiedAt.toInstant(ZoneOffset.UTC), now);
    }

    private static Duration unsettledFor(Instant modified, Instant now) {
        var step = modified.getNano() == 0 ? COARSE_STEP : STEP;
        var age = Duration.between(modified, now);
        boolean settled = age.compareTo(step) >= 0 || age.plus(step).isNegative();
        return settled ? Duration.ZERO : step.minus(age);
    }
}
