package org.imalink.preview;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads numbers anywhere in a file, a window at a time, however large the file is. Every read throws {@link EOFException}
 * when the file ends before it. For one thread.
 */
final class FileBytes implements AutoCloseable {
    private static final int WINDOW = 4096;

    private final SeekableByteChannel channel;
    private final long size;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
    private long windowStart;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;

    private FileBytes(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    static FileBytes open(Path file) throws IOException {
        return new FileBytes(Files.newByteChannel(file));
    }

    static FileBytes of(byte[] content) throws IOException {
        return new FileBytes(new ByteArrayChannel(content));
    }

    /** Of numbers read after this; big-endian at first. */
    void order(ByteOrder newOrder) {
        order = newOrder;
    }

    long size() {
        return size;
    }

    /** As many of the first bytes as there are, up to the limit. */
    byte[] head(int limit) throws IOException {
        int length = (int) Math.min(limit, size);
        var head = new byte[length];
        at(0, length).get(head);
        return head;
    }

    int unsigned8(long position) throws IOException {
        return Byte.toUnsignedInt(at(position, 1).get());
    }

    int unsigned16(long position) throws IOException {
        return Short.toUnsignedInt(at(position, 2).getShort());
    }

    int signed32(long position) throws IOException {
        return at(position, 4).getInt();
    }

    long unsigned32(long position) throws IOException {
        return Integer.toUnsignedLong(signed32(position));
    }

    long signed64(long position) throws IOException {
        return at(position, 8).getLong();
    }

    /** Bytes as Latin-1, at most a few thousand. */
    String text(long position, int length) throws IOException {
        var bytes = new byte[length];
        at(position, length).get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private ByteBuffer at(long position, int length) throws IOException {
        if (position < 0 || position + length > size) {
            throw new EOFException("The file ends before byte " + (position + length));
        }
        if (position < windowStart || position + length > windowStart + window.limit()) {
            fill(position);
        }
        if (position + length > windowStart + window.limit()) {
            throw new EOFException("The file became shorter while it was read");
        }
        return window.position((int) (position - windowStart)).order(order);
    }

    private void fill(long position) throws IOException {
        windowStart = position;
        channel.position(position);
        window.clear();
        while (window.hasRemaining() && channel.read(window) >= 0) {
            // A channel may give less than was asked for.
        }
        window.limit(window.position());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
