package org.imalink.cli;

import static org.imalink.database.schema.Tables.PHOTOS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.imalink.access.Standing;
import org.imalink.operation.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays the way to several users and back, with a made-up family. */
@Command(
        name = "demo",
        header = "Watch a made-up family go to libraries of their own, back, and there again.",
        description = {
            "",
            "Draws a few photos, serves them, and goes all the way in about a minute, while people look at photos and rate "
                    + "them: what each sees in each phase, the same picture added by two people, the way back, and the proof "
                    + "that every row is what it was. Everything lies in a folder of its own and is deleted afterwards; your "
                    + "library is not touched. Open the address in a browser to look on.",
            "",
            "Examples:",
            "  imalink multiuser demo",
            "  imalink multiuser demo --stay --port 8001"
        },
        exitCodeList = {
            "0:Nothing failed, and all came back.",
            "1:Something failed.",
            "2:Not understood: see the usage.",
            "3:Refused, with the reason."
        })
final class MultiuserDemo extends LibraryCommand {
    /** Of people who do not exist, in a library that is deleted. */
    private static final String PASSWORD = "et lite kaldt hus";

    @Option(names = "--port", paramLabel = "PORT", description = "The port to listen on; any free one without it.")
    private @Nullable String port;

    @Option(names = "--stay", description = "Go on serving afterwards, until Ctrl-C, to look around as kari or ola.")
    private boolean stay;

    private @Nullable Path made;

    @Override
    Map<Setting, String> options() {
        var options = super.options();
        options.put(Setting.PORT, port == null ? "0" : port);
        options.put(Setting.HOST, "127.0.0.1");
        return options;
    }

    /** A library that the environment names is somebody's. */
    @Override
    Map<String, String> environment() {
        var environment = new HashMap<>(super.environment());
        environment.put(Setting.DATA.variable(), String.valueOf(made));
        environment.remove(Setting.DATABASE_FILE.variable());
        environment.remove(Setting.DATABASE_URL.variable());
        environment.remove(Setting.DATABASE_OWNER_URL.variable());
        return environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            var folder = Files.createTempDirectory("imalink-family");
            made = folder.resolve("data");
            try {
                return play(folder) ? ExitCode.DONE : ExitCode.FAILED;
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean play(Path folder) throws IOException, InterruptedException {
        try (var library = OpenLibrary.open(settings(), name())) {
            refuseUnlessNew(library);
            try (var imports = ImportRooms.open(library, settings().rescan());
                    var multiuser = MultiuserRooms.open(library, settings());
                    var server = LibraryServer.start(library, imports, multiuser, settings());
                    var desk = new LocalImportDesk(imports)) {
                out().println("Look on at " + server.address() + " (kari or ola, password \"" + PASSWORD + "\")");
                var story = new FamilyStory(
                        library,
                        imports,
                        multiuser,
                        desk,
                        server.address(),
                        folder.resolve("pictures"),
                        out(),
                        PASSWORD);
                boolean isWell = story.tell();
                if (stay) {
                    out().println("Stop with Ctrl-C.");
                    out().flush();
                    new CountDownLatch(1).await();
                }
                return isWell;
            }
        }
    }

    private static void refuseUnlessNew(OpenLibrary library) {
        boolean isNew = library.database().read(tx -> Standing.read(tx).epoch() == 0 && !tx.fetchExists(PHOTOS));
        if (!isNew) {
            throw new RefusedException(
                    "The library in %s is somebody's. Leave --data out, and a new one is made and deleted."
                            .formatted(library.directory()));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
