package org.imalink.library;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * An original that is open for reading. Not thread-safe; whoever opened it closes it.
 *
 * @param filename the name the image file has in the library
 * @param mediaType such as {@code image/jpeg}
 * @param size bytes
 * @param sha256 of the bytes when they were imported, lower-case hex
 * @param file the open file
 */
public record OpenOriginal(String filename, String mediaType, long size, String sha256, RootedFile file)
        implements AutoCloseable {
    /** The bytes. */
    public SeekableByteChannel channel() {
        return file.channel();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
