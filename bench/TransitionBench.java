import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.operation.LibraryDigest;
import org.imalink.operation.Progress;
import tools.jackson.databind.JsonNode;

/**
 * A library goes from everybody's to each person's own and back while people read and write: how long it takes, what they
 * notice meanwhile, and what user 1 notices afterwards, against the same library that stayed.
 *
 * <p>{@code transition [PHOTOS [POSTGRESQL]]}: 1,000,000 photos in SQLite unless said otherwise; with the address of a
 * PostgreSQL server's database whose role may make others, there.
 */
final class TransitionBench {
    private static final int PHOTOS = 1_000_000;
    private static final int BEFORE_SECONDS = 20;
    private static final int FLIPS = 10;
    private static final int ROUNDS = 100;
    private static final int WARM = 100;
    private static final int KNOWN = 2_000;
    private static final int LOOK_MILLISECONDS = 50;

    private TransitionBench() {}

    /** A library in a folder, and in a database of its own where that is not in the folder. */
    private record Library(Path data, String database) {
        Server start() throws IOException {
            return Server.start(data, database);
        }
    }

    public static void main(String[] arguments) throws Exception {
        int photos = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PHOTOS;
        var report = new Report("transition");
        if (arguments.length > 1) {
            onPostgresql(report, photos, arguments[1]);
        } else {
            var original = Server.demo(photos);
            var stays = new Library(Server.copy(original, Server.WORK.resolve("transition-stays")), "");
            var moved = new Library(Server.copy(original, Server.WORK.resolve("transition-moved")), "");
            measure(report, moved, stays);
            digest(report, moved.data().resolve("imalink.db"));
            Server.delete(stays.data());
            Server.delete(moved.data());
        }
        report.end();
    }

    private static void onPostgresql(Report report, int photos, String server) throws Exception {
        var folder = Server.WORK.resolve("transition-postgresql");
        Server.delete(folder);
        var names = List.of("imalink_bench_moved", "imalink_bench_stays");
        var moved = new Library(folder.resolve("moved"), database(server, names.get(0)));
        var stays = new Library(folder.resolve("stays"), database(server, names.get(1)));
        execute(server, names.stream().map(name -> "drop database if exists " + name).toList());
        execute(server, List.of("create database " + names.get(0)));
        Server.run(
                "demo", "--photos", "" + photos, "--no-serve", "--data", moved.data().toString(), "--database", moved.database());
        Server.copy(moved.data(), stays.data());
        execute(server, List.of("create database %s template %s".formatted(names.get(1), names.get(0))));
        measure(report, moved, stays);
        execute(server, names.stream().map(name -> "drop database " + name).toList());
        Server.delete(folder);
    }

    private static String database(String server, String name) {
        return server.substring(0, server.lastIndexOf('/') + 1) + name;
    }

    private static void execute(String server, List<String> commands) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:postgresql://" + server.substring(server.indexOf('@') + 1), user(server, 0), user(server, 1));
                var statement = connection.createStatement()) {
            for (var command : commands) {
                statement.execute(command);
            }
        }
    }

    /** @param part 0 for the name, 1 for the password, which may be left out */
    private static String user(String server, int part) {
        var parts = server.substring(server.indexOf("//") + 2, server.indexOf('@')).split(":", 2);
        return part < parts.length ? parts[part] : "";
    }

    private static void measure(Report report, Library moving, Library staying) throws Exception {
        try (var server = moving.start();
                var reference = staying.start()) {
            for (var each : List.of(server, reference)) {
                each.post("/api/v1/multiuser/advance", "{\"to\":\"dual\"}");
            }
            var memory = new AtomicInteger();
            try (var _ = new Watch(server, memory)) {
                double rehearsal = sum(follow(server, "rehearse", "{\"confirm\":true}"));
                report.say("rehearsal                                      %8.1f s", rehearsal);
                transition(report, server, rehearsal);
                flips(report, server);
            }
            report.figure("most private memory", memory.get(), 400, "MB");
            compare(report, server, reference);
            deactivate(report, server);
        }
    }

    /** Begins a task and waits for its end; how many seconds each of its stages took. */
    private static Map<String, Double> follow(Server server, String task, String body) throws Exception {
        var stages = new LinkedHashMap<String, Double>();
        server.post("/api/v1/multiuser/" + task, body);
        long last = System.nanoTime();
        var run = running(server);
        while (run.path("running").asBoolean()) {
            Thread.sleep(LOOK_MILLISECONDS);
            long now = System.nanoTime();
            stages.merge(run.get("stage").asString(), (now - last) / 1e9, Double::sum);
            last = now;
            run = running(server);
        }
        if (run.path("outcome").isNull()) {
            throw new IOException(task + " did not end well: " + run);
        }
        return stages;
    }

    private static JsonNode running(Server server) throws IOException, InterruptedException {
        return server.operator("/api/v1/multiuser/run").get("run");
    }

    private static double sum(Map<String, Double> stages) {
        return stages.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static void transition(Report report, Server server, double rehearsal) throws Exception {
        var hashes = hashes(server);
        People.Seen before;
        try (var people = new People(server, hashes)) {
            Thread.sleep(BEFORE_SECONDS * 1000L);
            before = people.leave();
        }
        People.Seen during;
        Map<String, Double> stages;
        try (var people = new People(server, hashes)) {
            stages = follow(
                    server, "advance", "{\"to\":\"scoped\",\"leave_unowned\":true,\"wait\":false}");
            during = people.leave();
        }
        double all = sum(stages);
        stages.forEach((stage, took) -> report.say("  %-44s %8.1f s", stage, took));
        var change = server.operator("/api/v1/multiuser/report").get("change");
        double expand = change.get("took_seconds").asDouble();
        report.say("all of the way, with the backup                %8.1f s", all);
        report.figure("expand, proof and flip", expand, 60, "s");
        report.say("writers were held by the change of the tables  %8.3f s", change.get("held_seconds").asDouble());
        report.figure("rehearsal / forward", rehearsal / all, 6, "");
        report.figure("failed requests", before.failed().get() + during.failed().get(), 0, "");
        report.figure("p99 of reads meanwhile / before", during.read(99) / before.read(99), 2, "");
        report.say("reads before: %d, p99 %.1f ms; meanwhile: %d, p99 %.1f ms, longest %.0f ms", before.reads().size(), before.read(99), during.reads().size(), during.read(99), during.read(100));
        report.figure("longest write meanwhile", during.write(100) / 1000, 5, "s");
    }

    private static void flips(Report report, Server server) throws Exception {
        var times = new ArrayList<Double>();
        for (int flip = 0; flip < FLIPS; flip++) {
            times.add(1000 * seconds(() -> server.post("/api/v1/multiuser/retreat", "{\"to\":\"dual\"}")));
            times.add(1000 * seconds(() -> server.post("/api/v1/multiuser/advance", "{\"to\":\"scoped\",\"leave_unowned\":true}")));
        }
        report.figure("one flip, with its request and its file", Pairs.median(times), 10, "ms");
    }

    private static void deactivate(Report report, Server server) throws Exception {
        report.figure(
                "deactivation",
                seconds(() -> {
                    server.post("/api/v1/multiuser/deactivate", "{\"confirm\":true}");
                    if (server.json("/api/v1/multiuser/status").get("phase").asInt() != 0) {
                        throw new IOException("The server is not back");
                    }
                }),
                1,
                "s");
    }

    private static void compare(Report report, Server server, Server reference) throws Exception {
        var requests = new LinkedHashMap<String, String>();
        requests.put("first page of photos", "/api/v1/photos/?limit=100");
        requests.put("a page far behind", "/api/v1/photos/?limit=100&offset=5000");
        requests.put("files", "/api/v1/image-files/?limit=100");
        requests.put("sessions", "/api/v1/import_sessions/?limit=100");
        requests.put("authors", "/api/v1/authors/");
        requests.put("months", "/api/v1/timeline");
        requests.put("a month", "/api/v1/timeline/" + reference.json("/api/v1/timeline").get("months").get(0).get("month").asString());
        requests.put("search of few hits", "/api/v1/search?q=004711");
        requests.put("the best of a session", "/api/v1/search?import_session_id=3&rating_min=5&limit=20");
        try (var people = new People(reference, hashes(reference))) { // as the other server has had for longer
            Thread.sleep(BEFORE_SECONDS * 1000L);
            people.leave();
        }
        for (var request : requests.entrySet()) {
            for (int round = 0; round < WARM; round++) {
                server.get(request.getValue());
                reference.get(request.getValue());
            }
            var pairs = new Pairs();
            var random = new Random(1);
            for (int round = 0; round < ROUNDS; round++) {
                pairs.measure(
                        random,
                        () -> 1000 * seconds(() -> server.get(request.getValue())),
                        () -> 1000 * seconds(() -> reference.get(request.getValue())));
            }
            report.endsBelow(request.getKey() + ", after / before", pairs, 1.1, "ms");
        }
    }

    private static void digest(Report report, Path database) throws Exception {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        try (var library = Database.openReadOnly(new DatabaseLocation.Sqlite(database))) {
            report.figure(
                    "digest of all rows, with hotpreviews",
                    seconds(() -> library.read(tx -> LibraryDigest.of(tx, Progress.UNHEARD))),
                    30,
                    "s");
        }
    }

    private static List<String> hashes(Server server) throws Exception {
        var hashes = new ArrayList<String>();
        while (hashes.size() < KNOWN) {
            server.json("/api/v1/photos/?limit=100&offset=" + hashes.size())
                    .get("data")
                    .forEach(photo -> hashes.add(photo.get("hothash").asString()));
        }
        return hashes;
    }

    private interface Action {
        void run() throws Exception;
    }

    private static double seconds(Action action) throws Exception {
        long began = System.nanoTime();
        action.run();
        return (System.nanoTime() - began) / 1e9;
    }

    /** Looks again and again how much memory the server has. */
    private static final class Watch implements AutoCloseable {
        private final Thread thread;
        private volatile boolean done;

        Watch(Server server, AtomicInteger most) {
            thread = Thread.ofPlatform().daemon().start(() -> {
                while (!done) {
                    try {
                        most.accumulateAndGet((int) server.megabytes(), Math::max);
                        Thread.sleep(LOOK_MILLISECONDS);
                    } catch (IOException | InterruptedException gone) {
                        System.err.println("The server's memory is not watched any more: " + gone);
                        done = true;
                    }
                }
            });
        }

        @Override
        public void close() throws InterruptedException {
            done = true;
            thread.join();
        }
    }
}
