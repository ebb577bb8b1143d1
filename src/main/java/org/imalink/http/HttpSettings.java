package org.imalink.http;

import java.util.List;

/**
 * How the server is reached.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param origins of web pages that may use this server beside its own, such as {@code https://photos.example.org}; those
 *     of this machine's loopback always may, but without credentials
 * @param hostNames under which people reach this server, beside {@code localhost} and addresses
 * @param proxies whose word is taken for where a request came from
 * @param developmentMode told to clients; opens nothing
 * @param operatorOnly whether nobody gets an answer who does not send the operator's code
 */
public record HttpSettings(
        String host,
        int port,
        List<String> origins,
        List<String> hostNames,
        TrustedProxies proxies,
        boolean developmentMode,
        boolean operatorOnly) {
    public HttpSettings {
        origins = List.copyOf(origins);
        hostNames = List.copyOf(hostNames);
    }

    /** Of a server that is there for everybody. */
    public HttpSettings(
            String host,
            int port,
            List<String> origins,
            List<String> hostNames,
            TrustedProxies proxies,
            boolean developmentMode) {
        this(host, port, origins, hostNames, proxies, developmentMode, false);
    }
}
