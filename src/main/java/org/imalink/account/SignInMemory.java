package org.imalink.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.access.Viewer;
import org.jooq.DSLContext;

/**
 * Who is signed in, remembered for one version of the accounts: whatever ends a sign-in makes the next one, in the same
 * snapshot. Thread-safe.
 */
final class SignInMemory {
    private static final int MOST = 10_000;
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final UtcClock clock;
    private final Cache<Key, SignInRows.Living> remembered =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(IDLE).build();

    private record Key(String tokenId, int accountVersion) {}

    SignInMemory(UtcClock clock) {
        this.clock = clock;
    }

    Optional<Viewer.SignedIn> resolve(DSLContext tx, Standing standing, Credential credential) {
        return switch (credential) {
            case Credential.None(), Credential.Invalid() -> Optional.empty();
            case Credential.ImageToken(var tokenId) -> find(tx, standing, tokenId);
            case Credential.AccessToken(var user, var tokenId, var epoch) ->
                find(tx, standing, tokenId).filter(viewer -> viewer.user() == user);
        };
    }

    private Optional<Viewer.SignedIn> find(DSLContext tx, Standing standing, String tokenId) {
        if (standing.phase() == Phase.SINGLE && !AccountDatabase.hasAccounts(tx)) {
            return Optional.empty();
        }
        var key = new Key(tokenId, standing.accountVersion());
        var now = clock.now();
        var known = remembered.getIfPresent(key);
        if (known != null && known.expiresAt().isAfter(now)) {
            return Optional.of(known.viewer());
        }
        var found = SignInRows.findLiving(tx, tokenId, now);
        found.ifPresent(living -> remembered.put(key, living));
        return found.map(SignInRows.Living::viewer);
    }
}
