package org.imalink.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.EndpointNotFound;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.imalink.access.Viewer;
import org.imalink.database.Database;
import org.imalink.transition.rehearsal.RecordedReads;
import org.jooq.DSLContext;
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
    private final TrustedProxies proxies;
    private final Gatekeeper gatekeeper;
    private final InputReader inputs;
    private final WebClient webClient;
    private final RecordedReads recorded;
    private final LongConsumer libraryChanged;

    Edge(
            RouteTable table,
            Database database,
            HostCheck hosts,
            OriginCheck origins,
            TrustedProxies proxies,
            Gatekeeper gatekeeper,
            InputReader inputs,
            WebClient webClient,
            RecordedReads recorded,
            LongConsumer libraryChanged) {
        this.table = table;
        this.database = database;
        this.hosts = hosts;
        this.origins = origins;
        this.proxies = proxies;
        this.gatekeeper = gatekeeper;
        this.inputs = inputs;
        this.webClient = webClient;
        this.recorded = recorded;
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
        var request = new Request(context, proxies, origins);
        var entry = gatekeeper.examine(route, request);
        var done = switch (route.handler()) {
            case Handler.Transactional handler -> {
                refuseBeforeBody(route, request, entry);
                var input = inputs.read(context, route.inputs());
                yield inTransaction(route.effect(), tx -> {
                    var call = call(context, request, entry, entry.enter(tx), input);
                    return new Done(call, handler.answer(call, tx));
                });
            }
            case Handler.Free handler -> {
                var admission = entry.admitUnasked().orElseGet(() -> database.read(entry::admit));
                var call = call(context, request, entry, admission, inputs.read(context, route.inputs()));
                yield new Done(call, handler.answer(call));
            }
        };
        if (route.effect() == Effect.WRITE && concernsLibrary(route.caller())) {
            libraryChanged.accept(done.call().scope().owner());
        }
        if (route.method().equals("GET") && route.caller() == Caller.VIEWER) {
            record(done.call(), context);
        }
        return done.answer();
    }

    /** Whoever is signed in asks for what is theirs alone. */
    private void record(Call call, Context context) {
        if (call.viewer() instanceof Viewer.Anonymous) {
            recorded.add(context.path(), Objects.requireNonNullElse(context.queryString(), ""));
        }
    }

    private record Done(Call call, Answer answer) {}

    /** Nobody sends a long body for nothing; what holds when it is there is asked again with the data. */
    private void refuseBeforeBody(Route route, Request request, Entry entry) {
        boolean sends =
                !route.inputs().body().isEmpty() || !route.inputs().upload().isEmpty();
        boolean mayBeRefused = route.caller() != Caller.VIEWER || request.bearer() != null;
        if (sends && mayBeRefused && entry.admitUnasked().isEmpty()) {
            database.read(entry::admit);
        }
    }

    /** @throws InvalidRequest when a value is wrong, which is told only to who may call */
    private static Call call(Context context, Request request, Entry entry, Admission admission, Input input) {
        if (admission.told() != null) {
            context.header(Admission.HEADER, admission.told());
        } else if (admission.standing() != null
                && admission.viewer() instanceof Viewer.Anonymous
                && context.header("If-None-Match") != null) {
            // The browser's copy may be from when it was somebody's, and would go on saying so.
            context.header(Admission.HEADER, Admission.ANONYMOUS);
        }
        input.mistakes().refuse();
        return new Call(request, entry, admission, input);
    }

    private Done inTransaction(Effect effect, Function<DSLContext, Done> work) {
        return switch (effect) {
            case READ -> database.read(work);
            case WRITE -> database.write(work);
        };
    }

    /** Signing in and looking after accounts is no news of photos. */
    private static boolean concernsLibrary(Caller caller) {
        return switch (caller) {
            case VIEWER, IMPORTER, OPERATOR -> true;
            case EVERYONE, SIGN_IN, SIGN_OUT, SIGNED_IN, STEWARD, FOUNDER -> false;
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
                            (new Request(context, proxies, origins).isSecure() ? "https" : "http") + "://"
                                    + context.header("Host") + withOtherSlash + (query == null ? "" : "?" + query));
        }
        return webClient.find(context).orElseThrow(() -> Failure.of(404, "Not Found"));
    }

    private static Failure methodNotAllowed(Route route) {
        return Failure.of(405, "Method Not Allowed").with("Allow", route.method());
    }
}
