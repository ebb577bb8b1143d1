package org.imalink.http;

import io.javalin.http.Context;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets web pages use this server when they are its own, run on this machine's loopback, or were configured; pages from
 * elsewhere neither read nor change anything, not even by a picture or a form that a browser sends without asking.
 */
final class OriginCheck {
    private static final String METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";

    /** What a page may read of an answer, beside the few headers that it always may. */
    private static final String EXPOSED = "Accept-Ranges, Content-Disposition, Content-Range, ETag, "
            + Secrets.EPOCH_HEADER + ", " + Admission.HEADER + ", Retry-After";

    private final Set<String> configured;

    OriginCheck(HttpSettings settings) {
        this.configured = settings.origins().stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private enum Trust {
        OWN,
        CONFIGURED,
        LOOPBACK,
        FOREIGN
    }

    /**
     * Sets the headers by which the browser lets the page read the answer.
     *
     * @return the answer to a preflight, which needs no route
     * @throws Failure 403 for a page from elsewhere
     */
    Optional<Answer> check(Context context) {
        var origin = context.header("Origin");
        if (origin == null) {
            checkSilentRequest(context);
            return Optional.empty();
        }
        var trust = trust(origin, context.header("Host"));
        switch (trust) {
            case OWN -> {}
            case CONFIGURED, LOOPBACK -> {
                context.header("Access-Control-Allow-Origin", origin);
                context.header("Access-Control-Expose-Headers", EXPOSED);
                if (trust == Trust.CONFIGURED) {
                    context.header("Access-Control-Allow-Credentials", "true");
                }
            }
            case FOREIGN -> throw foreign();
        }
        boolean preflight =
                context.req().getMethod().equals("OPTIONS") && context.header("Access-Control-Request-Method") != null;
        return preflight ? Optional.of(preflight(context)) : Optional.empty();
    }

    /**
     * Whether the page that sends cookies may be known by them: this server's own and the configured ones, not just any of
     * this machine's. Cookies do not know of ports.
     *
     * @param safe whether the request says by its method that it changes nothing
     */
    boolean maySendCookies(Context context, boolean safe) {
        var origin = context.header("Origin");
        if (origin == null) {
            var site = context.header("Sec-Fetch-Site");
            return safe || site == null || site.equals("same-origin") || site.equals("none");
        }
        return switch (trust(origin, context.header("Host"))) {
            case OWN, CONFIGURED -> true;
            case LOOPBACK, FOREIGN -> false;
        };
    }

    private static Answer preflight(Context context) {
        var answer = Answer.bytes("text/plain; charset=utf-8", new byte[] {'O', 'K'})
                .with("Access-Control-Allow-Methods", METHODS)
                .with("Access-Control-Max-Age", "600");
        var requested = context.header("Access-Control-Request-Headers");
        return requested == null ? answer : answer.with("Access-Control-Allow-Headers", requested);
    }

    /** Pictures, scripts, links and the forms of old browsers name no origin, but newer ones say whose page asks. */
    private void checkSilentRequest(Context context) {
        if (!"cross-site".equals(context.header("Sec-Fetch-Site"))) {
            return;
        }
        boolean followsLink = "navigate".equals(context.header("Sec-Fetch-Mode"))
                && context.req().getMethod().equals("GET");
        var referer = context.header("Referer");
        boolean trusted = referer != null && trust(originOf(referer), context.header("Host")) != Trust.FOREIGN;
        if (!followsLink && !trusted) {
            throw foreign();
        }
    }

    private Trust trust(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return Trust.FOREIGN;
        }
        if (configured.contains(origin.toLowerCase(Locale.ROOT))) {
            return Trust.CONFIGURED;
        }
        int scheme = origin.indexOf("://");
        boolean web = origin.startsWith("http://") || origin.startsWith("https://");
        var authority = web ? Authority.parse(origin.substring(scheme + 3)).orElse(null) : null;
        if (authority == null) {
            return Trust.FOREIGN;
        }
        // The scheme is not compared: behind a proxy the page came by https, and this request by http.
        if (host != null && Authority.parse(host).filter(authority::equals).isPresent()) {
            return Trust.OWN;
        }
        return authority.isLoopback() ? Trust.LOOPBACK : Trust.FOREIGN;
    }

    private static @Nullable String originOf(String referer) {
        try {
            var uri = new URI(referer);
            return uri.getScheme() + "://" + uri.getRawAuthority();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static Failure foreign() {
        return Failure.of(
                403,
                Problem.FOREIGN_ORIGIN,
                "Web pages of other origins may not use this server, unless it was started with their origin in"
                        + " IMALINK_ALLOWED_ORIGINS.");
    }
}
