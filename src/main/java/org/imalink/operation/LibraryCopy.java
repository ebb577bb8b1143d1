package org.imalink.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Schema;
import org.imalink.database.ScratchDatabase;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a library's database as it was at one moment, to be worked on and thrown away; nobody waits while it is made. On
 * PostgreSQL it is a database beside the other, made by the same role.
 */
public final class LibraryCopy implements AutoCloseable {
    private final DatabaseLocation location;
    private final @Nullable ScratchDatabase scratch;

    private LibraryCopy(DatabaseLocation location, @Nullable ScratchDatabase scratch) {
        this.location = location;
        this.scratch = scratch;
    }

    /**
     * Makes one.
     *
     * @param live the database, with the schema of this server
     * @param to on SQLite the copy is its database; on PostgreSQL only a file on the way lies there
     * @throws RefusedException when there is no room, or when no database may be made; nothing is left then
     * @throws InterruptedException on SQLite, when interrupted while copying
     */
    public static LibraryCopy make(Database live, DatabaseLocation location, DataDirectory to, Progress progress)
            throws InterruptedException {
        try {
            refuseWithoutSpace(CopySpace.needed(live, location), to.temporary());
            return switch (location) {
                case DatabaseLocation.Sqlite(var file) -> {
                    new SqliteCopy(file).write(to.database(), progress);
                    yield new LibraryCopy(new DatabaseLocation.Sqlite(to.database()), null);
                }
                case DatabaseLocation.Postgresql postgresql -> copy(live, postgresql, to, progress);
            };
        } catch (IOException | SQLException e) {
            throw new RefusedException("The database could not be copied: %s".formatted(e.getMessage()), e);
        }
    }

    private static void refuseWithoutSpace(long needed, Path folder) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed) {
            throw new RefusedException(
                    "There is no room for a copy of the database in %s: it may need %d MB, and %d MB are free. Make room, and try again."
                            .formatted(folder, Math.ceilDiv(needed, 1L << 20), free >> 20));
        }
    }

    private static LibraryCopy copy(
            Database live, DatabaseLocation.Postgresql location, DataDirectory to, Progress progress)
            throws IOException, SQLException {
        if (!ScratchDatabase.isAllowed(location)) {
            throw new RefusedException(
                    "The role %1$s may not create databases on the PostgreSQL server, and a copy of yours needs one. Let it, as an administrator there: alter role %1$s createdb. Afterwards that can be taken back: alter role %1$s nocreatedb."
                            .formatted(location.properties().getProperty("user", "of ImaLink")));
        }
        var scratch = ScratchDatabase.create(location)
                .orElseThrow(() -> new RefusedException(
                        "Another rehearsal is going on for this database. Wait until it is done."));
        try {
            fill(live, scratch.location(), to.temporary().resolve("copy.zip"), progress);
            return new LibraryCopy(scratch.location(), scratch);
        } catch (IOException | SQLException | RuntimeException failure) {
            scratch.close();
            throw failure;
        }
    }

    /** By way of a file, as a backup goes. */
    private static void fill(Database live, DatabaseLocation to, Path file, Progress progress)
            throws IOException, SQLException {
        int level = live.<Integer>read(Schema::tenancy);
        var content = new PostgresqlDump().write(live, file, progress);
        try (var database = Database.open(to)) {
            var schema = new Schema(database);
            schema.upgrade();
            database.write(tx -> {
                // Up and down, so that every table is there that the copy may have, under its name or parked.
                schema.moveTenancy(tx, Schema.HIGHEST_TENANCY);
                schema.moveTenancy(tx, level);
                tx.connection(connection -> {
                    if (!PostgresqlDump.restore(connection, file, progress).equals(content)) {
                        throw new SQLException("the copy does not hold what the database holds");
                    }
                });
                return level;
            });
            database.write(tx -> tx.execute("analyze")); // as the live one is; without it, plans are bad ones
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Drops what killed processes left behind on the server of a database; files are left to who knows where they lie. */
    public static void dropLeftovers(Database live, DatabaseLocation location) throws SQLException {
        if (location instanceof DatabaseLocation.Postgresql postgresql) {
            try (var connection = live.connection()) {
                if (ScratchDatabase.leftovers(connection).isEmpty()) {
                    return;
                }
            }
            ScratchDatabase.dropLeftovers(postgresql);
        }
    }

    public DatabaseLocation location() {
        return location;
    }

    /** Bytes that it takes now, with what is written ahead. */
    public long bytes() throws IOException, SQLException {
        return switch (location) {
            case DatabaseLocation.Sqlite(var file) -> new SqliteDump(file).space();
            case DatabaseLocation.Postgresql ignored -> scratch == null ? 0 : scratch.bytes();
        };
    }

    /** On PostgreSQL drops it; on SQLite its files go with their folder. */
    @Override
    public void close() throws SQLException {
        if (scratch != null) {
            scratch.close();
        }
    }
}
