package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.ATTEMPT_LIMITS;
import static org.imalink.database.schema.Tables.SIGN_IN_SESSIONS;
import static org.imalink.database.schema.Tables.USERS;
import static org.imalink.database.schema.Tables.USER_CODES;

import java.io.IOException;
import java.util.List;
import org.imalink.access.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Accounts, tested on a server that really runs, in each phase that has some. Accounts are removed after each test. Every
 * answer is also held against openapi.yaml.
 */
@ParameterizedClass
@MethodSource("org.imalink.http.AccountSetting#all")
abstract class AccountsContract {
    static final String PASSWORD = "syv sorte kaker";

    /** The server of the class that runs now: classes run one after another. */
    static RunningServer server;

    @Parameter
    AccountSetting setting;

    Client client;
    Client operator;

    @BeforeParameterizedClassInvocation
    static void start(AccountSetting setting) {
        server = RunningServer.on(setting.engine());
        server.moveTo(setting.phase());
    }

    @BeforeEach
    void call() {
        client = server.client();
        operator = client.with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE);
    }

    /** Adds an account, whose e-mail is {@code name@example.org}. */
    JsonNode add(String name, String role) {
        var reply = operator.post(
                "/api/v1/operator/users",
                "{\"username\":\"%s\",\"email\":\"%s@example.org\",\"password\":\"%s\",\"role\":\"%s\"}"
                        .formatted(name, name, PASSWORD, role));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    Client.Reply login(String name, String password) {
        return client.post("/api/v1/auth/login", credentials(name, password));
    }

    static String credentials(String name, String password) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    }

    SignedIn signIn(String name) {
        return SignedIn.of(client, login(name, PASSWORD));
    }

    SignedIn member(String name) {
        add(name, "member");
        return signIn(name);
    }

    SignedIn admin(String name) {
        add(name, "admin");
        return signIn(name);
    }

    Client.Reply refresh(String refreshToken) {
        return withCookie(client, Secrets.REFRESH_COOKIE, refreshToken)
                .send("POST", "/api/v1/auth/refresh", java.net.http.HttpRequest.BodyPublishers.noBody());
    }

    /** As a client does that says which view it shows. */
    Client.Reply refresh(String refreshToken, int epoch) {
        return withCookie(client, Secrets.REFRESH_COOKIE, refreshToken)
                .post("/api/v1/auth/refresh", "{\"epoch\":" + epoch + "}");
    }

    int presentEpoch() {
        return client.get("/api/v1/multiuser/status").json().get("epoch").intValue();
    }

    static Client withCookie(Client client, String name, String value) {
        return client.with("Cookie", name + "=" + value);
    }

    /** Whether somebody is signed in by this. */
    static boolean knows(Client client) {
        return client.get("/api/v1/auth/me").status() == 200;
    }

    @AfterEach
    void removeAccounts() {
        server.test().database().write(tx -> {
            List.of(SIGN_IN_SESSIONS, USER_CODES, ATTEMPT_LIMITS)
                    .forEach(table -> tx.deleteFrom(table).execute());
            return tx.deleteFrom(USERS).where(USERS.ID.ne(Scope.SYSTEM_USER)).execute();
        });
        server.emptyLibrary();
    }

    @AfterParameterizedClassInvocation
    static void stop() throws IOException {
        server.close();
    }
}
