package org.imalink.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people may be called, and how names are compared: without case, and however their letters were composed. */
final class Names {
    private static final int SHORTEST_USERNAME = 3;
    private static final int LONGEST_USERNAME = 50;
    private static final int LONGEST_EMAIL = 255;
    private static final int LONGEST_DISPLAY_NAME = 100;

    /** Letters that show nothing: Hangul fillers. Marks that show nothing are refused as well. */
    private static final String INVISIBLE =
            "\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164\\uFE00-\\uFE0F\\uFFA0\\x{E0100}-\\x{E01EF}";

    /** A mark (an accent, a vowel of many scripts) stands on a letter, and few on one. */
    private static final Pattern USERNAME =
            Pattern.compile("(?:[\\p{L}\\p{Nd}._\\-&&[^" + INVISIBLE + "]][\\p{M}&&[^" + INVISIBLE + "]]{0,3})+");

    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Z}\\p{C}]+@[^@\\s\\p{Z}\\p{C}]+");

    /** Controls, line breaks, half characters, and what turns the direction of the text around it. */
    private static final Pattern NOT_FOR_PEOPLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private static final Pattern NOT_FOR_A_DATABASE = Pattern.compile("[\\x00\\p{Cs}]");

    private Names() {}

    /**
     * A username as it is kept.
     *
     * @throws AccountException.Unacceptable with the reason
     * @throws AccountException.Taken for the system user's, also in letters that look like it
     */
    static String username(String typed) {
        var name = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
        var length = length(name);
        if (length < SHORTEST_USERNAME || length > LONGEST_USERNAME) {
            throw new AccountException.Unacceptable(
                    "A username has %d to %d characters.".formatted(SHORTEST_USERNAME, LONGEST_USERNAME));
        }
        if (!USERNAME.matcher(name).matches()) {
            throw new AccountException.Unacceptable(
                    "A username has letters, digits, dots, hyphens and underscores only.");
        }
        if (Lookalikes.ofSystem(folded(name))) {
            throw new AccountException.Taken();
        }
        return name;
    }

    /**
     * An e-mail as it is kept.
     *
     * @throws AccountException.Unacceptable with the reason
     * @throws AccountException.Taken for the system user's
     */
    static String email(String typed) {
        var email = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
        if (length(email) > LONGEST_EMAIL || !EMAIL.matcher(email).matches()) {
            throw new AccountException.Unacceptable(
                    "This is no e-mail address. It has one @, no spaces, and at most %d characters."
                            .formatted(LONGEST_EMAIL));
        }
        var at = folded(email).indexOf('@');
        if (folded(email).endsWith("@imalink.local")
                && Lookalikes.ofSystem(folded(email).substring(0, at))) {
            throw new AccountException.Taken();
        }
        return email;
    }

    /**
     * A display name as it is kept; null where nothing was typed.
     *
     * @throws AccountException.Unacceptable with the reason
     */
    static @Nullable String displayName(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var name = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
        if (length(name) > LONGEST_DISPLAY_NAME) {
            throw new AccountException.Unacceptable(
                    "A display name has at most %d characters.".formatted(LONGEST_DISPLAY_NAME));
        }
        if (NOT_FOR_PEOPLE.matcher(name).find()) {
            throw new AccountException.Unacceptable("A display name has no control characters and no line breaks.");
        }
        return name;
    }

    /**
     * As names and e-mails are compared. Any text can be given: what no name has becomes a character that no name has. (Case
     * folding by way of capitals, so that ß is ss; compatibility letters as Unicode's NFKC has them.)
     */
    static String folded(String typed) {
        var safe = NOT_FOR_A_DATABASE.matcher(typed.strip()).replaceAll("\uFFFD");
        var plain = Normalizer.normalize(safe, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(plain, Normalizer.Form.NFKC);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
