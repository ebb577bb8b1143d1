package org.imalink.operation;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a row of values as {@link ValueBytes}. For one thread. */
public final class ValueDigest {
    private static final int DRAINED_BYTES = 8192;

    private final MessageDigest digest = Sha256.digest();
    private final ValueBytes values = new ValueBytes();

    /**
     * Adds a value as a database answers it.
     *
     * @throws IllegalStateException for a type that no column of a library has
     */
    public void add(@Nullable Object value) {
        values.add(value);
        drain();
    }

    /** Adds a name, without a type. */
    void addText(String text) {
        values.addText(text);
        drain();
    }

    /** Adds a count, without a type. */
    void addNumber(long number) {
        values.addNumber(number);
        drain();
    }

    private void drain() {
        if (values.length() >= DRAINED_BYTES) {
            values.drainTo(digest);
        }
    }

    /** The digest of what was added; the next value begins a new one. */
    public byte[] finish() {
        values.drainTo(digest);
        return digest.digest();
    }
}
