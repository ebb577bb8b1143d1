package org.imalink.operation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The code by which a person or a command proves to have the machine: 80 random bits, new at each start of the server,
 * written as four groups of four. Immutable.
 */
public final class OperatorCode {
    /** Crockford's base 32: no letter looks like a digit. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 4;

    private final String text;

    private OperatorCode(String text) {
        this.text = text;
    }

    /**
     * Makes a new code and writes it to a file that only its owner can read.
     *
     * @throws RefusedException when the file cannot be written
     */
    public static OperatorCode create(Path file) {
        var random = new SecureRandom();
        var text = IntStream.range(0, GROUPS)
                .mapToObj(group -> random.ints(GROUP_LENGTH, 0, ALPHABET.length())
                        .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
        try {
            OwnerOnly.write(file, text + "\n");
        } catch (IOException e) {
            throw new RefusedException("The operator's code cannot be written to " + file + ": " + e.getMessage(), e);
        }
        return new OperatorCode(text);
    }

    /**
     * The code that the running server wrote; empty when there is none.
     *
     * @throws RefusedException when it is there and this user may not read it
     */
    public static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new RefusedException(
                    "The operator's code in " + file + " cannot be read. Run this as the user who runs the server.", e);
        }
    }

    /** Whether this is the code, as people type it: in any case, with any dashes and spaces. Takes the same time always. */
    public boolean matches(String typed) {
        return MessageDigest.isEqual(bytes(typed), bytes(text));
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
        return "OperatorCode";
    }
}
