package org.imalink.http;

import static org.imalink.http.Caller.OPERATOR;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What only the person who has the machine may do. */
final class OperatorController {
    private static final Field<Boolean> DEEP = Field.optional("deep", Flag.ANY);

    private static final Field<String> PATH = Field.required("path", Text.length(1, 4096));
    private static final Field<Boolean> WATCHED = Field.required("watched", Flag.ANY);

    private final OperatorActions actions;

    OperatorController(OperatorActions actions) {
        this.actions = actions;
    }

    void register(RouteTable table) {
        var depth = Inputs.NONE.optionalBody(List.of(DEEP));
        var watch = Inputs.NONE.body(List.of(PATH, WATCHED));
        var roots = "/api/v1/operator/roots";
        table.free("GET", roots, OPERATOR, Effect.READ, Inputs.NONE, call -> answer(200, actions.roots()));
        table.free("POST", roots, OPERATOR, Effect.WRITE, watch, this::watch);
        var backups = "/api/v1/operator/backups";
        table.free("POST", "/api/v1/operator/check", OPERATOR, Effect.READ, depth, this::check);
        table.free("GET", backups, OPERATOR, Effect.READ, Inputs.NONE, call -> answer(200, actions.backups()));
        table.free("POST", backups, OPERATOR, Effect.READ, Inputs.NONE, call -> answer(201, actions.createBackup()));
    }

    private Answer watch(Call call) {
        return answer(200, actions.watch(call.get(PATH), call.get(WATCHED)));
    }

    private Answer check(Call call) {
        return answer(200, actions.check(Boolean.TRUE.equals(call.find(DEEP))));
    }

    private static Answer answer(int status, Map<String, ? extends @Nullable Object> tree) {
        return Answer.json(status, out -> out.tree(tree));
    }
}
