package org.imalink.library;

import static org.imalink.database.schema.Tables.PHOTOS;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import org.imalink.access.Scope;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jspecify.annotations.Nullable;

/** The photos of a library by the month in which they were taken. */
public final class Timeline {
    /** The name of the month of photos without a date. */
    public static final String UNDATED = "undated";

    private static final int YEAR = 100;

    private Timeline() {}

    /**
     * How many photos a month has.
     *
     * @param month null for the photos without a date
     */
    public record Month(@Nullable YearMonth month, int count) {}

    /** The months that have photos, newest first; those without a date last. */
    public static List<Month> months(DSLContext tx, Scope scope) {
        return LibraryCounts.all(tx, scope, Facet.MONTH).stream()
                .sorted(Comparator.comparingInt((LibraryCounts.Count month) -> Integer.parseInt(month.value()))
                        .reversed())
                .map(month -> new Month(month(month.value()), Math.toIntExact(month.count())))
                .toList();
    }

    /**
     * The photos of a month, in the order of lists.
     *
     * @param month null for the photos without a date
     */
    public static List<GalleryPhoto> entries(DSLContext tx, Scope scope, @Nullable YearMonth month) {
        return tx.select(GalleryPhoto.selected(scope))
                .from(PHOTOS)
                .where(LivePhotos.of(scope))
                .and(month == null ? PHOTOS.TAKEN_AT.isNull() : isWithin(month))
                .orderBy(PhotoOrder.NEWEST_FIRST.fields())
                .fetch(Record1::value1);
    }

    /** By the times, which the index of an owner's photos has; by the month alone, everybody's photos of it would be read. */
    private static Condition isWithin(YearMonth month) {
        return PHOTOS.TAKEN_AT
                .ge(month.atDay(1).atStartOfDay())
                .and(PHOTOS.TAKEN_AT.lt(month.plusMonths(1).atDay(1).atStartOfDay()));
    }

    /** @param value of {@link Facet#MONTH} */
    private static @Nullable YearMonth month(String value) {
        int yearAndMonth = Integer.parseInt(value);
        return yearAndMonth == 0 ? null : YearMonth.of(yearAndMonth / YEAR, yearAndMonth % YEAR);
    }

    /** A month as requests and answers name it. */
    public static String name(@Nullable YearMonth month) {
        return month == null ? UNDATED : "%04d-%02d".formatted(month.getYear(), month.getMonthValue());
    }

    /** @param value of {@link Facet#MONTH} */
    static String name(String value) {
        return name(month(value));
    }
}
