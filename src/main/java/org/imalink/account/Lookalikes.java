package org.imalink.account;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Names that a person would read as the system user's. The letters are those that Unicode's Technical Standard 39 (its file
 * confusables.txt) has for the letters of that name, in either case, as folding leaves them.
 */
final class Lookalikes {
    private static final String SYSTEM = "system";

    /** Each line: a letter, and those that look like it. */
    private static final Map<Integer, String> LETTERS = letters(
            "s", "\u0455\uA731\u01BD\uABAA\uA4E2\u023F\u0282\uD801\uDC48\uD806\uDCC1" + "5",
            "y",
                    "\u0443\u04AF\u04B1\u03C5\u03B3\u0263\u1D8C\u1EFF\u028F\u0265\u01B4\u024F\uAB5A\uAB8D\uA4EC\u2CA9\uD806\uDCDC",
            "t", "\u0442\u04AD\u03C4\u1D1B\uAB72\uA4D4\u2CA7\u0167\u01AD\u0288\u021B" + "7",
            "e", "\u0435\u0454\u04BD\u04BF\u03B5\u025B\u0247\u1D07\uAB32\uAB7C\uA4F0\u2C89\u0259\u01DD\u2D39" + "3",
            "m", "\u043C\u04CE\u03BC\u03FB\u1D0D\u0271\u1D6F\uAB87\uA4DF\u2C99");

    private Lookalikes() {}

    /** @param folded as {@link Names#folded} leaves it */
    static boolean ofSystem(String folded) {
        var letters = Normalizer.normalize(folded, Normalizer.Form.NFKD).replaceAll("[\\p{M}._-]", "");
        var read = letters.codePoints()
                .mapToObj(letter -> LETTERS.getOrDefault(letter, Character.toString(letter)))
                .collect(Collectors.joining());
        return read.replace("rn", "m").equals(SYSTEM);
    }

    private static Map<Integer, String> letters(String... pairs) {
        var letters = new HashMap<Integer, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            var letter = pairs[i];
            pairs[i + 1].codePoints().forEach(lookalike -> letters.put(lookalike, letter));
        }
        return Map.copyOf(letters);
    }
}
