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

    /** The header that was right last: nearly all requests to a server have the same. */
    private volatile String right = "";

    HostCheck(HttpSettings settings) {
        this.names = settings.hostNames().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @throws Failure 421 when the name is not one of this server's */
    void check(@Nullable String header) {
        if (right.equals(header)) {
            return;
        }
        if (header == null || Authority.parse(header).filter(this::isOurs).isEmpty()) {
            throw Failure.of(
                    421,
                    Problem.UNKNOWN_HOST,
                    "This server does not answer to the host name of this request. Use its address, or start it with"
                            + " that name in IMALINK_ALLOWED_HOSTS.");
        }
        right = header;
    }

    private boolean isOurs(Authority authority) {
        return authority.isLoopback() || authority.isAddress() || names.contains(authority.host());
    }
}
