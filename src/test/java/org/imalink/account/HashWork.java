package org.imalink.account;

import java.time.InstantSource;
import org.imalink.database.Database;

/** Counts the work that passwords make, as tests of what can be learned from it need it; a hash is cheap meanwhile. */
public final class HashWork {
    private final PasswordHasher hasher = CheapHasher.of(2, 64);

    /** Accounts whose work this counts. */
    public Accounts accounts(
            Database database, SigningKeys keys, AccountSettings settings, SetupCode setup, InstantSource clock) {
        return new Accounts(database, keys, settings, setup, clock, hasher);
    }

    /** How often a hash was worked out. */
    public long done() {
        return hasher.invocations();
    }
}
