package org.imalink.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How far an import has come, whoever runs it.
 *
 * @param state queued, running, done or failed
 * @param total 0 until it is known
 */
record ImportStatus(
        long id,
        String state,
        int total,
        int processed,
        int added,
        int known,
        int skipped,
        int failed,
        int missing,
        @Nullable String error) {
    static ImportStatus of(Job job) {
        return new ImportStatus(
                job.id(),
                job.state().code(),
                job.total() == null ? 0 : job.total(),
                job.processed(),
                job.added(),
                job.known(),
                job.skipped(),
                job.failed(),
                job.missing(),
                job.error());
    }

    static ImportStatus of(JsonNode job) {
        return new ImportStatus(
                job.path("id").asLong(),
                job.path("state").asString(""),
                job.path("total").asInt(0),
                job.path("processed").asInt(),
                job.path("added").asInt(),
                job.path("known").asInt(),
                job.path("skipped").asInt(),
                job.path("failed").asInt(),
                job.path("missing").asInt(),
                job.path("error").isNull() ? null : job.path("error").asString(null));
    }

    boolean isDone() {
        return state.equals(JobState.DONE.code());
    }

    boolean isOver() {
        return isDone() || state.equals(JobState.FAILED.code());
    }

    Map<String, ?> json() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", id);
        json.put("state", state);
        json.put("processed", processed);
        json.put("added", added);
        json.put("known", known);
        json.put("skipped", skipped);
        json.put("failed", failed);
        json.put("missing", missing);
        json.put("error", error);
        return json;
    }
}
