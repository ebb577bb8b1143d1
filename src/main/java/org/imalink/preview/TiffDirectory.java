package org.imalink.preview;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** Reads the numbers in the first directory of a TIFF, and of EXIF, which is one (TIFF 6.0, section 2). */
final class TiffDirectory {
    private static final int SHORT = 3;

    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int PHOTOMETRIC = 262;
    private static final int ORIENTATION = 274;
    private static final int SUB_DIRECTORIES = 330;
    private static final int PROFILE = 34675;
    private static final int DNG_VERSION = 50706;

    private static final int COLOUR_FILTER_ARRAY = 32803;

    private TiffDirectory() {}

    static ImageHeader header(FileBytes file) throws IOException {
        var numbers = numbers(file, 0, file.size());
        refuseRaw(numbers);
        if (!numbers.containsKey(WIDTH) || !numbers.containsKey(HEIGHT)) {
            throw new DamagedImageException("The TIFF does not declare its size");
        }
        return new ImageHeader(
                ImageHeader.dimensions(numbers.get(WIDTH), numbers.get(HEIGHT)),
                orientation(numbers),
                numbers.containsKey(PROFILE));
    }

    /** The orientation in EXIF data at a place in a file; upright when they have none or make no sense. */
    static int orientation(FileBytes file, long start, long length) throws IOException {
        try {
            return orientation(numbers(file, start, length));
        } catch (EOFException | DamagedImageException e) {
            // The picture is no worse for a broken note beside it.
            return ImageHeader.UPRIGHT;
        } finally {
            file.order(ByteOrder.BIG_ENDIAN);
        }
    }

    private static int orientation(Map<Integer, Long> numbers) {
        long orientation = numbers.getOrDefault(ORIENTATION, 1L);
        return orientation >= 1 && orientation <= 8 ? (int) orientation : ImageHeader.UPRIGHT;
    }

    /** Many cameras' raw files are TIFFs whose first picture is only a thumbnail, or pixels that are no picture yet. */
    private static void refuseRaw(Map<Integer, Long> numbers) throws RawFileException {
        boolean thumbnail = numbers.getOrDefault(NEW_SUBFILE_TYPE, 0L) == 1 && numbers.containsKey(SUB_DIRECTORIES);
        boolean mosaic = numbers.getOrDefault(PHOTOMETRIC, 0L) == COLOUR_FILTER_ARRAY;
        if (thumbnail || mosaic || numbers.containsKey(DNG_VERSION)) {
            throw new RawFileException();
        }
    }

    /** Tag to its first value, for whole numbers; for other types and longer values the position they lie at. */
    private static Map<Integer, Long> numbers(FileBytes file, long start, long length) throws IOException {
        file.order(
                switch (file.text(start, 4)) {
                    case "II*\0" -> ByteOrder.LITTLE_ENDIAN;
                    case "MM\0*" -> ByteOrder.BIG_ENDIAN;
                    default -> throw new DamagedImageException("Not a TIFF header");
                });
        long directory = file.unsigned32(start + 4);
        if (directory < 8 || directory + 2 > length) {
            throw new EOFException("The directory lies beyond the end");
        }
        int entries = file.unsigned16(start + directory);
        var numbers = new HashMap<Integer, Long>();
        for (int entry = 0; entry < entries; entry++) {
            long position = start + directory + 2 + 12L * entry;
            boolean isShort = file.unsigned16(position + 2) == SHORT && file.unsigned32(position + 4) == 1;
            long value = isShort ? file.unsigned16(position + 8) : file.unsigned32(position + 8);
            numbers.putIfAbsent(file.unsigned16(position), value);
        }
        return numbers;
    }
}
