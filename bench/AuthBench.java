import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The same requests to the same library in phase 0 and in phase 2, there without an account and signed in: what knowing who
 * asks costs who asks.
 */
final class AuthBench {
    private static final int PHOTOS = 20_000;
    private static final int WARM = 2_000;

    /** Requests that one measurement takes the time of. */
    private static final int TOGETHER = 10;

    private static final double MEDIAN_LIMIT = 1.1;
    private static final double TAIL_LIMIT = 1.3;

    private AuthBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        var report = new Report("auth");
        var single = Server.demo(PHOTOS);
        var dual = Server.copy(single, Server.WORK.resolve("demo-dual"));
        try (var before = Server.start(single);
                var after = Server.start(dual)) {
            var token = advance(after);
            for (var request : requests(before, single.resolve("imalink.db")).entrySet()) {
                // A connection that waits for long is closed by the server, so that each comparison has its own.
                try (var reference = new Caller(before, "");
                        var anonymous = new Caller(after, "")) {
                    compare(report, request.getKey() + ", anonymous", rounds, anonymous, reference, request.getValue());
                }
                try (var reference = new Caller(before, "");
                        var signedIn = new Caller(after, "Authorization: Bearer " + token)) {
                    compare(report, request.getKey() + ", signed in", rounds, signedIn, reference, request.getValue());
                }
            }
        }
        report.end();
    }

    /** Someone who asks for the paths of one route in turn, on one connection. */
    private static final class Caller implements AutoCloseable {
        private final PlainClient client;
        private final List<Double> times = new ArrayList<>();
        private int turn;

        Caller(Server server, String header) throws IOException {
            client = new PlainClient(server.address(), header);
        }

        /** Milliseconds for all of them together. */
        double ask(List<String> paths) throws IOException {
            double sum = 0;
            for (int count = 0; count < TOGETHER; count++) {
                long began = System.nanoTime();
                client.get(paths.get(turn++ % paths.size()));
                double time = (System.nanoTime() - began) / 1e6;
                times.add(time);
                sum += time;
            }
            return sum;
        }

        double tail() {
            return Pairs.percentile(times, 99);
        }

        void forget() {
            times.clear();
            turn = 0;
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }

    private static void compare(
            Report report, String what, int rounds, Caller ours, Caller reference, List<String> paths) throws Exception {
        for (int count = 0; count < WARM / TOGETHER; count++) {
            ours.ask(paths);
            reference.ask(paths);
        }
        ours.forget();
        reference.forget();
        var pairs = new Pairs();
        var random = new Random(1);
        for (int round = 0; round < rounds; round++) {
            pairs.measure(random, () -> ours.ask(paths), () -> reference.ask(paths));
        }
        report.endsBelow(what, pairs, MEDIAN_LIMIT, "ms for " + TOGETHER);
        report.figure(what + ": p99 / p99", ours.tail() / reference.tail(), TAIL_LIMIT, "");
    }

    private static Map<String, List<String>> requests(Server server, Path database) throws Exception {
        var hashes = new ArrayList<String>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select hothash from photos order by id limit 500")) {
            while (rows.next()) {
                hashes.add(rows.getString(1));
            }
        }
        var month = server.json("/api/v1/timeline").get("months").get(0).get("month").asString();
        var requests = new LinkedHashMap<String, List<String>>();
        requests.put("hotpreviews", each(hashes, "/hotpreview"));
        requests.put("photos", each(hashes, ""));
        requests.put("details", each(hashes, "/details"));
        requests.put("first page of photos", List.of("/api/v1/photos/?limit=100"));
        requests.put("months", List.of("/api/v1/timeline"));
        requests.put("a month", List.of("/api/v1/timeline/" + month));
        requests.put("text search", List.of("/api/v1/search?q=DSC"));
        requests.put("search of few hits", List.of("/api/v1/search?q=004711"));
        requests.put("import sessions", List.of("/api/v1/import_sessions/?limit=100"));
        requests.put("files", List.of("/api/v1/image-files/?limit=100"));
        requests.put("authors", List.of("/api/v1/authors/"));
        requests.put("jobs", List.of("/api/v1/jobs"));
        return requests;
    }

    private static List<String> each(List<String> hashes, String what) {
        return hashes.stream().map(hash -> "/api/v1/photos/" + hash + what).toList();
    }

    /** Goes to phase 2 and makes somebody; their access token. */
    private static String advance(Server server) throws Exception {
        server.post("/api/v1/multiuser/advance", "{\"to\":\"dual\"}");
        var person = "\"username\":\"measured\",\"password\":\"as quick as before\"";
        server.post("/api/v1/operator/users", "{" + person + ",\"email\":\"measured@example.org\"}");
        return server.post("/api/v1/auth/login", "{" + person + "}").get("access_token").asString();
    }
}
