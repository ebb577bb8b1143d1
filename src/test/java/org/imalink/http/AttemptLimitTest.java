package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AttemptLimitTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2024-07-01T10:00:00Z"));
    private final AttemptLimit limit = new AttemptLimit(3, Duration.ofSeconds(10), now::get);

    @Test
    void after_the_last_attempt_an_address_waits() {
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(limit.wait("a")).isZero();
            limit.failed("a");
        }
        assertThat(limit.wait("a")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void attempts_come_back_one_after_another() {
        for (int attempt = 0; attempt < 3; attempt++) {
            limit.failed("a");
        }
        now.updateAndGet(time -> time.plusSeconds(10));
        assertThat(limit.wait("a")).isZero();
        limit.failed("a");
        assertThat(limit.wait("a")).isPositive();
    }

    @Test
    void a_clock_that_is_set_back_forgets_what_it_wrote_down_before() {
        for (int attempt = 0; attempt < 3; attempt++) {
            limit.failed("a");
        }
        now.updateAndGet(time -> time.minusSeconds(3600));
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(limit.wait("a")).isZero();
            limit.failed("a");
        }
        assertThat(limit.wait("a")).isPositive();
    }

    @Test
    void one_address_does_not_wait_for_another() {
        for (int attempt = 0; attempt < 10; attempt++) {
            limit.failed("a");
        }
        assertThat(limit.wait("b")).isZero();
    }
}
