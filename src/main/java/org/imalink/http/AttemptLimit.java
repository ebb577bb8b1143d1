package org.imalink.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how often somebody may fail. Each address has a number of attempts, which come back one after another with time.
 * Thread-safe; remembers the addresses that failed most recently, so that its memory is bounded.
 */
final class AttemptLimit {
    private static final int MOST_ADDRESSES = 10_000;

    private final int attempts;
    private final Duration recovery;
    private final InstantSource clock;
    private final Map<String, Debt> debts = new LinkedHashMap<>();

    /** @param recovery after which one failed attempt is forgotten */
    AttemptLimit(int attempts, Duration recovery, InstantSource clock) {
        this.attempts = attempts;
        this.recovery = recovery;
        this.clock = clock;
    }

    /** When the last of the failed attempts will be forgotten, in milliseconds of the clock. */
    private record Debt(long until) {}

    /** How long the address must wait before its next attempt; zero when it need not. */
    synchronized Duration wait(String address) {
        var debt = debts.get(address);
        long now = clock.millis();
        long tolerated = recovery.toMillis() * (attempts - 1L);
        return debt == null ? Duration.ZERO : Duration.ofMillis(Math.max(0, debt.until() - now - tolerated));
    }

    synchronized void failed(String address) {
        long now = clock.millis();
        var before = debts.remove(address);
        long from = before == null ? now : Math.max(now, before.until());
        debts.put(address, new Debt(from + recovery.toMillis()));
        if (debts.size() > MOST_ADDRESSES) {
            debts.remove(debts.keySet().iterator().next());
        }
    }
}
