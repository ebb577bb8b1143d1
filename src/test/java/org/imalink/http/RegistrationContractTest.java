package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertProblem;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.imalink.access.Phase;
import org.imalink.account.Registration;
import org.imalink.database.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may make an account by themselves, in each mode, on a server without an admin. */
@ParameterizedClass
@MethodSource("modes")
class RegistrationContractTest {
    record Mode(Engine engine, Registration registration) {}

    static Stream<Mode> modes() {
        return Arrays.stream(Engine.values())
                .flatMap(engine ->
                        Arrays.stream(Registration.values()).map(registration -> new Mode(engine, registration)));
    }

    @Parameter
    private Mode mode;

    private RunningServer server;
    private Client client;

    @BeforeEach
    void start() {
        server = RunningServer.with(mode.registration(), mode.engine());
        server.moveTo(Phase.FOUNDATION);
        client = server.client();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Client.Reply register(String name, String code) {
        return client.post(
                "/api/v1/auth/register",
                "{\"username\":\"%s\",\"email\":\"%s@example.org\",\"password\":\"%s\",\"code\":%s}"
                        .formatted(name, name, AccountsContract.PASSWORD, code));
    }

    private Client.Reply invite() {
        return client.with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE).post("/api/v1/users", "{}");
    }

    @Test
    void without_a_code_only_an_open_server_lets_somebody_register_and_a_refusal_says_what_to_do() {
        var reply = register("kari", "null");

        switch (mode.registration()) {
            case OPEN -> assertThat(reply.status()).as(reply.text()).isEqualTo(201);
            case INVITATION, CLOSED -> {
                assertProblem(reply, 403, Problem.NOT_INVITED);
                assertThat(reply.json().get("detail").stringValue())
                        .containsPattern("Ask (an admin|who runs this server)")
                        .hasSizeGreaterThan(40);
            }
        }
    }

    @Test
    void somebody_can_be_invited_unless_registration_is_closed() {
        var invitation = invite();

        switch (mode.registration()) {
            case OPEN, INVITATION -> {
                var reply = register("kari", invitation.json().get("code").toString());
                assertThat(reply.status()).as(reply.text()).isEqualTo(201);
            }
            case CLOSED -> {
                assertProblem(invitation, 409, Problem.REFUSED);
                assertThat(invitation.json().get("detail").stringValue()).contains("imalink user add");
            }
        }
    }

    @Test
    void a_wrong_code_is_refused_where_a_code_is_asked_for() {
        if (mode.registration() != Registration.OPEN) {
            assertProblem(register("kari", "\"AAAA-BBBB-CCCC\""), 403, Problem.NOT_INVITED);
        }
        assertThat(register("ola", "\"" + "x".repeat(101) + "\"").status()).isEqualTo(422);
    }

    @Test
    void the_one_time_code_makes_the_first_admin_in_every_mode_and_only_the_first() {
        var code = "\"" + server.setupCode() + "\"";
        var kari = register("kari", code);

        assertThat(kari.status()).as(kari.text()).isEqualTo(201);
        assertThat(kari.json().get("role").stringValue()).isEqualTo("admin");
        var ola = register("ola", code);
        if (ola.status() == 201) {
            assertThat(mode.registration()).isEqualTo(Registration.OPEN);
            assertThat(ola.json().get("role").stringValue()).isEqualTo("member");
        } else {
            assertProblem(ola, 403, Problem.NOT_INVITED);
        }
    }
}
