package org.imalink.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody of the made-up family at the server, with or without an account. Thread-safe. */
final class FamilyCaller {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int UNAUTHORIZED = 401;

    private final HttpClient http;
    private final URI server;
    private final String name;
    private volatile @Nullable String token;

    FamilyCaller(HttpClient http, URI server, String name) {
        this.http = http;
        this.server = server;
        this.name = name;
    }

    String name() {
        return name;
    }

    void signIn(String password) throws IOException, InterruptedException {
        var answer = send("POST", "/api/v1/auth/login", Map.of("username", name, "password", password));
        token = JSON.readTree(answer.body()).path("access_token").stringValue();
    }

    boolean isSignedIn() {
        return token != null;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path, Map<String, ?> body)
            throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
    }

    /** What they see of the newest photos; empty where they have to sign in. */
    JsonNode photos() throws IOException, InterruptedException {
        return JSON.readTree(get("/api/v1/photos/?limit=100").body());
    }

    /** How many photos they see, in words. */
    String sees() throws IOException, InterruptedException {
        var answer = get("/api/v1/photos/?limit=1");
        if (answer.statusCode() == UNAUTHORIZED) {
            return "has to sign in";
        }
        int total = JSON.readTree(answer.body()).path("meta").path("total").asInt();
        return total == 1 ? "1 photo" : total + " photos";
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
        var known = token;
        return known == null ? request : request.header("Authorization", "Bearer " + known);
    }
}
