package org.imalink.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.EndpointNotFound;
import java.io.IOException;
import java.util.function.LongConsumer;
import org.imalink.access.Viewer;
import org.imalink.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * The way of every request: from the checks that need no route, over its route, caller, values and transaction, to the
 * answer. Thread-safe.
 */
final class Edge {
    private final RouteTable table;
    private final Database database;
    private final HostCheck hosts;
    private final OriginCheck origins;
    private final OperatorGate operator;
    private final InputReader inputs;
    private final WebClient webClient;
    private final LongConsumer libraryChanged;

    Edge(
            RouteTable table,
            Database database,
            HostCheck hosts,
            OriginCheck origins,
            OperatorGate operator,
            InputReader inputs,
            WebClient webClient,
            LongConsumer libraryChanged) {
        this.table = table;
        this.database = database;
        this.hosts = hosts;
        this.origins = origins;
        this.operator = operator;
        this.inputs = inputs;
        this.webClient = webClient;
        this.libraryChanged = libraryChanged;
    }

    void register(RoutesConfig config) {
        config.before(this::check);
        for (var route : table.routes()) {
            config.addHttpHandler(
                    HandlerType.findOrCreate(route.method()),
                    route.path().template(),
                    context -> AnswerSender.send(context, answer(route, context)));
        }
        config.exception(EndpointNotFound.class, (thrown, context) -> fail(null, context));
        config.exception(Exception.class, (thrown, context) -> fail(thrown, context));
    }

    /** What every request must pass, whatever it asks for. */
    private void check(Context context) throws IOException {
        SecurityHeaders.set(context);
        hosts.check(context.header("Host"));
        var preflight = origins.check(context);
        if (preflight.isPresent()) {
            AnswerSender.send(context, preflight.get());
            context.skipRemainingHandlers();
        } else if (context.req().getMethod().equals("HEAD")) {
            checkHead(context.path());
        }
    }

    /** Javalin would answer HEAD wherever there is GET; the contract does so only where the table says it. */
    private void checkHead(String path) {
        boolean known = table.routes().stream()
                .anyMatch(route -> route.method().equals("HEAD") && route.path().matches(path));
        var other = table.firstAt(path);
        if (!known && other.isPresent()) {
            throw methodNotAllowed(other.get());
        }
    }

    private Answer answer(Route route, Context context) throws IOException, InterruptedException {
        var call = inputs.read(context, route.inputs(), viewer(route, context));
        var answer = switch (route.handler()) {
            case Handler.Transactional handler ->
                switch (route.effect()) {
                    case READ -> database.read(tx -> handler.answer(call, tx));
                    case WRITE -> database.write(tx -> handler.answer(call, tx));
                };
            case Handler.Free handler -> handler.answer(call);
        };
        if (route.effect() == Effect.WRITE) {
            libraryChanged.accept(call.scope().owner());
        }
        return answer;
    }

    private Viewer viewer(Route route, Context context) {
        return switch (route.caller()) {
            case EVERYONE, VIEWER -> new Viewer.Anonymous();
            case SIGN_IN, SIGN_OUT, SIGNED_IN, IMPORTER, STEWARD, FOUNDER ->
                throw new IllegalStateException("No route has such a caller yet");
            case OPERATOR -> {
                operator.admit(context.req().getRemoteAddr(), context.header(OperatorGate.HEADER));
                yield new Viewer.Operator();
            }
        };
    }

    private void fail(@Nullable Exception thrown, Context context) {
        if (thrown != null && FailureAnswers.isGone(thrown)) {
            return;
        }
        try {
            AnswerSender.send(context, thrown == null ? unmatched(context) : FailureAnswers.of(thrown, context));
        } catch (Failure failure) {
            fail(failure, context);
        } catch (IOException gone) {
            // There is nobody left to tell; Jetty closes the connection.
            return;
        }
    }

    /** A path that no route has with this method. */
    private Answer unmatched(Context context) {
        var path = context.path();
        var other = table.firstAt(path);
        if (other.isPresent()) {
            throw methodNotAllowed(other.get());
        }
        var withOtherSlash = path.endsWith("/") ? path.replaceAll("/+$", "") : path + "/";
        if (table.firstAt(withOtherSlash).isPresent()) {
            var query = context.queryString();
            return Answer.empty(307)
                    .with(
                            "Location",
                            context.scheme() + "://" + context.header("Host") + withOtherSlash
                                    + (query == null ? "" : "?" + query));
        }
        return webClient.find(context).orElseThrow(() -> Failure.of(404, "Not Found"));
    }

    private static Failure methodNotAllowed(Route route) {
        return Failure.of(405, "Method Not Allowed").with("Allow", route.method());
    }
}
