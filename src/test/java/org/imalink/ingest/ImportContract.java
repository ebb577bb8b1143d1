package org.imalink.ingest;

import static org.imalink.ingest.ImportHarness.SCOPE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imalink.database.DatabaseContract;
import org.imalink.library.Photo;
import org.imalink.library.PhotoFilter;
import org.imalink.library.PhotoOrder;
import org.imalink.library.Photos;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobResult;
import org.jooq.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What every test of imports starts with: an empty folder, an empty library and a queue. */
abstract class ImportContract extends DatabaseContract {
    @TempDir
    Path temporary;

    Path folder;
    ImportHarness imports;

    @BeforeEach
    void startImports() throws IOException {
        folder = Files.createDirectory(temporary.toRealPath().resolve("Bilder"));
        imports = ImportHarness.started(database, temporary.resolve("data"));
    }

    @AfterEach
    void stopImports() throws IOException {
        imports.close();
    }

    Path write(String name, byte[] content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    int count(Table<?> table) {
        return database.<Integer>read(tx -> tx.fetchCount(table));
    }

    List<Photo> photos() {
        return database.read(tx -> Photos.page(tx, SCOPE, PhotoFilter.ALL, PhotoOrder.NEWEST_FIRST, 0, 1000))
                .rows();
    }

    List<String> reasons(Job job) {
        return imports.results(job).stream().map(JobResult::reason).toList();
    }
}
