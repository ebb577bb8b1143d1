package org.imalink.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** Keeps who sends codes from guessing them. Thread-safe. */
final class CodeGate {
    private static final int ATTEMPTS = 10;
    private static final Duration RECOVERY = Duration.ofSeconds(6);

    private final AttemptLimit limit;

    CodeGate(InstantSource clock) {
        this.limit = new AttemptLimit(ATTEMPTS, RECOVERY, clock);
    }

    /** @throws Failure 429 after too many wrong codes from the address */
    void refuseGuessing(String address) {
        var wait = limit.wait(address);
        if (wait.isPositive()) {
            throw Failure.of(
                            429,
                            Problem.TOO_MANY_ATTEMPTS,
                            "Too many wrong codes from this address. Wait a little and try again.")
                    .with("Retry-After", Long.toString(wait.plusMillis(999).toSeconds()));
        }
    }

    /**
     * Whether a code is right; a wrong one counts.
     *
     * @throws Failure 429 after too many wrong codes from the address, without a look at this one
     */
    boolean opens(String address, BooleanSupplier isRight) {
        refuseGuessing(address);
        boolean right = isRight.getAsBoolean();
        if (!right) {
            limit.failed(address);
        }
        return right;
    }
}
