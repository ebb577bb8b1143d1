package org.imalink.transition.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.imalink.access.Phase;
import org.imalink.operation.LibraryComparison;
import org.imalink.transition.rehearsal.RehearsalReport.Copy;
import org.imalink.transition.rehearsal.RehearsalReport.Difference;
import org.imalink.transition.rehearsal.RehearsalReport.Forecast;
import org.imalink.transition.rehearsal.RehearsalReport.Step;
import org.jspecify.annotations.Nullable;

/** What a rehearsal has found so far, on its way to a report. Not thread-safe. */
final class Findings {
    private static final int MOST_DIFFERENCES = 200;
    private static final int TOLD = 5;
    private static final double MILLISECONDS = 1000;

    private final List<String> reasons = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private final TreeMap<String, Double> secondsTo = new TreeMap<>();
    private Duration longestWrite = Duration.ZERO;
    private Duration longestRead = Duration.ZERO;
    private Duration giving = Duration.ZERO;
    private long spaceBytes;
    private boolean isForwardDone;

    /** Something speaks against going forward. */
    void fail(String reason) {
        reasons.add(reason);
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    void add(String name, Duration time, String phase, int level, Probes.@Nullable Waits waits) {
        steps.add(new Step(
                name,
                seconds(time),
                phase,
                level,
                waits == null ? null : seconds(waits.write()),
                waits == null ? null : seconds(waits.read())));
        if (waits != null && waits.failure() != null) {
            fail("%s: %s.".formatted(name, waits.failure()));
        }
    }

    /** A step of the first way forward, which is the one that will be gone with the library itself. */
    void forecast(Phase to, Duration time, Probes.Waits waits) {
        secondsTo.put(to.code(), seconds(time));
        longestWrite = longer(longestWrite, waits.write());
        longestRead = longer(longestRead, waits.read());
    }

    void forecast(Duration givingOwners, long bytes) {
        giving = givingOwners;
        spaceBytes = Math.max(0, bytes);
    }

    /** All that was tried of it. */
    void forwardIsDone() {
        isForwardDone = !secondsTo.isEmpty();
    }

    /** How long rows were given owners. */
    Duration giving() {
        return giving;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    void differ(String when, List<LibraryComparison.Difference> rows, String ranges) {
        rows.stream()
                .limit(MOST_DIFFERENCES)
                .map(row ->
                        new Difference(when, row.range().owner(), row.range().table(), row.row(), row.kind()))
                .forEach(differences::add);
        var named = differences.stream().limit(TOLD).map(Findings::text).toList();
        fail("Not every row was what it was %s: %s%s."
                .formatted(
                        when,
                        named.isEmpty() ? "somewhere in " + ranges : String.join(", ", named),
                        rows.size() > TOLD ? ", and others" : ""));
    }

    /** Like {@code photos 17 of user 1 (changed)}. */
    private static String text(Difference difference) {
        return "%s %s of user %d (%s)"
                .formatted(
                        difference.table(),
                        difference.row(),
                        difference.owner(),
                        difference.kind().name().toLowerCase(Locale.ROOT));
    }

    RehearsalReport report(Instant startedAt, Duration all, CopiedLibrary copied, Copy copy, Replay replay) {
        var reads = replay.described();
        if (!reads.differing().isEmpty()) {
            fail("%d of %d answers were others than before, such as %s."
                    .formatted(
                            reads.differing().size(),
                            reads.compared(),
                            reads.differing().getFirst()));
        }
        if (!reads.slower().isEmpty()) {
            note("%d of %d answers took more than twice as long as before."
                    .formatted(reads.slower().size(), reads.compared()));
        }
        return new RehearsalReport(
                startedAt,
                seconds(all),
                reasons.isEmpty(),
                List.copyOf(reasons),
                List.copyOf(notes),
                copied.origin(),
                copy,
                List.copyOf(steps),
                List.copyOf(differences),
                reads,
                isForwardDone
                        ? new Forecast(
                                secondsTo,
                                seconds(giving),
                                seconds(longestWrite),
                                seconds(longestRead),
                                spaceBytes,
                                copied.rows())
                        : null);
    }

    /** To the millisecond: what is finer says nothing. */
    static double seconds(Duration time) {
        return Math.round(time.toNanos() / 1e6) / MILLISECONDS;
    }
}
