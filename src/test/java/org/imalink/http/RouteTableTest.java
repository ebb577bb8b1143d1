package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The table of routes, openapi.yaml and the running server say the same. */
class RouteTableTest extends Contract {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private JsonNode description() {
        return client.get("/openapi.json").json();
    }

    private Set<String> described() {
        var described = new TreeSet<String>();
        for (var path : description().get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    described.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
        }
        return described;
    }

    @Test
    void every_route_is_described_and_every_description_is_a_route() {
        var routes = server.routes().stream()
                // HEAD is GET without the body, which OpenAPI does not repeat.
                .filter(route -> !route.method().equals("HEAD"))
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(routes).isEqualTo(described());
    }

    @Test
    void head_is_only_where_get_is() {
        assertThat(server.routes().stream().filter(route -> route.method().equals("HEAD")))
                .allMatch(route -> server.routes().stream()
                        .anyMatch(other -> other.method().equals("GET")
                                && other.path().template().equals(route.path().template())));
    }

    @Test
    void every_route_is_answered_by_the_server_and_none_besides() {
        for (var path : description().get("paths").propertyNames()) {
            var example = path.replaceAll("\\{(id)}", "1")
                    .replaceAll("\\{month}", "2024-07")
                    .replaceAll("\\{[a-z]+}", "x");
            for (var method : METHODS) {
                var upper = method.toUpperCase(Locale.ROOT);
                if (example.equals("/api/v1/events")) {
                    continue;
                }
                boolean known = server.routes().stream()
                        .anyMatch(route ->
                                route.method().equals(upper) && route.path().matches(example));
                var reply = client.send(upper, example, java.net.http.HttpRequest.BodyPublishers.noBody());
                assertThat(reply.status() == 405)
                        .as(upper + " " + example + " " + reply.text())
                        .isEqualTo(!known);
            }
        }
    }

    @Test
    void every_value_of_a_query_or_body_is_described_with_its_limits() {
        var description = description();
        for (var route : server.routes()) {
            if (route.method().equals("HEAD")) {
                continue;
            }
            var item = description.get("paths").get(route.path().template());
            var operation = item.get(route.method().toLowerCase(Locale.ROOT));
            var parameters = new TreeSet<String>();
            for (var holder : new JsonNode[] {item, operation}) {
                for (var parameter : holder.path("parameters")) {
                    var resolved = resolve(description, parameter);
                    if (!resolved.get("in").stringValue().equals("header")) {
                        parameters.add(resolved.get("in").stringValue() + " "
                                + resolved.get("name").stringValue());
                    }
                }
            }
            var taken = new TreeSet<String>();
            route.inputs().path().forEach(field -> taken.add("path " + field.name()));
            route.inputs().query().forEach(field -> taken.add("query " + field.name()));
            assertThat(taken).as(route.toString()).isEqualTo(parameters);
            checkBody(description, route, operation);
        }
    }

    private static void checkBody(JsonNode description, Route route, JsonNode operation) {
        var schema = resolve(
                description,
                operation
                        .path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("schema"));
        var names = route.inputs().body().stream().map(Field::name).collect(Collectors.toSet());
        assertThat(names)
                .as(route.toString())
                .isEqualTo(Set.copyOf(schema.path("properties").propertyNames()));
        for (var field : route.inputs().body()) {
            var property = resolve(description, schema.get("properties").get(field.name()));
            var required = schema.path("required")
                    .valueStream()
                    .anyMatch(name -> name.stringValue().equals(field.name()));
            assertThat(field.required()).as(route + " " + field.name()).isEqualTo(required);
            switch (field.kind()) {
                case WholeNumber number -> {
                    assertThat(property.path("minimum").longValue(Long.MIN_VALUE))
                            .as(route + " " + field.name())
                            .isEqualTo(number.least());
                    assertThat(property.path("maximum").longValue(Long.MAX_VALUE))
                            .as(route + " " + field.name())
                            .isEqualTo(number.most());
                }
                case Text text ->
                    assertThat(property.path("maxLength").intValue(Integer.MAX_VALUE))
                            .as(route + " " + field.name())
                            .isEqualTo(text.longest());
                case Flag flag -> assertThat(property.get("type").toString()).contains("boolean");
                case Moment moment ->
                    assertThat(property.get("type").toString()).contains("string");
                case ListOf<?> list ->
                    assertThat(property.get("type").toString()).contains("array");
                case WantedFile file ->
                    assertThat(property.get("type").toString()).contains("object");
                case JsonObject object ->
                    assertThat(property.get("type").toString()).contains("object");
                case PreviewBytes bytes ->
                    assertThat(property.get("type").toString()).contains("string");
            }
        }
    }

    private static JsonNode resolve(JsonNode description, JsonNode node) {
        return node.has("$ref") ? description.at(node.get("$ref").stringValue().substring(1)) : node;
    }

    @Test
    void what_changes_the_library_says_so_whatever_its_method_is_called() {
        assertThat(server.routes().stream()
                        .filter(route -> route.effect() == Effect.READ
                                && !Set.of("GET", "HEAD").contains(route.method()))
                        .map(route -> route.method() + " " + route.path()))
                .containsExactlyInAnyOrder(
                        "POST /api/v1/photos/search",
                        "POST /api/v1/multiuser/verify",
                        "POST /api/v1/operator/check",
                        "POST /api/v1/operator/backups");
        assertThat(server.routes())
                .filteredOn(route -> Set.of("GET", "HEAD").contains(route.method()))
                .allMatch(route -> route.effect() == Effect.READ);
    }

    @Test
    void everybody_may_call_only_what_shows_nothing_of_a_library() {
        assertThat(server.routes().stream()
                        .filter(route -> route.caller() == Caller.EVERYONE)
                        .map(route -> route.path().template()))
                .containsExactlyInAnyOrder(
                        "/health",
                        "/health/ready",
                        "/openapi.json",
                        "/docs",
                        "/docs/{file}",
                        "/redoc",
                        "/api/v1/debug/status",
                        "/api/v1/multiuser/status");
        assertThat(server.routes())
                .allMatch(route -> (route.caller() == Caller.OPERATOR)
                        == route.path().template().startsWith("/api/v1/operator/"));
    }
}
