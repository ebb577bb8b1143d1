import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.imalink.cli.Main;

/**
 * Lists of a library of 100,000 photos and 150,000 files over HTTP, each against the same SQL run bare in the same process:
 * no conversion, no JSON, no HTTP.
 */
final class ListsBench {
    private static final int PHOTOS = 100_000;
    private static final int WARM = 300;
    private static final int PAGE = 100;

    private static final String PHOTO_PAGE = """
            select p.*, a.name from photos p left join authors a on a.id = p.author_id
            order by p.taken_at desc, p.created_at desc, p.id desc limit 100 offset ?""";

    /** The mark before each word of the first owner in the full-text index. */
    private static final String FIRST_OWNER = "\"\ue001";

    /** What titles of made-up photos begin with. */
    private static final List<String> WORDS = List.of("fjord", "city", "northern", "portrait", "forest");

    private ListsBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
        var report = new Report("lists");
        var data = Server.demo(PHOTOS);
        var address = serveInThisProcess(data);
        try (var client = new PlainClient(address);
                var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("imalink.db"))) {
            var random = new Random(1);
            compare(report, "photos/?limit=100, with previews", 19, rounds, random,
                    at -> body(client, "/api/v1/photos/?limit=100&offset=" + at * PAGE),
                    at -> photos(connection, at * PAGE));
            var months = strings(connection, "select distinct taken_month from photos where taken_month is not null order by 1 desc");
            compare(report, "a month of the timeline", 10, rounds, random,
                    at -> body(client, "/api/v1/timeline/" + dashed(months.get(at))),
                    at -> count(connection, "select hothash, width, height, taken_at, rating, exists (select 1 from"
                            + " image_files f where f.photo_id = p.id and f.is_raw) from photos p where taken_month = "
                            + months.get(at) + " order by taken_at desc, created_at desc, id desc"));
            compare(report, "text search of few hits", 30, rounds, random,
                    at -> body(client, "/api/v1/search?q=0047" + (10 + at)),
                    at -> search(connection, "0047" + (10 + at)));
            compare(report, "text search of thousands of hits", 30, rounds, random,
                    at -> body(client, "/api/v1/search?q=" + WORDS.get(at % WORDS.size())),
                    at -> search(connection, WORDS.get(at % WORDS.size())));
            compare(report, "list of import sessions", 20, rounds, random,
                    at -> body(client, "/api/v1/import_sessions/?limit=100"),
                    at -> count(connection, "select s.*, (select count(*) from image_files f where f.import_session_id = s.id)"
                            + " from import_sessions s order by imported_at desc, id desc limit 100"));
        }
        report.end();
    }

    /** One of the first pages, months, ...: 0 to 19. */
    private interface Request {
        int run(int at) throws Exception;
    }

    private static void compare(
            Report report, String what, double milliseconds, int rounds, Random random, Request http, Request bare)
            throws Exception {
        for (int round = 0; round < WARM; round++) {
            http.run(round % 20);
            bare.run(round % 20);
        }
        var pairs = new Pairs();
        for (int round = 0; round < rounds; round++) {
            int at = random.nextInt(20);
            pairs.measure(random, () -> time(http, at), () -> time(bare, at));
        }
        report.atMost(what + " / bare SQL", pairs, 5, "ms");
        report.figure("  for orientation", pairs.ours(), milliseconds, "ms");
    }

    private static double time(Request request, int at) throws Exception {
        long began = System.nanoTime();
        if (request.run(at) == 0) {
            throw new IllegalStateException("Nothing came back");
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static URI serveInThisProcess(Path data) throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Thread.ofPlatform().daemon().start(() ->
                Main.main(new String[] {"serve", "--data", data.toString(), "--port", "" + port, "--json"}));
        var address = URI.create("http://127.0.0.1:" + port);
        while (true) {
            try (var client = new PlainClient(address)) {
                client.get("/health");
                return address;
            } catch (java.net.ConnectException notYet) {
                Thread.sleep(20);
            }
        }
    }

    private static int body(PlainClient client, String path) throws IOException {
        return client.get(path).length;
    }

    /** The page, its tags, its files, its previews, and the total, as the contract's answer needs them. */
    private static int photos(Connection connection, int offset) throws SQLException {
        var ids = new ArrayList<String>();
        var hashes = new ArrayList<String>();
        try (var statement = connection.prepareStatement(PHOTO_PAGE)) {
            statement.setInt(1, offset);
            try (var rows = statement.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int column = 1; column <= columns; column++) {
                        rows.getObject(column);
                    }
                    ids.add(rows.getString("id"));
                    hashes.add("'" + rows.getString("hothash") + "'");
                }
            }
        }
        int read = count(connection, "select photo_id, tag from photo_tags where photo_id in (" + String.join(",", ids)
                + ") order by photo_id, position");
        read += count(connection, "select * from image_files where photo_id in (" + String.join(",", ids) + ") order by id");
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select hothash, jpeg from hotpreviews where hothash in (" + String.join(",", hashes) + ")")) {
            while (rows.next()) {
                read += Base64.getEncoder().encode(rows.getBytes(2)).length;
            }
        }
        return read;
    }

    /** The authors, because they may have that name; the hits of a page; their number, when there are more; their photos. */
    private static int search(Connection connection, String word) throws SQLException {
        int read = count(connection, "select id, name from authors order by id limit 2000");
        var match = "from photo_search_fts f cross join photo_search s where s.sort_key = f.rowid"
                + " and photo_search_fts match '" + FIRST_OWNER + word + "\" *'";
        var ids = strings(connection, "select s.photo_id " + match + " order by f.rowid desc limit 100");
        if (ids.size() == 100) {
            read += count(connection, "select count(*) from (select 1 " + match + " limit 10001)");
        }
        return read + count(connection, "select hothash, width, height, taken_at, rating, exists (select 1 from image_files f"
                + " where f.photo_id = p.id and f.is_raw), title from photos p where id in (" + String.join(",", ids)
                + ") order by taken_at desc, created_at desc, id desc");
    }

    private static int count(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            int count = 0;
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getObject(column);
                }
                count++;
            }
            return count;
        }
    }

    private static List<String> strings(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var strings = new ArrayList<String>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    private static String dashed(String month) {
        return month.substring(0, 4) + "-" + month.substring(4);
    }
}
