package org.imalink.cli;

import static org.imalink.database.schema.Tables.PHOTOS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.imalink.ingest.demo.DemoDescriptions;
import org.imalink.ingest.demo.DemoLibrary;
import org.imalink.ingest.demo.PhotoDrawing;
import org.imalink.operation.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Serves a made-up library. */
@Command(
        name = "demo",
        header = "Look around in a made-up library.",
        description = {
            "",
            "Draws 60 photos with dates, places, cameras and two authors, imports them, and serves them. With more than 60, "
                    + "rows with small previews are made up instead, 100,000 in about a minute: for measuring and tests.",
            "",
            "The library lies in ~/.imalink-demo unless --data says otherwise, with the drawn photos in a folder beside it "
                    + "(~/.imalink-demo-photos), and is used again the next time. Settings "
                    + "from the environment that name a library do not count here: no made-up photo gets among yours.",
            "",
            "Examples:",
            "  imalink demo",
            "  imalink demo --photos 100000 --data /tmp/large --port 8001"
        })
final class Demo extends ServingCommand {
    private static final int DRAWN = 60;
    private static final int MOST = 5_000_000;
    private static final long SEED = DrawPhotos.SEED;

    @Option(names = "--photos", paramLabel = "N", defaultValue = "60", description = "How many photos; 60 without it.")
    private int photos;

    @Option(names = "--no-serve", description = "Make the library, and end.")
    private boolean noServe;

    @Override
    Map<String, String> environment() {
        var environment = new HashMap<>(super.environment());
        environment.put(Setting.DATA.variable(), "~/.imalink-demo");
        environment.remove(Setting.DATABASE_FILE.variable());
        environment.remove(Setting.DATABASE_URL.variable());
        environment.remove(Setting.DATABASE_OWNER_URL.variable());
        return environment;
    }

    @Override
    public Integer call() {
        if (photos < 1 || photos > MOST) {
            throw new ParameterException(
                    spec().commandLine(), "--photos is %d: it must be a number from 1 to %d.".formatted(photos, MOST));
        }
        var library = OpenLibrary.open(settings(), name());
        try {
            make(library);
        } catch (RuntimeException e) {
            library.close();
            throw e;
        }
        if (noServe) {
            importOnly(library);
        } else {
            serve(library, desk -> importDrawn(library, desk));
        }
        return ExitCode.DONE;
    }

    /** Marks the library, and fills a large one; where there are photos already, they stay as they are. */
    private void make(OpenLibrary library) {
        int there = library.database().<Integer>read(tx -> tx.fetchCount(PHOTOS));
        var mark = library.directory().config().resolve("demo");
        if (there > 0 && !Files.exists(mark)) {
            throw new RefusedException(
                    "The library in %s has %d photos that are not made up. Choose another with --data."
                            .formatted(library.directory(), there));
        }
        mark(mark);
        if (there == 0 && photos > DRAWN) {
            withProgress(progress -> {
                DemoLibrary.fill(library.database(), photos, SEED, progress);
                return photos;
            });
        }
    }

    private static void mark(Path mark) {
        try {
            Files.writeString(mark, "Everything in this library is made up.\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void importOnly(OpenLibrary library) {
        try (library;
                var rooms = ImportRooms.open(library, settings().rescan());
                var desk = new LocalImportDesk(rooms)) {
            importDrawn(library, desk);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Draws the photos that are not there yet, and imports them as any others. */
    private void importDrawn(OpenLibrary library, LocalImportDesk desk) throws InterruptedException {
        if (photos > DRAWN) {
            return;
        }
        var folder = library.directory()
                .root()
                .resolveSibling(library.directory().root().getFileName() + "-photos");
        var drawn = new AtomicInteger();
        ImportStatus status;
        try (var progress = new TerminalProgress(err())) {
            PhotoDrawing.draw(
                    folder, photos, SEED, () -> progress.report("Drawing photos", drawn.incrementAndGet(), photos));
            var begun = desk.submit(List.of(folder), "Made up", null, null, ImportDesk.Kind.SCAN);
            status = ImportFollower.follow(desk, begun, progress);
        }
        DemoDescriptions.write(library.database(), photos, SEED);
        desk.libraryChanged();
        ImportFollower.print(desk, status, err());
    }
}
