import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * How long `imalink serve` takes on a built tree until it answers, against the JDK's own jwebserver; and how much private
 * memory it keeps when idle on 100,000 photos.
 */
final class StartBench {
    private static final int PHOTOS = 100_000;
    private static final int REQUESTS = 200;
    private static final int IDLE_SECONDS = 60;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private StartBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        var report = new Report("start");
        var data = Server.demo(PHOTOS);
        var pairs = new Pairs();
        var random = new Random(1);
        for (int round = 0; round < rounds; round++) {
            pairs.measure(random, () -> imalink(data), StartBench::jwebserver);
        }
        report.say("serve answers / jwebserver answers: %.1f", pairs.ratio());
        report.figure("serve answers within", pairs.ours(), 1.5, "s");
        try (var server = Server.start(data)) {
            for (int request = 0; request < REQUESTS; request++) {
                server.get("/api/v1/photos/?limit=100&offset=" + random.nextInt(PHOTOS - 100));
                server.get("/api/v1/timeline");
            }
            report.say("private memory after %d pages of 100 photos: %.1f MB", REQUESTS, server.megabytes());
            Thread.sleep(IDLE_SECONDS * 1000L);
            report.figure("private memory when idle", server.megabytes(), 200, "MB");
        }
        report.end();
    }

    private static double imalink(Path data) throws IOException, InterruptedException {
        int port = freePort();
        return answering(
                port, "/health", Server.ROOT.resolve("imalink").toString(), "serve", "--data", data.toString(), "--port", "" + port);
    }

    private static double jwebserver() throws IOException, InterruptedException {
        int port = freePort();
        var folder = Files.createDirectories(Server.WORK.resolve("empty")).toAbsolutePath();
        var program = Path.of(System.getProperty("java.home"), "bin", "jwebserver");
        return answering(port, "/", program.toString(), "-d", folder.toString(), "-p", "" + port);
    }

    /** Seconds from the start of the process to its first answer. */
    private static double answering(int port, String path, String... command) throws IOException, InterruptedException {
        long began = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
            while (true) {
                try {
                    if (CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                        return (System.nanoTime() - began) / 1e9;
                    }
                } catch (IOException notYet) {
                    Thread.sleep(2);
                }
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
