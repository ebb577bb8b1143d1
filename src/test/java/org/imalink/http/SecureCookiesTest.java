package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Cookies of a server behind a proxy of ours that speaks TLS to the browser. */
@ParameterizedClass
@MethodSource("org.imalink.http.AccountSetting#all")
class SecureCookiesTest {
    @Parameter
    private AccountSetting setting;

    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.with(
                setting.engine(),
                new HttpSettings("127.0.0.1", 0, List.of(), List.of(), TrustedProxies.of(List.of("127.0.0.1")), false));
        server.moveTo(setting.phase());
        var reply = server.client()
                .with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE)
                .post(
                        "/api/v1/operator/users",
                        "{\"username\":\"kari\",\"email\":\"kari@example.org\",\"password\":\"%s\"}"
                                .formatted(AccountsContract.PASSWORD));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** The cookies of signing in, of going on, and of signing out. */
    private List<String> cookies(Client browser) {
        var login = browser.post("/api/v1/auth/login", AccountsContract.credentials("kari", AccountsContract.PASSWORD));
        var refresh = browser.with("Cookie", "imalink_refresh=" + SignedIn.cookie(login, "imalink_refresh"))
                .send("POST", "/api/v1/auth/refresh", BodyPublishers.noBody());
        var logout = browser.with("Cookie", "imalink_refresh=" + SignedIn.cookie(refresh, "imalink_refresh"))
                .send("POST", "/api/v1/auth/logout", BodyPublishers.noBody());
        var lines = List.of(login, refresh, logout).stream()
                .flatMap(reply -> SignedIn.setCookies(reply).stream())
                .toList();
        assertThat(lines).hasSize(9);
        return lines;
    }

    @Test
    void behind_tls_every_cookie_is_sent_over_tls_only() {
        assertThat(cookies(server.client().with("X-Forwarded-Proto", "https")))
                .allSatisfy(line -> assertThat(line).endsWith("; Secure"));
    }

    @Test
    void without_tls_none_claims_it_because_the_browser_would_drop_it() {
        assertThat(cookies(server.client())).allSatisfy(line -> assertThat(line).doesNotContain("Secure"));
    }
}
