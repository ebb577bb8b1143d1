package org.imalink.operation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first page of a SQLite database, as its file has it (https://www.sqlite.org/fileformat2.html, 1.3).
 *
 * @param page all of its bytes
 * @param pages how many pages the file has
 */
record SqliteHeader(byte[] page, long pages) {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(US_ASCII);
    private static final int PAGE_SIZE = 16;
    private static final int WRITE_VERSION = 18;
    private static final int READ_VERSION = 19;
    private static final byte WAL = 2;

    /** The change counter, and at what count and by which SQLite the header was written: every writer changes these. */
    private static final int CHANGES = 24;

    private static final int WRITTEN = 92;
    private static final int END = 100;

    /** Empty for a file that is no SQLite database, and for an empty one. */
    static Optional<SqliteHeader> read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var first = in.readNBytes(END);
            if (first.length < END || !Arrays.equals(first, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                return Optional.empty();
            }
            int size = pageSize(first);
            var page = Arrays.copyOf(first, size);
            int more = in.readNBytes(page, END, size - END);
            return more < size - END ? Optional.empty() : Optional.of(new SqliteHeader(page, Files.size(file) / size));
        }
    }

    private static int pageSize(byte[] header) {
        int size = Short.toUnsignedInt(ByteBuffer.wrap(header).getShort(PAGE_SIZE));
        return size == 1 ? 1 << 16 : Math.max(size, END);
    }

    boolean isWal() {
        return page[WRITE_VERSION] == WAL || page[READ_VERSION] == WAL;
    }

    /** Whether it is the same page but for what changes when a database is put into WAL mode or out of it. */
    boolean isSameBut(byte[] other) {
        return Arrays.equals(neutral(page), neutral(other));
    }

    private static byte[] neutral(byte[] page) {
        var copy = page.clone();
        Arrays.fill(copy, WRITE_VERSION, READ_VERSION + 1, (byte) 0);
        Arrays.fill(copy, CHANGES, CHANGES + Integer.BYTES, (byte) 0);
        Arrays.fill(copy, WRITTEN, END, (byte) 0);
        return copy;
    }
}
