package org.imalink.http;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers only to host names that are this server's. Otherwise a web page could give its own name the address of this
 * server, and then read the library as if it were its own (DNS rebinding).
 */
final class HostCheck {
    private final Set<String> names;

    HostCheck(HttpSettings settings) {
        this.names = settings.hostNames().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @throws Failure 421 when the name is not one of this server's */
    void check(@Nullable String header) {
        var authority = header == null ? null : Authority.parse(header).orElse(null);
        if (authority == null || !isOurs(authority)) {
            throw Failure.of(
                    421,
                    Problem.UNKNOWN_HOST,
                    "This server does not answer to the host name of this request. Use its address, or start it with"
                            + " that name in IMALINK_ALLOWED_HOSTS.");
        }
    }

    private boolean isOurs(Authority authority) {
        return authority.isLoopback() || authority.isAddress() || names.contains(authority.host());
    }
}
