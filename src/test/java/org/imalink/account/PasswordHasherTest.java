package org.imalink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
    @Test
    void a_hash_is_argon2id_with_the_costs_that_owasp_gives() {
        try (var hasher = new PasswordHasher()) {
            var hash = hasher.hash("a long sentence");

            assertThat(hash).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
            assertThat(hasher.matches("a long sentence", Optional.of(hash))).isTrue();
            assertThat(hasher.matches("A long sentence", Optional.of(hash))).isFalse();
            assertThat(hasher.hash("a long sentence")).isNotEqualTo(hash);
        }
    }

    @Test
    void a_hash_of_other_software_is_understood() {
        // The reference implementation's own: echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32
        var reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        try (var hasher = new PasswordHasher()) {
            assertThat(hasher.matches("password", Optional.of(reference))).isTrue();
            assertThat(hasher.matches("differentpassword", Optional.of(reference)))
                    .isFalse();
        }
    }

    @Test
    void where_there_is_no_hash_the_same_work_is_done_and_nothing_fits() {
        try (var hasher = new PasswordHasher()) {
            for (var hash : new String[] {
                null, "disabled", "", "$2a$10$abcdefghijklmnopqrstuv", "$argon2i$v=19$m=64,t=1,p=1$YQ$YQ"
            }) {
                long before = hasher.invocations();
                assertThat(hasher.matches("disabled", Optional.ofNullable(hash)))
                        .isFalse();
                assertThat(hasher.invocations()).isEqualTo(before + 1);
            }
        }
    }

    @Test
    void many_at_once_get_each_their_own_answer() throws Exception {
        try (var hasher = CheapHasher.of(4, 64)) {
            var outcomes = AtOnce.times(32, () -> {
                var mine = "password of " + Thread.currentThread().threadId();
                var hash = hasher.hash(mine);
                return hasher.matches(mine, Optional.of(hash)) && !hasher.matches("another", Optional.of(hash));
            });
            assertThat(outcomes).allMatch(each -> each.succeeded() && each.value());
            assertThat(hasher.invocations()).isEqualTo(96);
        }
    }

    @Test
    void who_would_wait_too_long_is_told_at_once() throws Exception {
        try (var hasher = new PasswordHasher(1, 1, 65_536, "")) {
            var outcomes = AtOnce.times(12, () -> hasher.hash("a long sentence"));

            assertThat(outcomes).filteredOn(AtOnce.Outcome::succeeded).isNotEmpty();
            assertThat(outcomes)
                    .filteredOn(each -> !each.succeeded())
                    .isNotEmpty()
                    .allMatch(each -> each.failure() instanceof AccountException.Busy);
        }
    }

    @Test
    void a_closed_hasher_takes_nothing_on() {
        var hasher = CheapHasher.of(1, 1);
        hasher.close();

        assertThatThrownBy(() -> hasher.hash("a long sentence")).isInstanceOf(AccountException.Busy.class);
    }
}
