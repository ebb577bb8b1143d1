package org.imalink.transition.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.imalink.database.DatabaseLocation;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.OperatorCode;
import org.imalink.operation.isolated.ChildEnvironment;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server on a copy, in a process of its own. It ends with this process, however that happens, and answers nobody else,
 * because only this process knows the copy's code. Thread-safe.
 */
final class CopyServer implements Reader, AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final int LAST_WORDS = 600;

    private static final String WRAPPER = ChildEnvironment.EXPENDABLE + "; exec \"$@\"";

    private final Process process;
    private final Path log;
    private final URI address;
    private final String code;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private CopyServer(Process process, Path log, URI address, String code) {
        this.process = process;
        this.log = log;
        this.address = address;
        this.code = code;
    }

    /**
     * Starts one, and waits until it answers.
     *
     * @param program up to its main class
     * @throws IOException saying why it did not start
     */
    static CopyServer start(List<String> program, DataDirectory directory, DatabaseLocation database)
            throws IOException, InterruptedException {
        var log = directory.temporary().resolve("server.log");
        var process = process(program, directory, database, log);
        try {
            var line = firstLine(process);
            if (line == null) {
                process.waitFor();
                throw new IOException("The server on the copy did not start. " + lastWords(log));
            }
            var code = OperatorCode.read(directory.operatorToken())
                    .orElseThrow(() -> new IOException("The server on the copy has no code"));
            var said = JsonMapper.shared().readTree(line).path("address").asString("");
            return new CopyServer(process, log, URI.create(said), code);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    private static Process process(List<String> program, DataDirectory directory, DatabaseLocation database, Path log)
            throws IOException {
        var line = new ArrayList<>(List.of("/bin/sh", "-c", WRAPPER, "sh"));
        line.addAll(program);
        line.addAll(List.of("serve-copy", "--json", "--data", directory.toString()));
        var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        ChildEnvironment.scrub(builder, directory.temporary());
        if (database instanceof DatabaseLocation.Postgresql postgresql) {
            // Not among the arguments, where every user of the machine could read the password.
            builder.environment().put("IMALINK_DATABASE_URL", postgresql.url());
        }
        return builder.start();
    }

    private static @Nullable String firstLine(Process process) throws IOException, InterruptedException {
        var line = new CompletableFuture<@Nullable String>();
        Thread.ofVirtual().start(() -> {
            try {
                line.complete(process.inputReader().readLine());
            } catch (IOException e) {
                line.complete(null); // it has ended
            }
        });
        try {
            return line.get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("The server on the copy did not answer for " + START.toMinutes() + " minutes", e);
        }
    }

    @Override
    public Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Reply delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    Reply post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(post(request(path), body));
    }

    /** The same without waiting for the answer; cancelling it hangs up. */
    CompletableFuture<Reply> begin(String path, Map<String, ?> body) {
        return client.sendAsync(post(request(path), body).build(), BodyHandlers.ofByteArray())
                .thenApply(Reply::of);
    }

    private static HttpRequest.Builder post(HttpRequest.Builder request, Map<String, ?> body) {
        return request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Imalink-Operator", code);
    }

    /** @throws IOException saying what the server said last, where it has ended */
    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return Reply.of(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            var words = process.isAlive() ? Objects.requireNonNullElse(e.getMessage(), e.toString()) : lastWords(log);
            throw new IOException("The server on the copy did not answer. " + words, e);
        }
    }

    /** What went wrong with a request that was sent aside. */
    static IOException failure(ExecutionException aside) {
        var cause = aside.getCause();
        return new IOException(cause == null ? aside.getMessage() : cause.getMessage(), aside);
    }

    private static String lastWords(Path log) throws IOException {
        var all = Files.exists(log) ? Files.readString(log).strip() : "";
        return all.substring(Math.max(0, all.length() - LAST_WORDS));
    }

    /** Kill -9, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        // Until it is gone it may write.
        process.destroyForcibly().onExit().join();
        client.shutdownNow();
    }
}
