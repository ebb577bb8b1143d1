package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertProblem;
import static org.imalink.http.Replies.assertRefused;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.imalink.access.Phase;
import org.imalink.account.Actor;
import org.imalink.database.Engine;
import org.imalink.transition.rehearsal.PassedRehearsal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Where the server stands, and moving it, over HTTP. */
@ParameterizedClass
@EnumSource(Engine.class)
class MultiuserContractTest {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final String CONFIRMED = "{\"confirm\":true}";

    private final Engine engine;
    private RunningServer server;
    private Client client;
    private Client operator;

    MultiuserContractTest(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void start() {
        server = RunningServer.on(engine);
        client = server.client();
        operator = client.with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private JsonNode status() {
        return client.get("/api/v1/multiuser/status").json();
    }

    @Test
    void everybody_is_told_the_phase_and_how_to_sign_in_and_nothing_else() {
        var version = client.get("/openapi.json").json().at("/info/version").stringValue();
        assertThat(status().toString())
                .isEqualTo("{\"phase\":0,\"phase_name\":\"single\",\"epoch\":0,\"sign_in_offered\":false,"
                        + "\"sign_in_required\":false,\"sign_in_methods\":[],\"registration\":\"closed\","
                        + "\"contract_version\":\"" + version + "\"}");
        server.phases().advance(OPERATOR, Phase.DUAL);
        assertThat(status().toString())
                .isEqualTo("{\"phase\":2,\"phase_name\":\"dual\",\"epoch\":1,\"sign_in_offered\":true,"
                        + "\"sign_in_required\":false,\"sign_in_methods\":[\"password\"],\"registration\":\"open\","
                        + "\"contract_version\":\"" + version + "\"}");
    }

    @Test
    void the_operator_goes_there_and_back_and_is_told_who_sees_what() {
        var forward = operator.post("/api/v1/multiuser/advance", "{\"to\":\"foundation\"}")
                .json();
        assertThat(forward.get("changed").booleanValue()).isTrue();
        assertThat(forward.get("from").stringValue()).isEqualTo("single");
        assertThat(forward.get("who_sees_what").stringValue()).contains("with or without an account");
        assertThat(operator.get("/api/v1/multiuser/console")
                        .json()
                        .get("tenancy_level")
                        .intValue())
                .isOne();
        assertProblem(client.post("/api/v1/multiuser/retreat", "{\"to\":\"single\"}"), 401, Problem.ADMIN_REQUIRED);
        assertThat(operator.post("/api/v1/multiuser/advance", "{\"to\":\"open\"}")
                        .status())
                .isEqualTo(422);
        assertRefused(operator.post("/api/v1/multiuser/advance", "{\"to\":\"active\"}"), "no_admin");
        operator.post("/api/v1/multiuser/advance", "{\"to\":\"dual\"}");
        assertRefused(operator.post("/api/v1/multiuser/advance", "{\"to\":\"foundation\"}"), "phase_behind");
        assertThat(operator.post("/api/v1/multiuser/retreat", "{\"to\":\"single\"}")
                        .json()
                        .get("epoch")
                        .intValue())
                .isEqualTo(3);
        var own = operator.post("/api/v1/multiuser/advance", "{\"to\":\"scoped\"}")
                .json();
        assertThat(own.get("who_sees_what").stringValue()).contains("sees their own photos only");
    }

    @Test
    void the_one_time_code_goes_forward_while_there_is_no_admin_and_wrong_ones_are_limited() {
        var founder = client.with(Gatekeeper.SETUP_HEADER, server.setupCode());
        assertThat(founder.post("/api/v1/multiuser/advance", "{\"to\":\"foundation\"}")
                        .status())
                .isEqualTo(200);
        var guesser = client.with(Gatekeeper.SETUP_HEADER, "0000-0000-0000-0000");
        for (int attempt = 0; attempt < 10; attempt++) {
            assertProblem(guesser.get("/api/v1/multiuser/console"), 401, Problem.ADMIN_REQUIRED);
        }
        assertThat(founder.get("/api/v1/multiuser/console").status()).isEqualTo(429);
    }

    @Test
    void a_file_that_requires_sign_in_hides_the_photos_until_the_operator_decides() throws IOException {
        server.phases().advance(OPERATOR, Phase.DUAL);
        Files.writeString(
                server.folder("config").resolve("multiuser.json"),
                "{\"multi_user_enabled\": true, \"require_authentication\": true, \"default_user_fallback\": false}");
        assertThat(operator.get("/api/v1/multiuser/console")
                        .json()
                        .get("file_wish")
                        .stringValue())
                .contains("imalink multiuser advance --to dual");
        assertProblem(client.get("/api/v1/photos/"), 503, Problem.UNAVAILABLE);
        assertThat(client.get("/health").status()).isEqualTo(200);
        server.phases().retreat(OPERATOR, Phase.DUAL);
        assertThat(client.get("/api/v1/photos/").status()).isEqualTo(200);
    }

    @Test
    void what_takes_its_time_can_be_begun_and_followed() {
        assertThat(operator.get("/api/v1/multiuser/run").json().get("run").isNull())
                .isTrue();
        var begun = operator.post("/api/v1/multiuser/advance", "{\"to\":\"scoped\",\"wait\":false}");
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().get("task").stringValue()).isEqualTo("advance");
        var ended = awaitEnd();
        assertThat(ended.get("outcome").get("phase_name").stringValue()).isEqualTo("scoped");
        assertThat(ended.get("refusal").isNull()).isTrue();
        assertThat(operator.delete("/api/v1/multiuser/run").json().get("run")).isEqualTo(ended);
        assertRefused(operator.post("/api/v1/multiuser/down", "{\"to_level\":1,\"wait\":false}"), "phase_needs_level");
        server.phases().retreat(OPERATOR, Phase.DUAL);
        assertThat(operator.post("/api/v1/multiuser/down", "{\"to_level\":1,\"wait\":false}")
                        .status())
                .isEqualTo(202);
        assertThat(awaitEnd().get("outcome").get("tenancy_level").intValue()).isOne();
    }

    @Test
    void a_rehearsal_is_begun_and_its_report_is_there_afterwards() {
        assertRefused(operator.post("/api/v1/multiuser/rehearse", "{\"confirm\":false}"), "not_confirmed");
        assertThat(operator.post("/api/v1/multiuser/rehearse", CONFIRMED).status())
                .isEqualTo(202);
        var ended = awaitEnd();
        assertThat(ended.get("outcome").get("passed").booleanValue())
                .as("there is no program here that could serve a copy")
                .isFalse();
        var report = operator.get("/api/v1/multiuser/report").json();
        assertThat(report.get("rehearsal")).isEqualTo(ended.get("outcome"));
        assertThat(report.get("vouches").booleanValue()).isFalse();
    }

    @Test
    void the_library_is_verified_alone_and_against_a_backup() {
        operator.post("/api/v1/multiuser/advance", "{\"to\":\"scoped\"}");
        var alone = verdict("{\"confirm\":true}");
        assertThat(alone.get("good").booleanValue()).as(alone.toString()).isTrue();
        var against = verdict("{\"confirm\":true,\"against\":\"latest\"}");
        assertThat(against.get("good").booleanValue()).as(against.toString()).isTrue();
        assertThat(against.get("level").intValue()).isEqualTo(2);
        assertThat(operator.post("/api/v1/multiuser/verify", "{\"confirm\":true,\"against\":\"none\"}")
                        .status())
                .isEqualTo(202);
        assertThat(awaitEnd().get("refusal").stringValue()).contains("There is no backup none");
    }

    @Test
    void a_refusal_says_what_it_is_about_for_who_reads_another_language() {
        server.phases().advance(OPERATOR, Phase.DUAL);
        assertRefused(operator.post("/api/v1/multiuser/retreat", "{\"to\":\"scoped\"}"), "phase_ahead");
        var needed = operator.post("/api/v1/multiuser/down", "{\"to_level\":0}");
        assertRefused(needed, "phase_needs_level");
        assertThat(needed.json().at("/reason/values")).isEqualTo(Json.read("{\"phase\":\"dual\",\"to\":\"single\"}"));
        operator.post("/api/v1/multiuser/verify", "{\"confirm\":true,\"against\":\"latest\"}");
        assertThat(awaitEnd().at("/refusal_reason/code").stringValue()).isEqualTo("no_backup");
        operator.post("/api/v1/multiuser/verify", CONFIRMED);
        assertThat(awaitEnd().get("refusal_reason").isNull()).isTrue();
    }

    private JsonNode verdict(String request) {
        assertThat(operator.post("/api/v1/multiuser/verify", request).status()).isEqualTo(202);
        return awaitEnd().get("outcome");
    }

    private JsonNode awaitEnd() {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        var run = operator.get("/api/v1/multiuser/run").json().get("run");
        while (run.get("running").booleanValue() && System.nanoTime() < patience) {
            run = operator.get("/api/v1/multiuser/run").json().get("run");
        }
        return run;
    }

    @Test
    void all_the_way_there_and_at_once_back() {
        server.phases().advance(OPERATOR, Phase.FOUNDATION);
        assertRefused(operator.post("/api/v1/multiuser/activate", CONFIRMED), "no_admin");
        var preflight = operator.get("/api/v1/multiuser/preflight").json();
        assertThat(preflight.get("clear").booleanValue()).isFalse();
        assertThat(preflight.at("/findings/0/code").stringValue()).isEqualTo("no_admin");
        server.addAdmin();
        assertThat(operator.get("/api/v1/multiuser/preflight")
                        .json()
                        .get("clear")
                        .booleanValue())
                .isTrue();
        assertRefused(operator.post("/api/v1/multiuser/activate", "{\"confirm\":false}"), "not_confirmed");
        assertThat(operator.get("/api/v1/multiuser/report").json().toString())
                .isEqualTo("{\"rehearsal\":null,\"vouches\":false,\"change\":null}");
        PassedRehearsal.leaveIn(server.directory());
        var report = operator.get("/api/v1/multiuser/report").json();
        assertThat(report.get("vouches").booleanValue()).isTrue();
        assertThat(report.at("/rehearsal/reads/compared").intValue()).isEqualTo(60);
        assertThat(operator.post("/api/v1/multiuser/activate", CONFIRMED).status())
                .isEqualTo(202);
        assertThat(awaitEnd().get("refusal").isNull()).isTrue();
        assertThat(client.get("/api/v1/photos/").status()).isEqualTo(401);
        assertThat(operator.post("/api/v1/multiuser/deactivate", CONFIRMED)
                        .json()
                        .get("from")
                        .stringValue())
                .isEqualTo("active");
        assertThat(client.get("/api/v1/photos/").status()).isEqualTo(200);
    }

    @Test
    void streams_of_events_say_that_the_phase_changed_and_end() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/events"))
                    .build();
            var response = http.send(request, BodyHandlers.ofLines());
            server.phases().advance(OPERATOR, Phase.FOUNDATION);
            List<String> lines = response.body()
                    .filter(line -> !line.isEmpty() && !line.equals(":"))
                    .toList();
            assertThat(lines)
                    .containsExactly("event: server", "data: {\"phase\":1,\"phase_name\":\"foundation\",\"epoch\":1}");
        }
    }
}
