package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertInvalid;
import static org.imalink.http.Replies.assertProblem;
import static org.imalink.http.Replies.assertSuccess;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.imalink.access.Phase;
import org.imalink.database.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The person of the single-user time takes user 1 as their own, and gives it back. */
@ParameterizedClass
@EnumSource(Engine.class)
class ClaimContractTest {
    private static final String CLAIM = "/api/v1/multiuser/claim";
    private static final String KARI = "{\"username\":\"kari\",\"email\":\"kari@example.org\",\"password\":\""
            + AccountsContract.PASSWORD + "\",\"display_name\":\"Kari\"}";

    @Parameter
    private Engine engine;

    private RunningServer server;
    private Client client;
    private Client operator;

    @BeforeEach
    void start() {
        server = RunningServer.on(engine);
        server.moveTo(Phase.DUAL);
        client = server.client();
        operator = client.with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Client founder() {
        return client.with("Imalink-Setup-Code", server.setupCode());
    }

    private SignedIn signIn(String name) {
        return SignedIn.of(
                client,
                client.post("/api/v1/auth/login", AccountsContract.credentials(name, AccountsContract.PASSWORD)));
    }

    private void add(String name, String role) {
        var reply = operator.post(
                "/api/v1/operator/users", KARI.replace("kari", name).replace("}", ",\"role\":\"" + role + "\"}"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    @Test
    void the_operator_claims_the_library_for_a_person_who_can_sign_in_then() {
        var reply = operator.post(CLAIM, KARI);

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.json().get("id").intValue()).isOne();
        assertThat(reply.json().get("role").stringValue()).isEqualTo("admin");
        assertThat(reply.json().get("display_name").stringValue()).isEqualTo("Kari");
        assertThat(signIn("kari").client().get("/api/v1/users").status()).isEqualTo(200);
    }

    @Test
    void the_one_time_code_claims_it_once() {
        var founder = founder();

        assertThat(founder.post(CLAIM, KARI).status()).isEqualTo(201);
        assertThat(founder.post(CLAIM, KARI).status()).isEqualTo(401);
        assertProblem(operator.post(CLAIM, KARI), 409, Problem.REFUSED);
    }

    @Test
    void an_admin_claims_it() {
        add("anna", "admin");
        var anna = signIn("anna").client();

        assertThat(founder().post(CLAIM, KARI).status()).isEqualTo(401);
        assertThat(anna.post(CLAIM, KARI).status()).isEqualTo(201);
    }

    @Test
    void a_claim_is_taken_back_and_its_sign_ins_end() {
        add("anna", "admin");
        operator.post(CLAIM, KARI);
        var kari = signIn("kari");

        assertSuccess(signIn("anna").client().delete(CLAIM), "The library belongs to the system user again");
        assertThat(AccountsContract.knows(kari.client())).isFalse();
        assertThat(client.post("/api/v1/auth/login", AccountsContract.credentials("kari", AccountsContract.PASSWORD))
                        .status())
                .isEqualTo(401);
        assertProblem(operator.delete(CLAIM), 409, Problem.REFUSED);
        assertThat(operator.post(CLAIM, KARI).status()).isEqualTo(201);
    }

    @Test
    void the_last_admin_keeps_the_claim() {
        operator.post(CLAIM, KARI);

        assertProblem(operator.delete(CLAIM), 409, Problem.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE"})
    void members_and_nobody_claim_nothing(String method) {
        add("anna", "admin");
        add("ola", "member");
        var body = BodyPublishers.ofString(KARI);
        var nobody = client.with("Content-Type", "application/json");
        var ola = signIn("ola").client().with("Content-Type", "application/json");

        assertThat(nobody.send(method, CLAIM, body).status()).isEqualTo(401);
        assertThat(nobody.with("Imalink-Setup-Code", "wrong")
                        .send(method, CLAIM, body)
                        .status())
                .isEqualTo(401);
        assertProblem(ola.send(method, CLAIM, body), 403, Problem.ADMIN_REQUIRED);
    }

    @Test
    void a_claim_is_refused_for_what_cannot_be_used() {
        add("anna", "member");

        assertProblem(operator.post(CLAIM, KARI.replace("kari", "anna")), 409, Problem.TAKEN);
        assertProblem(
                operator.post(CLAIM, KARI.replace(AccountsContract.PASSWORD, "password")), 400, Problem.UNACCEPTABLE);
        var invalid = operator.post(CLAIM, KARI.replace(AccountsContract.PASSWORD, "short"));
        assertInvalid(invalid, "string_too_short", "body", "password");
        assertThat(invalid.text()).doesNotContain("\"short\"");
    }

    @Test
    void in_single_user_mode_there_is_nothing_to_claim() {
        server.moveTo(Phase.SINGLE);

        assertProblem(operator.post(CLAIM, KARI), 404, Problem.NO_ACCOUNTS);
        assertProblem(operator.delete(CLAIM), 404, Problem.NO_ACCOUNTS);
    }
}
