package org.imalink.operation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A code that people read and type: 80 random bits, written as four groups of four. Immutable. */
public final class OneTimeCode {
    /** Crockford's base 32: no letter looks like a digit. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 4;

    private final String text;

    private OneTimeCode(String text) {
        this.text = text;
    }

    /** A new one, that nobody can guess. */
    public static OneTimeCode draw() {
        var random = new SecureRandom();
        return new OneTimeCode(IntStream.range(0, GROUPS)
                .mapToObj(group -> random.ints(GROUP_LENGTH, 0, ALPHABET.length())
                        .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-")));
    }

    /** Whether this is the code, as people type it: in any case, with any dashes and spaces. Takes the same time always. */
    public boolean matches(String typed) {
        return MessageDigest.isEqual(bytes(typed), bytes(text));
    }

    /**
     * By what a code is found again without keeping it; the same however it is typed.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public static String sha256(String typed) {
        return Sha256.of(bytes(typed));
    }

    private static byte[] bytes(String code) {
        return code.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1')
                .getBytes(StandardCharsets.UTF_8);
    }

    /** As people read it: {@code 7KQM-3X9D-0AVB-N2TC}. */
    public String text() {
        return text;
    }

    /** Without the code, so that it cannot slip into a log. */
    @Override
    public String toString() {
        return "OneTimeCode";
    }
}
