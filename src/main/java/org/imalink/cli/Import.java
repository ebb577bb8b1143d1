package org.imalink.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.imalink.operation.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports folders, through the running server where there is one. */
@Command(
        name = "import",
        header = "Import folders of photos.",
        description = {
            "",
            "Looks through folders and everything below them. Photos stay where they are and as they are; the library "
                    + "remembers where. Files that are no photos are listed with the reason. What is in the library already "
                    + "is not added twice, so that importing a folder again only brings what is new.",
            "",
            "When a server runs on the same data directory, it does the work. An import that is interrupted goes on at the "
                    + "next start of the server.",
            "",
            "Examples:",
            "  imalink import ~/Pictures",
            "  imalink import ~/Pictures --watch",
            "  imalink import /media/card --title \"Summer 2026\" --author \"Ingrid Solberg\""
        },
        exitCodeList = {
            "0:Done; single files may have failed, which is told.",
            "1:The import failed.",
            "2:Not understood: see the usage.",
            "3:Refused, with the reason."
        })
final class Import extends LibraryCommand {
    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders, or single files.")
    private List<Path> folders = List.of();

    @Option(names = "--title", paramLabel = "TITLE", description = "What to call this import.")
    private @Nullable String title;

    @Option(names = "--author", paramLabel = "NAME", description = "Who took the photos.")
    private @Nullable String author;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Who adds the photos: the name or e-mail of somebody with an account.")
    private @Nullable String user;

    @Option(
            names = "--watch",
            negatable = true,
            description =
                    "Watch the folders from now on, or no longer: what is new, changed, moved or deleted in them is "
                            + "noticed whenever a server runs. Without a server, this command watches until you stop it.")
    private @Nullable Boolean watch;

    @Override
    public Integer call() throws InterruptedException {
        // A folder that is gone for good can still be left alone.
        boolean ends = Boolean.FALSE.equals(watch);
        var paths = ends ? absolute() : ImportFollower.existing(folders);
        var server = RunningServer.find(directory());
        if (server.isPresent()) {
            return run(new RemoteImportDesk(server.get()), paths);
        }
        try (var library = OpenLibrary.open(settings(), name());
                var rooms = ImportRooms.open(library, settings().rescan());
                var desk = new LocalImportDesk(rooms)) {
            int code = run(desk, paths);
            if (code == ExitCode.DONE && Boolean.TRUE.equals(watch)) {
                rooms.watch().start();
                err().println("No server runs: this command watches until you stop it with Ctrl-C. \"imalink serve\" "
                        + "watches too.");
                err().flush();
                new CountDownLatch(1).await();
            }
            return code;
        }
    }

    private List<Path> absolute() {
        return folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
    }

    private int run(ImportDesk desk, List<Path> paths) {
        var there = paths.stream().filter(Files::exists).toList();
        if (Boolean.TRUE.equals(watch) && !there.stream().allMatch(Files::isDirectory)) {
            throw new RefusedException("Only folders can be watched.");
        }
        // Before it is watched: photos get the title and the author that were asked for.
        var begun = there.isEmpty() ? null : desk.submit(there, title, author, user, ImportDesk.Kind.ASKED_FOR);
        if (watch != null) {
            var roots = desk.watch(paths, watch);
            if (!wantsJson()) {
                roots.forEach(root -> out().println((watch ? "Watched: " : "No longer watched: ") + root));
                out().flush();
            }
        }
        if (begun == null) {
            return ExitCode.DONE;
        }
        var status = withProgress(progress -> {
            try {
                return ImportFollower.follow(desk, begun, progress);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RefusedException("Interrupted; the import goes on at the next start of the server.", e);
            }
        });
        print(status.json(), () -> ImportFollower.print(desk, status, out()));
        return status.isDone() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
