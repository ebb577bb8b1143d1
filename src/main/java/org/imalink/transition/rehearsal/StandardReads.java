package org.imalink.transition.rehearsal;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What people usually ask for, made from what a library holds: lists, months, searches, and some of each thing. */
final class StandardReads {
    private static final String API = "/api/v1";
    private static final int SOME = 6;
    private static final int MONTHS = 24;
    private static final String FACETS = "facet=month&facet=author&facet=tag&facet=camera&facet=kind&facet=rating";

    private final Reader server;
    private final Set<String> reads = new LinkedHashSet<>();

    private StandardReads(Reader server) {
        this.server = server;
    }

    /** Paths with queries. */
    static Set<String> of(Reader server) throws IOException, InterruptedException {
        var standard = new StandardReads(server);
        standard.addPhotos();
        standard.addMonths();
        standard.addSearches();
        standard.addList("/authors/", "data", "id", id -> Stream.of("/authors/" + id, "/photos/?author_id=" + id));
        standard.addList("/import_sessions/", "data", "id", id -> Stream.of("/import_sessions/" + id));
        standard.addList(
                "/image-files/",
                "data",
                "id",
                id -> Stream.of("", "/storage-info", "/hotpreview").map(end -> "/image-files/" + id + end));
        standard.add("/file-storage/");
        standard.add("/trash?limit=100");
        standard.add("/trash?offset=5&limit=5");
        return standard.reads;
    }

    private void add(String path) {
        reads.add(API + path);
    }

    private JsonNode ask(String path) throws IOException, InterruptedException {
        add(path);
        return server.get(API + path).json();
    }

    private void addList(String path, String array, String key, Function<String, Stream<String>> ofEach)
            throws IOException, InterruptedException {
        spread(ask(path + "?limit=100").path(array), SOME)
                .flatMap(row -> ofEach.apply(row.path(key).asString("")))
                .forEach(this::add);
        add(path + "?offset=1&limit=7");
    }

    private void addPhotos() throws IOException, InterruptedException {
        addList(
                "/photos/",
                "data",
                "hothash",
                hothash -> Stream.of("", "/details", "/hotpreview").map(end -> "/photos/" + encoded(hothash) + end));
    }

    private void addMonths() throws IOException, InterruptedException {
        spread(ask("/timeline").path("months"), MONTHS)
                .forEach(month -> add("/timeline/" + month.path("month").asString("")));
        add("/timeline/undated");
    }

    /** Words are taken from titles, so that they occur; what else can be filtered by, from what is counted. */
    private void addSearches() throws IOException, InterruptedException {
        var found = ask("/search?limit=100&" + FACETS);
        add("/search?sort=oldest&limit=20");
        add("/search?has_place=true&rating_min=3");
        spread(found.path("title"), SOME)
                .map(title -> title.asString("").strip().split("\\s+")[0])
                .filter(word -> !word.isEmpty())
                .forEach(word -> {
                    add("/search?q=" + encoded(word));
                    add("/search/suggestions?q=" + encoded(word.substring(0, word.offsetByCodePoints(0, 1))));
                });
        for (var facet : List.of("tag", "camera", "kind")) {
            spread(found.path("facets").path(facet), 2)
                    .forEach(count -> add("/search?%s=%s&%s"
                            .formatted(facet, encoded(count.path("value").asString("")), FACETS)));
        }
    }

    /** Some, from the first to the last. */
    private static Stream<JsonNode> spread(JsonNode array, int most) {
        int step = Math.max(1, Math.ceilDiv(array.size(), most));
        return StreamSupport.stream(array.spliterator(), false).toList().stream()
                .gather(Gatherers.windowFixed(step))
                .map(window -> window.getFirst());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
