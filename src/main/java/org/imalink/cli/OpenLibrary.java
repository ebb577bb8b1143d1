package org.imalink.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.ingest.legacy.Adoption;
import org.imalink.library.SearchIndexFill;
import org.imalink.operation.BackupRestore;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.PutBack;
import org.imalink.operation.ReleaseChange;
import org.imalink.operation.ServerLock;
import org.imalink.operation.StrayLog;
import org.imalink.transition.PhaseRules;
import org.imalink.transition.Phases;
import org.imalink.transition.Transitions;
import org.imalink.transition.rehearsal.RecordedReads;
import org.imalink.transition.rehearsal.Rehearsal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A library that this process holds and has opened, with the schema of this server.
 *
 * @param database by the role that owns the tables, for all that is not a person's request
 * @param requests the same for what people ask for: on PostgreSQL by a role that owns nothing, where there is one
 */
record OpenLibrary(
        DataDirectory directory, DatabaseLocation location, Database database, Database requests, Holding holding)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenLibrary.class);
    private static final int TOLD_EVERY = 20_000;

    /**
     * Takes the library and opens it.
     *
     * @param command what this process does, as others are told who want the library too
     * @throws org.imalink.operation.RefusedException when another process has it
     */
    static OpenLibrary open(Settings settings, String command) {
        var directory = DataDirectory.open(settings.data());
        var location = settings.database(directory);
        var holding = Holding.take(directory, location, command);
        try {
            prepare(directory, location);
            if (location instanceof DatabaseLocation.Sqlite(var file) && Files.exists(file)) {
                Adoption.refuseAsLibrary(file);
            }
            var database = TwoRoles.open(location, settings.servingRole());
            try {
                new ReleaseChange(database, location, directory).upgrade(OpenLibrary::tell);
                PhaseRules.refuseUnknown(database);
                new PutBack(directory).endSignInsOfOlder(database);
                Rehearsal.removeLeftovers(database, location, directory);
                new SearchIndexFill(database, OpenLibrary::tell).run();
                return new OpenLibrary(directory, location, database, TwoRoles.requests(database), holding);
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (RuntimeException e) {
            holding.close();
            throw e;
        }
    }

    /** Leaves at its place the database that belongs there, and beside it nothing of another; for who holds the library. */
    static void prepare(DataDirectory directory, DatabaseLocation location) {
        new BackupRestore(location, directory).finishInterrupted();
        if (location instanceof DatabaseLocation.Sqlite(var file)) {
            StrayLog.moveAside(file);
        }
    }

    /** How far the index of an older library has come: a line now and then. */
    private static void tell(String stage, long done, long total) {
        if (done % TOLD_EVERY == 0 || done == total) {
            LOG.info("{}: {} of {}", stage, done, total);
        }
    }

    /** Moves this library from phase to phase. */
    Phases phases() {
        return new Phases(database, directory.multiuserFile());
    }

    /**
     * The tasks on the way there and back.
     *
     * @param recorded what people asked for lately
     * @param isCopy whether nobody would miss it, so that it needs no backup
     */
    Transitions transitions(Phases phases, Settings settings, RecordedReads recorded, boolean isCopy) {
        return new Transitions(
                database, location, directory, phases, recorded, OwnProgram.command(), !settings.isLoopback(), !isCopy);
    }

    @Override
    public void close() {
        try (holding;
                database) {
            requests.close();
        }
    }

    /** The locks of the data directory and, where it lies elsewhere, of the SQLite file. */
    record Holding(Deque<ServerLock> locks) implements AutoCloseable {
        static Holding take(DataDirectory directory, DatabaseLocation location, String command) {
            var holding = new Holding(new ArrayDeque<>());
            try {
                for (var file : files(directory, location)) {
                    holding.locks.push(ServerLock.acquire(file, command));
                }
                return holding;
            } catch (RuntimeException e) {
                holding.close();
                throw e;
            }
        }

        private static Set<Path> files(DataDirectory directory, DatabaseLocation location) {
            var files = new LinkedHashSet<Path>();
            files.add(directory.lock());
            if (location instanceof DatabaseLocation.Sqlite(var file)) {
                var absolute = file.toAbsolutePath().normalize();
                files.add(absolute.resolveSibling(absolute.getFileName() + ".lock"));
            }
            return files;
        }

        /** Tells the other commands where the library is served. */
        void announce(URI address) {
            locks.forEach(lock -> lock.announce(address));
        }

        @Override
        public void close() {
            locks.forEach(ServerLock::close);
        }
    }
}
