package org.imalink.preview;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads numbers anywhere in a file, a window at a time, however large the file is. Every read throws {@link EOFException}
 * when the file ends before it. For one thread.
 */
final class FileBytes implements AutoCloseable {
    private static final int WINDOW = 4096;
    private static final int COPIED_AT_ONCE = 64 * 1024;

    private final SeekableByteChannel channel;
    private final long start;
    private final long size;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
    private long windowStart;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;

    private FileBytes(SeekableByteChannel channel, long start, long size) {
        this.channel = channel;
        this.start = start;
        this.size = size;
    }

    static FileBytes open(Path file) throws IOException {
        return whole(Files.newByteChannel(file));
    }

    static FileBytes of(byte[] content) throws IOException {
        return whole(new ByteArrayChannel(content));
    }

    private static FileBytes whole(SeekableByteChannel channel) throws IOException {
        return new FileBytes(channel, 0, channel.size());
    }

    /**
     * A part of the file as if it were one. It lives as long as the whole, and need not be closed.
     *
     * @throws EOFException when the part does not lie in the file
     */
    FileBytes part(long from, long length) throws EOFException {
        if (from < 0 || length < 0 || from > size - length) {
            throw new EOFException("The file ends before byte " + from + " + " + length);
        }
        return new FileBytes(channel, start + from, length);
    }

    /** Writes a range to another channel, and throws {@link EOFException} when the file ends before it. */
    void copy(long from, long length, WritableByteChannel target) throws IOException {
        var bytes = ByteBuffer.allocate(COPIED_AT_ONCE);
        for (long done = 0; done < length; ) {
            bytes.clear().limit((int) Math.min(bytes.capacity(), length - done));
            channel.position(start + from + done);
            int read = from + length > size ? -1 : channel.read(bytes);
            if (read < 0) {
                throw new EOFException("The file ends before byte " + (from + length));
            }
            for (bytes.flip(); bytes.hasRemaining(); ) {
                target.write(bytes);
            }
            done += read;
        }
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
        if (position < 0 || position > size - length) {
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
        channel.position(start + position);
        window.clear().limit((int) Math.min(WINDOW, size - position));
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
