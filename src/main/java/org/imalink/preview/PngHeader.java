package org.imalink.preview;

import java.io.IOException;

/** Walks a PNG's chunks up to its pixels (PNG specification, third edition, section 11). */
final class PngHeader {
    private static final int CHUNK_LIMIT = 10_000;

    private PngHeader() {}

    static ImageHeader read(FileBytes file) throws IOException {
        if (!file.text(12, 4).equals("IHDR")) {
            throw new DamagedImageException("The PNG does not begin with its header");
        }
        var size = ImageHeader.dimensions(file.unsigned32(16), file.unsigned32(20));
        int orientation = ImageHeader.UPRIGHT;
        boolean profiled = false;
        long position = 8;
        for (int chunks = 0; chunks < CHUNK_LIMIT; chunks++) {
            long length = file.unsigned32(position);
            var type = file.text(position + 4, 4);
            if (type.equals("IDAT") || type.equals("IEND")) {
                break;
            }
            if (type.equals("eXIf")) {
                orientation = TiffDirectory.orientation(file, position + 8, length);
            }
            profiled |= type.equals("iCCP");
            position += 12 + length;
        }
        return new ImageHeader(size, orientation, profiled);
    }
}
