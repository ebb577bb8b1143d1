package org.imalink.http;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What is wrong with one value of a request. Types and contexts are those of Pydantic 2, which the clients of the
 * single-user time know.
 *
 * @param type a code such as {@code greater_than_equal}
 * @param location from the outside in: {@code body}, {@code tags}, {@code 3}
 * @param message the reason in words
 * @param input the value as it was sent
 * @param context the limits that it broke; may be empty
 */
record Mistake(String type, List<Object> location, String message, JsonNode input, Map<String, Object> context) {}
