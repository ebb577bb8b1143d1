package org.imalink.http;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A date with or without a time, in the years 1 to 9999; a zone is dropped, not converted. A number counts seconds since
 * 1970 UTC, or milliseconds when it is beyond 20,000,000,000.
 */
record Moment() implements Kind<LocalDateTime> {
    static final Moment ANY = new Moment();

    private static final Pattern TEXT = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})"
            + "(?:[Tt _]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
            + " ?(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,15}(?:\\.[0-9]{1,9})?");
    private static final double LARGEST_SECONDS = 2e10;

    @Override
    public @Nullable LocalDateTime read(JsonNode sent, List<Object> location, Mistakes mistakes) {
        if (sent.isNumber()) {
            return ofNumber(sent.doubleValue(), sent, location, mistakes);
        }
        if (!sent.isString()) {
            mistakes.add("datetime_type", location, "Input should be a valid datetime", sent);
            return null;
        }
        var text = sent.stringValue().strip();
        if (NUMBER.matcher(text).matches()) {
            return ofNumber(Double.parseDouble(text), sent, location, mistakes);
        }
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return refuse("invalid datetime", sent, location, mistakes);
        }
        try {
            var date = LocalDate.of(number(parts.group(1)), number(parts.group(2)), number(parts.group(3)));
            if (date.getYear() < 1) {
                return refuse("year 0 is out of range", sent, location, mistakes);
            }
            var time = LocalTime.of(number(parts.group(4)), number(parts.group(5)), number(parts.group(6)));
            return date.atTime(time).plus(microseconds(parts.group(7)), ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            return refuse("date or time value is outside expected range", sent, location, mistakes);
        }
    }

    private static @Nullable LocalDateTime ofNumber(
            double number, JsonNode sent, List<Object> location, Mistakes mistakes) {
        double seconds = Math.abs(number) > LARGEST_SECONDS ? number / 1000 : number;
        // The first and the last second of the years 1 to 9999.
        if (!(seconds >= -62_135_596_800.0 && seconds <= 253_402_300_799.0)) {
            return refuse("date value is outside expected range", sent, location, mistakes);
        }
        long microseconds = Math.round(seconds * 1e6);
        return LocalDateTime.ofEpochSecond(Math.floorDiv(microseconds, 1_000_000L), 0, ZoneOffset.UTC)
                .plus(Math.floorMod(microseconds, 1_000_000L), ChronoUnit.MICROS);
    }

    private static @Nullable LocalDateTime refuse(
            String reason, JsonNode sent, List<Object> location, Mistakes mistakes) {
        mistakes.add(
                "datetime_from_date_parsing",
                location,
                "Input should be a valid datetime or date, " + reason,
                sent,
                Map.of("error", reason));
        return null;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static long microseconds(@Nullable String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "000000").substring(0, 6));
    }
}
