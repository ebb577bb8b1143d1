package org.imalink.transition;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.imalink.operation.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * How far a task is. Immutable.
 *
 * @param task {@code advance}, {@code activate}, {@code rehearse} or {@code down}
 * @param stage what is going on
 * @param done out of {@code total}
 * @param total in whatever the stage counts; 0 when unknown
 * @param endedAt null while it goes on
 * @param outcome what came of it; null where it did not end well
 * @param refusal why it did not end well, and what to do, as a sentence; null where it did
 * @param reason the same for who says it in another language; null where nobody does
 */
public record TransitionRun(
        String task,
        String stage,
        long done,
        long total,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Map<String, ? extends @Nullable Object> outcome,
        @Nullable String refusal,
        @Nullable Refusal reason) {

    static TransitionRun begun(String task, Instant now) {
        return new TransitionRun(task, "Beginning", 0, 0, now, null, null, null, null);
    }

    TransitionRun at(String nextStage, long nowDone, long nowTotal) {
        return new TransitionRun(task, nextStage, nowDone, nowTotal, startedAt, endedAt, outcome, refusal, reason);
    }

    TransitionRun ended(Instant now, Map<String, ? extends @Nullable Object> result) {
        return new TransitionRun(task, stage, done, total, startedAt, now, result, null, null);
    }

    TransitionRun refused(Instant now, String sentence, @Nullable Refusal why) {
        return new TransitionRun(task, stage, done, total, startedAt, now, null, sentence, why);
    }

    /** Whether it is the same one, however far it is. */
    boolean isSameAs(TransitionRun other) {
        return task.equals(other.task) && startedAt.equals(other.startedAt);
    }

    public boolean isRunning() {
        return endedAt == null;
    }

    /** As a server answers it and a command prints it. */
    public Map<String, @Nullable Object> tree() {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("task", task);
        tree.put("running", isRunning());
        tree.put("stage", stage);
        tree.put("done", done);
        tree.put("total", total);
        tree.put("started_at", startedAt.toString());
        tree.put("ended_at", endedAt == null ? null : endedAt.toString());
        tree.put("outcome", outcome);
        tree.put("refusal", refusal);
        tree.put("refusal_reason", reason == null ? null : reason.tree());
        return tree;
    }
}
