package org.imalink.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a request is answered with. Immutable.
 *
 * @param headers by name; each once
 * @param cookies that the browser is told to keep
 */
record Answer(int status, Map<String, String> headers, List<SetCookie> cookies, Content content) {
    private Answer(int status, Map<String, String> headers, Content content) {
        this(status, headers, List.of(), content);
    }

    static Answer json(int status, Consumer<JsonWriter> body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), new Content.Json(body));
    }

    /** 200 with a JSON object. */
    static Answer object(Consumer<JsonWriter> fields) {
        return json(200, out -> out.object(fields, (inner, write) -> write.accept(inner)));
    }

    /** 200 with what the contract answers for a deletion. */
    static Answer success(String message) {
        return object(
                out -> out.field("success", true).field("message", message).nullField("meta"));
    }

    static Answer bytes(String contentType, byte[] bytes) {
        return new Answer(200, Map.of("Content-Type", contentType), new Content.Whole(bytes));
    }

    /** The client's copy with this tag is still right. */
    static Answer notModified(String tag) {
        return empty(304).with("ETag", tag);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), new Content.Whole(new byte[0]));
    }

    static Answer of(int status, Content content) {
        return new Answer(status, Map.of(), content);
    }

    Answer status(int other) {
        return new Answer(other, headers, cookies, content);
    }

    Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, cookies, content);
    }

    Answer with(SetCookie cookie) {
        var more = new ArrayList<>(cookies);
        more.add(cookie);
        return new Answer(status, headers, List.copyOf(more), content);
    }

    /** The same with another content. */
    Answer content(Content other) {
        return new Answer(status, headers, cookies, other);
    }
}
