package org.imalink.account;

import java.time.LocalDateTime;

/**
 * A code that is told once: only its digest is kept. Immutable.
 *
 * @param expiresAt in UTC
 */
public record GivenCode(long id, String code, LocalDateTime expiresAt) {
    /** Without the code, so that it cannot slip into a log. */
    @Override
    public String toString() {
        return "GivenCode " + id;
    }
}
