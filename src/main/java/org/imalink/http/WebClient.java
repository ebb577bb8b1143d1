package org.imalink.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;

/**
 * The web client, for every path that no route has. A path of the client's own, such as {@code /photo/abc}, gets its page;
 * a file that is missing does not. Immutable.
 */
final class WebClient {
    private static final String INDEX = "/index.html";
    private static final String NOT_BUILT = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>ImaLink</title>
            <h1>ImaLink is running, but its web client was not built</h1>
            <p>Build it with <code>./mvnw package</code>, which needs Node 20 or newer, and start the server again. The
            interface for programs works; it is described in <a href="/docs">its documentation</a>.</p>
            </html>
            """;

    private final Map<String, WebFile> files;

    WebClient(Map<String, WebFile> files) {
        this.files = Map.copyOf(files);
    }

    /** Empty when the path is not the client's. */
    Optional<Answer> find(Context context) {
        var path = context.path();
        if (!EntityTag.isRead(context) || path.startsWith("/api/")) {
            return Optional.empty();
        }
        var file = files.get(path);
        if (file != null) {
            return Optional.of(file.answer(acceptsGzip(context)));
        }
        if (!path.equals("/") && !(isPage(path) && wantsPage(context))) {
            return Optional.empty();
        }
        var index = files.get(INDEX);
        return Optional.of(index == null ? notBuilt() : index.answer(acceptsGzip(context)));
    }

    /** Whether the last part of the path looks like the client's own, and not like a file's name. */
    private static boolean isPage(String path) {
        return path.indexOf('.', path.lastIndexOf('/') + 1) < 0;
    }

    /** Browsers ask for a page by its type; programs that ask for anything get the contract's 404. */
    private static boolean wantsPage(Context context) {
        var accept = context.header("Accept");
        return accept != null && accept.contains("text/html");
    }

    private static boolean acceptsGzip(Context context) {
        return WebFile.acceptsGzip(context.header("Accept-Encoding"));
    }

    private static Answer notBuilt() {
        return Answer.bytes("text/html; charset=utf-8", NOT_BUILT.getBytes(UTF_8))
                .status(404);
    }
}
