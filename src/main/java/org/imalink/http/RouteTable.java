package org.imalink.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All routes of the server, in the order in which they are tried. */
final class RouteTable {
    private final List<Route> routes = new ArrayList<>();

    /** A route that reads, inside one snapshot. */
    void read(String method, String path, Caller caller, Inputs inputs, Handler.Transactional handler) {
        add(method, path, caller, Effect.READ, inputs, handler);
    }

    /** A route that changes something, in one transaction. */
    void write(String method, String path, Caller caller, Inputs inputs, Handler.Transactional handler) {
        add(method, path, caller, Effect.WRITE, inputs, handler);
    }

    /** A route that does more than talk to the database. */
    void free(String method, String path, Caller caller, Effect effect, Inputs inputs, Handler.Free handler) {
        add(method, path, caller, effect, inputs, handler);
    }

    private void add(String method, String path, Caller caller, Effect effect, Inputs inputs, Handler handler) {
        routes.add(new Route(method, new PathPattern(path), caller, effect, inputs, handler));
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    /** The first route with this path, whatever its method. */
    Optional<Route> firstAt(String path) {
        return routes.stream().filter(route -> route.path().matches(path)).findFirst();
    }
}
