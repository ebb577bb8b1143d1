package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OperatorGateTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2024-07-01T10:00:00Z"));
    private final OperatorGate gate = new OperatorGate("right"::equals, now::get);

    private Answer refusal(String address, String code) {
        return catchThrowableOfType(Failure.class, () -> gate.admit(address, code))
                .answer();
    }

    @Test
    void who_guesses_has_to_wait_even_with_the_right_code() {
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(refusal("a", "wrong").status()).isEqualTo(401);
        }
        assertThat(refusal("a", "right").status()).isEqualTo(429);
        assertThat(refusal("a", "right").headers()).containsEntry("Retry-After", "6");
        now.updateAndGet(time -> time.plusSeconds(6));
        assertThatCode(() -> gate.admit("a", "right")).doesNotThrowAnyException();
    }

    @Test
    void who_sends_no_code_has_not_guessed() {
        for (int attempt = 0; attempt < 100; attempt++) {
            assertThat(refusal("a", null).status()).isEqualTo(401);
        }
        assertThatCode(() -> gate.admit("a", "right")).doesNotThrowAnyException();
    }
}
