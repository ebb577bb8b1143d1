package org.imalink.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import picocli.CommandLine.Command;

/** Serves the copy of a library to the rehearsal that made it. */
@Command(
        name = "serve-copy",
        hidden = true,
        header = "Serve a copy of a library to the program that made it.",
        description = {
            "",
            "Serves at any free port of this machine, and answers nobody who does not send the operator's code of the copy. "
                    + "It does nothing that it is not asked for: no imports, no watching, no clearing of the trash. It ends "
                    + "with its standard input.",
            "",
            "Example:",
            "  imalink serve-copy --data /tmp/copy --json"
        })
final class ServeCopy extends LibraryCommand {
    @Override
    Map<Setting, String> options() {
        var options = super.options();
        options.put(Setting.HOST, "127.0.0.1");
        options.put(Setting.PORT, "0");
        return options;
    }

    @Override
    public Integer call() {
        // Whoever started it has ended, or has no more use for the copy.
        Thread.ofPlatform().daemon().name("starter").start(() -> {
            awaitEndOfInput();
            Runtime.getRuntime().halt(ExitCode.DONE);
        });
        try (var library = OpenLibrary.open(settings(), name());
                var rooms = ImportRooms.idle(library, settings().rescan());
                var multiuser = MultiuserRooms.ofCopy(library, settings());
                var server = LibraryServer.start(library, rooms, multiuser, settings(), true)) {
            print(Map.of("address", server.address().toString()), () -> out().println(server.address()));
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.DONE;
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing that comes means anything.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
