package org.imalink.http;

import static org.imalink.http.Caller.EVERYONE;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The description of this interface as a page to read and to try it, under the content security policy of every answer and
 * with nothing from other servers. Thread-safe.
 */
final class ApiDocumentation {
    private static final String PAGE = "index.html";

    /** The build takes Swagger UI's files out of their library; the script that starts it is ours. */
    private static final Set<String> FILES =
            Set.of("swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-bundle.js.LICENSE.txt", "start.js");

    private static final Field<String> FILE = Field.required("file", Text.ANY);

    private final Map<String, WebFile> loaded = new ConcurrentHashMap<>();

    void register(RouteTable table) {
        table.free("GET", "/docs", EVERYONE, Effect.READ, Inputs.NONE, call -> answer(PAGE, call));
        table.free("GET", "/docs/{file}", EVERYONE, Effect.READ, Inputs.path(FILE), this::file);
        table.free("GET", "/redoc", EVERYONE, Effect.READ, Inputs.NONE, call -> otherPage());
    }

    private Answer file(Call call) throws IOException {
        var name = call.get(FILE);
        if (!FILES.contains(name)) {
            throw Failure.of(404, "Not Found");
        }
        return answer(name, call);
    }

    /** Loaded and compressed when it is first asked for: most servers never are. */
    private Answer answer(String name, Call call) throws IOException {
        var file = loaded.get(name);
        if (file == null) {
            file = load(name);
            loaded.put(name, file);
        }
        return file.answer(WebFile.acceptsGzip(call.header("Accept-Encoding")));
    }

    private static WebFile load(String name) throws IOException {
        try (var bytes = ApiDocumentation.class.getResourceAsStream("/docs/" + name)) {
            if (bytes == null) {
                throw new IllegalStateException("docs/" + name + " is not on the class path");
            }
            return WebFile.of("/docs/" + name, bytes.readAllBytes());
        }
    }

    /** Redoc styles its page from inside its scripts, which our content security policy forbids. */
    private static Answer otherPage() {
        return Answer.empty(307).with("Location", "/docs");
    }
}
