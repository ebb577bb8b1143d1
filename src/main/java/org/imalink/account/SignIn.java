package org.imalink.account;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A browser or program in which somebody is signed in. Immutable.
 *
 * @param id the one that {@link org.imalink.access.Viewer.SignedIn#session} has
 * @param client what signed in: {@code Firefox on Linux}
 * @param address that it signed in from
 * @param createdAt this and all times are UTC
 */
public record SignIn(
        long id,
        @Nullable String client,
        @Nullable String address,
        LocalDateTime createdAt,
        LocalDateTime lastUsedAt,
        LocalDateTime expiresAt) {}
