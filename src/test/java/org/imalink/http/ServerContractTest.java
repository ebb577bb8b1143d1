package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerContractTest extends Contract {
    @Test
    void health_is_told_in_the_words_that_clients_know() {
        assertThat(client.get("/health").text())
                .isEqualTo("{\"status\":\"ok\",\"message\":\"ImaLink Fase 1 is running\"}");
    }

    @Test
    void the_status_by_which_clients_find_the_server_leaks_no_path() {
        var status = client.get("/api/v1/debug/status");
        assertThat(status.status()).isEqualTo(200);
        assertThat(Replies.names(status.json()))
                .containsExactly("development_mode", "database_url", "data_directory", "environment");
        assertThat(status.text())
                .doesNotContain(server.test().folder().toString())
                .doesNotContain("/");
    }

    @Test
    void the_description_is_published_as_json() {
        var description = client.get("/openapi.json").json();
        assertThat(description.get("openapi").stringValue()).startsWith("3.1");
        assertThat(description.get("info").get("title").stringValue()).isEqualTo("ImaLink API");
        assertThat(description.get("paths").has("/api/v1/photos/")).isTrue();
    }
}
