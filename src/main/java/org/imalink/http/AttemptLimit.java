package org.imalink.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        return Duration.ofMillis(Math.max(0, until(debt, now) - now - tolerated));
    }

    synchronized void failed(String address) {
        long now = clock.millis();
        var before = debts.remove(address);
        debts.put(address, new Debt(until(before, now) + recovery.toMillis()));
        if (debts.size() > MOST_ADDRESSES) {
            debts.remove(debts.keySet().iterator().next());
        }
    }

    /** Later than it can be is what was written down by a clock that was set back since. */
    private long until(@Nullable Debt debt, long now) {
        long latest = now + recovery.toMillis() * 2 * attempts;
        return debt == null || debt.until() > latest ? now : Math.max(now, debt.until());
    }
}
