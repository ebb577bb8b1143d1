package org.imalink.cli;

import picocli.CommandLine.Command;

/** Serves a library. */
@Command(
        name = "serve",
        header = "Start the server, and import folders if you like.",
        description = {
            "",
            "Serves the library in the data directory, which is made when absent, until you stop it with Ctrl-C.",
            "",
            "Examples:",
            "  imalink serve --import ~/Pictures",
            "  imalink serve --port 8080 --data /srv/photos",
            "  IMALINK_DATABASE_URL=postgresql://me:secret@db:5432/photos imalink serve"
        })
final class Serve extends ServingCommand {
    @Override
    public Integer call() {
        serve(OpenLibrary.open(settings(), name()), server -> {});
        return ExitCode.DONE;
    }
}
