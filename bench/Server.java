import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server in a process of its own, started as people start it. */
final class Server implements AutoCloseable {
    static final Path ROOT = Path.of(System.getProperty("imalink.root"));
    static final Path WORK = ROOT.resolve("target/bench");
    static final JsonMapper JSON = JsonMapper.shared();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final URI address;
    private final Path data;

    private Server(Process process, URI address, Path data) {
        this.process = process;
        this.address = address;
        this.data = data;
    }

    /** Starts it on its own database and waits for its address. */
    static Server start(Path data) throws IOException {
        return start(data, "");
    }

    /** @param database the address of a PostgreSQL database, or empty */
    static Server start(Path data, String database) throws IOException {
        Files.createDirectories(data);
        var log = data.resolveSibling(data.getFileName() + ".log").toFile();
        var builder = new ProcessBuilder(command("serve", "--data", data.toString(), "--port", "0", "--json"));
        if (!database.isEmpty()) {
            builder.environment().put("IMALINK_DATABASE_URL", database);
        }
        var process = builder.redirectError(log).start();
        var line = process.inputReader().readLine();
        if (line == null) {
            throw new IOException("The server did not start; its log is " + log);
        }
        return new Server(process, URI.create(JSON.readTree(line).get("address").asString()), data);
    }

    /** Runs a command to its end. */
    static void run(String... arguments) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command(arguments)).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("imalink " + String.join(" ", arguments) + " failed");
        }
    }

    /** The folder of a made-up library, made when absent. */
    static Path demo(int photos) throws IOException, InterruptedException {
        var folder = WORK.resolve("demo-" + photos);
        if (!Files.exists(folder.resolve("complete"))) {
            delete(folder);
            run("demo", "--photos", "" + photos, "--no-serve", "--data", folder.toString());
            Files.createFile(folder.resolve("complete"));
        }
        return folder;
    }

    private static List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of(ROOT.resolve("imalink").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    URI address() {
        return address;
    }

    /** What belongs to the process alone and would be free without it (Linux). */
    double megabytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", "" + process.pid(), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Private_"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        }
    }

    byte[] get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve(path)).build()).body();
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path));
    }

    /** Posts as the operator. */
    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return JSON.readTree(send(asOperator(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .body());
    }

    /** What the operator alone may see. */
    JsonNode operator(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(asOperator(path).build()).body());
    }

    private HttpRequest.Builder asOperator(String path) throws IOException {
        var code = Files.readString(data.resolve("operator.token")).strip();
        return HttpRequest.newBuilder(address.resolve(path)).header("Imalink-Operator", code);
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        var response = CLIENT.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() >= 400) {
            throw new IOException(request.uri() + " answered " + response.statusCode() + " "
                    + new String(response.body()));
        }
        return response;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Path copy(Path from, Path to) throws IOException {
        Server.delete(to);
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
