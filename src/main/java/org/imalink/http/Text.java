package org.imalink.http;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Text; a number is none.
 *
 * @param shortest in code points
 * @param longest in code points
 * @param pattern that all of it must match
 */
record Text(int shortest, int longest, @Nullable Pattern pattern) implements Kind<String> {
    static final Text ANY = new Text(0, Integer.MAX_VALUE, null);

    static Text length(int shortest, int longest) {
        return new Text(shortest, longest, null);
    }

    static Text matching(String pattern) {
        return new Text(0, Integer.MAX_VALUE, Pattern.compile(pattern));
    }

    @Override
    public @Nullable String read(JsonNode sent, List<Object> location, Mistakes mistakes) {
        if (!sent.isString()) {
            mistakes.add("string_type", location, "Input should be a valid string", sent);
            return null;
        }
        var text = sent.stringValue();
        if (Characters.hasLoneSurrogate(text)) {
            mistakes.add("string_unicode", location, "Input should be valid Unicode text", sent);
            return null;
        }
        if (text.indexOf('\0') >= 0) {
            mistakes.add(
                    "value_error",
                    location,
                    "Value error, text cannot hold the character U+0000",
                    sent,
                    Map.of("error", Map.of()));
            return null;
        }
        int length = text.codePointCount(0, text.length());
        if (length < shortest) {
            mistakes.add(
                    "string_too_short",
                    location,
                    "String should have at least " + characters(shortest),
                    sent,
                    Map.of("min_length", shortest));
            return null;
        }
        if (length > longest) {
            mistakes.add(
                    "string_too_long",
                    location,
                    "String should have at most " + characters(longest),
                    sent,
                    Map.of("max_length", longest));
            return null;
        }
        if (pattern != null && !pattern.matcher(text).matches()) {
            mistakes.add(
                    "string_pattern_mismatch",
                    location,
                    "String should match pattern '" + pattern + "'",
                    sent,
                    Map.of("pattern", pattern.pattern()));
            return null;
        }
        return text;
    }

    private static String characters(int count) {
        return count == 1 ? "1 character" : count + " characters";
    }
}
