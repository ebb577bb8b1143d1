package org.imalink.http;

import java.time.InstantSource;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lets the operator in: who sends the code that the server printed at its start. Thread-safe. */
final class OperatorGate {
    static final String HEADER = "Imalink-Operator";

    private final Predicate<String> isCode;
    private final CodeGate gate;

    /** @param isCode takes the same time for each text, however much of it is right */
    OperatorGate(Predicate<String> isCode, InstantSource clock) {
        this.isCode = isCode;
        this.gate = new CodeGate(clock);
    }

    /**
     * @param address that the request came from
     * @param sent the header's value
     * @throws Failure 401 without the right code, 429 after too many wrong ones
     */
    void admit(String address, @Nullable String sent) {
        gate.refuseGuessing(address);
        if (sent == null || !gate.opens(address, () -> isCode.test(sent))) {
            throw refused();
        }
    }

    private static Failure refused() {
        return Failure.of(
                401,
                Problem.OPERATOR_REQUIRED,
                "Only the operator may do this. Send the code that the server printed on its terminal at this start, also"
                        + " in operator.token in its data directory, in the header " + HEADER + ".");
    }
}
