package org.imalink.preview;

import java.io.IOException;

/**
 * Finds the largest image that a HEIC or AVIF file declares (ISO/IEC 23008-12, the item properties). The decoder turns
 * such images by itself, and only it knows which of them is shown: this size is for the limit, not for the result.
 */
final class HeifHeader {
    private static final int BOX_LIMIT = 100_000;
    private static final long FULL_BOX = 4;

    private HeifHeader() {}

    static ImageHeader read(FileBytes file) throws IOException {
        var meta = find(file, new Box("", 0, file.size()), "meta");
        var properties = find(file, find(file, meta.without(FULL_BOX), "iprp"), "ipco");
        Dimensions largest = null;
        long position = properties.start();
        for (int boxes = 0; boxes < BOX_LIMIT && position + 8 <= properties.end(); boxes++) {
            var box = box(file, position, properties.end());
            if (box.type().equals("ispe")) {
                var size = ImageHeader.dimensions(
                        file.unsigned32(box.start() + FULL_BOX), file.unsigned32(box.start() + FULL_BOX + 4));
                largest = largest == null || size.pixels() > largest.pixels() ? size : largest;
            }
            position = box.end();
        }
        if (largest == null) {
            throw new DamagedImageException("The file declares no image size");
        }
        return new ImageHeader(largest, ImageHeader.UPRIGHT, true);
    }

    private static Box find(FileBytes file, Box parent, String type) throws IOException {
        long position = parent.start();
        for (int boxes = 0; boxes < BOX_LIMIT && position < parent.end(); boxes++) {
            var box = box(file, position, parent.end());
            if (box.type().equals(type)) {
                return box;
            }
            position = box.end();
        }
        throw new DamagedImageException("The file has no box " + type);
    }

    private static Box box(FileBytes file, long position, long end) throws IOException {
        long size = file.unsigned32(position);
        var type = file.text(position + 4, 4);
        long header = 8;
        if (size == 1) {
            size = file.signed64(position + 8);
            header = 16;
        } else if (size == 0) {
            size = end - position;
        }
        if (size < header || size > Long.MAX_VALUE - position) {
            throw new DamagedImageException("A box declares an impossible size");
        }
        return new Box(type, position + header, position + size);
    }

    private record Box(String type, long start, long end) {
        Box without(long bytes) {
            return new Box(type, start + bytes, end);
        }
    }
}
