package org.imalink.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a value of a request must be, and how it is read. Values of paths and queries are read as JSON strings, so that
 * they follow the same rules as those of bodies. Immutable.
 */
sealed interface Kind<T> permits Text, WholeNumber, Flag, Moment, ListOf, JsonObject, PreviewBytes, WantedFile {
    /**
     * Reads a value that was sent.
     *
     * @return null when the value is wrong; then a mistake has been added
     */
    @Nullable
    T read(JsonNode sent, List<Object> location, Mistakes mistakes);
}
