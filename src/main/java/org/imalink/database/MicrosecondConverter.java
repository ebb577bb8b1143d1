package org.imalink.database;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jooq.impl.AbstractConverter;
import org.jspecify.annotations.Nullable;

/**
 * Stores a date-time without zone as microseconds since 1970-01-01T00:00, the same number on both engines. What is finer
 * than a microsecond is cut off. Thread-safe.
 */
public final class MicrosecondConverter extends AbstractConverter<Long, LocalDateTime> {
    private static final long serialVersionUID = 1;
    private static final LocalDateTime ORIGIN = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

    public MicrosecondConverter() {
        super(Long.class, LocalDateTime.class);
    }

    @Override
    public @Nullable LocalDateTime from(@Nullable Long microseconds) {
        return microseconds == null ? null : ORIGIN.plus(microseconds, ChronoUnit.MICROS);
    }

    @Override
    public @Nullable Long to(@Nullable LocalDateTime time) {
        return time == null ? null : Long.valueOf(ChronoUnit.MICROS.between(ORIGIN, time));
    }
}
