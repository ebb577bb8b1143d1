package org.imalink.account;

import static org.imalink.database.schema.Tables.ATTEMPT_LIMITS;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.imalink.operation.Sha256;
import org.jooq.DSLContext;

/**
 * How often something may be tried: the generic cell rate algorithm (ITU-T I.371), kept in the database, so that a restart
 * forgives nothing. An account is limited for each address by itself, so that nobody can lock anybody else out. Thread-safe.
 */
final class AttemptLimits {
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final AccountDatabase accounts;
    private final UtcClock clock;
    private final AtomicReference<LocalDateTime> sweptAt = new AtomicReference<>(LocalDateTime.MIN);

    AttemptLimits(AccountDatabase accounts, UtcClock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** What is tried. */
    enum Purpose {
        /** A password of one's own, at signing in and wherever it confirms something. */
        PASSWORD,
        /** A code that somebody was given. */
        CODE,
        /** An account that nobody was invited to. */
        REGISTRATION
    }

    /**
     * How often.
     *
     * @param burst at once
     * @param each and then one in this time
     */
    private record Rate(int burst, Duration each) {
        /** Later than that an account is never free, but by a clock that was set back since; twice, for clocks that differ. */
        LocalDateTime latest(LocalDateTime now) {
            return now.plus(each.multipliedBy(2L * burst));
        }
    }

    private static final Rate ACCOUNT = new Rate(10, Duration.ofMinutes(1));

    /** A household behind one address has several people, and forgetful ones. */
    private static final Rate ADDRESS = new Rate(100, Duration.ofSeconds(6));

    private static final Rate STRANGER = new Rate(30, Duration.ofMinutes(1));

    private record Limit(String key, Rate rate) {}

    /** An attempt that was taken, and can be given back when it turned out right. */
    record Attempt(List<String> keys, List<Duration> costs) {
        /** In the transaction of what it was for. */
        void giveBack(DSLContext tx) {
            for (int i = 0; i < keys.size(); i++) {
                var key = keys.get(i);
                var cost = costs.get(i);
                tx.select(ATTEMPT_LIMITS.FREE_AT)
                        .from(ATTEMPT_LIMITS)
                        .where(ATTEMPT_LIMITS.LIMIT_KEY.eq(key))
                        .fetchOptional(ATTEMPT_LIMITS.FREE_AT)
                        .ifPresent(free -> put(tx, key, free.minus(cost)));
            }
        }
    }

    /**
     * Takes an attempt at an account, before it is known whether it is right.
     *
     * @param account folded
     * @throws AccountException.TooManyAttempts and takes nothing
     */
    Attempt take(Purpose purpose, String account, Visitor visitor) {
        var prefix = AddressPrefix.of(visitor.address());
        return take(
                List.of(new Limit(key(purpose, account, prefix), ACCOUNT), new Limit(key(purpose, prefix), ADDRESS)));
    }

    /**
     * Takes an attempt at whatever is there.
     *
     * @throws AccountException.TooManyAttempts and takes nothing
     */
    Attempt take(Purpose purpose, Visitor visitor) {
        return take(List.of(new Limit(key(purpose, AddressPrefix.of(visitor.address())), STRANGER)));
    }

    /** In a transaction of its own. */
    void giveBack(Attempt attempt) {
        accounts.change(tx -> {
            attempt.giveBack(tx);
            return attempt;
        });
    }

    private Attempt take(List<Limit> limits) {
        var now = clock.now();
        accounts.change(tx -> {
            sweep(tx, now);
            for (var limit : limits) {
                var wait = Duration.between(now, freeAt(tx, limit, now))
                        .minus(limit.rate().each().multipliedBy(limit.rate().burst() - 1L));
                if (wait.isPositive()) {
                    throw new AccountException.TooManyAttempts(wait);
                }
            }
            for (var limit : limits) {
                put(tx, limit.key(), freeAt(tx, limit, now).plus(limit.rate().each()));
            }
            return now;
        });
        return new Attempt(
                limits.stream().map(Limit::key).toList(),
                limits.stream().map(limit -> limit.rate().each()).toList());
    }

    /** When the row says, but not in the past; now where the clock was wrong when it was written. */
    private static LocalDateTime freeAt(DSLContext tx, Limit limit, LocalDateTime now) {
        return tx.select(ATTEMPT_LIMITS.FREE_AT)
                .from(ATTEMPT_LIMITS)
                .where(ATTEMPT_LIMITS.LIMIT_KEY.eq(limit.key()))
                .and(ATTEMPT_LIMITS.FREE_AT.gt(now))
                .and(ATTEMPT_LIMITS.FREE_AT.le(limit.rate().latest(now)))
                .fetchOptional(ATTEMPT_LIMITS.FREE_AT)
                .orElse(now);
    }

    private static void put(DSLContext tx, String key, LocalDateTime freeAt) {
        tx.insertInto(ATTEMPT_LIMITS)
                .set(ATTEMPT_LIMITS.LIMIT_KEY, key)
                .set(ATTEMPT_LIMITS.FREE_AT, freeAt)
                .onConflict(ATTEMPT_LIMITS.LIMIT_KEY)
                .doUpdate()
                .set(ATTEMPT_LIMITS.FREE_AT, freeAt)
                .execute();
    }

    /** Forgets what has been free for long. */
    private void sweep(DSLContext tx, LocalDateTime now) {
        var last = sweptAt.get();
        if (last.isBefore(now.minus(SWEEP)) && sweptAt.compareAndSet(last, now)) {
            tx.deleteFrom(ATTEMPT_LIMITS).where(ATTEMPT_LIMITS.FREE_AT.lt(now)).execute();
        }
    }

    private static String key(Purpose purpose, String... parts) {
        return Sha256.of((purpose + "\n" + String.join("\n", parts)).getBytes(StandardCharsets.UTF_8));
    }
}
