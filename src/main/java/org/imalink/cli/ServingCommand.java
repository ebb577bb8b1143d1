package org.imalink.cli;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.imalink.database.ServerVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** A command that ends up serving a library until it is told to stop. */
abstract class ServingCommand extends LibraryCommand {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on; 127.0.0.1, which is usual, is this machine only.")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on, usually 8000; 0 takes any free one.")
    private @Nullable String port;

    @Override
    Map<Setting, String> options() {
        var options = super.options();
        put(options, Setting.HOST, host);
        put(options, Setting.PORT, port);
        return options;
    }

    /** What a command does beside serving. */
    @FunctionalInterface
    interface Work {
        /** @throws InterruptedException when the server is told to stop meanwhile */
        void run(LocalImportDesk desk) throws InterruptedException;
    }

    /**
     * Serves until the process is told to stop, and stops cleanly: running requests finish, the database is closed.
     *
     * @param library closed at the end
     * @param work begun when the server answers
     */
    final void serve(OpenLibrary library, Work work) {
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        var hook = new Thread(
                () -> {
                    stop.countDown();
                    awaitQuietly(stopped);
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (library;
                var rooms = ImportRooms.open(library, settings().rescan());
                var multiuser = MultiuserRooms.open(library, settings());
                var server = LibraryServer.start(library, rooms, multiuser, settings());
                var desk = new LocalImportDesk(rooms)) {
            rooms.watch().start();
            tell(library, server, multiuser.setupCode());
            var working = Thread.ofPlatform().name("work").start(() -> run(work, desk));
            awaitQuietly(stop);
            working.interrupt();
            working.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    private void run(Work work, LocalImportDesk desk) {
        try {
            work.run(desk);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // told to stop; imports go on at the next start
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(ServingCommand.class).debug("Beside serving", e);
            err().println("imalink: " + e.getMessage());
            err().flush();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever interrupts wants this to go on to its end
        }
    }

    private void tell(OpenLibrary library, LibraryServer server, Optional<String> setupCode) {
        var json = new LinkedHashMap<String, String>();
        json.put("address", server.address().toString());
        json.put("data", library.directory().toString());
        json.put("operator_token_file", library.directory().operatorToken().toString());
        print(json, () -> {
            out().println("ImaLink " + ServerVersion.CURRENT);
            out().println("  Photos           " + server.address());
            out().println("  Data directory   " + library.directory());
            out().println("  Operator's code  " + server.operatorCode() + "  (lets you import folders in the client)");
            setupCode.ifPresent(
                    code -> out().println("  One-time code    " + code + "  (makes the first account an admin's)"));
            server.advice().ifPresent(advice -> out().println("  " + advice));
        });
        if (!settings().isLoopback()) {
            warnOfNetwork(server.address());
        }
        if (!wantsJson()) {
            out().println("Stop with Ctrl-C.");
            out().flush();
        }
    }

    private void warnOfNetwork(URI address) {
        err().println("WARNING: nobody needs to sign in. Everybody on the network who can reach port "
                + address.getPort() + " of this machine can see, change and delete everything in this library.");
        err().flush();
    }
}
