package org.imalink.account;

import java.time.LocalDateTime;
import org.imalink.access.Scope;
import org.jspecify.annotations.Nullable;

/**
 * An account, without anything secret. Immutable.
 *
 * @param isActive whether it can be signed in to
 * @param mayImport whether its person may import folders of the server
 * @param claimedAt when the person of the single-user time took user 1 as their own; null for everybody else
 * @param createdAt this and all times are UTC
 */
public record User(
        long id,
        String username,
        String email,
        @Nullable String displayName,
        Role role,
        boolean isActive,
        boolean mayImport,
        @Nullable LocalDateTime claimedAt,
        @Nullable LocalDateTime lastSignInAt,
        LocalDateTime createdAt,
        LocalDateTime updatedAt) {
    /** Whether this is user 1 as the server made it: nobody can sign in to it. */
    public boolean isSystem() {
        return id == Scope.SYSTEM_USER && claimedAt == null;
    }
}
