package org.imalink.preview;

import java.io.IOException;
import java.nio.ByteOrder;

/** Reads a GIF's screen and its first frame (GIF89a specification). */
final class GifHeader {
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2c;
    private static final int BLOCK_LIMIT = 100_000;

    private GifHeader() {}

    static ImageHeader read(FileBytes file) throws IOException {
        file.order(ByteOrder.LITTLE_ENDIAN);
        var screen = new Dimensions(file.unsigned16(6), file.unsigned16(8));
        int flags = file.unsigned8(10);
        long position = 13 + ((flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1));
        for (int blocks = 0; blocks < BLOCK_LIMIT && file.unsigned8(position) == EXTENSION; blocks++) {
            position = afterSubBlocks(file, position + 2);
        }
        if (file.unsigned8(position) != FRAME) {
            throw new DamagedImageException("The GIF has no frame");
        }
        // A frame that sticks out makes decoders enlarge the screen, so it counts too.
        var shown = ImageHeader.dimensions(
                Math.max(screen.width(), file.unsigned16(position + 1) + file.unsigned16(position + 5)),
                Math.max(screen.height(), file.unsigned16(position + 3) + file.unsigned16(position + 7)));
        return new ImageHeader(shown, ImageHeader.UPRIGHT, false);
    }

    private static long afterSubBlocks(FileBytes file, long start) throws IOException {
        long position = start;
        for (int blocks = 0; blocks < BLOCK_LIMIT; blocks++) {
            int length = file.unsigned8(position);
            position += 1 + length;
            if (length == 0) {
                return position;
            }
        }
        throw new DamagedImageException("The GIF has too much before its first frame");
    }
}
