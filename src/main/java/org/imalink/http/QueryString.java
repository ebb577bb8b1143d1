package org.imalink.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query of a URL as leniently as browsers write it: a percent sign that begins no escape stands for itself, and
 * a name may come several times.
 */
final class QueryString {
    private QueryString() {}

    /** The values of each name, at least one, in their order. */
    static Map<String, List<String>> parse(@Nullable String query) {
        var values = new HashMap<String, List<String>>();
        if (query == null) {
            return values;
        }
        for (var pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                values.computeIfAbsent(decode(equals < 0 ? pair : pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    private static String decode(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        var encoded = text.getBytes(UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
            if (encoded[i] == '%' && high >= 0 && low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.write(encoded[i] == '+' ? ' ' : encoded[i]);
            }
        }
        return bytes.toString(UTF_8);
    }
}
