package org.imalink.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.HexFormat;
import org.imalink.operation.Sha256;
import org.jspecify.annotations.Nullable;

/** Names the bytes of an answer, so that a client that has them need not get them again (RFC 9110, section 8.8.3). */
final class EntityTag {
    private EntityTag() {}

    static String of(byte[] bytes) {
        return quoted(HexFormat.of().formatHex(Arrays.copyOf(Sha256.digest().digest(bytes), 16)));
    }

    static String quoted(String name) {
        return '"' + name + '"';
    }

    /** Whether one of the tags that the client sent is this one; weak and strong ones count alike here. */
    static boolean matches(@Nullable String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        return Arrays.stream(ifNoneMatch.split(","))
                .map(String::strip)
                .map(sent -> sent.startsWith("W/") ? sent.substring(2) : sent)
                .anyMatch(sent -> sent.equals("*") || sent.equals(tag));
    }

    static boolean isRead(Context context) {
        var method = context.req().getMethod();
        return method.equals("GET") || method.equals("HEAD");
    }
}
