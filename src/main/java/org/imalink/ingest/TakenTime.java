package org.imalink.ingest;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a picture was taken, as its file tells it.
 *
 * @param local by the clock of the camera, to the microsecond
 * @param offsetMinutes of that clock east of UTC, -720 to 840; null when the file does not tell
 */
record TakenTime(LocalDateTime local, @Nullable Integer offsetMinutes) {
    /** The oldest photograph that we have; what claims to be older is a mistake. */
    private static final LocalDateTime EARLIEST = LocalDateTime.of(1826, 1, 1, 0, 0);

    /** Where clocks begin to count: a camera whose clock was never set says these, to the second. */
    private static final Set<LocalDateTime> UNSET_CLOCKS = Set.of(
            LocalDateTime.of(1904, 1, 1, 0, 0), LocalDateTime.of(1970, 1, 1, 0, 0), LocalDateTime.of(1980, 1, 1, 0, 0));

    /** EXIF writes 2024:07:01 10:00:00, XMP 2024-07-01T10:00:00.5+02:00; cameras and programs write what lies between. */
    private static final Pattern DATE_TIME = Pattern.compile("(\\d{4})[:/.-](\\d{1,2})[:/.-](\\d{1,2})"
            + "(?:[T ]\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d+))?)?\\s*(Z|[+-]\\d{2}:?\\d{2})?)?");

    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{2}):?(\\d{2})");

    /**
     * Reads a date with a time of day.
     *
     * @param text in EXIF's or ISO 8601's way, perhaps with its offset
     * @param subSeconds the digits behind the decimal point, where they have a tag of their own
     * @param offset such as +02:00, where it has a tag of its own
     * @return empty when it is no date and time, or one that cannot be: a time before photography, in the future, or of a
     *     clock that was never set
     */
    static Optional<TakenTime> parse(@Nullable String text, @Nullable String subSeconds, @Nullable String offset) {
        return match(text).filter(found -> found.group(4) != null).flatMap(found -> read(found, subSeconds, offset));
    }

    /** Like {@link #parse}, but a date alone will do; it counts as its first moment. */
    static Optional<TakenTime> parseDate(@Nullable String text) {
        return match(text).flatMap(found -> read(found, null, null));
    }

    private static Optional<Matcher> match(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var matcher = DATE_TIME.matcher(text.replace('\0', ' ').strip());
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    private static Optional<TakenTime> read(Matcher found, @Nullable String subSeconds, @Nullable String offset) {
        try {
            var local = LocalDateTime.of(
                            number(found.group(1)),
                            number(found.group(2)),
                            number(found.group(3)),
                            number(found.group(4)),
                            number(found.group(5)),
                            number(found.group(6)))
                    .plus(microseconds(found.group(7) == null ? subSeconds : found.group(7)), ChronoUnit.MICROS);
            return Optional.of(new TakenTime(local, offsetMinutes(found.group(8) == null ? offset : found.group(8))))
                    .filter(TakenTime::isPlausible);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private boolean isPlausible() {
        return !local.isBefore(EARLIEST)
                && local.isBefore(LocalDateTime.now().plusDays(1))
                && !UNSET_CLOCKS.contains(local.truncatedTo(ChronoUnit.SECONDS));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static long microseconds(@Nullable String digits) {
        if (digits == null || !digits.replace('\0', ' ').strip().matches("\\d+")) {
            return 0;
        }
        return Long.parseLong((digits.strip() + "000000").substring(0, 6));
    }

    static @Nullable Integer offsetMinutes(@Nullable String offset) {
        if (offset == null) {
            return null;
        }
        var text = offset.replace('\0', ' ').strip();
        if (text.equals("Z")) {
            return 0;
        }
        var matcher = OFFSET.matcher(text);
        if (!matcher.matches() || number(matcher.group(3)) >= 60) {
            return null;
        }
        int minutes = number(matcher.group(2)) * 60 + number(matcher.group(3));
        int signed = matcher.group(1).equals("-") ? -minutes : minutes;
        return signed < -12 * 60 || signed > 14 * 60 ? null : signed;
    }
}
