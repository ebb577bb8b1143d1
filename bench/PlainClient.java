import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One connection on which one request follows the other, as small as it can be: what is measured is the server, not how busy a
 * client is.
 */
final class PlainClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final String headers;

    PlainClient(URI address) throws IOException {
        this(address, "");
    }

    /** @param header one more on every request, or empty */
    PlainClient(URI address, String header) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 65536);
        headers = "Host: " + address.getAuthority() + "\r\n" + (header.isEmpty() ? "" : header + "\r\n");
    }

    /** The body of an answer that says its length. */
    byte[] get(String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
        var status = line();
        int length = 0;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        var body = in.readNBytes(length);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException(path + " answered " + status);
        }
        return body;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The server ended the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
