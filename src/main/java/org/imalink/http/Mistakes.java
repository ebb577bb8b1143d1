package org.imalink.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Collects what is wrong with a request, so that all of it is told at once. For one thread. */
final class Mistakes {
    private final List<Mistake> found = new ArrayList<>();
    private final boolean secret;

    /** @param secret whether what was sent is left out of what is told */
    Mistakes(boolean secret) {
        this.secret = secret;
    }

    void add(String type, List<Object> location, String message, JsonNode input) {
        add(type, location, message, input, Map.of());
    }

    void add(String type, List<Object> location, String message, JsonNode input, Map<String, Object> context) {
        found.add(new Mistake(type, location, message, secret ? Json.nothing() : input, context));
    }

    /** @throws InvalidRequest when there was any mistake */
    void refuse() {
        if (!found.isEmpty()) {
            throw new InvalidRequest(List.copyOf(found));
        }
    }
}
