package org.imalink.account;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Which passwords can be chosen: long enough, and not among those that everybody tries first. Nothing else is asked for. */
final class PasswordRules {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 1024;
    private static final int LONGEST_DECOMPOSED = 6 * LONGEST;

    private PasswordRules() {}

    /** @throws AccountException.Unacceptable with the reason */
    static void check(String password) {
        var composed = Normalizer.normalize(password, Normalizer.Form.NFC);
        var length = composed.codePointCount(0, composed.length());
        if (length < SHORTEST) {
            throw new AccountException.Unacceptable(
                    "This password is too short. Choose one of at least %d characters.".formatted(SHORTEST));
        }
        if (length > LONGEST) {
            throw new AccountException.Unacceptable(
                    "This password is too long. Choose one of at most %d characters.".formatted(LONGEST));
        }
        if (Common.PASSWORDS.contains(composed.toLowerCase(Locale.ROOT))) {
            throw new AccountException.Unacceptable(
                    "This password is among the most common ones and would be guessed at once. Choose another; a sentence is good.");
        }
    }

    /** Whether this could be somebody's password at all, however its letters are composed: longer ones are not hashed. */
    static boolean isPossible(String password) {
        return password.length() <= LONGEST_DECOMPOSED;
    }

    /** The most common passwords, from the list that zxcvbn ships (MIT); read when first asked for. */
    private static final class Common {
        private static final String LIST = "/com/nulabinc/zxcvbn/matchers/dictionaries/passwords.txt";
        private static final Set<String> PASSWORDS = read();

        private static Set<String> read() {
            var list = Objects.requireNonNull(Zxcvbn.class.getResourceAsStream(LIST), LIST);
            try (var lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
                return lines.lines()
                        .map(String::strip)
                        .filter(line -> line.length() >= SHORTEST)
                        .map(line -> line.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
