import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;

/** Prints results as they come, each with its limit, and ends with the exit code 1 when one was missed. */
final class Report {
    private boolean missed;

    Report(String name) throws IOException {
        System.out.printf("== %s on %s%n", name, machine());
    }

    /** A ratio that must not exceed its limit; both sides in the same unit. */
    void atMost(String what, Pairs pairs, double limit, String unit) {
        told(what, pairs, "at most", limit, pairs.ratio() <= limit, unit);
    }

    /** A ratio whose whole interval must lie below its limit. */
    void endsBelow(String what, Pairs pairs, double limit, String unit) {
        told(what, pairs, "ends below", limit, pairs.interval()[1] < limit, unit);
    }

    /** A ratio that must reach its limit. */
    void atLeast(String what, Pairs pairs, double limit, String unit) {
        told(what, pairs, "at least", limit, pairs.ratio() >= limit, unit);
    }

    private void told(String what, Pairs pairs, String kind, double limit, boolean kept, String unit) {
        var interval = pairs.interval();
        line("%-46s %6.3f [%.3f, %.3f]  %s %.2f: %s  (%.1f %s against %.1f)",
                what, pairs.ratio(), interval[0], interval[1], kind, limit, verdict(kept), pairs.ours(), unit,
                pairs.reference());
    }

    /** A figure with a limit of its own. */
    void figure(String what, double value, double most, String unit) {
        line("%-46s %8.2f %s, at most %.2f: %s", what, value, unit, most, verdict(value <= most));
    }

    /** A figure for orientation. */
    void say(String format, Object... values) {
        line(format, values);
    }

    private String verdict(boolean kept) {
        missed |= !kept;
        return kept ? "kept" : "MISSED";
    }

    private static void line(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    void end() {
        System.out.flush();
        System.exit(missed ? 1 : 0);
    }

    private static String machine() throws IOException {
        var words = new StringJoiner(", ");
        var processors = Path.of("/proc/cpuinfo");
        if (Files.isReadable(processors)) {
            try (var lines = Files.lines(processors)) {
                lines.filter(line -> line.startsWith("model name"))
                        .findFirst()
                        .ifPresent(line -> words.add(line.substring(line.indexOf(':') + 2)));
            }
        }
        words.add(Runtime.getRuntime().availableProcessors() + " processors");
        words.add("Java " + Runtime.version());
        return words + ", " + System.getProperty("os.name") + " " + System.getProperty("os.version");
    }
}
