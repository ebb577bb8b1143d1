package org.imalink.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imalink.operation.BackupManifest;
import org.imalink.operation.BackupRestore;
import org.imalink.operation.BackupRestore.Restored;
import org.imalink.operation.Backups;
import org.imalink.operation.Backups.Backup;
import org.imalink.operation.Backups.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Everything about backups. */
@Command(
        name = "backup",
        header = "Make, list, verify and restore backups of the database.",
        description = {
            "",
            "A backup is one file beside the database, imalink.db.backup.YYYYMMDD_HHMMSS, with everything you wrote: titles, "
                    + "tags, ratings, and the small previews. Originals and coldpreviews are files of their own and not in "
                    + "it. The link imalink.db.backup.latest points to the newest."
        },
        subcommands = {
            BackupCommands.Create.class,
            BackupCommands.ListAll.class,
            BackupCommands.Verify.class,
            BackupCommands.Restore.class
        },
        footer = {"  imalink backup create", "  imalink backup verify latest", "  imalink backup restore latest"})
final class BackupCommands extends CommandGroup {
    private static final JsonMapper JSON = JsonMapper.shared();

    static Map<String, ?> json(BackupManifest manifest) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", manifest.name());
        json.put("size", manifest.fileSize());
        json.put("created_at", manifest.createdAt().toString());
        json.put("digest", manifest.digest());
        json.put("rows", manifest.rows());
        json.put("not_inside", manifest.notInside());
        return json;
    }

    static Map<String, ?> json(List<Backup> backups) {
        return Map.of("backups", backups.stream().map(BackupCommands::json).toList());
    }

    private static Map<String, ?> json(Backup backup) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("name", backup.name());
        json.put("size", backup.size());
        json.put("created_at", text(backup.createdAt()));
        json.put("latest", backup.latest());
        return json;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static String megabytes(long bytes) {
        return "%.1f MB".formatted(bytes / 1e6);
    }

    @Command(
            name = "create",
            header = "Make a backup, also while the server runs.",
            description = {
                "",
                "The backup is of one moment, and is proved to hold what the database holds before it gets its name.",
                "",
                "Examples:",
                "  imalink backup create",
                "  imalink backup create --data /srv/photos --json"
            })
    static final class Create extends LibraryCommand {
        @Override
        public Integer call() {
            var backup = RunningServer.find(directory())
                    .map(server -> server.post("/operator/backups", Map.of()))
                    .orElseGet(() -> JSON.valueToTree(json(create())));
            print(
                    backup,
                    () -> out().printf(
                                    "Made the backup %s (%s). %s%n",
                                    backup.path("name").asString(""),
                                    megabytes(backup.path("size").asLong()),
                                    backup.path("not_inside").asString("")));
            return ExitCode.DONE;
        }

        private BackupManifest create() {
            try (var library = OpenLibrary.open(settings(), name())) {
                var backups = Backups.of(library.location(), library.directory());
                return withProgress(progress -> backups.create(library.database(), progress));
            }
        }
    }

    @Command(
            name = "list",
            header = "List the backups, newest first.",
            description = {"", "Examples:", "  imalink backup list", "  imalink backup list --json"})
    static final class ListAll extends LibraryCommand {
        @Override
        public Integer call() {
            var directory = directory();
            var backups = Backups.of(settings().database(directory), directory).list();
            print(json(backups), () -> {
                if (backups.isEmpty()) {
                    out().println("There is no backup yet: imalink backup create makes one.");
                }
                backups.forEach(backup -> out().printf(
                                "%s  %10s  %s%n",
                                backup.name(), megabytes(backup.size()), backup.latest() ? "latest" : ""));
            });
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "verify",
            header = "Read a backup as a restore would, and compare it with what it was when it was made.",
            description = {
                "",
                "Examples:",
                "  imalink backup verify",
                "  imalink backup verify imalink.db.backup.20261122_101500"
            },
            exitCodeList = {
                "0:The backup is sound.",
                "1:The backup is damaged or was changed.",
                "2:Not understood: see the usage.",
                "3:Refused: there is no such backup."
            })
    static final class Verify extends LibraryCommand {
        @Parameters(
                arity = "0..1",
                paramLabel = "NAME",
                defaultValue = "latest",
                description = "Which backup, as \"list\" has it. Without it: the latest.")
        private String backup = "latest";

        @Override
        public Integer call() {
            var directory = directory();
            var backups = Backups.of(settings().database(directory), directory);
            var verdict = withProgress(progress -> backups.verify(backup, progress));
            print(
                    json(verdict),
                    () -> out().println(
                                    verdict.sound()
                                            ? "The backup " + verdict.name() + " is sound."
                                            : "The backup %s cannot be trusted: %s."
                                                    .formatted(verdict.name(), verdict.problem())));
            return verdict.sound() ? ExitCode.DONE : ExitCode.FAILED;
        }

        private static Map<String, ?> json(Verdict verdict) {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("name", verdict.name());
            json.put("sound", verdict.sound());
            json.put("problem", verdict.problem());
            return json;
        }
    }

    @Command(
            name = "restore",
            header = "Bring a backup back. The database from before is kept.",
            description = {
                "",
                "Stop the server first. The backup is verified, the present database is kept under a name with the time in "
                        + "it (imalink.db.before-restore.YYYYMMDD_HHMMSS, with its -wal and -shm), and a copy of the backup "
                        + "takes its place. The backup itself stays. If this is interrupted, the next start of ImaLink "
                        + "finishes it.",
                "",
                "Originals are not touched. Coldpreviews that the backup does not know are made again.",
                "",
                "Examples:",
                "  imalink backup restore latest",
                "  imalink backup restore imalink.db.backup.20261122_101500"
            })
    static final class Restore extends LibraryCommand {
        @Parameters(paramLabel = "NAME", description = "Which backup, as \"list\" has it, or \"latest\".")
        private String backup = "";

        @Override
        public Integer call() {
            var directory = directory();
            var location = settings().database(directory);
            try (var held = OpenLibrary.Holding.take(directory, location, name())) {
                OpenLibrary.prepare(directory, location);
                var restore = new BackupRestore(location, directory);
                var restored = withProgress(progress -> restore.restore(backup, progress));
                print(json(restored), () -> printText(restored));
                return ExitCode.DONE;
            }
        }

        private void printText(Restored restored) {
            out().printf(
                            "Restored %s, made %s.%n",
                            restored.name(), restored.manifest().createdAt());
            if (restored.kept() != null) {
                out().printf("The database from before is kept as %s.%n", restored.kept());
            }
            out().println(restored.manifest().notInside());
        }

        private static Map<String, ?> json(Restored restored) {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("restored", restored.name());
            json.put("kept", restored.kept());
            json.put("rows", restored.manifest().rows());
            return json;
        }
    }
}
