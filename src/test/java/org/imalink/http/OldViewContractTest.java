package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertProblem;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.imalink.database.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages that still show a library which is no longer the person's: what they send is written nowhere. */
@ParameterizedClass
@EnumSource(Engine.class)
class OldViewContractTest {
    private static final String KARI = "{\"username\":\"kari\",\"password\":\"syv sorte kaker\"";

    @Parameter
    private Engine engine;

    private RunningServer server;
    private Client client;
    private Client operator;
    private SignedIn kari;

    @BeforeEach
    void signKariInWhileAllShareOneLibrary() {
        server = RunningServer.on(engine);
        client = server.client();
        operator = client.with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE);
        move("advance", "dual");
        assertThat(operator.post("/api/v1/operator/users", KARI + ",\"email\":\"kari@example.org\"}")
                        .status())
                .isEqualTo(201);
        kari = SignedIn.of(client, client.post("/api/v1/auth/login", KARI + "}"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private int move(String way, String phase) {
        var reply = operator.post("/api/v1/multiuser/" + way, "{\"to\":\"" + phase + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().get("epoch").intValue();
    }

    /** As a tab does that shares its cookie with none. */
    private SignedIn refreshed(SignedIn before, String body) {
        var cookie = client.with("Cookie", Secrets.REFRESH_COOKIE + "=" + before.refresh());
        var route = "/api/v1/auth/refresh";
        return SignedIn.of(
                client,
                body.isEmpty() ? cookie.send("POST", route, BodyPublishers.noBody()) : cookie.post(route, body));
    }

    private static String showing(int epoch) {
        return "{\"epoch\":" + epoch + "}";
    }

    private static Client.Reply writeBy(SignedIn who) {
        return who.client().post("/api/v1/authors/", "{\"name\":\"Kari\"}");
    }

    private static int authorsOf(Client client) {
        return client.get("/api/v1/authors/").json().get("data").size();
    }

    @Test
    void writing_waits_until_the_client_says_that_it_shows_the_new_view() {
        int own = move("advance", "scoped");

        assertProblem(writeBy(kari), 409, Problem.LIBRARY_CHANGED);
        var kept = refreshed(kari, "");
        assertProblem(writeBy(kept), 409, Problem.LIBRARY_CHANGED);
        var old = refreshed(kept, showing(own - 1));
        assertProblem(writeBy(old), 409, Problem.LIBRARY_CHANGED);
        assertThat(authorsOf(client)).isZero();

        var lifted = refreshed(old, showing(own));
        assertThat(writeBy(lifted).status()).isEqualTo(201);
        assertThat(authorsOf(lifted.client())).isOne();
        assertThat(authorsOf(client)).isZero();
    }

    @Test
    void the_same_holds_on_the_way_back() {
        int own = move("advance", "scoped");
        var lifted = refreshed(kari, showing(own));
        int shared = move("retreat", "dual");

        assertProblem(writeBy(lifted), 409, Problem.LIBRARY_CHANGED);
        assertProblem(writeBy(refreshed(lifted, "")), 409, Problem.LIBRARY_CHANGED);
        assertThat(authorsOf(client)).isZero();
        assertThat(shared).isGreaterThan(own);
    }

    @Test
    void a_change_that_leaves_the_library_where_it_is_stops_nobody() {
        var lifted = refreshed(kari, showing(move("advance", "scoped")));
        server.addAdmin();
        assertThat(operator.post("/api/v1/multiuser/advance", "{\"to\":\"active\",\"leave_unowned\":true}")
                        .status())
                .isEqualTo(200);

        assertThat(writeBy(refreshed(lifted, "")).status()).isEqualTo(201);
    }

    @Test
    void who_signs_in_anew_has_the_view_of_the_day() {
        move("advance", "scoped");
        assertThat(writeBy(SignedIn.of(client, client.post("/api/v1/auth/login", KARI + "}")))
                        .status())
                .isEqualTo(201);
    }
}
