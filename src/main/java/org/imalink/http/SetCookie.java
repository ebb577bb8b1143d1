package org.imalink.http;

import java.time.Duration;

/**
 * A cookie that a browser is told to keep. No page of another site sends it, and no script reads it, but for one that says
 * so. Immutable.
 *
 * @param value of letters, digits and {@code . _ - ~} alone
 * @param path below which the browser sends it
 * @param lifetime zero takes the cookie away
 * @param secure whether it is sent over TLS only
 * @param readable whether scripts of this server's pages may read it
 */
record SetCookie(String name, String value, String path, Duration lifetime, boolean secure, boolean readable) {
    /** One that no script reads. */
    SetCookie(String name, String value, String path, Duration lifetime, boolean secure) {
        this(name, value, path, lifetime, secure, false);
    }

    /** Takes a cookie away, whether it was there or not. */
    static SetCookie cleared(String name, String path, boolean secure) {
        return new SetCookie(name, "", path, Duration.ZERO, secure);
    }

    /** As the header has it (RFC 6265). */
    String header() {
        return name + "=" + value + "; Path=" + path + "; Max-Age=" + Math.max(0, lifetime.toSeconds())
                + (readable ? "" : "; HttpOnly") + "; SameSite=Strict" + (secure ? "; Secure" : "");
    }

    /** Without the value, which is a secret. */
    @Override
    public String toString() {
        return "SetCookie " + name;
    }
}
