package org.imalink.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imalink.account.Role;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The accounts of the running server. */
final class RemoteAccountDesk implements AccountDesk {
    private final RunningServer server;

    RemoteAccountDesk(RunningServer server) {
        this.server = server;
    }

    @Override
    public List<JsonNode> users() {
        return server.get("/users").path("users").valueStream().toList();
    }

    @Override
    public JsonNode add(NewPerson person, Role role, boolean mayImport) {
        var body = body(person);
        body.put("role", role.code());
        body.put("may_import", mayImport);
        return server.post("/operator/users", body);
    }

    @Override
    public JsonNode change(long id, Change change) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("is_active", change.isActive());
        body.put("role", change.role() == null ? null : change.role().code());
        body.put("may_import", change.mayImport());
        return server.patch("/users/" + id, body);
    }

    @Override
    public void setPassword(long id, String password) {
        server.post("/operator/users/" + id + "/password", Map.of("password", password));
    }

    @Override
    public List<JsonNode> signIns(long id) {
        return server.get("/operator/users/" + id + "/sessions")
                .path("sessions")
                .valueStream()
                .toList();
    }

    @Override
    public void endSignIns(long id) {
        server.delete("/operator/users/" + id + "/sessions");
    }

    @Override
    public JsonNode claim(NewPerson person) {
        return server.post("/multiuser/claim", body(person));
    }

    @Override
    public void unclaim() {
        server.delete("/multiuser/claim");
    }

    private static Map<String, @Nullable Object> body(NewPerson person) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("username", person.username());
        body.put("email", person.email());
        body.put("display_name", person.displayName());
        body.put("password", person.password());
        return body;
    }
}
