package org.imalink.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imalink.http.HttpServer;
import org.imalink.http.HttpSettings;
import org.imalink.http.Parts;
import org.imalink.operation.OperatorCode;
import org.imalink.operation.RefusedException;

/** The rooms put together into a server of one library. */
final class LibraryServer implements AutoCloseable {
    private final HttpServer http;
    private final URI address;
    private final OperatorCode code;
    private final Path tokenFile;
    private final Optional<String> advice;

    private LibraryServer(HttpServer http, URI address, OperatorCode code, Path tokenFile, Optional<String> advice) {
        this.advice = advice;
        this.tokenFile = tokenFile;
        this.http = http;
        this.address = address;
        this.code = code;
    }

    /**
     * Starts serving, and tells other commands where.
     *
     * @throws RefusedException when nothing can listen at the address
     */
    static LibraryServer start(OpenLibrary library, ImportRooms rooms, MultiuserRooms multiuser, Settings settings) {
        return start(library, rooms, multiuser, settings, false);
    }

    /** @param operatorOnly see {@link HttpSettings} */
    static LibraryServer start(
            OpenLibrary library, ImportRooms rooms, MultiuserRooms multiuser, Settings settings, boolean operatorOnly) {
        var tokenFile = library.directory().operatorToken();
        var code = OperatorCode.create(tokenFile);
        multiuser.phases().onChange(standing -> rooms.queue().librariesChanged());
        var http = new HttpServer(new Parts(
                new HttpSettings(
                        settings.host(),
                        settings.port(),
                        settings.allowedOrigins(),
                        settings.allowedHosts(),
                        settings.trustedProxies(),
                        false,
                        operatorOnly),
                library.requests(),
                library.database(),
                multiuser.accounts(),
                multiuser.registration(),
                multiuser.phases(),
                multiuser.transitions(),
                multiuser.recorded(),
                rooms.renderer(),
                rooms.coldpreviews(),
                rooms.coldpreviewMaker(),
                rooms.queue(),
                rooms.uploads(),
                rooms.events(),
                forms(library),
                code::matches,
                new OperatorRoutes(library, rooms.watch())));
        try {
            listen(http, settings);
        } catch (RefusedException e) {
            forget(tokenFile);
            throw e;
        }
        var address = address(settings.host(), http.port());
        library.holding().announce(address);
        return new LibraryServer(
                http, address, code, tokenFile, rooms.renderer().advice());
    }

    private static Path forms(OpenLibrary library) {
        try {
            return ImportRooms.folder(library.directory().temporary(), "forms");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void listen(HttpServer http, Settings settings) {
        try {
            http.start();
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new RefusedException(
                    "%s Choose another port with --port, or any free one with --port 0.".formatted(e.getMessage()), e);
        }
    }

    /** Where this machine reaches the server; an address that stands for all of them cannot be typed into a browser. */
    private static URI address(String host, int port) {
        var name = switch (host) {
            case "0.0.0.0", "::", "[::]" -> "127.0.0.1";
            default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        };
        return URI.create("http://" + name + ":" + port);
    }

    URI address() {
        return address;
    }

    String operatorCode() {
        return code.text();
    }

    /** What could be installed to make the server better, as a sentence. */
    Optional<String> advice() {
        return advice;
    }

    /** Lets running requests finish. The code is worth nothing any more. */
    @Override
    public void close() {
        http.close();
        forget(tokenFile);
    }

    private static void forget(Path tokenFile) {
        try {
            Files.deleteIfExists(tokenFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
