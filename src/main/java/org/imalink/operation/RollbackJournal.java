package org.imalink.operation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A file {@code -journal} that SQLite would play back into the database beside it
 * (https://www.sqlite.org/fileformat2.html, 3). A library of ours has one only for the moment in which a database that was
 * made by {@code VACUUM INTO} is put into WAL mode; it then holds the first page and nothing else.
 *
 * @param pages how many pages the database had
 * @param first the page of the database that its first record holds, with its number before it; empty where there is none
 * @param onlyOne whether there is no other record
 */
record RollbackJournal(long pages, byte[] first, boolean onlyOne) {
    private static final byte[] MAGIC = HexFormat.of().parseHex("d9d505f920a163d7");
    private static final int HEADER = 28;
    private static final int PAGES = 16;
    private static final int SECTOR_SIZE = 20;
    private static final int PAGE_SIZE = 24;
    private static final int LARGEST = 1 << 16;

    /** Empty when there is none, or none that SQLite would play back. */
    static Optional<RollbackJournal> beside(Path database) throws IOException {
        var file = database.resolveSibling(database.getFileName() + "-journal");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            var start = in.readNBytes(HEADER);
            if (start.length < HEADER || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                return Optional.empty();
            }
            var header = ByteBuffer.wrap(start);
            int sector = Math.clamp(header.getInt(SECTOR_SIZE), HEADER, LARGEST);
            int page = Math.clamp(header.getInt(PAGE_SIZE), 0, LARGEST);
            in.skipNBytes(Math.min(sector, Files.size(file)) - HEADER);
            var record = in.readNBytes(Integer.BYTES + page);
            in.readNBytes(Integer.BYTES); // its checksum
            return Optional.of(
                    new RollbackJournal(Integer.toUnsignedLong(header.getInt(PAGES)), record, in.read() < 0));
        }
    }

    /**
     * What the database's header will be when this is played back; empty when that would make of the database anything but what
     * it is.
     */
    Optional<SqliteHeader> headerBefore(SqliteHeader present) {
        if (pages != present.pages()) {
            return Optional.empty(); // the file would be cut
        }
        if (first.length == 0) {
            return Optional.of(present); // nothing was written yet
        }
        var page = Arrays.copyOfRange(first, Integer.BYTES, Math.max(Integer.BYTES, first.length));
        boolean same = onlyOne
                && page.length == present.page().length
                && ByteBuffer.wrap(first).getInt() == 1
                && present.isSameBut(page);
        return same ? Optional.of(new SqliteHeader(page, pages)) : Optional.empty();
    }
}
