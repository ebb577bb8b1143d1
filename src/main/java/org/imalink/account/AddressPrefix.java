package org.imalink.account;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** An address as far as one household has it. */
final class AddressPrefix {
    /** Of an IPv6 address: the network, of which each household and each machine has a whole one (RFC 6177). */
    private static final int NETWORK_BYTES = 8;

    private AddressPrefix() {}

    /** The whole of an IPv4 address, the first 64 bits of an IPv6 address; what is neither is itself. */
    static String of(String address) {
        return parsed(address).map(AddressPrefix::prefix).orElse(address);
    }

    private static String prefix(InetAddress address) {
        return address instanceof Inet4Address
                ? address.getHostAddress()
                : HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "/64";
    }

    /** The address, if it is one; never asks a name server. */
    static Optional<InetAddress> parsed(String address) {
        var zone = address.indexOf('%');
        try {
            return Optional.of(InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
