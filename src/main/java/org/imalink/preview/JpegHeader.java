package org.imalink.preview;

import java.io.IOException;

/** Walks a JPEG's segments up to its frame header (ITU-T T.81, annex B). */
final class JpegHeader {
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final String EXIF = "Exif\0\0";
    private static final String PROFILE = "ICC_PROFILE\0";
    private static final int SEGMENT_LIMIT = 10_000;
    private static final int GARBAGE_LIMIT = 100_000;

    private JpegHeader() {}

    static ImageHeader read(FileBytes file) throws IOException {
        int orientation = ImageHeader.UPRIGHT;
        boolean profiled = false;
        Dimensions frame = null;
        long position = 2;
        for (int segments = 0; segments < SEGMENT_LIMIT; segments++) {
            position = nextMarker(file, position);
            int marker = file.unsigned8(position - 1);
            if (isAlone(marker)) {
                continue;
            }
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                break;
            }
            int length = file.unsigned16(position);
            if (isFrame(marker) && frame == null) {
                frame = ImageHeader.dimensions(file.unsigned16(position + 5), file.unsigned16(position + 3));
            } else if (marker == APP1 && startsWith(file, position + 2, length - 2, EXIF)) {
                orientation = TiffDirectory.orientation(file, position + 2 + EXIF.length(), length - 2 - EXIF.length());
            } else if (marker == APP2 && startsWith(file, position + 2, length - 2, PROFILE)) {
                profiled = true;
            }
            position += Math.max(2, length);
        }
        if (frame == null) {
            throw new DamagedImageException("The JPEG has no frame header");
        }
        return new ImageHeader(frame, orientation, profiled);
    }

    /** The position after the next marker; like other decoders it skips what is between segments and should not be. */
    private static long nextMarker(FileBytes file, long from) throws IOException {
        long position = from;
        while (true) {
            while (file.unsigned8(position) != 0xff && position - from < GARBAGE_LIMIT) {
                position++;
            }
            while (file.unsigned8(position) == 0xff && position - from < GARBAGE_LIMIT) {
                position++;
            }
            if (position - from >= GARBAGE_LIMIT) {
                throw new DamagedImageException("There is something else between the JPEG's segments");
            }
            if (file.unsigned8(position) != 0) {
                return position + 1;
            }
        }
    }

    private static boolean isAlone(int marker) {
        return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean startsWith(FileBytes file, long position, int length, String text) throws IOException {
        return length >= text.length() && file.text(position, text.length()).equals(text);
    }
}
