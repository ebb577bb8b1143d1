package org.imalink.library;

import static org.imalink.database.schema.Tables.PHOTOS;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import org.imalink.access.Scope;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The photos of a library by the month in which they were taken. */
public final class Timeline {
    private static final int YEAR = 100;

    private Timeline() {}

    /**
     * How many photos a month has.
     *
     * @param month null for the photos without a date
     */
    public record Month(@Nullable YearMonth month, int count) {}

    /** What a gallery needs of a photo. */
    public record Entry(
            String hothash,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable LocalDateTime takenAt,
            @Nullable Integer rating,
            boolean raw) {}

    /** The months that have photos, newest first; those without a date last. */
    public static List<Month> months(DSLContext tx, Scope scope) {
        return tx.select(PHOTOS.TAKEN_MONTH, count())
                .from(PHOTOS)
                .where(scope.rows(PHOTOS))
                .groupBy(PHOTOS.TAKEN_MONTH)
                .orderBy(PHOTOS.TAKEN_MONTH.desc().nullsLast())
                .fetch(row -> new Month(month(row.value1()), row.value2()));
    }

    /**
     * The photos of a month, in the order of lists.
     *
     * @param month null for the photos without a date
     */
    public static List<Entry> entries(DSLContext tx, Scope scope, @Nullable YearMonth month) {
        return tx.select(
                        PHOTOS.HOTHASH,
                        PHOTOS.WIDTH,
                        PHOTOS.HEIGHT,
                        PHOTOS.TAKEN_AT,
                        PHOTOS.RATING,
                        field(DSL.exists(Photos.rawFiles(scope))))
                .from(PHOTOS)
                .where(scope.rows(PHOTOS))
                .and(
                        month == null
                                ? PHOTOS.TAKEN_MONTH.isNull()
                                : PHOTOS.TAKEN_MONTH.eq(month.getYear() * YEAR + month.getMonthValue()))
                .orderBy(PhotoOrder.NEWEST_FIRST.fields())
                .fetch(row ->
                        new Entry(row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
    }

    private static @Nullable YearMonth month(@Nullable Integer yearAndMonth) {
        return yearAndMonth == null ? null : YearMonth.of(yearAndMonth / YEAR, yearAndMonth % YEAR);
    }
}
