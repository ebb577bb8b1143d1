package org.imalink.http;

/** Finds text that cannot be written as UTF-8. */
final class Characters {
    private Characters() {}

    /** Whether half of a surrogate pair stands alone. */
    static boolean hasLoneSurrogate(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (Character.isHighSurrogate(character)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(character)) {
                return true;
            }
        }
        return false;
    }

    /** The text with U+FFFD in place of each lone surrogate. */
    static String wellFormed(String text) {
        if (!hasLoneSurrogate(text)) {
            return text;
        }
        var repaired = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
                .forEach(repaired::appendCodePoint);
        return repaired.toString();
    }
}
