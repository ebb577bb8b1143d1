package org.imalink.http;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;

/** A server that really runs, on a database of its own, for one test. */
final class RunningServer implements AutoCloseable {
    static final String OPERATOR_CODE = "correct-horse-battery-staple";

    private final TestDatabase test;
    private final HttpServer server;

    private RunningServer(TestDatabase test, HttpServer server) {
        this.test = test;
        this.server = server;
    }

    static RunningServer on(Engine engine) {
        return with(engine, new HttpSettings("127.0.0.1", 0, List.of(), List.of(), false));
    }

    static RunningServer with(Engine engine, HttpSettings settings) {
        var test = TestDatabase.migrated(engine);
        var server = new HttpServer(new Parts(settings, test.database(), temporary(test), OPERATOR_CODE));
        server.start();
        return new RunningServer(test, server);
    }

    private static java.nio.file.Path temporary(TestDatabase test) {
        try {
            return Files.createDirectories(test.folder().resolve("tmp"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    TestDatabase test() {
        return test;
    }

    int port() {
        return server.port();
    }

    /** A client without an account. */
    Client client() {
        return new Client(server.port());
    }

    @Override
    public void close() throws IOException {
        server.close();
        test.close();
    }
}
