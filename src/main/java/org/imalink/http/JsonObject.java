package org.imalink.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JSON object that is kept as it comes; read as its tree. */
record JsonObject() implements Kind<JsonNode> {
    static final JsonObject ANY = new JsonObject();

    @Override
    public @Nullable JsonNode read(JsonNode sent, List<Object> location, Mistakes mistakes) {
        if (!sent.isObject()) {
            mistakes.add("dict_type", location, "Input should be a valid dictionary", sent);
            return null;
        }
        if (!wellFormed(sent)) {
            mistakes.add("string_unicode", location, "Input should hold valid Unicode text only", sent);
            return null;
        }
        if (!finite(sent)) {
            mistakes.add("finite_number", location, "Input should hold finite numbers only", sent);
            return null;
        }
        return sent;
    }

    /** Neither engine can keep half a character. */
    private static boolean wellFormed(JsonNode node) {
        return !(node.isString() && Characters.hasLoneSurrogate(node.stringValue()))
                && node.propertyNames().stream().noneMatch(Characters::hasLoneSurrogate)
                && node.valueStream().allMatch(JsonObject::wellFormed);
    }

    /** 1e999 can be sent but not be written again. */
    private static boolean finite(JsonNode node) {
        return !(node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue()))
                && node.valueStream().allMatch(JsonObject::finite);
    }
}
