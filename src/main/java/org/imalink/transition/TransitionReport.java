package org.imalink.transition;

import static org.imalink.database.schema.Tables.AUDIT_EVENTS;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.imalink.operation.Audit;
import org.imalink.transition.rehearsal.RehearsalReport;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was foretold, and what then happened. Immutable.
 *
 * @param rehearsal the newest; null where there was none
 * @param vouches whether it speaks for going forward now
 * @param change the last change of the tenancy level; null where there was none
 */
public record TransitionReport(
        @Nullable RehearsalReport rehearsal,
        boolean vouches,
        @Nullable LevelChange change) {
    private static final double MILLISECONDS = 1000;

    /**
     * A change of the tenancy level.
     *
     * @param at in UTC
     * @param took how long all of it took, the proof included, in seconds; null where nobody measured it
     * @param held how long writers had to wait, likewise
     */
    public record LevelChange(
            LocalDateTime at,
            int from,
            int to,
            @Nullable Double took,
            @Nullable Double held) {
        static Optional<LevelChange> last(DSLContext tx) {
            return tx.select(AUDIT_EVENTS.HAPPENED_AT, AUDIT_EVENTS.DETAILS)
                    .from(AUDIT_EVENTS)
                    .where(AUDIT_EVENTS.ACTION.eq(Audit.Action.LEVEL_CHANGED.key()))
                    .orderBy(AUDIT_EVENTS.ID.desc())
                    .limit(1)
                    .fetchOptional(row -> of(row.value1(), JsonMapper.shared().readTree(row.value2())));
        }

        private static LevelChange of(LocalDateTime at, JsonNode details) {
            return new LevelChange(
                    at,
                    details.path("from").asInt(),
                    details.path("to").asInt(),
                    seconds(details.path("took_ms")),
                    seconds(details.path("held_ms")));
        }

        private static @Nullable Double seconds(JsonNode milliseconds) {
            return milliseconds.isNumber() ? milliseconds.doubleValue() / MILLISECONDS : null;
        }

        private Map<String, @Nullable Object> tree() {
            var tree = new LinkedHashMap<String, @Nullable Object>();
            tree.put("at", at.toString());
            tree.put("from", from);
            tree.put("to", to);
            tree.put("took_seconds", took);
            tree.put("held_seconds", held);
            return tree;
        }
    }

    /** As a server answers it and a command prints it. */
    public Map<String, @Nullable Object> tree() {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("rehearsal", rehearsal == null ? null : rehearsal.tree());
        tree.put("vouches", vouches);
        tree.put("change", change == null ? null : change.tree());
        return tree;
    }
}
