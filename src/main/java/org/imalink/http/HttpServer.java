package org.imalink.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** The server that people and programs reach over HTTP. Thread-safe. */
public final class HttpServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Parts parts;
    private final EventHub events;
    private final RouteTable table;
    private final Javalin javalin;

    public HttpServer(Parts parts) {
        this(parts, WebFiles.load());
    }

    HttpServer(Parts parts, Map<String, WebFile> webFiles) {
        this.parts = parts;
        this.events = new EventHub(parts.events());
        parts.phases().onChange(events::phaseChanged);
        var settings = parts.settings();
        this.table = Routes.of(parts, events);
        var edge = new Edge(
                table,
                parts.database(),
                new HostCheck(settings),
                new OriginCheck(settings),
                settings.proxies(),
                new Gatekeeper(
                        parts.accounts(),
                        new OperatorGate(parts.isOperatorCode(), InstantSource.system()),
                        parts.phases()::closed,
                        InstantSource.system()),
                new InputReader(new UploadReader(parts.temporaryFolder())),
                new WebClient(webFiles),
                parts.recorded(),
                parts.events()::libraryChanged);
        this.javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.router.ignoreTrailingSlashes = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.concurrency.useVirtualThreads = true;
            // Previews are compressed already, and most of a list is previews.
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.jetty.host = settings.host();
            config.jetty.port = settings.port();
            config.jetty.modifyServer(server -> {
                server.setHandler(new GracefulHandler());
                server.setStopTimeout(PATIENCE.toMillis());
                server.setErrorHandler(new JsonErrors());
            });
            config.jetty.modifyHttpConfiguration(http -> {
                http.setSendServerVersion(false);
                // Otherwise it takes a token for one seen before on the connection that differs in the case of letters.
                http.setHeaderCacheCaseSensitive(true);
                http.addCustomizer(new SecurityHeaders());
            });
            if (settings.operatorOnly()) {
                config.routes.before(new OperatorDoor(parts.isOperatorCode())::check);
            }
            edge.register(config.routes);
        });
    }

    /** @throws IllegalStateException saying why, when nothing can listen there */
    public void start() {
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new IllegalStateException(
                    "Port " + parts.settings().port() + " on "
                            + parts.settings().host() + " is taken by another program.",
                    e);
        }
    }

    List<Route> routes() {
        return table.routes();
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Takes no new requests and lets those that run finish, for at most 20 seconds. */
    @Override
    public void close() {
        events.close();
        javalin.stop();
    }
}
