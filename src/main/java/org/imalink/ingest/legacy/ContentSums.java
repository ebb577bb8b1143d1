package org.imalink.ingest.legacy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.imalink.operation.ValueDigest;
import org.jspecify.annotations.Nullable;

/**
 * One number for what each table holds: the sum, modulo 2^256, of the SHA-256 of its rows, so that their order does not
 * count. Rows are in the words of the old database: times as its texts, a photo by its hothash. For one thread.
 */
final class ContentSums {
    private static final BigInteger MODULUS = BigInteger.TWO.pow(256);
    private static final int BYTES = 32;

    private final ValueDigest digest = new ValueDigest();
    private final Map<String, BigInteger> sums = new HashMap<>();

    /** Adds a row. What belongs to a row in a table of its own, such as a tag, is added to the row's table. */
    void add(String table, @Nullable Object... values) {
        for (var value : values) {
            digest.add(value);
        }
        var row = new BigInteger(1, digest.finish());
        sums.merge(table, row, (sum, more) -> sum.add(more).mod(MODULUS));
    }

    /** Of one table, lower-case hex. */
    String of(String table) {
        var bytes = new byte[BYTES];
        var sum = sums.getOrDefault(table, BigInteger.ZERO).toByteArray();
        int length = Math.min(BYTES, sum.length);
        System.arraycopy(sum, sum.length - length, bytes, BYTES - length, length);
        return HexFormat.of().formatHex(bytes);
    }

    /** Of all these tables together, lower-case hex. */
    String of(Iterable<String> tables) {
        for (var table : tables) {
            digest.add(table);
            digest.add(of(table).getBytes(StandardCharsets.US_ASCII));
        }
        return HexFormat.of().formatHex(digest.finish());
    }
}
