package org.imalink.http;

import java.util.List;

/** A value of the request has the wrong type or lies outside its limits: 422 with all of them. */
final class InvalidRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Mistake> mistakes;

    InvalidRequest(List<Mistake> mistakes) {
        super("Invalid request", null, false, false);
        this.mistakes = mistakes;
    }

    List<Mistake> mistakes() {
        return mistakes;
    }
}
