package org.imalink.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import tools.jackson.databind.JsonNode;

/** Who calls the server in a test: on which port, and with which headers on every request. */
final class Client {
    private final HttpClient http;
    private final int port;
    private final List<String> headers;

    Client(HttpClient http, int port) {
        this(http, port, List.of());
    }

    private Client(HttpClient http, int port, List<String> headers) {
        this.http = http;
        this.port = port;
        this.headers = headers;
    }

    /** The same client with one more header. */
    Client with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Client(http, port, List.copyOf(more));
    }

    Reply get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** @param begun told the status when the answer begins, which may be long before its end */
    Reply get(String path, IntConsumer begun) {
        return send("GET", path, BodyPublishers.noBody(), request -> {}, begun);
    }

    Reply head(String path) {
        return send("HEAD", path, BodyPublishers.noBody());
    }

    Reply delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    Reply post(String path, String json) {
        return withJson("POST", path, json);
    }

    Reply put(String path, String json) {
        return withJson("PUT", path, json);
    }

    Reply patch(String path, String json) {
        return withJson("PATCH", path, json);
    }

    private Reply withJson(String method, String path, String json) {
        return with("Content-Type", "application/json").send(method, path, BodyPublishers.ofString(json));
    }

    Reply send(String method, String path, BodyPublisher body) {
        return send(method, path, body, request -> {});
    }

    Reply send(String method, String path, BodyPublisher body, Consumer<HttpRequest.Builder> change) {
        return send(method, path, body, change, status -> {});
    }

    private Reply send(
            String method, String path, BodyPublisher body, Consumer<HttpRequest.Builder> change, IntConsumer begun) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        change.accept(request);
        try {
            var response = http.send(request.build(), answer -> {
                begun.accept(answer.statusCode());
                return BodySubscribers.ofByteArray();
            });
            DescribedAnswers.check(response);
            return new Reply(response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** What the server answered. */
    record Reply(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        /** The header's value; null when it is absent. */
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        byte[] bytes() {
            return response.body();
        }

        String text() {
            return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Json.read(text());
        }
    }
}
