package org.imalink.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request is answered with an error that the person can understand. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String detail;
    private final @Nullable Problem problem;
    private final transient Map<String, String> headers;

    private Failure(int status, String detail, @Nullable Problem problem, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.problem = problem;
        this.headers = headers;
    }

    /** An error that the single-user contract has: {@code detail} alone. */
    static Failure of(int status, String detail) {
        return new Failure(status, detail, null, Map.of());
    }

    /** An error that is new since: with {@code type} and {@code title} beside the detail. */
    static Failure of(int status, Problem problem, String detail) {
        return new Failure(status, detail, problem, Map.of());
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
        return new Failure(status, detail, problem, more);
    }

    Answer answer() {
        var answer = Answer.json(
                status,
                out -> out.object(this, (fields, failure) -> {
                    fields.field("detail", failure.detail);
                    if (failure.problem != null) {
                        fields.field("type", failure.problem.type()).field("title", failure.problem.title());
                    }
                }));
        for (var header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }
}
