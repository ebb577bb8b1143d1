package org.imalink.operation;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A sum of SHA-256 values modulo 2 to the power of 256, with how many there are. It does not depend on their order, and what
 * was added can be taken out again, so that a sum can follow changes without reading everything anew. For one thread.
 *
 * <p>Such a sum tells apart what differs by accident. It is no proof against somebody who may choose very many rows (D.
 * Wagner, A Generalized Birthday Problem, 2002).
 */
final class Sum256 {
    static final int BYTES = 32;
    private static final int WORDS = BYTES / Long.BYTES;

    /** The lowest 64 bits come first. */
    private final long[] words = new long[WORDS];

    private long count;

    /** @param sha256 of {@value #BYTES} bytes, the most significant first */
    void add(byte[] sha256) {
        var value = ByteBuffer.wrap(sha256);
        long carry = 0;
        for (int word = 0; word < WORDS; word++) {
            long added = value.getLong((WORDS - 1 - word) * Long.BYTES);
            long sum = words[word] + added;
            long withCarry = sum + carry;
            carry = Long.compareUnsigned(sum, added) < 0 || Long.compareUnsigned(withCarry, sum) < 0 ? 1 : 0;
            words[word] = withCarry;
        }
        count++;
    }

    /** Takes out a value that was added. */
    void subtract(byte[] sha256) {
        var value = ByteBuffer.wrap(sha256);
        long borrow = 0;
        for (int word = 0; word < WORDS; word++) {
            long taken = value.getLong((WORDS - 1 - word) * Long.BYTES);
            long difference = words[word] - taken;
            long withBorrow = difference - borrow;
            borrow = Long.compareUnsigned(words[word], taken) < 0 || Long.compareUnsigned(difference, borrow) < 0
                    ? 1
                    : 0;
            words[word] = withBorrow;
        }
        count--;
    }

    /** How many values the sum is of. */
    long count() {
        return count;
    }

    /** The sum, {@value #BYTES} bytes, the most significant first. */
    byte[] value() {
        var value = ByteBuffer.allocate(BYTES);
        for (int word = WORDS - 1; word >= 0; word--) {
            value.putLong(words[word]);
        }
        return value.array();
    }

    boolean sameAs(Sum256 other) {
        return count == other.count && Arrays.equals(words, other.words);
    }
}
