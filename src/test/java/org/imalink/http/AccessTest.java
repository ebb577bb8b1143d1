package org.imalink.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.imalink.access.Phase;
import org.imalink.account.Actor;
import org.imalink.account.NewAccount;
import org.imalink.account.Role;
import org.imalink.account.Tokens;
import org.imalink.account.Visitor;
import org.imalink.database.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every line of the table of routes, called by everybody there can be, in every phase. */
class AccessTest {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final String PASSWORD = "syv sorte kaker";
    private static final Path PAGE = Path.of("docs/access.md");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Who calls. */
    private enum Kind {
        NOBODY,
        BAD_TOKEN,
        OPERATOR,
        SETUP_CODE,
        MEMBER,
        /** Another member, with a token from when everybody had one library. */
        OLD_VIEW,
        /** A member's picture in a page: the cookie alone. */
        IMAGE_COOKIE,
        IMPORTER,
        ADMIN;

        boolean hasToken() {
            return switch (this) {
                case BAD_TOKEN, MEMBER, OLD_VIEW, IMPORTER, ADMIN -> true;
                case NOBODY, OPERATOR, SETUP_CODE, IMAGE_COOKIE -> false;
            };
        }

        boolean isSignedIn() {
            return hasToken() && this != BAD_TOKEN;
        }
    }

    /** How the edge meets them; empty types are met by nothing that the edge says. */
    private enum Met {
        LET_IN(0, ""),
        NO_ACCOUNTS(404, "no-accounts"),
        LIBRARY_CHANGED(409, "library-changed"),
        SIGN_IN(401, "sign-in-required"),
        GRANT(403, "grant-required"),
        ADMIN_UNKNOWN(401, "admin-required"),
        ADMIN_OTHER(403, "admin-required"),
        OPERATOR(401, "operator-required");

        private final int status;
        private final String type;

        Met(int status, String code) {
            this.status = status;
            this.type = code.isEmpty() ? "" : "urn:imalink:problem:" + code;
        }
    }

    /** @param hasAdmin whether the one-time code is used up */
    private static Met expected(Route route, Kind kind, Phase phase, boolean hasAdmin) {
        boolean single = phase == Phase.SINGLE;
        return switch (route.caller()) {
            case EVERYONE, SIGN_OUT -> Met.LET_IN;
            case SIGN_IN -> single ? Met.NO_ACCOUNTS : Met.LET_IN;
            case VIEWER -> viewer(route, kind, phase);
            case SIGNED_IN -> single ? Met.NO_ACCOUNTS : kind.isSignedIn() ? Met.LET_IN : Met.SIGN_IN;
            case IMPORTER ->
                single
                        ? Met.NO_ACCOUNTS
                        : kind == Kind.IMPORTER ? Met.LET_IN : kind.isSignedIn() ? Met.GRANT : Met.SIGN_IN;
            case STEWARD -> single ? Met.NO_ACCOUNTS : kind == Kind.OPERATOR ? Met.LET_IN : admin(kind);
            case FOUNDER ->
                kind == Kind.OPERATOR || kind == Kind.SETUP_CODE && !hasAdmin
                        ? Met.LET_IN
                        : single ? Met.ADMIN_UNKNOWN : admin(kind);
            case OPERATOR -> kind == Kind.OPERATOR ? Met.LET_IN : Met.OPERATOR;
        };
    }

    private static Met viewer(Route route, Kind kind, Phase phase) {
        boolean writes = route.effect() == Effect.WRITE;
        if (!kind.hasToken()) {
            return phase == Phase.ACTIVE && !isPicture(kind, route) ? Met.SIGN_IN : Met.LET_IN;
        }
        if (phase == Phase.SINGLE) {
            return writes ? Met.LIBRARY_CHANGED : Met.LET_IN;
        }
        return switch (kind) {
            case BAD_TOKEN -> writes || !phase.isShared() ? Met.SIGN_IN : Met.LET_IN;
            case OLD_VIEW -> writes ? Met.LIBRARY_CHANGED : Met.LET_IN;
            default -> Met.LET_IN;
        };
    }

    private static Met admin(Kind kind) {
        return kind == Kind.ADMIN ? Met.LET_IN : kind.isSignedIn() ? Met.ADMIN_OTHER : Met.ADMIN_UNKNOWN;
    }

    /** How many a server lets pass at once. */
    private static final int WRONG_CODES = 10;

    private int wrongCodes;
    private final Map<Kind, Tokens> signedIn = new EnumMap<>(Kind.class);
    private RunningServer server;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void every_route_lets_in_whom_the_table_says_in_every_phase(Engine engine) throws Exception {
        try (var running = RunningServer.on(engine)) {
            server = running;
            var withoutAccounts = Set.of(Kind.NOBODY, Kind.BAD_TOKEN, Kind.OPERATOR, Kind.SETUP_CODE);
            walk(Phase.SINGLE, withoutAccounts, false);
            running.phases().advance(OPERATOR, Phase.FOUNDATION);
            walk(Phase.FOUNDATION, withoutAccounts, false);
            running.phases().advance(OPERATOR, Phase.DUAL);
            walk(Phase.DUAL, withoutAccounts, false);

            addAccounts();
            var withAccounts =
                    Set.of(Kind.NOBODY, Kind.BAD_TOKEN, Kind.MEMBER, Kind.IMAGE_COOKIE, Kind.IMPORTER, Kind.ADMIN);
            walk(Phase.DUAL, Set.of(Kind.SETUP_CODE), true);
            walk(Phase.DUAL, withAccounts, true);

            signIn(Kind.OLD_VIEW);
            running.phases().advance(OPERATOR, Phase.SCOPED);
            List.of(Kind.MEMBER, Kind.IMPORTER, Kind.ADMIN).forEach(this::signIn);
            var everybody = EnumSet.allOf(Kind.class);
            everybody.remove(Kind.SETUP_CODE); // too many wrong ones are met with a refusal of their own
            walk(Phase.SCOPED, everybody, true);
            running.phases().advance(OPERATOR, Phase.ACTIVE);
            walk(Phase.ACTIVE, everybody, true);
            running.phases().retreat(OPERATOR, Phase.DUAL);
            walk(Phase.DUAL, Set.of(Kind.OLD_VIEW), true);
            List.of(Kind.MEMBER, Kind.IMPORTER, Kind.ADMIN).forEach(this::signIn);
            walk(Phase.DUAL, withAccounts, true);

            running.phases().retreat(OPERATOR, Phase.FOUNDATION);
            walk(Phase.FOUNDATION, withAccounts, true);
            running.phases().retreat(OPERATOR, Phase.SINGLE);
            walk(Phase.SINGLE, withAccounts, true);
        }
    }

    private void addAccounts() {
        var accounts = server.accounts();
        accounts.add(OPERATOR, person("member"), Role.MEMBER, false);
        accounts.add(OPERATOR, person("old_view"), Role.MEMBER, false);
        accounts.add(OPERATOR, person("importer"), Role.MEMBER, true);
        accounts.add(OPERATOR, person("admin"), Role.ADMIN, false);
        List.of(Kind.MEMBER, Kind.IMPORTER, Kind.ADMIN).forEach(this::signIn);
    }

    private static NewAccount person(String name) {
        return new NewAccount(name, name + "@example.org", null, PASSWORD, null);
    }

    private void signIn(Kind kind) {
        signedIn.put(
                kind,
                server.accounts().signIn(kind.name().toLowerCase(Locale.ROOT), PASSWORD, new Visitor("::1", null)));
    }

    private void walk(Phase phase, Set<Kind> kinds, boolean hasAdmin) throws Exception {
        for (var route : server.routes()) {
            for (var kind : kinds) {
                if (kind == Kind.OLD_VIEW && endsSignIns(route)) {
                    continue; // there would be no other such token
                }
                if (kind == Kind.SETUP_CODE
                        && hasAdmin
                        && route.caller() == Caller.FOUNDER
                        && ++wrongCodes % WRONG_CODES == 0) {
                    server.restart(); // more wrong ones are met with a refusal of their own
                }
                var expected = expected(route, kind, phase, hasAdmin);
                var who = "%s %s by %s in %s".formatted(route.method(), route.path(), kind, phase);
                var reply = call(route, kind);
                assertMet(route, reply, expected, who);
                if (route.caller() == Caller.VIEWER && expected == Met.LET_IN) {
                    assertThat(reply.viewer()).as(who).isEqualTo(viewer(kind, route, phase));
                }
                signInAgain(route, kind, phase);
            }
        }
    }

    private static void assertMet(Route route, Reply reply, Met expected, String who) {
        if (expected != Met.LET_IN) {
            if (!route.method().equals("HEAD")) { // which has no body
                assertThat(reply.type()).as(who).isEqualTo(expected.type);
            }
            assertThat(reply.status()).as(who).isEqualTo(expected.status);
            return;
        }
        for (var met : Met.values()) {
            // The operator comes to accounts in single-user mode too, and is told there that there are none.
            boolean inside = met == Met.NO_ACCOUNTS
                    && Set.of(Caller.FOUNDER, Caller.OPERATOR).contains(route.caller());
            if (met != Met.LET_IN && !inside) {
                assertThat(reply.type()).as(who).isNotEqualTo(met.type);
            }
        }
        assertThat(reply.status()).as(who).isNotEqualTo(500).isNotEqualTo(405);
    }

    /** What the answer says of who asked. */
    private static String viewer(Kind kind, Route route, Phase phase) {
        if (!kind.hasToken() && !isPicture(kind, route)) {
            return "";
        }
        if (phase == Phase.SINGLE) {
            return "anonymous; reason=single_user";
        }
        return switch (kind) {
            case BAD_TOKEN -> "anonymous; reason=invalid_token";
            case ADMIN -> "admin";
            case MEMBER, OLD_VIEW, IMPORTER, IMAGE_COOKIE -> "member";
            case NOBODY, OPERATOR, SETUP_CODE -> "";
        };
    }

    private static boolean isPicture(Kind kind, Route route) {
        return kind == Kind.IMAGE_COOKIE && Set.of("GET", "HEAD").contains(route.method());
    }

    private static boolean endsSignIns(Route route) {
        return route.caller() == Caller.SIGN_OUT || route.path().template().startsWith("/api/v1/users/me/sessions");
    }

    /** Some routes do what they are for: end the sign-in. */
    private void signInAgain(Route route, Kind kind, Phase phase) {
        if (endsSignIns(route) && kind.isSignedIn()) {
            if (phase == Phase.SINGLE) {
                server.phases().advance(OPERATOR, Phase.FOUNDATION);
                signIn(kind);
                server.phases().retreat(OPERATOR, Phase.SINGLE);
            } else {
                signIn(kind);
            }
        }
    }

    private record Reply(int status, String type, String viewer) {}

    /** With values that name nothing and a body that says nothing, so that little happens to who is let in. */
    private Reply call(Route route, Kind kind) throws Exception {
        var path = route.path().template().replace("{month}", "2024-07").replaceAll("\\{(id|number)}", "999");
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + path.replaceAll("\\{[a-z]+}", "x")))
                .method(
                        route.method(),
                        Set.of("GET", "HEAD").contains(route.method())
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json");
        switch (kind) {
            case NOBODY -> {}
            case BAD_TOKEN -> request.header("Authorization", "Bearer forged.to.ken");
            case OPERATOR -> request.header(OperatorGate.HEADER, RunningServer.OPERATOR_CODE);
            case SETUP_CODE -> request.header(Gatekeeper.SETUP_HEADER, server.setupCode());
            case MEMBER, OLD_VIEW, IMPORTER, ADMIN ->
                request.header("Authorization", "Bearer " + signedIn.get(kind).accessToken());
            case IMAGE_COOKIE ->
                request.header(
                        "Cookie",
                        Secrets.IMAGE_COOKIE + "=" + signedIn.get(Kind.MEMBER).imageToken());
        }
        // Not the whole body: that of events never ends.
        var response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            boolean refused = response.statusCode() >= 400
                    && response.headers().firstValue("content-type").orElse("").equals("application/json");
            var text = refused ? new String(body.readAllBytes(), UTF_8) : "{}";
            return new Reply(
                    response.statusCode(),
                    text.isEmpty() ? "" : Json.read(text).path("type").asString(""),
                    response.headers().firstValue(Admission.HEADER).orElse(""));
        }
    }

    @Test
    void the_table_is_printed_in_the_documentation() throws IOException {
        List<Route> routes;
        try (var running = RunningServer.on(Engine.SQLITE)) {
            routes = running.routes();
        }
        var page = AccessPage.of(routes);
        if (Boolean.getBoolean("imalink.renew")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/access.md is the table of routes; renew it with"
                        + " ./mvnw -DskipWeb test -Dtest=AccessTest -Dimalink.renew=true")
                .isEqualTo(page);
    }
}
