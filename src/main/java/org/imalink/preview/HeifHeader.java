package org.imalink.preview;

import java.io.IOException;

/**
 * Finds the largest image that a HEIC or AVIF file declares (ISO/IEC 23008-12, the item properties). The decoder turns
 * such images by itself, and only it knows which of them is shown: this size is for the limit, not for the result.
 */
final class HeifHeader {
    private static final long FULL_BOX = 4;

    private HeifHeader() {}

    static ImageHeader read(FileBytes file) throws IOException {
        var boxes = IsoBoxes.of(file);
        var meta = boxes.in(find(boxes, "meta"), FULL_BOX);
        var properties = meta.in(find(meta, "iprp"));
        var largest = new Dimensions[1];
        properties.in(find(properties, "ipco")).each(box -> {
            if (box.type().equals("ispe")) {
                var size = ImageHeader.dimensions(
                        file.unsigned32(box.start() + FULL_BOX), file.unsigned32(box.start() + FULL_BOX + 4));
                largest[0] = largest[0] == null || size.pixels() > largest[0].pixels() ? size : largest[0];
            }
            return true;
        });
        if (largest[0] == null) {
            throw new DamagedImageException("The file declares no image size");
        }
        return new ImageHeader(largest[0], ImageHeader.UPRIGHT, true);
    }

    private static IsoBoxes.Box find(IsoBoxes boxes, String type) throws IOException {
        return boxes.find(type).orElseThrow(() -> new DamagedImageException("The file has no box " + type));
    }
}
