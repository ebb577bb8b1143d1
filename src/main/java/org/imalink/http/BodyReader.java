package org.imalink.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the JSON object that a request carries, with the errors of the single-user contract. */
final class BodyReader {
    /** Far more than any photo's preview and tags take, and little enough for many at once. */
    static final int LARGEST_BYTES = 16 << 20;

    private static final List<Object> BODY = List.of("body");

    private BodyReader() {}

    /**
     * The object, or null after adding a mistake.
     *
     * @throws InvalidRequest when the body is no JSON
     * @throws Failure 413 when it is too large, 400 when it is no UTF-8
     */
    static @Nullable JsonNode read(HttpServletRequest request, boolean required, Mistakes mistakes) throws IOException {
        var text = text(request);
        if (text.isEmpty() && !required) {
            return Json.empty();
        }
        if (text.isEmpty()) {
            mistakes.add("missing", BODY, "Field required", Json.nothing());
            return null;
        }
        var body = isJson(request.getContentType()) ? parse(text) : Json.of(text);
        if (body.isNull()) {
            mistakes.add("missing", BODY, "Field required", Json.nothing());
            return null;
        }
        if (!body.isObject()) {
            mistakes.add(
                    "model_attributes_type",
                    BODY,
                    "Input should be a valid dictionary or object to extract fields from",
                    body);
            return null;
        }
        return body;
    }

    private static String text(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LARGEST_BYTES) {
            throw tooLarge();
        }
        var bytes = request.getInputStream().readNBytes(LARGEST_BYTES + 1);
        if (bytes.length > LARGEST_BYTES) {
            throw tooLarge();
        }
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Failure.of(400, "There was an error parsing the body");
        }
    }

    /** A request that names no content type is taken at its word when it is JSON. */
    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        int end = contentType.indexOf(';');
        var type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private static JsonNode parse(String text) {
        try {
            var body = Json.read(text);
            return body.isMissingNode() ? Json.nothing() : body;
        } catch (JacksonException e) {
            var location = e.getLocation();
            long offset = location == null ? 0 : Math.max(0, location.getCharOffset());
            throw new InvalidRequest(List.of(new Mistake(
                    "json_invalid",
                    List.of("body", offset),
                    "JSON decode error",
                    Json.empty(),
                    Map.of("error", "The body is not valid JSON"))));
        }
    }

    /** What was not read stands in the way of the next request, so the connection ends, and the client is told. */
    static Failure tooLarge() {
        return Failure.of(413, Problem.TOO_LARGE, "The request is larger than this server takes.")
                .with("Connection", "close");
    }
}
