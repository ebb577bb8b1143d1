package org.imalink.http;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Names a file for whoever saves it (RFC 6266). */
final class Disposition {
    private static final String UNESCAPED = "!#$&+-.^_`|~";

    private Disposition() {}

    /** For content that browsers may show. */
    static String inline(String filename) {
        return "inline; " + names(filename);
    }

    /** For content that browsers must save, because they might run it. */
    static String attachment(String filename) {
        return "attachment; " + names(filename);
    }

    /** The name twice: plain for old clients, and whole. */
    private static String names(String filename) {
        var plain = new StringBuilder();
        filename.codePoints()
                .forEach(point -> plain.append(
                        point < ' ' || point > '~' || point == '"' || point == '\\' || point == '%'
                                ? '_'
                                : (char) point));
        var encoded = new StringBuilder();
        for (byte each : filename.getBytes(UTF_8)) {
            char character = (char) (each & 0xff);
            boolean kept =
                    character < 128 && (Character.isLetterOrDigit(character) || UNESCAPED.indexOf(character) >= 0);
            encoded.append(kept ? String.valueOf(character) : "%%%02X".formatted((int) character));
        }
        return "filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }
}
