package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.TestDatabase;
import org.imalink.operation.ChildJvm;
import org.imalink.operation.SmallDisk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server in a process of its own, and a client that speaks to it. */
final class ServerProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ChildJvm child;
    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

    private ServerProcess(ChildJvm child, URI address) {
        this.child = child;
        this.address = address;
    }

    /** Waits until a process that was told {@code serve --json} says where it serves. */
    static ServerProcess of(ChildJvm child) throws IOException {
        var line = child.line();
        assertThat(line).isNotNull();
        return new ServerProcess(
                child, URI.create(JSON.readTree(line).path("address").asString()));
    }

    /** A server whose files may only take what a small disk has room for. */
    static ServerProcess on(SmallDisk disk, Path data, DatabaseLocation location) throws IOException {
        return of(ChildJvm.startBy(
                disk.starter(),
                Map.of("IMALINK_DATABASE_URL", TestDatabase.url(location)),
                Main.class,
                "serve",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--json"));
    }

    ChildJvm child() {
        return child;
    }

    URI address() {
        return address;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(json(body)));
    }

    HttpResponse<String> put(String path, Object body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").PUT(json(body)));
    }

    /** @param code the operator's */
    HttpResponse<String> postAsOperator(String code, String what, Object body)
            throws IOException, InterruptedException {
        return send(request("/api/v1/operator/" + what)
                .header("Imalink-Operator", code)
                .header("Content-Type", "application/json")
                .POST(json(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    private static BodyPublisher json(Object body) {
        return BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    @Override
    public void close() {
        child.close();
    }
}
