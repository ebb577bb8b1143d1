package org.imalink.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The description of this interface, as it is published. Thread-safe. */
final class ApiDescription {
    private byte @Nullable [] json;

    Answer answer(Call call) {
        return Answer.bytes("application/json", json());
    }

    /** Translated when it is first asked for: most servers never are. */
    private synchronized byte[] json() {
        if (json == null) {
            try (var yaml = ApiDescription.class.getResourceAsStream("/openapi.yaml")) {
                if (yaml == null) {
                    throw new IllegalStateException("openapi.yaml is not on the class path");
                }
                json = Json.text(new YAMLMapper().readTree(yaml)).getBytes(UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return json;
    }
}
