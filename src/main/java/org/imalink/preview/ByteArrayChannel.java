package org.imalink.preview;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Reads bytes in memory as if they were a file. */
final class ByteArrayChannel implements SeekableByteChannel {
    private final byte[] content;
    private int position;
    private boolean open = true;

    ByteArrayChannel(byte[] content) {
        this.content = content;
    }

    @Override
    public int read(ByteBuffer target) {
        int length = Math.min(target.remaining(), content.length - position);
        if (length <= 0) {
            return -1;
        }
        target.put(content, position, length);
        position += length;
        return length;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new UnsupportedOperationException("These bytes are only read");
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = (int) Math.min(newPosition, content.length);
        return this;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException("These bytes are only read");
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
