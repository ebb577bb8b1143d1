import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** The same requests to libraries of 10,000 and of 1,000,000 photos: how much slower the larger one answers. */
final class ScaleBench {
    private static final int SMALL = 10_000;
    private static final int LARGE = 1_000_000;
    private static final int WARM = 200;
    private static final String FACETS = "&facet=month&facet=author&facet=tag&facet=camera&facet=kind&facet=rating";

    private ScaleBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        var report = new Report("scale");
        try (var small = Server.start(Server.demo(SMALL));
                var large = Server.start(Server.demo(LARGE))) {
            for (var request : requests().entrySet()) {
                var path = request.getValue();
                for (int round = 0; round < WARM; round++) {
                    small.get(path);
                    large.get(path);
                }
                var pairs = new Pairs();
                var random = new Random(1);
                for (int round = 0; round < rounds; round++) {
                    pairs.measure(random, () -> time(large, path), () -> time(small, path));
                }
                report.atMost(request.getKey() + ", 1,000,000 / 10,000", pairs, 1.5, "ms");
            }
        }
        report.end();
    }

    private static Map<String, String> requests() {
        var requests = new LinkedHashMap<String, String>();
        requests.put("first page of photos", "/api/v1/photos/?limit=100");
        requests.put("first page of files", "/api/v1/image-files/?limit=100");
        requests.put("first page of sessions", "/api/v1/import_sessions/?limit=100");
        requests.put("authors", "/api/v1/authors/");
        requests.put("months", "/api/v1/timeline");
        requests.put("search of few hits", "/api/v1/search?q=004711");
        requests.put("filtered, with all facets", "/api/v1/search?q=004711&author_id=1&kind=image" + FACETS);
        requests.put("the best of a session", "/api/v1/search?import_session_id=3&rating_min=5&limit=20");
        return requests;
    }

    private static double time(Server server, String path) throws Exception {
        long began = System.nanoTime();
        server.get(path);
        return (System.nanoTime() - began) / 1e6;
    }
}
