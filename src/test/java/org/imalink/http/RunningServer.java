package org.imalink.http;

import static org.imalink.database.schema.Tables.AUTHORS;
import static org.imalink.database.schema.Tables.COLDPREVIEWS;
import static org.imalink.database.schema.Tables.FILE_STORAGES;
import static org.imalink.database.schema.Tables.HOTPREVIEWS;
import static org.imalink.database.schema.Tables.IMPORT_SESSIONS;
import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.database.schema.Tables.LIBRARY_COUNTS;
import static org.imalink.database.schema.Tables.LIBRARY_ROOTS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.REMOVED_FILES;
import static org.imalink.database.schema.Tables.UPLOADS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.imalink.account.AccountSettings;
import org.imalink.account.Accounts;
import org.imalink.account.Registration;
import org.imalink.account.SetupCode;
import org.imalink.account.SigningKeys;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;
import org.imalink.ingest.ColdpreviewMaker;
import org.imalink.ingest.ImportQueue;
import org.imalink.ingest.Uploads;
import org.imalink.library.LibraryException;
import org.imalink.operation.RefusedException;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.preview.Coldpreviews;
import org.imalink.preview.PreviewRenderer;
import org.imalink.preview.PreviewRenderers;
import org.imalink.transition.Phases;

/** A server that really runs, put together as the command line does it, on a database of its own. */
final class RunningServer implements AutoCloseable {
    static final String OPERATOR_CODE = "7KQM-3X9D-0AVB-N2TC";

    private final TestDatabase test;
    private final PreviewRenderer renderer;
    private final ImportQueue imports;
    private final JobEvents events = new JobEvents();
    private final SetupCode setup;
    private final Phases phases;
    private final Accounts accounts;
    private final HttpServer server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private RunningServer(TestDatabase test, HttpSettings settings, Map<String, WebFile> webFiles) throws IOException {
        this.test = test;
        var database = test.database();
        this.renderer = PreviewRenderers.best(folder("previews"));
        var coldpreviews = new Coldpreviews(folder("coldpreviews"));
        var maker = new ColdpreviewMaker(database, renderer, coldpreviews, folder("maker"));
        this.imports = new ImportQueue(database, renderer, maker, events, folder("data"), folder("imports"));
        imports.start();
        this.phases = new Phases(database, folder("config").resolve("multiuser.json"));
        this.setup = SetupCode.create(test.folder().resolve("setup.code"));
        this.accounts = new Accounts(
                database,
                SigningKeys.openFile(test.folder().resolve("keys.json")),
                new AccountSettings(Registration.OPEN),
                setup,
                InstantSource.system());
        this.server = new HttpServer(
                new Parts(
                        settings,
                        database,
                        accounts,
                        Registration.OPEN,
                        phases,
                        renderer,
                        coldpreviews,
                        maker,
                        imports,
                        new Uploads(database, imports, folder("data/storages")),
                        events,
                        folder("uploads"),
                        OPERATOR_CODE::equals,
                        new Actions()),
                webFiles);
        server.start();
    }

    /** What the command line does with the library's own rooms is tested there; here it is only carried. */
    private static final class Actions implements OperatorActions {
        @Override
        public Map<String, ?> check(boolean deep) {
            return Map.of("deep", deep);
        }

        @Override
        public Map<String, ?> roots() {
            return Map.of("roots", List.of());
        }

        @Override
        public Map<String, ?> watch(String path, boolean watched) {
            throw new LibraryException.Rejected("There is no such folder: " + path);
        }

        @Override
        public Map<String, ?> backups() {
            return Map.of("backups", List.of());
        }

        @Override
        public Map<String, ?> createBackup() {
            throw new RefusedException("There is no room for a backup.");
        }
    }

    static RunningServer on(Engine engine) {
        return with(engine, new HttpSettings("127.0.0.1", 0, List.of(), List.of(), TrustedProxies.NONE, false));
    }

    /** @param test closed with the server */
    static RunningServer on(TestDatabase test) throws IOException {
        return new RunningServer(test, new HttpSettings("127.0.0.1", 0, List.of(), List.of(), TrustedProxies.NONE, false), WebFiles.load());
    }

    static RunningServer with(Engine engine, HttpSettings settings) {
        return with(engine, settings, WebFiles.load());
    }

    static RunningServer with(Engine engine, HttpSettings settings, Map<String, WebFile> webFiles) {
        try {
            return new RunningServer(TestDatabase.migrated(engine), settings, webFiles);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder that lives as long as the server. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(test.folder().toRealPath().resolve(name));
    }

    TestDatabase test() {
        return test;
    }

    JobEvents events() {
        return events;
    }

    /** The table that the server was made with. */
    List<Route> routes() {
        return server.routes();
    }

    int port() {
        return server.port();
    }

    /** A client without an account. */
    Client client() {
        return new Client(http, server.port());
    }

    /** Removes all rows that tests make. */
    void emptyLibrary() {
        var tables = List.of(
                PHOTOS,
                HOTPREVIEWS,
                COLDPREVIEWS,
                IMPORT_SESSIONS,
                FILE_STORAGES,
                AUTHORS,
                LIBRARY_ROOTS,
                REMOVED_FILES,
                UPLOADS,
                LIBRARY_COUNTS,
                JOBS);
        test.database()
                .write(tx -> tables.stream()
                        .mapToInt(table -> tx.deleteFrom(table).execute())
                        .sum());
    }

    /** Stops only the server, as a test of its end needs it. */
    void closeServer() {
        server.close();
    }

    @Override
    public void close() throws IOException {
        // A server that stops waits a second for connections that a client keeps open.
        http.shutdownNow();
        server.close();
        accounts.close();
        imports.close();
        renderer.close();
        test.close();
    }
}
