package org.imalink.ingest;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The times of files as the database keeps them. */
final class FileTimes {
    private FileTimes() {}

    /** When a file was last changed: UTC, to the microsecond. */
    static LocalDateTime modifiedAt(BasicFileAttributes attributes) {
        return LocalDateTime.ofInstant(attributes.lastModifiedTime().toInstant(), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MICROS);
    }
}
