package org.imalink.transition.rehearsal;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.imalink.transition.rehearsal.RehearsalReport.Forecast;
import org.imalink.transition.rehearsal.RehearsalReport.Reads;
import org.imalink.transition.rehearsal.RehearsalReport.Step;
import org.jspecify.annotations.Nullable;

/** A report as a page for people, in lines. */
public final class RehearsalText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneId.systemDefault());
    private static final double MEGABYTE = 1 << 20;
    private static final int MOST_DIFFERENCES = 20;

    private final RehearsalReport report;
    private final List<String> lines = new ArrayList<>();

    private RehearsalText(RehearsalReport report) {
        this.report = report;
    }

    public static List<String> of(RehearsalReport report) {
        var text = new RehearsalText(report);
        text.addVerdict();
        text.addSteps();
        text.addFindings();
        text.addForecast();
        return text.lines;
    }

    private void add(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    private void addVerdict() {
        var origin = report.origin();
        add(
                "Rehearsal of %s with ImaLink %s, from the phase %s at tenancy level %d.",
                TIME.format(report.startedAt()), origin.serverVersion(), origin.phase(), origin.tenancy());
        add(
                "%s",
                report.passed()
                        ? "PASSED: the way forward, back and forward again changed no row and no answer."
                        : "FAILED: do not go forward before somebody has looked at this:");
        report.reasons().forEach(reason -> add("  - %s", reason));
        report.notes().forEach(note -> add("  %s", note));
    }

    private void addSteps() {
        var copy = report.copy();
        add("");
        add("%-42s %9s %14s %14s", "", "seconds", "longest write", "longest read");
        add("%-42s %9.1f", "Copying %,.0f MB".formatted(copy.bytes() / MEGABYTE), copy.seconds());
        report.steps().forEach(this::addStep);
        add("%-42s %9.1f", "Altogether", report.seconds());
    }

    private void addStep(Step step) {
        add(
                "%-42s %9.3f %14s %14s",
                step.name(), step.seconds(), wait(step.longestWriteSeconds()), wait(step.longestReadSeconds()));
    }

    private static String wait(@Nullable Double seconds) {
        return seconds == null ? "" : String.format(Locale.ROOT, "%.3f", seconds);
    }

    private void addFindings() {
        add("");
        Reads reads = report.reads();
        add(
                "%d reads were asked as by somebody without an account, and %d answers held against the first: %s.",
                reads.asked(),
                reads.compared(),
                reads.differing().isEmpty() ? "all the same" : reads.differing().size() + " others");
        reads.differing().stream().limit(MOST_DIFFERENCES).forEach(read -> add("  %s", read));
        reads.slower().stream()
                .limit(MOST_DIFFERENCES)
                .forEach(read -> add(
                        "  slower: %s, %s: %.3f seconds, before %.3f",
                        read.read(), read.when(), read.seconds(), read.secondsBefore()));
        report.differences().stream()
                .limit(MOST_DIFFERENCES)
                .forEach(difference -> add(
                        "  %s %s of user %d: %s",
                        difference.table(),
                        difference.row(),
                        difference.owner(),
                        difference.kind().name().toLowerCase(Locale.ROOT)));
    }

    private void addForecast() {
        Forecast forecast = report.forecast();
        if (forecast == null) {
            return;
        }
        add("Going forward with the library itself, in the present load:");
        forecast.secondsTo().forEach((phase, seconds) -> add("  to %s in about %.1f seconds", phase, seconds));
        add(
                "  a write waits for at most about %.1f seconds, a list for %.1f; the database needs %,.0f MB more meanwhile",
                forecast.longestWriteSeconds(), forecast.longestReadSeconds(), forecast.spaceBytes() / MEGABYTE);
    }
}
