package org.imalink.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Serves a library. */
@Command(
        name = "serve",
        header = "Start the server, and import folders if you like.",
        description = {
            "",
            "Serves the library in the data directory, which is made when absent, until you stop it with Ctrl-C. With "
                    + "--import, photos appear in the gallery while they come in. Folders that are watched are followed: what is new, "
                    + "changed, moved or deleted there is noticed by itself.",
            "",
            "Examples:",
            "  imalink serve --import ~/Pictures",
            "  imalink serve --import ~/Pictures --watch",
            "  imalink serve --port 8080 --data /srv/photos",
            "  IMALINK_DATABASE_URL=postgresql://me:secret@db:5432/photos imalink serve"
        })
final class Serve extends ServingCommand {
    @Option(
            names = "--import",
            arity = "1..*",
            paramLabel = "DIR",
            description = "Import these folders while serving; what is in the library already is not added twice.")
    private List<Path> folders = List.of();

    @Option(
            names = "--watch",
            description =
                    "Also watch the folders that are imported, from now on. Watched folders are followed whenever a "
                            + "server runs.")
    private boolean watch;

    @Override
    public Integer call() {
        if (watch && folders.isEmpty()) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--watch needs --import DIR; folders that are watched already are followed without it.");
        }
        var paths = ImportFollower.existing(folders);
        serve(OpenLibrary.open(settings(), name()), desk -> {
            if (!paths.isEmpty()) {
                importWhileServing(desk, paths);
            }
        });
        return ExitCode.DONE;
    }

    private void importWhileServing(ImportDesk desk, List<Path> paths) throws InterruptedException {
        var begun = desk.submit(paths, null, null, null, ImportDesk.Kind.SCAN);
        if (watch) {
            desk.watch(paths, true);
        }
        ImportStatus status;
        try (var progress = new TerminalProgress(err())) {
            status = ImportFollower.follow(desk, begun, progress);
        }
        print(status.json(), () -> ImportFollower.print(desk, status, out()));
    }
}
