package org.imalink.operation;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.imalink.database.ServerVersion;
import org.jspecify.annotations.Nullable;

/**
 * The backups of one library: files {@code imalink.db.backup.YYYYMMDD_HHMMSS} (local time) beside the database, and the
 * link {@code imalink.db.backup.latest} to the newest. Thread-safe; two backups at once are two backups.
 */
public final class Backups {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss");
    private static final Pattern NAME_END = Pattern.compile("\\d{8}_\\d{6}(\\.zip)?");

    /** What a file system and a server beside it need to go on living. */
    private static final long SPACE_LEFT_FREE = 32L << 20;

    private final Path base;
    private final DatabaseDump dump;
    private final Engine engine;
    private final PutBack putBack;

    private Backups(Path base, Engine engine, DatabaseDump dump, PutBack putBack) {
        this.base = base.toAbsolutePath();
        this.engine = engine;
        this.dump = dump;
        this.putBack = putBack;
    }

    /** On SQLite the backups lie beside the database, otherwise in the data directory. */
    public static Backups of(DatabaseLocation location, DataDirectory directory) {
        var putBack = new PutBack(directory);
        return switch (location) {
            case DatabaseLocation.Sqlite(var file) -> new Backups(file, Engine.SQLITE, new SqliteDump(file), putBack);
            case DatabaseLocation.Postgresql ignored ->
                new Backups(directory.database(), Engine.POSTGRESQL, new PostgresqlDump(), putBack);
        };
    }

    /**
     * A backup that is there.
     *
     * @param size bytes
     * @param createdAt null where the manifest is gone
     * @param latest whether {@code imalink.db.backup.latest} points at it
     */
    public record Backup(String name, long size, @Nullable Instant createdAt, boolean latest) {}

    /**
     * Whether a backup can be restored.
     *
     * @param problem null when it is sound and is what its manifest says
     */
    public record Verdict(String name, @Nullable String problem) {
        public boolean sound() {
            return problem == null;
        }
    }

    /**
     * Makes a backup of one moment while the server goes on writing, and checks it before it gets its name.
     *
     * @throws RefusedException when there is no room for it
     * @throws BackupFailedException when it could not be written or is not what the database holds; nothing is left of it
     */
    public BackupManifest create(Database database, Progress progress) {
        var manifest = make(database, progress, () -> putBack.outdateCopies(database));
        database.write(tx -> {
            Audit.add(tx, Audit.Action.BACKUP_CREATED, Map.of("name", manifest.name()));
            return true;
        });
        return manifest;
    }

    /** The same of a database with the schema of an older server, in which nothing is written. */
    BackupManifest createOfOlder(Database database, Progress progress) {
        return make(database, progress, () -> {});
    }

    private BackupManifest make(Database database, Progress progress, Runnable beforeItIsNamed) {
        var temporary = base.resolveSibling(base.getFileName() + ".backup.unfinished."
                + ProcessHandle.current().pid() + "." + System.nanoTime());
        try {
            refuseWithoutSpace(spaceNeeded(database));
            try {
                var content = dump.write(database, temporary, progress);
                Durable.sync(temporary);
                var fileSha256 = proved(temporary, content, progress);
                beforeItIsNamed.run();
                return name(database, temporary, content, fileSha256);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException | SQLException e) {
            throw new BackupFailedException("The backup could not be written: " + e.getMessage(), e);
        }
    }

    /** Bytes that a backup may need at most, about. */
    public long spaceNeeded(Database database) {
        try {
            return dump.space(database) + SPACE_LEFT_FREE;
        } catch (IOException | SQLException e) {
            throw new BackupFailedException("Nobody can say how much room a backup needs: " + e.getMessage(), e);
        }
    }

    /** Bytes that are free where backups are kept. */
    public long spaceFree() {
        try {
            return Files.getFileStore(folder()).getUsableSpace();
        } catch (IOException e) {
            throw new BackupFailedException("Nobody can say how much room there is: " + e.getMessage(), e);
        }
    }

    private void refuseWithoutSpace(long needed) {
        long free = spaceFree();
        if (free < needed) {
            throw new RefusedException(
                    Refusal.Kind.NO_ROOM,
                    Map.of("needed_mb", needed >> 20, "free_mb", free >> 20),
                    "There is no room for a backup in %s: it may need %d MB, and %d MB are free."
                            .formatted(folder(), needed >> 20, free >> 20));
        }
    }

    /** The SHA-256 of the file, which holds what the live database holds. */
    private String proved(Path file, ContentDigest.Content live, Progress progress) throws IOException, SQLException {
        return switch (dump.read(file, progress)) {
            case DatabaseDump.Reading.Sound(var content) when content.equals(live) -> Sha256.of(file);
            case DatabaseDump.Reading.Sound ignored ->
                throw new BackupFailedException("The backup does not hold what the database holds.", null);
            case DatabaseDump.Reading.Bytes(var sha256) -> sha256;
            case DatabaseDump.Reading.Damaged(var reason) ->
                throw new BackupFailedException("The backup is damaged: " + reason, null);
        };
    }

    /** The manifest comes first and the link last: whatever has a backup's name is whole. */
    private synchronized BackupManifest name(
            Database database, Path temporary, ContentDigest.Content content, String fileSha256) throws IOException {
        var version = new Schema(database).version();
        var backup = freeName();
        var manifest = new BackupManifest(
                String.valueOf(backup.getFileName()),
                engine,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                ServerVersion.CURRENT,
                version.product(),
                version.tenancy(),
                content.digest(),
                content.rows(),
                Files.size(temporary),
                fileSha256,
                BackupManifest.NOT_INSIDE);
        manifest.write(backup);
        Durable.rename(temporary, backup);
        Durable.link(latest(), backup);
        return manifest;
    }

    private Path freeName() {
        var time = LocalDateTime.now();
        while (true) {
            var backup = sibling(STAMP.format(time) + dump.suffix());
            if (!Files.exists(backup) && !Files.exists(BackupManifest.beside(backup))) {
                return backup;
            }
            time = time.plusSeconds(1);
        }
    }

    /** Newest first. */
    public List<Backup> list() {
        var prefix = base.getFileName() + ".backup.";
        DirectoryStream.Filter<Path> named = file -> {
            var name = String.valueOf(file.getFileName());
            return name.startsWith(prefix)
                    && NAME_END.matcher(name.substring(prefix.length())).matches();
        };
        try (var files = Files.newDirectoryStream(folder(), named)) {
            var newest = latestTarget();
            var backups = new ArrayList<Backup>();
            for (var file : files) {
                backups.add(new Backup(
                        String.valueOf(file.getFileName()),
                        Files.size(file),
                        BackupManifest.read(file).map(BackupManifest::createdAt).orElse(null),
                        newest.filter(file.getFileName()::equals).isPresent()));
            }
            backups.sort(Comparator.comparing(Backup::name).reversed());
            return backups;
        } catch (IOException e) {
            throw new BackupFailedException("The backups in " + folder() + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private Optional<Path> latestTarget() throws IOException {
        return Files.isSymbolicLink(latest()) ? Optional.of(Files.readSymbolicLink(latest())) : Optional.empty();
    }

    /**
     * Reads a backup as who restores it would, and compares it with its manifest.
     *
     * @param name as {@link #list} has it, or {@code latest}
     * @throws RefusedException when there is no such backup
     */
    public Verdict verify(String name, Progress progress) {
        var backup = find(name);
        return new Verdict(String.valueOf(backup.getFileName()), problem(backup, progress));
    }

    private @Nullable String problem(Path backup, Progress progress) {
        try {
            return problem(backup, reader(backup).read(backup, progress), manifest(backup));
        } catch (IOException | SQLException e) {
            return "it cannot be read: " + e.getMessage();
        }
    }

    /** A data directory may hold backups of both engines: the name of each tells how to read it. */
    private DatabaseDump reader(Path backup) {
        var postgresql = new PostgresqlDump();
        return backup.toString().endsWith(postgresql.suffix()) ? postgresql : new SqliteDump(base);
    }

    /** What is wrong with a backup, or with a copy of it. */
    static @Nullable String problem(Path file, DatabaseDump.Reading reading, Optional<BackupManifest> manifest)
            throws IOException {
        if (reading instanceof DatabaseDump.Reading.Damaged(var reason)) {
            return "it is damaged: " + reason;
        }
        if (manifest.isEmpty()) {
            return "its manifest is missing, so that nobody can say whether it is complete";
        }
        boolean equal = switch (reading) {
            case DatabaseDump.Reading.Sound(var content) ->
                content.digest().equals(manifest.get().digest()) && isBytesOf(file, manifest.get());
            case DatabaseDump.Reading.Bytes(var sha256) ->
                sha256.equals(manifest.get().fileSha256());
            case DatabaseDump.Reading.Damaged ignored -> false;
        };
        return equal ? null : "it is not what its manifest says: something has changed it";
    }

    /** Not every byte of a database belongs to a row; backups of before this was written down are trusted without. */
    private static boolean isBytesOf(Path file, BackupManifest manifest) throws IOException {
        return manifest.fileSha256() == null || manifest.fileSha256().equals(Sha256.of(file));
    }

    Optional<BackupManifest> manifest(Path backup) throws IOException {
        return BackupManifest.read(backup);
    }

    /**
     * The file of a backup.
     *
     * @param name as {@link #list} has it, or {@code latest}
     * @throws RefusedException when there is no such backup
     */
    public Path find(String name) {
        try {
            var file = name.equals("latest") ? newest() : folder().resolve(stripped(name));
            if (list().stream().noneMatch(backup -> file.endsWith(backup.name()))) {
                throw new RefusedException(
                        Refusal.Kind.UNKNOWN_BACKUP,
                        Map.of("name", name),
                        "There is no backup %s in %s; \"imalink backup list\" shows which there are."
                                .formatted(name, folder()));
            }
            return file;
        } catch (IOException e) {
            throw new BackupFailedException("The backups in " + folder() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Path newest() throws IOException {
        return latestTarget()
                .map(target -> folder().resolve(target))
                .filter(Files::exists)
                .or(() -> list().stream().findFirst().map(backup -> folder().resolve(backup.name())))
                .orElseThrow(
                        () -> new RefusedException(Refusal.Kind.NO_BACKUP, "There is no backup in " + folder() + "."));
    }

    /** A name may be given as a person has it: with the folder before it, or only the time stamp. */
    private String stripped(String name) {
        var last = name.substring(name.lastIndexOf('/') + 1);
        return NAME_END.matcher(last).matches() ? sibling(last).getFileName().toString() : last;
    }

    /** Leaves {@code latest} at the newest backup, whatever it was before. */
    void repairLatest() throws IOException {
        var backups = list();
        if (!backups.isEmpty()) {
            Durable.link(latest(), folder().resolve(backups.getFirst().name()));
        }
    }

    DatabaseDump dump() {
        return dump;
    }

    private Path latest() {
        return sibling("latest");
    }

    private Path sibling(String end) {
        return base.resolveSibling(base.getFileName() + ".backup." + end);
    }

    private Path folder() {
        var folder = base.getParent();
        return folder == null ? base : folder;
    }
}
