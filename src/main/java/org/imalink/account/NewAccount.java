package org.imalink.account;

import org.jspecify.annotations.Nullable;

/**
 * What somebody types to have an account. Immutable.
 *
 * @param code an invitation, or the one-time code for the first admin; only registration looks at it
 */
public record NewAccount(
        String username,
        String email,
        @Nullable String displayName,
        String password,
        @Nullable String code) {
    /** Without what must stay secret, so that it cannot slip into a log. */
    @Override
    public String toString() {
        return "NewAccount";
    }
}
