package org.imalink.operation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values as bytes, each with its type and length before it, so that no two rows of values look the same. Keeps its memory from
 * one row to the next. For one thread.
 */
final class ValueBytes {
    private static final int FIRST_CAPACITY = 1024;
    private static final byte NULL = 0;
    private static final byte BOOLEAN = 1;
    private static final byte INTEGER = 2;
    private static final byte DOUBLE = 3;
    private static final byte TEXT = 4;
    private static final byte BYTES = 5;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    /**
     * Adds a value as a database answers it.
     *
     * @throws IllegalStateException for a type that no column of a library has
     */
    void add(@Nullable Object value) {
        switch (value) {
            case null -> addByte(NULL);
            case Boolean bool -> {
                addByte(BOOLEAN);
                addByte((byte) (bool ? 1 : 0));
            }
            case Integer number -> addInteger(number);
            case Long number -> addInteger(number);
            case Double number -> {
                addByte(DOUBLE);
                addNumber(Double.doubleToRawLongBits(number));
            }
            case String text -> {
                addByte(TEXT);
                addText(text);
            }
            case byte[] content -> {
                addByte(BYTES);
                addNumber(content.length);
                addBytes(content);
            }
            default -> throw new IllegalStateException("No encoding for a value of " + value.getClass());
        }
    }

    private void addInteger(long number) {
        addByte(INTEGER);
        addNumber(number);
    }

    /** Adds a name, without a type. */
    void addText(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        addNumber(encoded.length);
        addBytes(encoded);
    }

    /** Adds a count, without a type, the most significant byte first. */
    void addNumber(long number) {
        makeRoom(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (number >>> shift);
        }
    }

    private void addByte(byte value) {
        makeRoom(1);
        bytes[length++] = value;
    }

    private void addBytes(byte[] content) {
        makeRoom(content.length);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
    }

    private void makeRoom(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), Math.min(2 * bytes.length, 1 << 30)));
        }
    }

    int length() {
        return length;
    }

    /** A copy of all that was added; what is added next begins anew. */
    byte[] take() {
        var taken = Arrays.copyOf(bytes, length);
        length = 0;
        return taken;
    }

    /** Moves all that was added into a digest. */
    void drainTo(MessageDigest digest) {
        digest.update(bytes, 0, length);
        length = 0;
    }
}
