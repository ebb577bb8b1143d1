package org.imalink.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiDocumentationTest extends Contract {
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    @Test
    void the_page_is_there_for_everybody_and_refers_only_to_files_that_are_there_too() {
        var page = client.get("/docs");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        var references = REFERENCE
                .matcher(page.text())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(references)
                .containsExactly(
                        "data:,", "docs/swagger-ui.css", "docs/swagger-ui-bundle.js", "docs/start.js", "openapi.json");
        for (var reference : references.subList(1, references.size())) {
            assertThat(client.get("/" + reference).status()).as(reference).isEqualTo(200);
        }
    }

    @Test
    void the_page_lives_with_the_policy_of_every_other_answer_and_has_no_script_inside() {
        var page = client.get("/docs");
        assertThat(page.header("content-security-policy"))
                .isEqualTo(client.get("/health").header("content-security-policy"))
                .contains("script-src 'self';");
        assertThat(page.text()).doesNotContainPattern("<script[^>]*>[^<]").doesNotContain("<style", "style=");
    }

    @ParameterizedTest
    @CsvSource({
        "swagger-ui.css, text/css, .swagger-ui",
        "swagger-ui-bundle.js, text/javascript, SwaggerUIBundle",
        "swagger-ui-bundle.js.LICENSE.txt, text/plain, @license",
        "start.js, text/javascript, openapi.json"
    })
    void its_files_have_their_type_and_content(String name, String type, String content) {
        var file = client.get("/docs/" + name);
        assertThat(file.status()).isEqualTo(200);
        // Jetty writes some of them without the space.
        assertThat(file.header("content-type").replace(" ", "")).isEqualTo(type + ";charset=utf-8");
        assertThat(file.text()).contains(content);
    }

    @Test
    void its_files_are_compressed_for_who_wants_it_and_not_sent_again_to_who_has_them() throws IOException {
        var plain = client.get("/docs/swagger-ui.css");
        var compressed = client.with("Accept-Encoding", "gzip").get("/docs/swagger-ui.css");
        assertThat(compressed.header("content-encoding")).isEqualTo("gzip");
        assertThat(compressed.bytes()).hasSizeLessThan(plain.bytes().length / 3);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.bytes())).readAllBytes())
                .isEqualTo(plain.bytes());
        assertThat(client.with("If-None-Match", plain.header("etag"))
                        .get("/docs/swagger-ui.css")
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/index.html",
                "/docs/swagger-ui.css.map",
                "/docs/swagger-ui-es-bundle.js",
                "/docs/..%2Fopenapi.yaml",
                "/docs/%2e%2e",
                "/docs/a/b.js"
            })
    void nothing_else_is_served_from_there(String path) {
        var reply = client.get(path);
        assertThat(reply.status()).as(reply.text()).isIn(400, 404);
        assertThat(reply.header("content-type")).isEqualTo("application/json");
    }

    @Test
    void the_jar_carries_nothing_of_the_library_that_is_not_served() throws IOException {
        assertThat(WebFiles.class.getResource("/docs/swagger-ui-es-bundle.js")).isNull();
        try (var folder = WebFiles.class.getResourceAsStream("/docs/")) {
            assertThat(new String(folder.readAllBytes(), UTF_8).lines())
                    .containsExactlyInAnyOrder(
                            "index.html",
                            "start.js",
                            "swagger-ui-bundle.js",
                            "swagger-ui-bundle.js.LICENSE.txt",
                            "swagger-ui.css");
        }
    }

    @Test
    void redoc_leads_to_the_same_documentation() {
        var reply = client.get("/redoc");
        assertThat(reply.status()).isEqualTo(307);
        assertThat(reply.header("location")).isEqualTo("/docs");
    }

    @Test
    void a_slash_too_many_leads_to_the_page() {
        assertThat(client.get("/docs/").header("location")).endsWith("/docs");
    }
}
