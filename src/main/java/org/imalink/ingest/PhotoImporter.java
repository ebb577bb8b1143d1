package org.imalink.ingest;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.imalink.access.Libraries;
import org.imalink.database.Database;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.operation.jobs.Jobs;

/**
 * Runs import jobs: scan, hash, read and render in batches, of which the next ones are read while one is written. A job that
 * was interrupted anywhere goes on behind its last written batch and ends with the same library. Runs one job at a time;
 * {@link #stop} may be called from any thread.
 */
final class PhotoImporter {
    private final Database database;
    private final JobEvents events;
    private final FolderScanner scanner;
    private final PictureReader pictures;
    private final Path temporary;
    private volatile boolean stopping;

    /**
     * @param dataDirectory the server's own, which no scan enters
     * @param temporary an existing folder
     */
    PhotoImporter(Database database, PictureReader pictures, JobEvents events, Path dataDirectory, Path temporary) {
        this.database = database;
        this.events = events;
        this.scanner = new FolderScanner(dataDirectory);
        this.pictures = pictures;
        this.temporary = temporary;
    }

    /**
     * Runs a job to its end.
     *
     * @param unsettled told the files (absolute, encoded) that a quiet scan leaves out because they are being written
     * @throws org.imalink.database.DatabaseUnavailableException when the database cannot serve now
     * @throws ImportWaitsException when something else is missing that may come back, such as room on the disk
     * @throws WorkedLibrary.AwayException when its library is not in use
     * @throws ImportStoppedException when {@link #stop} was called
     */
    void run(Job job, Consumer<String> unsettled) {
        var owned = Libraries.of(job.owner());
        var parameters = new WorkedLibrary(database, owned).write(tx -> {
            Jobs.start(tx, job.owner(), job.id());
            return ImportParameters.fromJson(Jobs.parameters(tx, job.owner(), job.id()));
        });
        var library = new WorkedLibrary(database, parameters.within(owned));
        var reader = new BatchReader(database, pictures, temporary);
        try (var run =
                new ImportRun(library, events, scanner, reader, job.id(), parameters, () -> stopping, unsettled)) {
            run.run();
        }
    }

    /** Lets the running job stop at the next file, and every later one at once. */
    void stop() {
        stopping = true;
    }
}
