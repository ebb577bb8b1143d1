import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a member with a hundredth of all photos waits for among a thousand others, against the same photos with nobody else's
 * beside them: libraries of their own must not cost what others have.
 */
final class MembersBench {
    private static final int PHOTOS = 1_000_000;
    private static final int OTHERS = 999;
    private static final int ROUNDS = 200;
    private static final int WARM = 100;
    private static final double LIMIT = 1.25;
    private static final String PERSON = "\"username\":\"member\",\"password\":\"as quick as alone\"";

    private MembersBench() {}

    public static void main(String[] arguments) throws Exception {
        int photos = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PHOTOS;
        var report = new Report("members");
        var among = Server.copy(Server.demo(photos), Server.WORK.resolve("members-among"));
        var member = makeMember(among);
        change(among, spreading(member, photos / 100));
        var alone = Server.copy(among, Server.WORK.resolve("members-alone"));
        change(alone, List.of("delete from photos where user_id <> " + member, "delete from hotpreviews where hothash not in (select hothash from photos)"));
        for (var library : List.of(among, alone)) {
            Server.run("check", "--rebuild-search", "--data", library.toString());
        }
        try (var ours = Server.start(among);
                var reference = Server.start(alone)) {
            for (var request : requests(photos / 200).entrySet()) {
                compare(report, request.getKey(), ours, reference, request.getValue());
            }
        }
        Server.delete(among);
        Server.delete(alone);
        report.end();
    }

    /** Goes to libraries of people's own; the number of the first of them. */
    private static long makeMember(Path data) throws Exception {
        try (var server = Server.start(data)) {
            server.post("/api/v1/multiuser/advance", "{\"to\":\"scoped\",\"leave_unowned\":true}");
            server.post("/api/v1/operator/users", "{" + PERSON + ",\"email\":\"member@example.org\"}");
            return server.post("/api/v1/auth/login", "{" + PERSON + "}").get("user").get("id").asLong();
        }
    }

    private static List<String> spreading(long member, int share) {
        var owner = "case when %s <= %d then %d else %d + %1$s %% %d end";
        var statements = new ArrayList<String>();
        for (var table : Map.of("photos", "id", "image_files", "photo_id", "photo_search", "photo_id").entrySet()) {
            statements.add("update %s set user_id = ".formatted(table.getKey())
                    + owner.formatted(table.getValue(), share, member, member + 1, OTHERS));
        }
        return statements;
    }

    /** Runs statements that no server would let happen, on a library that nobody has open. */
    private static void change(Path data, List<String> statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("imalink.db"));
                var statement = connection.createStatement()) {
            statement.execute("pragma foreign_keys = on");
            var triggers = triggers(connection);
            connection.setAutoCommit(false);
            for (var name : triggers.keySet()) {
                statement.execute("drop trigger " + name);
            }
            for (var each : statements) {
                statement.execute(each);
            }
            for (var trigger : triggers.values()) {
                statement.execute(trigger);
            }
            connection.commit();
        }
    }

    private static Map<String, String> triggers(Connection connection) throws SQLException {
        var triggers = new LinkedHashMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select name, sql from sqlite_schema where type = 'trigger'")) {
            while (rows.next()) {
                triggers.put(rows.getString(1), rows.getString(2));
            }
        }
        return triggers;
    }

    /** @param middle how many of the member's photos come before the page far behind */
    private static Map<String, String> requests(int middle) {
        var requests = new LinkedHashMap<String, String>();
        requests.put("first page of photos", "/api/v1/photos/?limit=100");
        requests.put("a page far behind", "/api/v1/photos/?limit=100&offset=" + middle);
        requests.put("files", "/api/v1/image-files/?limit=100");
        requests.put("months", "/api/v1/timeline");
        requests.put("trash", "/api/v1/trash");
        requests.put("text search", "/api/v1/search?q=DSC");
        requests.put("search of few hits", "/api/v1/search?q=004711");
        requests.put("the best", "/api/v1/search?rating_min=5&limit=20");
        return requests;
    }

    private static void compare(Report report, String what, Server ours, Server reference, String path)
            throws Exception {
        try (var here = signedIn(ours);
                var there = signedIn(reference)) {
            for (int round = 0; round < WARM; round++) {
                here.get(path);
                there.get(path);
            }
            var pairs = new Pairs();
            var random = new Random(1);
            for (int round = 0; round < ROUNDS; round++) {
                pairs.measure(random, () -> milliseconds(here, path), () -> milliseconds(there, path));
            }
            report.atMost(what + ", among others / alone", pairs, LIMIT, "ms");
        }
    }

    private static PlainClient signedIn(Server server) throws Exception {
        var token = server.post("/api/v1/auth/login", "{" + PERSON + "}").get("access_token").asString();
        return new PlainClient(server.address(), "Authorization: Bearer " + token);
    }

    private static double milliseconds(PlainClient client, String path) throws IOException {
        long began = System.nanoTime();
        client.get(path);
        return (System.nanoTime() - began) / 1e6;
    }
}
