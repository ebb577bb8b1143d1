package org.imalink.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a route takes from a request: path, query and body, with all mistakes at once. Thread-safe. */
final class InputReader {
    private final UploadReader uploads;

    InputReader(UploadReader uploads) {
        this.uploads = uploads;
    }

    /** @throws InvalidRequest when the body is no JSON; values that are wrong are told by the input */
    Input read(Context context, Inputs inputs) throws IOException {
        var values = new Values();
        var mistakes = new Mistakes(inputs.secret());
        for (var field : inputs.path()) {
            var sent = Json.of(context.pathParam(field.name()));
            values.read("path", field, sent, sent, mistakes);
        }
        if (!inputs.query().isEmpty()) {
            var query = QueryString.parse(context.queryString());
            for (var field : inputs.query()) {
                var sent = query.get(field.name());
                values.read("query", field, sent == null ? null : query(field, sent), Json.nothing(), mistakes);
            }
        }
        if (!inputs.body().isEmpty()) {
            readBody(BodyReader.read(context.req(), inputs.bodyRequired(), mistakes), inputs, values, mistakes);
        }
        var upload = inputs.upload().isEmpty() ? null : uploads.read(context.req(), inputs.upload(), mistakes);
        return new Input(values, upload, mistakes);
    }

    /** A list is sent as its name several times; of any other value the last one counts. */
    private static JsonNode query(Field<?> field, List<String> sent) {
        return field.kind() instanceof ListOf ? Json.of(sent) : Json.of(sent.getLast());
    }

    private static void readBody(@Nullable JsonNode body, Inputs inputs, Values values, Mistakes mistakes) {
        if (body == null) {
            return;
        }
        for (var field : inputs.body()) {
            values.read("body", field, body.get(field.name()), body, mistakes);
        }
    }
}
