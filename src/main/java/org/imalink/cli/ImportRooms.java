package org.imalink.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.imalink.ingest.ColdpreviewMaker;
import org.imalink.ingest.FolderWatch;
import org.imalink.ingest.FolderWatch.Pace;
import org.imalink.ingest.ImportQueue;
import org.imalink.ingest.PictureReader;
import org.imalink.ingest.TrashPurge;
import org.imalink.ingest.Uploads;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.preview.Coldpreviews;
import org.imalink.preview.PreviewRenderer;
import org.imalink.preview.PreviewRenderers;

/** What imports into an open library need, put together and at work. */
record ImportRooms(
        OpenLibrary library,
        PreviewRenderer renderer,
        PictureReader pictures,
        Coldpreviews coldpreviews,
        ColdpreviewMaker coldpreviewMaker,
        JobEvents events,
        ImportQueue queue,
        Uploads uploads,
        TrashPurge trash,
        FolderWatch watch)
        implements AutoCloseable {

    /**
     * Goes on with what was not finished the last time. Watched folders are not followed yet.
     *
     * @param rescan how often to scan them whole
     */
    static ImportRooms open(OpenLibrary library, Duration rescan) {
        var rooms = idle(library, rescan);
        rooms.queue.start();
        try {
            rooms.uploads.cancelForgotten(library.database());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting", e);
        }
        rooms.trash.start();
        return rooms;
    }

    /** Nothing is done that nobody asks for. */
    static ImportRooms idle(OpenLibrary library, Duration rescan) {
        var directory = library.directory();
        try {
            var renderer = PreviewRenderers.best(folder(directory.temporary(), "previews"));
            var coldpreviews = new Coldpreviews(directory.coldpreviews());
            var events = new JobEvents();
            var maker = new ColdpreviewMaker(
                    library.database(), renderer, coldpreviews, folder(directory.temporary(), "coldpreviews"));
            var work = folder(directory.temporary(), "imports");
            var pictures = new PictureReader(renderer, work);
            var queue = new ImportQueue(library.database(), pictures, maker, events, directory.root(), work);
            var uploads = new Uploads(library.requests(), queue, directory.storages());
            var trash = new TrashPurge(library.database(), Clock.systemUTC());
            var watch = new FolderWatch(library.database(), queue, directory.root(), Pace.rescanningEvery(rescan));
            return new ImportRooms(
                    library, renderer, pictures, coldpreviews, maker, events, queue, uploads, trash, watch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path folder(Path temporary, String name) throws IOException {
        return Files.createDirectories(temporary.resolve(name));
    }

    /** What was begun is finished at the next start. */
    @Override
    public void close() {
        watch.close();
        trash.close();
        queue.close();
        pictures.close();
        renderer.close();
    }
}
