package org.imalink.http;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Bytes in base64, at least ten; a {@code data:} prefix, line breaks and other characters outside the alphabet are
 * skipped, padding is required.
 */
record PreviewBytes() implements Kind<byte[]> {
    static final PreviewBytes ANY = new PreviewBytes();

    private static final int FEWEST = 10;

    @Override
    public byte @Nullable [] read(JsonNode sent, List<Object> location, Mistakes mistakes) {
        if (!sent.isString()) {
            mistakes.add("string_type", location, "Input should be a valid string", sent);
            return null;
        }
        var text = sent.stringValue();
        if (text.startsWith("data:")) {
            text = text.substring(text.indexOf(',') + 1);
        }
        byte[] bytes = decode(text);
        if (bytes == null) {
            return refuse("hotpreview is not valid base64", sent, location, mistakes);
        }
        if (bytes.length < FEWEST) {
            return refuse("hotpreview is too small", sent, location, mistakes);
        }
        return bytes;
    }

    private static byte @Nullable [] decode(String text) {
        var kept = new StringBuilder(text.length());
        int padding = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '=') {
                // What follows complete padding is skipped; a lone = between letters too.
                if (kept.length() % 4 >= 2 && kept.length() % 4 + ++padding >= 4) {
                    break;
                }
            } else if (inAlphabet(character)) {
                kept.append(character);
                padding = 0;
            }
        }
        int rest = kept.length() % 4;
        if (rest == 1 || (rest > 1 && rest + padding < 4)) {
            return null;
        }
        return Base64.getDecoder().decode(kept.toString());
    }

    private static boolean inAlphabet(char character) {
        return (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || character == '+'
                || character == '/';
    }

    private static byte @Nullable [] refuse(String reason, JsonNode sent, List<Object> location, Mistakes mistakes) {
        mistakes.add("value_error", location, "Value error, " + reason, sent, Map.of("error", Map.of()));
        return null;
    }
}
