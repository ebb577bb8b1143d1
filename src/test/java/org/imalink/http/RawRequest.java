package org.imalink.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** Requests that no proper client would send. */
final class RawRequest {
    private RawRequest() {}

    /** Sends these bytes, and answers all that comes back until the server closes. */
    static String send(int port, String request) {
        return send(port, request, false);
    }

    /** Sends these bytes and no more, and answers all that comes back. */
    static String sendAndEnd(int port, String request) {
        return send(port, request, true);
    }

    private static String send(int port, String request, boolean end) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            if (end) {
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A GET with this Host header. */
    static String get(int port, String path, String host) {
        return send(port, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }
}
