package org.imalink.transition.rehearsal;

import static org.imalink.database.schema.Tables.SERVER_STATE;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.imalink.access.Standing;
import org.imalink.account.Accounts;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Schema;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.DatabaseIntegrity;
import org.imalink.operation.Finding;
import org.imalink.operation.LibraryComparison;
import org.imalink.operation.LibraryDigest;
import org.imalink.operation.Progress;
import org.imalink.transition.rehearsal.RehearsalReport.Copy;
import org.imalink.transition.rehearsal.RehearsalReport.Origin;
import org.jooq.DSLContext;

/**
 * The copy and what it held in the beginning. It is only looked at from here; who changes it is a server in another process.
 *
 * @param directory its data directory, with nothing of the library's but the database
 */
record CopiedLibrary(
        DataDirectory directory, DatabaseLocation location, Origin origin, Standing standing, LibraryDigest digest) {
    private static final int MOST_RANGES = 20;

    static CopiedLibrary of(DataDirectory directory, DatabaseLocation location, Progress progress) {
        return look(
                location,
                database -> database.read(tx -> new CopiedLibrary(
                        directory,
                        location,
                        Origin.of(database.engine(), Schema.version(tx), Standing.read(tx)),
                        Standing.read(tx),
                        LibraryDigest.of(tx, progress))));
    }

    private static <T> T look(DatabaseLocation location, Function<Database, T> looking) {
        var database = Database.openReadOnly(location);
        try {
            return looking.apply(database);
        } finally {
            Undisturbed.run(database::close);
        }
    }

    /** What it held, for the report. */
    Copy described(double seconds, long bytes) {
        var rows = new TreeMap<String, Long>();
        digest.rows()
                .values()
                .forEach(ofOwner -> ofOwner.forEach((table, count) -> rows.merge(table, count, Long::sum)));
        return new Copy(seconds, bytes, rows, digest.roots(), digest.ownershipRoot());
    }

    long rows() {
        return digest.rows().values().stream()
                .map(Map::values)
                .flatMap(counts -> counts.stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Whether there is an admin now, without whom the last phase is refused. */
    boolean hasAdmin() {
        return look(location, database -> database.<Boolean>read(Accounts::hasAdmin));
    }

    /** What the database says of itself now, and what it holds. */
    record State(LibraryDigest digest, List<Finding> faults) {}

    State state(Progress progress) {
        return look(
                location,
                database -> database.read(tx ->
                        new State(LibraryDigest.of(tx, progress), DatabaseIntegrity.findings(tx, database.engine()))));
    }

    /**
     * The rows that are not what they were, held against the library itself as it is now: somebody may have changed some of
     * those there since it was copied, so that more may be named than the copy lost.
     */
    List<LibraryComparison.Difference> differences(Database live, LibraryDigest now) {
        var ranges = digest.differences(now).stream().limit(MOST_RANGES).toList();
        return look(
                location,
                database ->
                        live.read(before -> database.read(after -> LibraryComparison.within(ranges, before, after))));
    }

    /** Whether rows were given owners and nobody has proved yet that they are the same. */
    static boolean isUnproved(DSLContext tx) {
        return tx.select(SERVER_STATE.TRANSITION_CURSOR)
                        .from(SERVER_STATE)
                        .fetchSingle()
                        .value1()
                != null;
    }
}
