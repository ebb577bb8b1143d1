package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Holds answers against openapi.yaml. */
final class DescribedAnswers {
    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createForInlineApiSpecification(description())
                    .withLevelResolver(LevelResolver.create()
                            // What a client asks for although it is not there is tested elsewhere.
                            .withLevel("validation.request.path.missing", ValidationReport.Level.IGNORE)
                            .withLevel("validation.request.operation.notAllowed", ValidationReport.Level.IGNORE)
                            .build())
                    .build();

    /** HEAD is not described beside GET, and OPTIONS belongs to CORS. */
    private static final Set<String> DESCRIBED_METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private DescribedAnswers() {}

    /** The validator reads {@code additionalProperties: true} as false; left out, it means what it says. */
    private static String description() {
        try (var yaml = DescribedAnswers.class.getResourceAsStream("/openapi.yaml")) {
            var description = new YAMLMapper().readTree(yaml);
            description.findParents("additionalProperties").stream()
                    .filter(parent -> parent.get("additionalProperties").equals(BooleanNode.TRUE))
                    .forEach(parent -> ((ObjectNode) parent).remove("additionalProperties"));
            return Json.text(description);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void check(HttpResponse<byte[]> response) {
        var request = response.request();
        if (!DESCRIBED_METHODS.contains(request.method())
                || response.statusCode() == 307
                || response.statusCode() == 304) {
            return;
        }
        var answer = SimpleResponse.Builder.status(response.statusCode()).withBody(response.body());
        response.headers().firstValue("content-type").ifPresent(answer::withContentType);
        var report = VALIDATOR.validateResponse(
                request.uri().getRawPath(), Request.Method.valueOf(request.method()), answer.build());
        assertThat(report.getMessages().stream()
                        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                        .toList())
                .as(
                        "%s %s answered %d %.2000s",
                        request.method(),
                        request.uri(),
                        response.statusCode(),
                        new String(response.body(), StandardCharsets.UTF_8))
                .isEmpty();
    }
}
