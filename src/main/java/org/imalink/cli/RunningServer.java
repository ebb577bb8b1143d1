package org.imalink.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.OperatorCode;
import org.imalink.operation.RefusedException;
import org.imalink.operation.ServerLock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server that holds the data directory, spoken to as the operator. */
final class RunningServer {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int FIRST_ERROR = 400;

    /** A backup or a check of a large library takes its time. */
    private static final Duration PATIENCE = Duration.ofHours(6);

    private final URI address;
    private final String code;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private RunningServer(URI address, String code) {
        this.address = address;
        this.code = code;
    }

    /**
     * Finds the server by the lock.
     *
     * @return empty when nobody holds the library
     * @throws RefusedException when another command holds it, which cannot be spoken to
     */
    static Optional<RunningServer> find(DataDirectory directory) {
        return ServerLock.holder(directory.lock()).map(holder -> {
            if (holder.address() == null) {
                throw new RefusedException("The library %s is held by %s. Wait until it is done."
                        .formatted(directory, holder.description()));
            }
            var code = OperatorCode.read(directory.operatorToken())
                    .orElseThrow(
                            () -> new RefusedException("The library %s is held by %s, whose operator's code is missing."
                                    .formatted(directory, holder.description())));
            return new RunningServer(holder.address(), code);
        });
    }

    URI address() {
        return address;
    }

    JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    JsonNode post(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    JsonNode patch(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    JsonNode delete(String path) {
        return send(request(path).DELETE().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve("/api/v1" + path))
                .timeout(PATIENCE)
                .header("Imalink-Operator", code);
    }

    private JsonNode send(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            var body = JSON.readTree(response.body());
            if (response.statusCode() >= FIRST_ERROR) {
                throw new RefusedException("The server at %s refused: %s".formatted(address, reason(body)));
            }
            return body;
        } catch (IOException | JacksonException e) {
            throw new RefusedException("The server at %s did not answer: %s".formatted(address, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("Interrupted while waiting for the server at " + address + ".", e);
        }
    }

    /** A sentence, or the first value that is wrong. */
    private static String reason(JsonNode body) {
        var detail = body.path("detail");
        if (detail.isString()) {
            return detail.stringValue();
        }
        var mistake = detail.path(0);
        return mistake.path("loc").path(1).asString("") + ": "
                + mistake.path("msg").asString("");
    }
}
