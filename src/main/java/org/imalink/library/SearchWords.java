package org.imalink.library;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Text cut into words and folded, the same for what is indexed and what is typed, and on both engines: lower case, without
 * accents, and letters such as ø, æ and ß as people type them who have no such key.
 *
 * <p>Scripts that put no spaces between words are cut into pairs of neighbouring characters, so that every part of a text
 * is found, and hardly anything else.
 */
final class SearchWords {
    /** In code points; a longer word is found by its beginning. */
    private static final int LONGEST_WORD = 32;

    /** In UTF-16 units; what comes after that in a description is not indexed. */
    private static final int LONGEST_TEXT = 100_000;

    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN);

    private static final int VOICED_SOUND_MARK = 0x3099;
    private static final int SEMI_VOICED_SOUND_MARK = 0x309a;

    private enum Kind {
        BREAK,
        SPACED,
        UNSPACED
    }

    private final Set<String> words = new LinkedHashSet<>();
    private final boolean typed;

    private SearchWords(boolean typed) {
        this.typed = typed;
    }

    /** The words of a text that is to be found. */
    static Set<String> indexed(String text) {
        return new SearchWords(false).cut(fold(text));
    }

    /** The words that a found text must hold, each at least as a beginning. */
    static Set<String> typed(String text) {
        return new SearchWords(true).cut(fold(text));
    }

    /** A name in the form in which searches compare it. */
    static String fold(String text) {
        var cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        var folded = new StringBuilder(cut.length());
        Normalizer.normalize(cut, Normalizer.Form.NFKD)
                .codePoints()
                .filter(character -> !isLeftOut(character))
                .forEach(character -> fold(character, folded));
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** Accents, the vowel points of Hebrew and Arabic, and what is not seen; the marks of other scripts are letters. */
    private static boolean isLeftOut(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT -> true;
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {
                var script = UnicodeScript.of(character);
                yield (script == UnicodeScript.INHERITED || script == UnicodeScript.HEBREW)
                        && character != VOICED_SOUND_MARK
                        && character != SEMI_VOICED_SOUND_MARK;
            }
            default -> false;
        };
    }

    private static void fold(int character, StringBuilder folded) {
        // By way of the capital, because some small letters have two forms.
        int small = Character.toLowerCase(Character.toUpperCase(character));
        switch (small) {
            case 'ø' -> folded.append('o');
            case 'æ' -> folded.append("ae");
            case 'œ' -> folded.append("oe");
            case 'ß' -> folded.append("ss");
            case 'ł' -> folded.append('l');
            case 'đ', 'ð' -> folded.append('d');
            case 'þ' -> folded.append("th");
            case 'ħ' -> folded.append('h');
            case 'ŧ' -> folded.append('t');
            case 'ŋ' -> folded.append('n');
            default -> folded.appendCodePoint(small);
        }
    }

    private Set<String> cut(String folded) {
        int[] characters = folded.codePoints().toArray();
        int start = 0;
        var kind = Kind.BREAK;
        for (int place = 0; place < characters.length; place++) {
            var next = kind(characters[place], kind);
            if (next != kind) {
                add(kind, characters, start, place);
                start = place;
                kind = next;
            }
        }
        add(kind, characters, start, characters.length);
        return words;
    }

    private static Kind kind(int character, Kind before) {
        return switch (Character.getType(character)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.OTHER_LETTER -> ofScript(character);
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> Kind.SPACED;
            // Marks, and signs that lengthen a sound, belong to what they follow.
            case Character.MODIFIER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK -> before == Kind.BREAK ? ofScript(character) : before;
            default -> Kind.BREAK;
        };
    }

    private static Kind ofScript(int character) {
        return UNSPACED.contains(UnicodeScript.of(character)) ? Kind.UNSPACED : Kind.SPACED;
    }

    private void add(Kind kind, int[] characters, int start, int end) {
        switch (kind) {
            case BREAK -> {}
            case SPACED -> words.add(new String(characters, start, Math.min(end - start, LONGEST_WORD)));
            case UNSPACED -> {
                for (int place = start; place + 1 < end; place++) {
                    words.add(new String(characters, place, 2));
                }
                // One typed character is the beginning of a pair; the last one of a text begins none.
                if (!typed || end - start == 1) {
                    words.add(new String(characters, end - 1, 1));
                }
            }
        }
    }
}
