package org.imalink.http;

import static org.imalink.database.schema.Tables.AUTHORS;
import static org.imalink.database.schema.Tables.COLDPREVIEWS;
import static org.imalink.database.schema.Tables.FILE_STORAGES;
import static org.imalink.database.schema.Tables.HOTPREVIEWS;
import static org.imalink.database.schema.Tables.IMPORT_SESSIONS;
import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.database.schema.Tables.LIBRARY_ROOTS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.REMOVED_FILES;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;
import org.imalink.operation.jobs.JobEvents;

/** A server that really runs, on a database of its own. */
final class RunningServer implements AutoCloseable {
    static final String OPERATOR_CODE = "7KQM-3X9D-0AVB-N2TC";

    private final TestDatabase test;
    private final JobEvents events;
    private final HttpServer server;

    private RunningServer(TestDatabase test, JobEvents events, HttpServer server) {
        this.test = test;
        this.events = events;
        this.server = server;
    }

    static RunningServer on(Engine engine) {
        return with(engine, new HttpSettings("127.0.0.1", 0, List.of(), List.of(), false), WebFiles.load());
    }

    static RunningServer with(Engine engine, HttpSettings settings, Map<String, WebFile> webFiles) {
        var test = TestDatabase.migrated(engine);
        var events = new JobEvents();
        var parts = new Parts(settings, test.database(), temporaryFolder(test), events, OPERATOR_CODE::equals);
        var server = new HttpServer(parts, webFiles);
        server.start();
        return new RunningServer(test, events, server);
    }

    private static Path temporaryFolder(TestDatabase test) {
        try {
            return Files.createDirectories(test.folder().resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestDatabase test() {
        return test;
    }

    JobEvents events() {
        return events;
    }

    int port() {
        return server.port();
    }

    /** A client without an account. */
    Client client() {
        return new Client(server.port());
    }

    /** Removes all rows that tests make. */
    void emptyLibrary() {
        test.database()
                .write(tx -> List.of(
                                PHOTOS,
                                HOTPREVIEWS,
                                COLDPREVIEWS,
                                IMPORT_SESSIONS,
                                FILE_STORAGES,
                                AUTHORS,
                                LIBRARY_ROOTS,
                                REMOVED_FILES,
                                JOBS)
                        .stream()
                        .mapToInt(table -> tx.deleteFrom(table).execute())
                        .sum());
    }

    /** Stops only the server, as a test of its end needs it. */
    void closeServer() {
        server.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        test.close();
    }
}
