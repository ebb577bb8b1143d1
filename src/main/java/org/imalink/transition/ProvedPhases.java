package org.imalink.transition;

import static org.imalink.database.schema.Tables.AUDIT_EVENTS;

import java.util.Comparator;
import org.imalink.access.Phase;
import org.imalink.operation.Audit;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import tools.jackson.databind.json.JsonMapper;

/** In which phases the library was since its tables were last changed, by the audit trail. */
final class ProvedPhases {
    private ProvedPhases() {}

    /** The farthest of them; where it was in none since, single-user mode. */
    static Phase farthest(DSLContext tx) {
        var changes = AUDIT_EVENTS.as("changes");
        var lastChange = DSL.select(DSL.coalesce(DSL.max(changes.ID), 0L))
                .from(changes)
                .where(changes.ACTION.eq(Audit.Action.LEVEL_CHANGED.key()));
        return tx
                .select(AUDIT_EVENTS.DETAILS)
                .from(AUDIT_EVENTS)
                .where(AUDIT_EVENTS.ACTION.eq(Audit.Action.PHASE_CHANGED.key()))
                .and(AUDIT_EVENTS.ID.gt(lastChange))
                .fetch(row -> to(row.value1()))
                .stream()
                .max(Comparator.comparingInt(Phase::number))
                .orElse(Phase.SINGLE);
    }

    private static Phase to(String details) {
        return Phase.find(JsonMapper.shared().readTree(details).path("to").asString())
                .orElse(Phase.SINGLE);
    }
}
