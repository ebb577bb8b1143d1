package org.imalink.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until somebody turns it. */
final class TestClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-06-01T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void forward(Duration time) {
        now = now.plus(time);
    }
}
