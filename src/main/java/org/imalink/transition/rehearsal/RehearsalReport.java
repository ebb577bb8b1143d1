package org.imalink.transition.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.imalink.access.Standing;
import org.imalink.database.Engine;
import org.imalink.database.SchemaVersion;
import org.imalink.database.ServerVersion;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.LibraryComparison;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * What came of a rehearsal, for people and programs. Immutable.
 *
 * @param startedAt when it began
 * @param seconds how long all of it took
 * @param passed whether nothing speaks against doing the same with the library itself
 * @param reasons what speaks against it, as sentences
 * @param notes what was not tried and other things worth knowing, as sentences
 * @param differences rows that are not what they were, where there are any; not more than a few hundred
 * @param forecast null where the way forward did not come to its end
 */
public record RehearsalReport(
        Instant startedAt,
        double seconds,
        boolean passed,
        List<String> reasons,
        List<String> notes,
        Origin origin,
        Copy copy,
        List<Step> steps,
        List<Difference> differences,
        Reads reads,
        @Nullable Forecast forecast) {
    /** A library grows, and a machine has other work. */
    private static final Duration GOOD_FOR = Duration.ofDays(1);

    /**
     * What was copied, and by which release.
     *
     * @param serverVersion of the program that rehearsed
     * @param product version of the schema
     * @param tenancy level of the library when the copy was made, as phase and epoch are
     */
    public record Origin(String serverVersion, Engine engine, int product, int tenancy, String phase, int epoch) {
        static Origin of(Engine engine, SchemaVersion version, Standing standing) {
            return new Origin(
                    ServerVersion.CURRENT,
                    engine,
                    version.product(),
                    version.tenancy(),
                    standing.phase().code(),
                    standing.epoch());
        }
    }

    /**
     * The copy as it was before anything was tried.
     *
     * @param seconds that copying took
     * @param rows of all owners, by table; a preview counts once for each photo that shows it
     * @param roots by owner, see {@link org.imalink.operation.LibraryDigest}
     */
    public record Copy(
            double seconds,
            long bytes,
            SortedMap<String, Long> rows,
            SortedMap<Long, String> roots,
            String ownershipRoot) {}

    /**
     * One thing that was done.
     *
     * @param name as people read it
     * @param phase in which the copy was afterwards
     * @param tenancy level afterwards
     * @param longestWriteSeconds how long somebody had to wait meanwhile whose write changes nothing; null where nobody wrote
     * @param longestReadSeconds likewise for a list of 100 photos
     */
    public record Step(
            String name,
            double seconds,
            String phase,
            int tenancy,
            @Nullable Double longestWriteSeconds,
            @Nullable Double longestReadSeconds) {}

    /** A row that is not what it was. */
    public record Difference(String when, long owner, String table, String row, LibraryComparison.Kind kind) {}

    /**
     * Reads that were asked before, on the way and afterwards.
     *
     * @param asked how many
     * @param compared how many answers were held against the first ones
     * @param differing which of those were others, and when
     * @param slower which took more than twice as long as before; speaks not against going forward by itself
     */
    public record Reads(int asked, int compared, List<String> differing, List<Slower> slower) {}

    /** A read that took much longer than before. */
    public record Slower(String read, String when, double secondsBefore, double seconds) {}

    /**
     * What the way forward will cost the library itself, as the copy showed it, on this machine and in its present load.
     *
     * @param secondsTo by phase, how long the step to it takes
     * @param givingSeconds of these, how long rows are given owners; writers wait for about as long
     * @param longestWriteSeconds how long a writer waits at most
     * @param longestReadSeconds how long a list of 100 photos takes at most
     * @param spaceBytes how much larger the database becomes on the way, with what is written ahead
     * @param rows of all owners
     */
    public record Forecast(
            SortedMap<String, Double> secondsTo,
            double givingSeconds,
            double longestWriteSeconds,
            double longestReadSeconds,
            long spaceBytes,
            long rows) {}

    /**
     * The newest in a data directory.
     *
     * @throws org.imalink.operation.RefusedException when it cannot be read
     */
    public static Optional<RehearsalReport> latest(DataDirectory directory) {
        return new ReportFiles(directory).latest();
    }

    /**
     * Whether it passed lately, was made by this release, and went all the way that is left for the library.
     *
     * @param version of the library's schema now
     */
    public boolean vouchesFor(SchemaVersion version, Instant now) {
        return passed
                && origin.serverVersion.equals(ServerVersion.CURRENT)
                && origin.product == version.product()
                && origin.tenancy <= version.tenancy()
                && Duration.between(startedAt, now).compareTo(GOOD_FOR) < 0;
    }

    /** As a server answers it and a command prints it: maps, lists, texts, numbers and nulls. */
    public Map<String, @Nullable Object> tree() {
        return ReportFiles.JSON.convertValue(this, new TypeReference<>() {});
    }

    /**
     * Reads {@link #tree} again.
     *
     * @throws tools.jackson.core.JacksonException when it is none
     */
    public static RehearsalReport of(JsonNode tree) {
        return ReportFiles.JSON.treeToValue(tree, RehearsalReport.class);
    }
}
