package org.imalink.preview;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks the directories of a RAW file that is a TIFF of its maker's kind (CR2, NEF, ARW, DNG, ORF, RW2, PEF, ...) and notes
 * where JPEGs may lie; what is one is for {@link EmbeddedJpeg} to say. Tags as in TIFF 6.0, TIFF/EP, the DNG specification
 * 1.6, and for the makers' own as ExifTool's documentation has them. A directory that makes no sense is left out.
 */
final class RawTiff {
    private static final int DIRECTORY_LIMIT = 64;
    private static final int ENTRY_LIMIT = 1000;

    private static final int WIDTH = 0x100;
    private static final int HEIGHT = 0x101;
    private static final int COMPRESSION = 0x103;
    private static final int STRIP_OFFSETS = 0x111;
    private static final int ORIENTATION = 0x112;
    private static final int STRIP_BYTES = 0x117;
    private static final int SUB_DIRECTORIES = 0x14a;
    private static final int JPEG_START = 0x201;
    private static final int JPEG_LENGTH = 0x202;
    private static final int EXIF_DIRECTORY = 0x8769;
    private static final int MAKERS_NOTE = 0x927c;
    private static final int EXIF_WIDTH = 0xa002;
    private static final int EXIF_HEIGHT = 0xa003;
    private static final int DNG_CROP = 0xc620;

    private static final int PANASONIC_MAGIC = 0x55;
    private static final int PANASONIC_TOP = 4;
    private static final int PANASONIC_LEFT = 5;
    private static final int PANASONIC_BOTTOM = 6;
    private static final int PANASONIC_RIGHT = 7;
    private static final int PANASONIC_JPEG = 0x2e;

    private static final int NIKON_PREVIEW = 0x11;
    private static final int OLYMPUS_CAMERA_SETTINGS = 0x2020;
    private static final int OLYMPUS_PREVIEW_START = 0x101;
    private static final int OLYMPUS_PREVIEW_LENGTH = 0x102;

    /** JPEG, old and new, and the lossy one of DNG. */
    private static final Set<Long> JPEG_COMPRESSIONS = Set.of(6L, 7L, 34892L);

    private final FileBytes file;
    private final RawContent content;
    private final ByteOrder order;
    private final boolean panasonic;
    private final Deque<Long> waiting = new ArrayDeque<>();
    private final Set<Long> seen = new HashSet<>();

    /** A value, or where values lie. */
    private record Entry(int type, long count, long position) {
        int width() {
            return switch (type) {
                case 3, 8 -> 2;
                case 4, 9, 11, 13 -> 4;
                case 5, 10, 12, 16, 17, 18 -> 8;
                default -> 1;
            };
        }
    }

    private RawTiff(FileBytes file, RawContent content, ByteOrder order, boolean panasonic) {
        this.file = file;
        this.content = content;
        this.order = order;
        this.panasonic = panasonic;
    }

    /** Reads a file that begins with a byte order, or a part of one that does. */
    static void read(FileBytes file, RawContent content) throws IOException {
        try {
            var order = switch (file.text(0, 2)) {
                case "II" -> ByteOrder.LITTLE_ENDIAN;
                case "MM" -> ByteOrder.BIG_ENDIAN;
                default -> throw new DamagedImageException("Not a TIFF header");
            };
            file.order(order);
            boolean panasonic = file.unsigned16(2) == PANASONIC_MAGIC;
            new RawTiff(file, content, order, panasonic).walk(file.unsigned32(4));
        } catch (EOFException | DamagedImageException e) {
            // What was found before counts.
            return;
        }
    }

    private void walk(long first) throws IOException {
        waiting.add(first);
        while (!waiting.isEmpty() && seen.size() < DIRECTORY_LIMIT) {
            long position = waiting.remove();
            if (position == 0 || !seen.add(position)) {
                continue;
            }
            try {
                addDirectory(entries(position, 0, true), position == first);
            } catch (EOFException | DamagedImageException nonsense) {
                continue;
            }
        }
    }

    /**
     * @param base from which the directory counts the places of its values
     * @param chained whether the place of the next directory follows
     */
    private Map<Integer, Entry> entries(long position, long base, boolean chained) throws IOException {
        int count = file.unsigned16(position);
        if (count > ENTRY_LIMIT) {
            throw new DamagedImageException("A directory has too many entries");
        }
        var entries = new HashMap<Integer, Entry>();
        for (int index = 0; index < count; index++) {
            long at = position + 2 + 12L * index;
            var inside = new Entry(file.unsigned16(at + 2), file.unsigned32(at + 4), at + 8);
            boolean isInside = inside.width() * inside.count() <= 4;
            entries.putIfAbsent(
                    file.unsigned16(at),
                    isInside ? inside : new Entry(inside.type(), inside.count(), base + file.unsigned32(at + 8)));
        }
        long next = position + 2 + 12L * count;
        if (chained && next + 4 <= file.size()) {
            waiting.add(file.unsigned32(next));
        }
        return entries;
    }

    private void addDirectory(Map<Integer, Entry> entries, boolean isFirst) throws IOException {
        var orientation = number(entries.get(ORIENTATION));
        if (orientation != null && isFirst) {
            content.addOrientation(orientation);
        }
        addSizes(entries);
        addPreview(entries, 0);
        addStrip(entries);
        var jpeg = entries.get(PANASONIC_JPEG);
        if (panasonic && jpeg != null) {
            content.addPreview(jpeg.position(), jpeg.count());
        }
        var subDirectories = entries.get(SUB_DIRECTORIES);
        for (int index = 0;
                subDirectories != null && index < Math.min(subDirectories.count(), DIRECTORY_LIMIT);
                index++) {
            waiting.add(file.unsigned32(subDirectories.position() + 4L * index));
        }
        var exif = number(entries.get(EXIF_DIRECTORY));
        if (exif != null) {
            waiting.add(exif);
        }
        var note = entries.get(MAKERS_NOTE);
        if (note != null) {
            addMakersNote(note);
        }
    }

    private void addSizes(Map<Integer, Entry> entries) throws IOException {
        if (panasonic && entries.containsKey(PANASONIC_RIGHT)) {
            content.addCroppedSize(
                    number(entries, PANASONIC_RIGHT) - number(entries, PANASONIC_LEFT),
                    number(entries, PANASONIC_BOTTOM) - number(entries, PANASONIC_TOP));
        }
        var crop = entries.get(DNG_CROP);
        if (crop != null && crop.count() == 2) {
            content.addCroppedSize(number(crop, 0), number(crop, 1));
        }
        content.addSize(number(entries, WIDTH), number(entries, HEIGHT));
        content.addSize(number(entries, EXIF_WIDTH), number(entries, EXIF_HEIGHT));
    }

    private void addPreview(Map<Integer, Entry> entries, long base) throws IOException {
        var start = number(entries.get(JPEG_START));
        var length = number(entries.get(JPEG_LENGTH));
        if (start != null && length != null) {
            content.addPreview(base + start, length);
        }
    }

    private void addStrip(Map<Integer, Entry> entries) throws IOException {
        var start = entries.get(STRIP_OFFSETS);
        var length = entries.get(STRIP_BYTES);
        if (start != null
                && length != null
                && start.count() == 1
                && length.count() == 1
                && JPEG_COMPRESSIONS.contains(number(entries, COMPRESSION))) {
            content.addPreview(number(start, 0), number(length, 0));
        }
    }

    private void addMakersNote(Entry note) throws IOException {
        long start = note.position();
        var signature = file.text(start, 16);
        try {
            if (signature.startsWith("Nikon\0\2")) {
                addNikonPreview(start + 10);
            } else if (signature.startsWith("OLYMPUS\0")) {
                addOlympusPreview(start, start + 12);
            } else if (signature.startsWith("OM SYSTEM\0")) {
                addOlympusPreview(start, start + 16);
            }
        } finally {
            file.order(order);
        }
    }

    /** Nikon's note is a TIFF of its own. */
    private void addNikonPreview(long base) throws IOException {
        file.order(file.text(base, 2).equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var preview =
                number(entries(base + file.unsigned32(base + 4), base, false).get(NIKON_PREVIEW));
        if (preview != null) {
            addPreview(entries(base + preview, base, false), base);
        }
    }

    /** Places in Olympus' note count from its own start. */
    private void addOlympusPreview(long base, long directory) throws IOException {
        file.order(file.text(directory - 4, 2).equals("MM") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        var settings = entries(directory, base, false).get(OLYMPUS_CAMERA_SETTINGS);
        if (settings == null) {
            return;
        }
        // Either the directory itself, as a value, or its place.
        long position = settings.count() > 4 ? settings.position() : base + file.unsigned32(settings.position());
        var entries = entries(position, base, false);
        var start = number(entries.get(OLYMPUS_PREVIEW_START));
        if (start != null) {
            content.addPreview(base + start, number(entries, OLYMPUS_PREVIEW_LENGTH));
        }
    }

    private long number(Map<Integer, Entry> entries, int tag) throws IOException {
        var number = number(entries.get(tag));
        return number == null ? 0 : number;
    }

    private @Nullable Long number(@Nullable Entry entry) throws IOException {
        return entry == null || entry.count() < 1 ? null : number(entry, 0);
    }

    /** A whole number; of a fraction the whole part. */
    private long number(Entry entry, int index) throws IOException {
        long position = entry.position() + (long) entry.width() * index;
        return switch (entry.type()) {
            case 3, 8 -> file.unsigned16(position);
            case 4, 9, 13 -> file.unsigned32(position);
            case 5, 10 -> file.unsigned32(position) / Math.max(1, file.unsigned32(position + 4));
            default -> file.unsigned8(position);
        };
    }
}
