package org.imalink.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request as it came: its headers and cookies, and where it came from. */
final class Request {
    private static final String BEARER = "bearer ";
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private final Context context;
    private final TrustedProxies proxies;
    private final OriginCheck origins;

    Request(Context context, TrustedProxies proxies, OriginCheck origins) {
        this.context = context;
        this.proxies = proxies;
        this.origins = origins;
    }

    @Nullable
    String header(String name) {
        return context.header(name);
    }

    /** The access token, where one was sent; other kinds of authorization belong to proxies before this server. */
    @Nullable
    String bearer() {
        var header = header("Authorization");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    /** A cookie, where the page that sends it may have this server know who it is. */
    @Nullable
    String cookie(String name) {
        return mayHaveCookies() ? context.cookie(name) : null;
    }

    /** Whether the page that asks may have cookies of this server, to send and to keep. */
    boolean mayHaveCookies() {
        return origins.maySendCookies(context, isSafe());
    }

    /** Whether it says by its method that it changes nothing. */
    boolean isSafe() {
        return SAFE_METHODS.contains(context.req().getMethod());
    }

    /** The address that it came from, as far as trusted proxies tell. */
    String address() {
        return proxies.address(context.req().getRemoteAddr(), forwarded("X-Forwarded-For"));
    }

    /** Whether it came over TLS, to this server or to a trusted proxy. */
    boolean isSecure() {
        return proxies.isSecure(
                context.req().isSecure(), context.req().getRemoteAddr(), forwarded("X-Forwarded-Proto"));
    }

    /** A header that may have come in several lines, which stand for one with commas between. */
    private @Nullable String forwarded(String name) {
        var lines = Collections.list(context.req().getHeaders(name));
        return lines.isEmpty() ? null : String.join(",", lines);
    }

    /** Bytes of the body, as the client says; negative when it does not. */
    long contentLength() {
        return context.req().getContentLengthLong();
    }

    InputStream body() throws IOException {
        return context.req().getInputStream();
    }
}
