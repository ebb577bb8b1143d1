package org.imalink.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host name and port as a Host header or an origin has them.
 *
 * @param host in lower case, without a dot at its end; IPv6 in brackets
 * @param port empty when none was given
 */
record Authority(String host, String port) {
    private static final Pattern SHAPE = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[a-zA-Z0-9._-]+)(?::([0-9]{1,5}))?");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

    static Optional<Authority> parse(String text) {
        var parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var host = parts.group(1).toLowerCase(Locale.ROOT);
        var port = parts.group(2);
        return Optional.of(new Authority(
                host.endsWith(".") ? host.substring(0, host.length() - 1) : host, port == null ? "" : port));
    }

    /** An address, not a name: nobody can make a name server say that it is another one. */
    boolean isAddress() {
        return host.startsWith("[") || IPV4.matcher(host).matches();
    }

    boolean isLoopback() {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || (host.startsWith("127.") && IPV4.matcher(host).matches());
    }
}
