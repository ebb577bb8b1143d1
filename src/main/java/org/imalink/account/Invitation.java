package org.imalink.account;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An invitation that can still be used. Immutable.
 *
 * @param email whom it is for, where that was said: nobody else can use it then
 * @param role that it gives
 * @param createdAt this and all times are UTC
 */
public record Invitation(
        long id,
        @Nullable String email,
        Role role,
        boolean mayImport,
        LocalDateTime createdAt,
        LocalDateTime expiresAt) {}
