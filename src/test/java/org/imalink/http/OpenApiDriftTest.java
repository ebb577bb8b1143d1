package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.openapitools.openapidiff.core.OpenApiCompare;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The description does not break the contract that was published. A change on purpose that only adds is followed by a new
 * baseline: {@code cp src/main/resources/openapi.yaml src/test/resources/contract/openapi-baseline.yaml}.
 */
class OpenApiDriftTest {
    private static final String BASELINE = read("/contract/openapi-baseline.yaml");

    private static String read(String resource) {
        try (InputStream yaml = OpenApiDriftTest.class.getResourceAsStream(resource)) {
            return new String(yaml.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isCompatible(String before, String after) {
        return OpenApiCompare.fromContents(downgraded(before), downgraded(after))
                .isCompatible();
    }

    /** Says in OpenAPI 3.0 what 3.1 says in JSON Schema: the comparison does not see changes of type in 3.1. */
    private static String downgraded(String yaml) {
        var description = (ObjectNode) new YAMLMapper().readTree(yaml);
        description.put("openapi", "3.0.3");
        downgrade(description);
        return Json.text(description);
    }

    private static void downgrade(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var type = object.get("type");
            if (type != null && type.isArray()) {
                type.valueStream()
                        .filter(each -> !each.stringValue().equals("null"))
                        .findFirst()
                        .ifPresent(each -> object.put("type", each.stringValue()));
                object.put(
                        "nullable",
                        type.valueStream().anyMatch(each -> each.stringValue().equals("null")));
            } else if (type != null && type.isString() && type.stringValue().equals("null")) {
                object.put("type", "string");
                object.put("nullable", true);
            }
        }
        node.valueStream().forEach(OpenApiDriftTest::downgrade);
    }

    private static void assertBreaks(UnaryOperator<String> change) {
        var changed = change.apply(BASELINE);
        assertThat(changed).as("the change changes something").isNotEqualTo(BASELINE);
        assertThat(isCompatible(BASELINE, changed)).isFalse();
    }

    @Test
    void the_description_keeps_what_was_published() {
        assertThat(isCompatible(BASELINE, read("/openapi.yaml"))).isTrue();
    }

    @Test
    void a_route_that_goes_away_is_found() {
        assertBreaks(yaml -> yaml.replace("  /api/v1/authors/{id}:", "  /api/v1/writers/{id}:"));
    }

    @Test
    void a_field_that_changes_its_type_is_found() {
        assertBreaks(yaml -> yaml.replace("filename: { type: string }", "filename: { type: integer }"));
    }

    @Test
    void a_field_that_goes_away_is_found() {
        assertBreaks(yaml -> yaml.replace("        primary_filename:", "        main_filename:"));
    }

    @Test
    void a_value_that_becomes_required_is_found() {
        assertBreaks(yaml -> yaml.replace("      required: [filename]", "      required: [filename, file_size]"));
    }
}
