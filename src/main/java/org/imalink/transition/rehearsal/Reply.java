package org.imalink.transition.rehearsal;

import java.net.http.HttpResponse;
import org.imalink.operation.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server answered. */
record Reply(int status, String type, byte[] body) {
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    static Reply of(HttpResponse<byte[]> response) {
        return new Reply(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }

    boolean isDone() {
        return status == OK;
    }

    boolean isServerError() {
        return status >= SERVER_ERROR;
    }

    /** As JSON; a missing node where it is none. */
    JsonNode json() {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }

    /** Why it was refused, as a sentence where there is one. */
    String reason() {
        var detail = json().path("detail");
        return "%d: %s".formatted(status, detail.isString() ? detail.stringValue() : detail.toString());
    }

    /** By what two of them are known to be the same, byte for byte. */
    String mark() {
        return "%d %s %d %s".formatted(status, type, body.length, Sha256.of(body));
    }
}
