package org.imalink.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Yes or no, also as the words and numbers that people use for it. */
record Flag() implements Kind<Boolean> {
    static final Flag ANY = new Flag();

    private static final Set<String> YES = Set.of("1", "on", "t", "true", "y", "yes");
    private static final Set<String> NO = Set.of("0", "off", "f", "false", "n", "no");

    @Override
    public @Nullable Boolean read(JsonNode sent, List<Object> location, Mistakes mistakes) {
        if (sent.isBoolean()) {
            return sent.booleanValue();
        }
        if (sent.isString() || sent.isNumber()) {
            var word = sent.isString() ? sent.stringValue().toLowerCase(Locale.ROOT) : ofNumber(sent.doubleValue());
            if (YES.contains(word)) {
                return true;
            }
            if (NO.contains(word)) {
                return false;
            }
            mistakes.add("bool_parsing", location, "Input should be a valid boolean, unable to interpret input", sent);
            return null;
        }
        mistakes.add("bool_type", location, "Input should be a valid boolean", sent);
        return null;
    }

    private static String ofNumber(double number) {
        return number == 0 ? "0" : number == 1 ? "1" : "";
    }
}
