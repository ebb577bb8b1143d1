package org.imalink.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imalink.operation.Refusal;
import org.jspecify.annotations.Nullable;

/** The request is answered with an error that the person can understand. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String detail;
    private final @Nullable Problem problem;
    private final transient @Nullable Refusal refusal;
    private final transient Map<String, String> headers;

    private Failure(
            int status,
            String detail,
            @Nullable Problem problem,
            @Nullable Refusal refusal,
            Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.problem = problem;
        this.refusal = refusal;
        this.headers = headers;
    }

    /** An error that the single-user contract has: {@code detail} alone. */
    static Failure of(int status, String detail) {
        return new Failure(status, detail, null, null, Map.of());
    }

    /** An error that is new since: with {@code type} and {@code title} beside the detail. */
    static Failure of(int status, Problem problem, String detail) {
        return new Failure(status, detail, problem, null, Map.of());
    }

    /** What may succeed when it is tried again. */
    static Failure unavailable(String detail) {
        return of(503, Problem.UNAVAILABLE, detail).with("Retry-After", "5");
    }

    static Failure missing(String thing, Object id) {
        return of(404, thing + " with id " + id + " not found");
    }

    Failure with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Failure(status, detail, problem, refusal, more);
    }

    /** With what it is about, for who says it in another language; as it was where there is nothing to say. */
    Failure about(@Nullable Refusal reason) {
        return new Failure(status, detail, problem, reason, headers);
    }

    Answer answer() {
        var answer = Answer.json(
                status,
                out -> out.object(this, (fields, failure) -> {
                    fields.field("detail", failure.detail);
                    if (failure.problem != null) {
                        fields.field("type", failure.problem.type()).field("title", failure.problem.title());
                    }
                    if (failure.refusal != null) {
                        fields.tree("reason", failure.refusal.tree());
                    }
                }));
        for (var header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }
}
