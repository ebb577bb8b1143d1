package org.imalink.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.imalink.database.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebClientTest {
    private static final String PAGE = "<!doctype html><title>ImaLink</title>";
    private static final String SCRIPT = "console.log('ImaLink');".repeat(100);

    private RunningServer server;

    private Client serve(Map<String, WebFile> files) {
        server = RunningServer.with(
                Engine.SQLITE,
                new HttpSettings("127.0.0.1", 0, List.of(), List.of(), TrustedProxies.NONE, false),
                files);
        return server.client().with("Accept", "text/html,*/*");
    }

    private Client serveClient() {
        return serve(Map.of(
                "/index.html", WebFile.of("/index.html", PAGE.getBytes(UTF_8)),
                "/assets/index-abc.js", WebFile.of("/assets/index-abc.js", SCRIPT.getBytes(UTF_8)),
                "/favicon.svg", WebFile.of("/favicon.svg", "<svg/>".getBytes(UTF_8))));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/photo/abc", "/imports", "/a/b/c"})
    void the_client_s_paths_get_its_page_which_is_asked_for_anew_each_time(String path) {
        var reply = serveClient().get(path);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(PAGE);
        assertThat(reply.header("content-type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(reply.header("cache-control")).isEqualTo("no-cache");
        assertThat(reply.header("content-security-policy")).contains("script-src 'self'");
    }

    @Test
    void files_with_a_hash_in_their_name_are_kept_for_ever_and_compressed_for_who_wants_it() throws IOException {
        var client = serveClient();
        var plain = client.get("/assets/index-abc.js");
        assertThat(plain.text()).isEqualTo(SCRIPT);
        assertThat(plain.header("content-type")).startsWith("text/javascript");
        assertThat(plain.header("cache-control")).isEqualTo("public, max-age=31536000, immutable");
        var compressed = client.with("Accept-Encoding", "br, gzip").get("/assets/index-abc.js");
        assertThat(compressed.header("content-encoding")).isEqualTo("gzip");
        assertThat(compressed.header("vary")).contains("Accept-Encoding");
        assertThat(compressed.header("etag")).isNotEqualTo(plain.header("etag"));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.bytes())).readAllBytes())
                .isEqualTo(SCRIPT.getBytes(UTF_8));
        assertThat(client.with("If-None-Match", plain.header("etag"))
                        .get("/assets/index-abc.js")
                        .status())
                .isEqualTo(304);
        assertThat(client.head("/favicon.svg").header("content-length")).isEqualTo("6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/index-old.js", "/photo/abc.png", "/api/v1/nothing", "/api/", "/web/index.html"})
    void a_file_or_route_that_is_missing_does_not_get_the_page(String path) {
        Replies.assertError(serveClient().get(path), 404, "Not Found");
    }

    @Test
    void programs_that_want_no_page_get_the_contract_s_answer() {
        serveClient();
        Replies.assertError(server.client().get("/photo/abc"), 404, "Not Found");
        Replies.assertError(server.client().post("/photo/abc", "{}"), 404, "Not Found");
    }

    @Test
    void a_server_without_its_client_says_how_to_build_it() {
        var reply = serve(Map.of()).get("/");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("content-type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(reply.text()).contains("was not built").contains("./mvnw package");
    }
}
