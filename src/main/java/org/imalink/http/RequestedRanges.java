package org.imalink.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which parts of a file a {@code Range} header asks for (RFC 9110, section 14). */
sealed interface RequestedRanges {
    /** All of it: nothing else was asked for, or what was asked for is not understood. */
    record Whole() implements RequestedRanges {}

    /** One or more parts, in the order in which they were asked for. */
    record Some(List<ByteRange> ranges) implements RequestedRanges {}

    /** None of it: all parts lie behind the end. */
    record Unsatisfiable() implements RequestedRanges {}

    /** More than this is no player or download, but an attempt to make the server work. */
    int MOST_RANGES = 16;

    Pattern SPECIFICATION = Pattern.compile("([0-9]{0,18})-([0-9]{0,18})");

    /** @param size bytes of the file */
    static RequestedRanges parse(@Nullable String header, long size) {
        if (header == null || !header.regionMatches(true, 0, "bytes=", 0, 6)) {
            return new Whole();
        }
        var specifications = header.substring(6).split(",", -1);
        if (specifications.length > MOST_RANGES) {
            return new Whole();
        }
        var ranges = new ArrayList<ByteRange>();
        for (var specification : specifications) {
            var bounds = SPECIFICATION.matcher(specification.strip());
            if (!bounds.matches() || !isValid(bounds.group(1), bounds.group(2))) {
                return new Whole();
            }
            range(bounds.group(1), bounds.group(2), size).ifPresent(ranges::add);
        }
        if (ranges.isEmpty()) {
            return new Unsatisfiable();
        }
        long asked = ranges.stream().mapToLong(ByteRange::length).sum();
        // Overlapping parts that are more than the file: the file itself is the better answer.
        return asked > size ? new Whole() : new Some(List.copyOf(ranges));
    }

    private static boolean isValid(String first, String last) {
        if (first.isEmpty()) {
            return !last.isEmpty();
        }
        return last.isEmpty() || Long.parseLong(first) <= Long.parseLong(last);
    }

    private static Optional<ByteRange> range(String first, String last, long size) {
        long from = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
        long to = first.isEmpty() || last.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(last));
        return from <= to ? Optional.of(new ByteRange(from, to)) : Optional.empty();
    }
}
