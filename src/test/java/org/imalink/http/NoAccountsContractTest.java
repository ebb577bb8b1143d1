package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertProblem;
import static org.imalink.http.Replies.assertSuccess;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.imalink.access.Phase;
import org.imalink.database.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes on accounts in single-user mode: of a library that never had accounts, and of one where they rest. */
@ParameterizedClass
@EnumSource(Engine.class)
class NoAccountsContractTest {
    @Parameter
    private Engine engine;

    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.on(engine);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void every_route_on_accounts_says_that_there_are_none(boolean wentBack) {
        if (wentBack) {
            server.moveTo(Phase.DUAL);
            server.moveTo(Phase.SINGLE);
        }
        var operator = server.client()
                .with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE)
                .with("Content-Type", "application/json");
        var person = "{\"username\":\"kari\",\"email\":\"kari@example.org\",\"password\":\"syv sorte kaker\","
                + "\"code\":\"x\",\"current_password\":\"x\",\"new_password\":\"syv sorte kaker\"}";
        server.routes().stream()
                .filter(route ->
                        route.path().template().matches("/api/v1/(auth/|users|operator/users|multiuser/claim).*"))
                .filter(route -> !route.path().template().equals("/api/v1/auth/logout"))
                .forEach(route -> {
                    var path = route.path().template().replace("{id}", "1");
                    var reply = operator.send(route.method(), path, BodyPublishers.ofString(person));
                    assertProblem(reply, 404, Problem.NO_ACCOUNTS);
                    assertThat(SignedIn.setCookies(reply)).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void signing_out_works_nevertheless(boolean wentBack) {
        if (wentBack) {
            server.moveTo(Phase.FOUNDATION);
            server.moveTo(Phase.SINGLE);
        }
        var reply = server.client()
                .with("Authorization", "Bearer whatever")
                .with("Cookie", "imalink_refresh=whatever")
                .send("POST", "/api/v1/auth/logout", BodyPublishers.noBody());

        assertSuccess(reply, "Signed out");
        assertThat(SignedIn.setCookies(reply)).hasSize(3).allMatch(line -> line.contains("Max-Age=0"));
    }

    /** @param level at which the sign-in lies while there are no accounts: 0 where it is parked */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void a_sign_in_that_somebody_ended_meanwhile_does_not_come_back_with_the_accounts(int level) {
        server.moveTo(Phase.DUAL);
        server.client()
                .with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE)
                .post(
                        "/api/v1/operator/users",
                        "{\"username\":\"kari\",\"email\":\"kari@example.org\",\"password\":\"syv sorte kaker\"}");
        var login = "{\"username\":\"kari\",\"password\":\"syv sorte kaker\"}";
        var ended = SignedIn.of(server.client(), server.client().post("/api/v1/auth/login", login));
        var kept = SignedIn.of(server.client(), server.client().post("/api/v1/auth/login", login));
        server.moveTo(Phase.SINGLE);
        server.moveTenancy(level);

        assertSuccess(
                server.client()
                        .with("Cookie", "imalink_refresh=" + ended.refresh())
                        .send("POST", "/api/v1/auth/logout", BodyPublishers.noBody()),
                "Signed out");
        server.moveTo(Phase.DUAL);

        assertThat(ended.client().get("/api/v1/auth/me").status()).isEqualTo(401);
        assertThat(kept.client().get("/api/v1/auth/me").status()).isEqualTo(200);
    }
}
