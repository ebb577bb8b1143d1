package org.imalink.http;

import static org.imalink.http.Caller.EVERYONE;

import java.util.Locale;
import org.imalink.database.Database;

/** Whether the server is there, and what it is; nothing about a library. */
final class ServerController {
    private final HttpSettings settings;
    private final Database database;
    private final ApiDescription description = new ApiDescription();

    ServerController(HttpSettings settings, Database database) {
        this.settings = settings;
        this.database = database;
    }

    void register(RouteTable table) {
        table.free("GET", "/health", EVERYONE, Effect.READ, Inputs.NONE, call -> health());
        table.free("GET", "/health/ready", EVERYONE, Effect.READ, Inputs.NONE, call -> ready());
        table.free("GET", "/openapi.json", EVERYONE, Effect.READ, Inputs.NONE, description::answer);
        table.free("GET", "/api/v1/debug/status", EVERYONE, Effect.READ, Inputs.NONE, call -> status());
    }

    private static Answer health() {
        return Answer.object(out -> out.field("status", "ok").field("message", "ImaLink Fase 1 is running"));
    }

    /** Not ready is told by what the database throws: 503. */
    private Answer ready() {
        database.proveWritable();
        return Answer.object(out -> out.field("status", "ready"));
    }

    /** Clients find the server by this; where its files lie is nobody's business. */
    private Answer status() {
        boolean development = settings.developmentMode();
        return Answer.object(out -> out.field("development_mode", development)
                .field("database_url", database.engine().name().toLowerCase(Locale.ROOT))
                .field("data_directory", "configured")
                .field("environment", development ? "development" : "production"));
    }
}
