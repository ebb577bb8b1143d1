package org.imalink.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose word is taken for where a request came from. Everybody can write such headers, so that they count only
 * as far as a trusted proxy wrote them. Immutable.
 */
public final class TrustedProxies {
    /** Nobody's word is taken. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d{1,5})?");
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9a-fA-F:]*:[0-9a-fA-F:.]*)(?:](?::\\d{1,5})?)?");

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * @param texts addresses, or networks such as {@code 10.0.0.0/8}
     * @throws IllegalArgumentException when one is neither; the message names it
     */
    public static TrustedProxies of(List<String> texts) {
        return new TrustedProxies(texts.stream().map(TrustedProxies::network).toList());
    }

    /** Whether nobody is trusted. */
    public boolean isEmpty() {
        return networks.isEmpty();
    }

    /** The addresses whose first bits are these. */
    private record Network(byte[] address, int bits) {
        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            int rest = bits % Byte.SIZE;
            int mask = 0xff << (Byte.SIZE - rest) & 0xff;
            return Arrays.equals(address, 0, whole, other, 0, whole)
                    && (rest == 0 || (address[whole] & mask) == (other[whole] & mask));
        }
    }

    private static Network network(String text) {
        int slash = text.indexOf('/');
        var address = parse(slash < 0 ? text : text.substring(0, slash)).orElse(null);
        if (address == null) {
            throw new IllegalArgumentException("\"" + text + "\" is no address and no network");
        }
        int most = address.length * Byte.SIZE;
        try {
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits >= 0 && bits <= most) {
                return new Network(address, bits);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" has no number behind its slash", e);
        }
        throw new IllegalArgumentException("\"" + text + "\" has more bits than its address");
    }

    /**
     * Where a request came from: the last address that no trusted proxy has.
     *
     * @param peer whose connection it is
     * @param forwarded the header X-Forwarded-For, each proxy having added the address that it was asked from
     */
    String address(String peer, @Nullable String forwarded) {
        var last = peer;
        var hops = forwarded == null ? new String[0] : forwarded.split(",", -1);
        for (int hop = hops.length - 1; hop >= 0 && trusts(last); hop--) {
            var next = parse(hops[hop].strip()).map(TrustedProxies::text);
            if (next.isEmpty()) {
                break;
            }
            last = next.get();
        }
        return last;
    }

    /** @param forwarded the header X-Forwarded-Proto */
    boolean isSecure(boolean connection, String peer, @Nullable String forwarded) {
        return trusts(peer) && forwarded != null
                ? forwarded.substring(forwarded.lastIndexOf(',') + 1).strip().equalsIgnoreCase("https")
                : connection;
    }

    private boolean trusts(String address) {
        return !networks.isEmpty()
                && parse(address)
                        .filter(bytes -> networks.stream().anyMatch(network -> network.holds(bytes)))
                        .isPresent();
    }

    /** The bytes of an address, with or without a port; no name is ever looked up. */
    private static Optional<byte[]> parse(String text) {
        var ipv4 = IPV4.matcher(text);
        var ipv6 = IPV6.matcher(text);
        var literal = ipv4.matches() ? ipv4.group(1) : ipv6.matches() ? ipv6.group(1) : "";
        try {
            return literal.isEmpty()
                    ? Optional.empty()
                    : Optional.of(InetAddress.ofLiteral(literal).getAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // such as 1.2.3.400
        }
    }

    private static String text(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address of " + address.length + " bytes", e);
        }
    }
}
