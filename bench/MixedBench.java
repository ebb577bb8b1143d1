import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** 16 clients that mix reads and writes for a minute while an import runs: no request may fail. */
final class MixedBench {
    private static final int PHOTOS = 100_000;
    private static final int CLIENTS = 16;
    private static final int SECONDS = 60;
    private static final int IMPORTED = 400;

    private MixedBench() {}

    private record Seen(List<Double> reads, List<Double> writes, int failed) {}

    public static void main(String[] arguments) throws Exception {
        var report = new Report("mixed");
        var data = Server.demo(PHOTOS);
        var hashes = hashes(data.resolve("imalink.db"));
        var drawn = Server.WORK.resolve("drawn-mixed-" + System.currentTimeMillis());
        Server.run("draw-photos", drawn.toString(), "--photos", "" + IMPORTED);
        try (var server = Server.start(data);
                var threads = Executors.newFixedThreadPool(CLIENTS)) {
            server.post("/api/v1/operator/imports", "{\"paths\":[\"" + drawn + "\"]}");
            long end = System.nanoTime() + SECONDS * 1_000_000_000L;
            var clients = new ArrayList<Future<Seen>>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                clients.add(threads.submit(() -> use(server.address(), hashes, number, end)));
            }
            var reads = new ArrayList<Double>();
            var writes = new ArrayList<Double>();
            int failed = 0;
            for (var client : clients) {
                var seen = client.get();
                reads.addAll(seen.reads());
                writes.addAll(seen.writes());
                failed += seen.failed();
            }
            report.say("%d reads, p50 %.1f ms, p99 %.1f ms", reads.size(), Pairs.percentile(reads, 50), Pairs.percentile(reads, 99));
            report.say("%d writes, p50 %.1f ms, p99 %.1f ms", writes.size(), Pairs.percentile(writes, 50), Pairs.percentile(writes, 99));
            report.figure("failed requests", failed, 0, "");
        } finally {
            Server.delete(drawn);
        }
        report.end();
    }

    private static Seen use(URI address, List<String> hashes, int number, long end) throws Exception {
        var seen = new Seen(new ArrayList<>(), new ArrayList<>(), 0);
        var random = new Random(number);
        int failed = 0;
        try (var client = HttpClient.newHttpClient()) {
            for (int turn = 0; System.nanoTime() < end; turn++) {
                var photo = "/api/v1/photos/" + hashes.get(random.nextInt(hashes.size()));
                var request = switch (turn % 8) {
                    case 0 -> get(address, "/api/v1/timeline");
                    case 1 -> get(address, "/api/v1/photos/?limit=20&offset=" + random.nextInt(1000));
                    case 2 -> get(address, photo);
                    case 3 -> get(address, "/api/v1/import_sessions/?limit=20");
                    case 7 -> HttpRequest.newBuilder(address.resolve(photo))
                            .header("Content-Type", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofString("{\"rating\":" + random.nextInt(6) + "}"))
                            .build();
                    default -> get(address, photo + "/hotpreview");
                };
                long began = System.nanoTime();
                try {
                    failed += client.send(request, BodyHandlers.discarding()).statusCode() == 200 ? 0 : 1;
                } catch (IOException e) {
                    failed++;
                }
                (request.method().equals("GET") ? seen.reads() : seen.writes()).add((System.nanoTime() - began) / 1e6);
            }
        }
        return new Seen(seen.reads(), seen.writes(), failed);
    }

    private static HttpRequest get(URI address, String path) {
        return HttpRequest.newBuilder(address.resolve(path)).build();
    }

    private static List<String> hashes(Path database) throws Exception {
        var hashes = new ArrayList<String>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select hothash from photos limit 20000")) {
            while (rows.next()) {
                hashes.add(rows.getString(1));
            }
        }
        return hashes;
    }
}
