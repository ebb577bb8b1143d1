package org.imalink.library;

/**
 * What stands in the search index for one owner: every word and every filter with the owner's mark before it. So each owner
 * has lists of his own in the index, and looking one up costs the same however much others have.
 *
 * <p>Marks and signs are characters for private use, which no word holds. Immutable.
 */
final class SearchTerms {
    /** Owners' marks are numbers with digits from U+E000 to U+EFFF. */
    private static final int FIRST_DIGIT = 0xe000;

    private static final int DIGITS = 0x1000;
    private static final char FILTER = '\uf000';
    private static final char ESCAPE = '\uf001';

    /** What photos can be filtered by, besides words and dates. */
    enum Filter {
        AUTHOR('a'),
        CAMERA('c'),
        PLACE('g'),
        SESSION('i'),
        KIND('k'),
        RAW('r'),
        RATING('s'),
        TAG('t');

        private final char sign;

        Filter(char sign) {
            this.sign = sign;
        }
    }

    private final String mark;

    SearchTerms(long owner) {
        var digits = new StringBuilder();
        for (long rest = owner; rest > 0; rest /= DIGITS) {
            digits.append((char) (FIRST_DIGIT + rest % DIGITS));
        }
        this.mark = digits.toString();
    }

    /** @param word of {@link SearchWords} */
    String word(String word) {
        return mark + word;
    }

    String filter(Filter filter, Object value) {
        var term = new StringBuilder(mark).append(FILTER).append(filter.sign);
        SearchWords.fold(String.valueOf(value).strip()).codePoints().forEach(character -> {
            if (Character.isLetterOrDigit(character)) {
                term.appendCodePoint(character);
            } else {
                term.append(ESCAPE).append(Integer.toHexString(character)).append(ESCAPE);
            }
        });
        return term.toString();
    }
}
