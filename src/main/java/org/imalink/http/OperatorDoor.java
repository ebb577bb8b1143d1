package org.imalink.http;

import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.function.Predicate;

/**
 * Stands before every route of a server that is for the operator's own programs alone, such as one on a copy: what phase the
 * copy is in says nothing about who may see it. Who has come in is asked again by each route, as everywhere.
 */
final class OperatorDoor {
    private final OperatorGate gate;

    OperatorDoor(Predicate<String> isCode) {
        this.gate = new OperatorGate(isCode, InstantSource.system());
    }

    /** @throws Failure 401 without the operator's code */
    void check(Context context) {
        gate.admit(context.ip(), context.header(OperatorGate.HEADER));
    }
}
