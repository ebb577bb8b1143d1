package org.imalink.account;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.imalink.database.Database;
import org.imalink.operation.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * By what tokens are signed: the newest key signs, older ones are still believed until nothing that they signed can be alive
 * any more. Made at first use. Thread-safe.
 */
public final class SigningKeys {
    /** A sign-in that is used gets a token of the newest key each time; one that is not has ended after this. */
    private static final Duration BELIEVED = TokenMaker.SIGN_IN_LIFE.plusDays(1);

    /** How often at most the keys are read for a token by a key that nobody knows. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How long keys may be older than a rotation by another server. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final KeyStore store;
    private final UtcClock clock;
    private volatile @Nullable Known known;

    private record Known(List<SigningKey> keys, LocalDateTime readAt) {}

    private SigningKeys(KeyStore store, InstantSource clock) {
        this.store = store;
        this.clock = new UtcClock(clock);
    }

    /** In a file that only its owner can read; for a library in a SQLite file. */
    public static SigningKeys openFile(Path file) {
        return openFile(file, InstantSource.system());
    }

    static SigningKeys openFile(Path file, InstantSource clock) {
        return new SigningKeys(new KeyFile(file), clock);
    }

    /** In the database, where several servers may share it; for PostgreSQL. */
    public static SigningKeys inDatabase(Database database) {
        return inDatabase(database, InstantSource.system());
    }

    static SigningKeys inDatabase(Database database, InstantSource clock) {
        return new SigningKeys(new KeyTable(database), clock);
    }

    /**
     * Makes a new key that signs from now on. Nobody is signed out. Other servers on the same keys believe it as soon as they
     * meet it.
     *
     * @throws RefusedException when the file cannot be read or written
     * @throws AccountException.NoAccounts in the database, where there are no accounts
     */
    public synchronized void rotate() {
        var now = clock.now();
        known = new Known(store.rotate(now, now.minus(BELIEVED)), now);
    }

    /** The key that signs; may open a transaction, so never to be called inside one. */
    SigningKey newest() {
        var present = known;
        return present == null || isStale(present)
                ? readNewest()
                : present.keys().getFirst();
    }

    private boolean isStale(Known present) {
        return present.keys().isEmpty() || present.readAt().plus(FRESH).isBefore(clock.now());
    }

    private synchronized SigningKey readNewest() {
        var present = known;
        if (present == null || isStale(present)) {
            var now = clock.now();
            present = new Known(store.readOrBegin(now), now);
            known = present;
        }
        return present.keys().getFirst();
    }

    /** The key with this id; keys that another server made meanwhile are looked for, at most once a second. */
    Optional<SigningKey> find(String id) {
        return find(all(), id).or(() -> find(lookAgain(), id));
    }

    private static Optional<SigningKey> find(List<SigningKey> keys, String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** All keys that are believed, the newest first; none before first use. */
    List<SigningKey> all() {
        var present = known;
        return present == null ? lookAgain() : present.keys();
    }

    /** The same, with what another server made meanwhile; reads at most once a second. */
    synchronized List<SigningKey> lookAgain() {
        var present = known;
        var now = clock.now();
        if (present != null && now.isBefore(present.readAt().plus(PATIENCE))) {
            return present.keys();
        }
        present = new Known(store.read(), now);
        known = present;
        return present.keys();
    }
}
