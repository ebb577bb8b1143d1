package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imalink.database.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is for the operator alone, in a phase in which everybody would see all photos. */
class OperatorDoorTest {
    private static RunningServer start() {
        return RunningServer.with(
                Engine.SQLITE,
                new HttpSettings("127.0.0.1", 0, List.of(), List.of(), TrustedProxies.NONE, false, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/photos/", "/api/v1/multiuser/status", "/health", "/openapi.json", "/", "/nowhere"})
    void nothing_at_all_is_answered_without_the_code(String path) throws Exception {
        try (var server = start()) {
            assertThat(server.client().get(path).status()).isEqualTo(401);
            assertThat(server.client()
                            .with(OperatorGate.HEADER, "guessed")
                            .get(path)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void who_sends_the_code_is_answered_as_by_any_server() throws Exception {
        try (var server = start()) {
            var operator = server.client().with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE);
            assertThat(operator.get("/api/v1/photos/").status()).isEqualTo(200);
            assertThat(operator.get("/nowhere.js").status()).isEqualTo(404);
        }
    }
}
