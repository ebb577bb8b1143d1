package org.imalink.http;

import java.io.OutputStream;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON. Thread-safe. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    // Text beyond the first plane goes out as it is, not as escapes.
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build())
            .build();

    private Json() {}

    /** @throws tools.jackson.core.JacksonException when the text is no JSON */
    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    static JsonNode of(String text) {
        return MAPPER.getNodeFactory().stringNode(text);
    }

    static JsonNode of(long number) {
        return MAPPER.getNodeFactory().numberNode(number);
    }

    static JsonNode of(List<String> texts) {
        var list = MAPPER.getNodeFactory().arrayNode();
        texts.forEach(list::add);
        return list;
    }

    static JsonNode nothing() {
        return MAPPER.getNodeFactory().nullNode();
    }

    static JsonNode empty() {
        return MAPPER.getNodeFactory().objectNode();
    }

    /** Writes UTF-8 and leaves the stream open. */
    static void write(OutputStream out, Consumer<JsonWriter> body) {
        try (var generator = MAPPER.createGenerator(out)) {
            body.accept(new JsonWriter(generator));
        }
    }

    static String text(Consumer<JsonWriter> body) {
        var text = new StringWriter();
        try (var generator = MAPPER.createGenerator(text)) {
            body.accept(new JsonWriter(generator));
        }
        return text.toString();
    }

    /** A tree as text, as it is kept in the database. */
    static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }
}
