package org.imalink.preview;

import java.io.IOException;
import java.nio.ByteOrder;

/** Reads a BMP's information header, the old one of 12 bytes and those that came after. */
final class BmpHeader {
    private static final int OLD_HEADER = 12;

    private BmpHeader() {}

    static ImageHeader read(FileBytes file) throws IOException {
        file.order(ByteOrder.LITTLE_ENDIAN);
        var size = file.unsigned32(14) == OLD_HEADER
                ? ImageHeader.dimensions(file.unsigned16(18), file.unsigned16(20))
                // A negative height says that the rows begin at the top.
                : ImageHeader.dimensions(file.signed32(18), Math.abs((long) file.signed32(22)));
        return new ImageHeader(size, ImageHeader.UPRIGHT, false);
    }
}
