package org.imalink.operation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a row of values, each with its type and length before it, so that no two rows look the same. For one
 * thread.
 */
public final class ValueDigest {
    private final MessageDigest digest = Sha256.digest();

    /**
     * Adds a value as a database answers it.
     *
     * @throws IllegalStateException for a type that no column of a library has
     */
    public void add(@Nullable Object value) {
        switch (value) {
            case null -> digest.update((byte) 0);
            case Boolean bool -> digest.update(new byte[] {1, (byte) (bool ? 1 : 0)});
            case Integer number -> addInteger(number);
            case Long number -> addInteger(number);
            case Double number -> {
                digest.update((byte) 3);
                addNumber(Double.doubleToRawLongBits(number));
            }
            case String text -> {
                digest.update((byte) 4);
                addText(text);
            }
            case byte[] bytes -> {
                digest.update((byte) 5);
                addNumber(bytes.length);
                digest.update(bytes);
            }
            default -> throw new IllegalStateException("No encoding for a value of " + value.getClass());
        }
    }

    /** The digest of what was added; the next value begins a new one. */
    public byte[] finish() {
        return digest.digest();
    }

    /** Adds a name, without a type. */
    void addText(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        addNumber(bytes.length);
        digest.update(bytes);
    }

    /** Adds a count, without a type. */
    void addNumber(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    }

    private void addInteger(long number) {
        digest.update((byte) 2);
        addNumber(number);
    }
}
