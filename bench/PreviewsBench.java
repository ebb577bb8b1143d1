import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Hotpreviews over HTTP, random ones of 100,000, against nginx serving the same bytes as files; both asked by wrk. Needs
 * nginx and wrk.
 */
final class PreviewsBench {
    private static final int PHOTOS = 100_000;
    private static final int SECONDS = 8;
    private static final int CONNECTIONS = 16;

    /** Until the server's code is compiled, which takes a slow machine half a minute. */
    private static final int WARM_UPS = 4;

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern TROUBLE = Pattern.compile("Non-2xx|Socket errors");

    private PreviewsBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        var report = new Report("previews");
        var data = Server.demo(PHOTOS);
        var files = Server.WORK.resolve("previews-" + PHOTOS);
        var names = export(data.resolve("imalink.db"), files);
        var pairs = new Pairs();
        try (var server = Server.start(data);
                var nginx = new Nginx(files)) {
            var ours = script(names, "/api/v1/photos/", "/hotpreview", "ours.lua");
            var theirs = script(names, "/", ".jpg", "nginx.lua");
            var random = new Random(1);
            for (int run = 0; run < WARM_UPS; run++) {
                rate(server.address().toString(), ours);
            }
            rate(nginx.address(), theirs);
            for (int round = 0; round < rounds; round++) {
                pairs.measure(
                        random, () -> rate(server.address().toString(), ours), () -> rate(nginx.address(), theirs));
            }
        }
        report.atLeast("hotpreviews / nginx", pairs, 0.3, "requests/s");
        report.end();
    }

    /** Writes each preview to a file; the list of their names. */
    private static Path export(Path database, Path folder) throws Exception {
        var names = folder.resolve("names");
        if (Files.exists(names)) {
            return names;
        }
        Server.delete(folder);
        Files.createDirectories(folder);
        var list = new StringBuilder();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select hothash, jpeg from hotpreviews")) {
            while (rows.next()) {
                Files.write(folder.resolve(rows.getString(1) + ".jpg"), rows.getBytes(2));
                list.append(rows.getString(1)).append('\n');
            }
        }
        Files.writeString(names, list);
        return names;
    }

    private static Path script(Path names, String before, String after, String file) throws IOException {
        return Files.writeString(Server.WORK.resolve(file), """
                local names = {}
                for line in io.lines("%s") do names[#names + 1] = line end
                math.randomseed(1)
                request = function()
                  return wrk.format("GET", "%s" .. names[math.random(#names)] .. "%s")
                end
                """.formatted(names, before, after));
    }

    private static double rate(String address, Path script) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        "wrk", "-t1", "-c" + CONNECTIONS, "-d" + SECONDS + "s", "-s", script.toString(), address)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        var rate = RATE.matcher(output);
        if (!rate.find() || TROUBLE.matcher(output).find()) {
            throw new IOException("wrk: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    /** nginx as it is recommended for files, on a free port. */
    private static final class Nginx implements AutoCloseable {
        private final Process process;
        private final int port;

        Nginx(Path files) throws IOException, InterruptedException {
            try (var socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            var folder = Files.createDirectories(Server.WORK.resolve("nginx"));
            var user = System.getProperty("user.name");
            var configuration = Files.writeString(folder.resolve("nginx.conf"), """
                    daemon off;
                    user %s;
                    worker_processes auto;
                    pid %s/nginx.pid;
                    error_log %s/error.log;
                    events { worker_connections 256; }
                    http {
                      access_log off;
                      sendfile on;
                      tcp_nopush on;
                      keepalive_requests 1000000;
                      types { image/jpeg jpg; }
                      server { listen 127.0.0.1:%d; root %s; }
                    }
                    """.formatted(user, folder, folder, port, files));
            process = new ProcessBuilder("nginx", "-c", configuration.toString()).inheritIO().start();
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                throw new IOException("nginx did not start; its log is " + folder.resolve("error.log"));
            }
        }

        String address() {
            return "http://127.0.0.1:" + port;
        }

        @Override
        public void close() throws IOException {
            process.destroy();
            process.onExit().join();
        }
    }
}
