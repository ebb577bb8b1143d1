package org.imalink.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Brings a backup back, keeping what is there now. Only for who holds the library's lock. */
public final class BackupRestore {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss");

    private final DatabaseLocation location;
    private final Backups backups;

    public BackupRestore(DatabaseLocation location, DataDirectory directory) {
        this.location = location;
        this.backups = Backups.of(location, directory);
    }

    /**
     * What was done.
     *
     * @param kept the name under which the database from before is kept; null when there was none
     */
    public record Restored(String name, @Nullable String kept, BackupManifest manifest) {}

    /**
     * Finishes a restore that was killed half-way, and takes away what one left that had changed nothing yet. Whoever takes the lock calls this before the database is opened.
     *
     * @return whether there was one to finish
     */
    public boolean finishInterrupted() {
        try {
            return switch (location) {
                case DatabaseLocation.Sqlite(var file) -> {
                    var swap = new SqliteRestore(file);
                    boolean finished = swap.finish();
                    swap.removeLeftovers();
                    yield finished;
                }
                case DatabaseLocation.Postgresql ignored -> false;
            };
        } catch (IOException e) {
            throw new BackupFailedException("An interrupted restore cannot be finished: " + e.getMessage(), e);
        }
    }

    /**
     * Restores a backup: verifies it, brings its copy to the schema of this server, keeps the present database under a
     * name of its own, and puts the copy in its place. The backup stays.
     *
     * @param name of the backup, or {@code latest}
     * @throws RefusedException when there is no such backup, or it is not sound, or there is no room
     * @throws BackupFailedException when it fails; the present database is in its place
     */
    public Restored restore(String name, Progress progress) {
        var backup = backups.find(name);
        try {
            var manifest = manifest(backup);
            refuseOtherEngine(backup, manifest);
            var kept = switch (location) {
                case DatabaseLocation.Sqlite(var live) -> replace(live, backup, manifest, progress);
                case DatabaseLocation.Postgresql ignored -> fill(backup, manifest, progress);
            };
            backups.repairLatest();
            return new Restored(manifest.name(), kept, manifest);
        } catch (IOException | SQLException e) {
            throw new BackupFailedException(
                    "The backup could not be restored: %s. The database is as it was.".formatted(e.getMessage()), e);
        }
    }

    private BackupManifest manifest(Path backup) throws IOException {
        return backups.manifest(backup)
                .orElseThrow(() ->
                        refusal(backup, "its manifest is missing, so that nobody can say whether it is complete"));
    }

    private void refuseOtherEngine(Path backup, BackupManifest manifest) {
        var engine = switch (location) {
            case DatabaseLocation.Sqlite ignored -> Engine.SQLITE;
            case DatabaseLocation.Postgresql ignored -> Engine.POSTGRESQL;
        };
        if (manifest.engine() != engine) {
            throw refusal(
                    backup,
                    switch (manifest.engine()) {
                        case SQLITE -> "it is of the embedded database; leave out --database (IMALINK_DATABASE_URL)";
                        case POSTGRESQL ->
                            "it is of a PostgreSQL database; say which with --database (IMALINK_DATABASE_URL)";
                    });
        }
    }

    private @Nullable String replace(Path live, Path backup, BackupManifest manifest, Progress progress)
            throws IOException, SQLException {
        refuseWithoutSpace(live, Files.size(backup));
        var swap = new SqliteRestore(live);
        var prepared = swap.prepared();
        try {
            progress.report("Copying the backup", 0, 0);
            Files.copy(backup, prepared);
            var problem = Backups.problem(prepared, backups.dump().read(prepared, progress), Optional.of(manifest));
            if (problem != null) {
                throw refusal(backup, problem);
            }
            var before = Files.exists(live) ? keptName(live) : null;
            prepare(prepared, manifest, before);
            var kept = before == null ? keptName(live) : before;
            swap.replace(prepared, kept);
            return before == null ? null : String.valueOf(before.getFileName());
        } finally {
            // Once the swap has begun, the copy is what it will be finished with.
            if (!swap.begun()) {
                for (var suffix : List.of("", "-wal", "-shm")) {
                    Files.deleteIfExists(prepared.resolveSibling(prepared.getFileName() + suffix));
                }
            }
        }
    }

    /** Proves on the copy that this server can open it, so that the swap cannot end with one that it refuses. */
    private static void prepare(Path prepared, BackupManifest manifest, @Nullable Path before) throws IOException {
        try (var database = Database.open(new DatabaseLocation.Sqlite(prepared))) {
            new Schema(database).upgrade();
            database.write(tx -> conclude(tx, manifest, before == null ? null : String.valueOf(before.getFileName())));
        }
        if (Files.exists(prepared.resolveSibling(prepared.getFileName() + "-wal"))) {
            throw new IOException("the copy could not be closed");
        }
    }

    private static boolean conclude(DSLContext tx, BackupManifest manifest, @Nullable String kept) {
        SignInEnd.ofRestored(tx);
        var details = new HashMap<String, @Nullable String>();
        details.put("name", manifest.name());
        details.put("kept", kept);
        Audit.add(tx, Audit.Action.BACKUP_RESTORED, details);
        return true;
    }

    private static Path keptName(Path live) {
        var time = LocalDateTime.now();
        while (true) {
            var kept = live.resolveSibling(live.getFileName() + ".before-restore." + STAMP.format(time));
            if (!Files.exists(kept)) {
                return kept;
            }
            time = time.plusSeconds(1);
        }
    }

    private static void refuseWithoutSpace(Path live, long needed) throws IOException {
        var folder = live.toAbsolutePath().getParent();
        long free = Files.getFileStore(folder == null ? live : folder).getUsableSpace();
        if (free < needed) {
            throw new RefusedException("There is no room to restore in %s: %d MB are needed and %d MB free."
                    .formatted(folder, needed >> 20, free >> 20));
        }
    }

    private String fill(Path backup, BackupManifest manifest, Progress progress) throws IOException, SQLException {
        var problem = Backups.problem(backup, backups.dump().read(backup, progress), Optional.of(manifest));
        if (problem != null) {
            throw refusal(backup, problem);
        }
        try (var database = Database.open(location)) {
            var schema = new Schema(database);
            schema.upgrade();
            var version = schema.version();
            if (version.product() != manifest.product() || manifest.tenancy() > Schema.HIGHEST_TENANCY) {
                throw refusal(
                        backup,
                        "it has another schema than this database; restore it with ImaLink "
                                + manifest.serverVersion());
            }
            var kept = backups.create(database, progress).name();
            database.write(tx -> {
                // Up and down, so that every table is there that the backup may have, under its name or parked.
                schema.moveTenancy(tx, Schema.HIGHEST_TENANCY);
                schema.moveTenancy(tx, manifest.tenancy());
                fill(tx, backup, manifest, progress);
                return conclude(tx, manifest, kept);
            });
            return kept;
        }
    }

    private static void fill(DSLContext tx, Path backup, BackupManifest manifest, Progress progress) {
        tx.connection(connection -> {
            var content = PostgresqlDump.restore(connection, backup, progress);
            if (!content.digest().equals(manifest.digest())) {
                throw new SQLException("the rows are not what the manifest says");
            }
        });
    }

    private static RefusedException refusal(Path backup, String reason) {
        return new RefusedException("The backup %s is not restored: %s.".formatted(backup.getFileName(), reason));
    }
}
