package org.imalink.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The imports of the running server. */
final class RemoteImportDesk implements ImportDesk {
    private static final long BETWEEN_LOOKS_MILLISECONDS = 500;

    private final RunningServer server;

    RemoteImportDesk(RunningServer server) {
        this.server = server;
    }

    @Override
    public ImportStatus submit(
            List<Path> paths, @Nullable String title, @Nullable String author, @Nullable String user, Kind kind) {
        if (kind != Kind.ASKED_FOR) {
            throw new IllegalArgumentException("The server scans by itself");
        }
        var body = new HashMap<String, @Nullable Object>();
        body.put("paths", paths.stream().map(Path::toString).toList());
        body.put("title", title);
        body.put("author", author);
        body.put("user", user);
        return ImportStatus.of(server.post("/operator/imports", body));
    }

    @Override
    public List<String> watch(List<Path> paths, boolean watched) {
        return paths.stream()
                .map(path -> server.post("/operator/roots", Map.of("path", path.toString(), "watched", watched)))
                .map(root -> root.path("path").asString(""))
                .distinct()
                .toList();
    }

    @Override
    public ImportStatus await(long id) throws InterruptedException {
        Thread.sleep(BETWEEN_LOOKS_MILLISECONDS);
        return ImportStatus.of(server.get("/operator/jobs/" + id));
    }

    @Override
    public List<Untaken> untaken(long id, int most) {
        return Stream.of("failed", "skipped")
                .flatMap(outcome -> server.get(
                                "/operator/jobs/%d/results?outcome=%s&limit=%d".formatted(id, outcome, most))
                        .path("data")
                        .valueStream())
                .limit(most)
                .map(RemoteImportDesk::untaken)
                .toList();
    }

    private static Untaken untaken(JsonNode result) {
        return new Untaken(
                result.path("path").asString(""),
                result.path("outcome").asString(""),
                result.path("reason").asString(""),
                result.path("detail").isNull() ? null : result.path("detail").asString(null));
    }
}
