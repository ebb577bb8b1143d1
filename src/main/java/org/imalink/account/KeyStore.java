package org.imalink.account;

import java.time.LocalDateTime;
import java.util.List;

/** Where signing keys lie. All lists have the newest first. Thread-safe. */
interface KeyStore {
    /** What is there; nothing before first use. */
    List<SigningKey> read();

    /** What is there, with a first key made where there was none. */
    List<SigningKey> readOrBegin(LocalDateTime now);

    /**
     * Adds a key that signs from now on.
     *
     * @param forgotten keys that were retired before this are deleted
     */
    List<SigningKey> rotate(LocalDateTime now, LocalDateTime forgotten);
}
