package org.imalink.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Lets the operator in: who sends the code that the server printed at its start. Thread-safe. */
final class OperatorGate {
    static final String HEADER = "Imalink-Operator";
    private static final int ATTEMPTS = 10;
    private static final Duration RECOVERY = Duration.ofSeconds(6);

    private final byte[] code;
    private final AttemptLimit limit;

    OperatorGate(String code, InstantSource clock) {
        this.code = code.getBytes(UTF_8);
        this.limit = new AttemptLimit(ATTEMPTS, RECOVERY, clock);
    }

    /**
     * @param address that the request came from
     * @param sent the header's value
     * @throws Failure 401 without the right code, 429 after too many wrong ones
     */
    void admit(String address, @Nullable String sent) {
        var wait = limit.wait(address);
        if (wait.isPositive()) {
            throw Failure.of(
                            429,
                            Problem.TOO_MANY_ATTEMPTS,
                            "Too many wrong operator codes from this address. Wait a little and try again.")
                    .with("Retry-After", Long.toString(wait.plusMillis(999).toSeconds()));
        }
        if (sent == null) {
            throw refused();
        }
        // Takes the same time however much of the code is right.
        if (!MessageDigest.isEqual(code, sent.getBytes(UTF_8))) {
            limit.failed(address);
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
