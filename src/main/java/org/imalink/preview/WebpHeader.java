package org.imalink.preview;

import java.io.IOException;
import java.nio.ByteOrder;

/** Reads a WebP's canvas, and its EXIF chunk when it declares one (RFC 9649). */
final class WebpHeader {
    private static final int PROFILED = 0x20;
    private static final int EXIF = 0x08;
    private static final int CHUNK_LIMIT = 10_000;

    private WebpHeader() {}

    static ImageHeader read(FileBytes file) throws IOException {
        file.order(ByteOrder.LITTLE_ENDIAN);
        return switch (file.text(12, 4)) {
            case "VP8 " -> plain(file.unsigned16(26) & 0x3fff, file.unsigned16(28) & 0x3fff);
            case "VP8L" -> {
                int bits = file.signed32(21);
                yield plain(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
            }
            case "VP8X" -> extended(file);
            default -> throw new DamagedImageException("The WebP begins with an unknown chunk");
        };
    }

    private static ImageHeader plain(int width, int height) throws IOException {
        return new ImageHeader(ImageHeader.dimensions(width, height), ImageHeader.UPRIGHT, false);
    }

    private static ImageHeader extended(FileBytes file) throws IOException {
        int flags = file.unsigned8(20);
        var canvas = ImageHeader.dimensions(1 + unsigned24(file, 24), 1 + unsigned24(file, 27));
        int orientation = (flags & EXIF) == 0 ? ImageHeader.UPRIGHT : orientation(file);
        return new ImageHeader(canvas, orientation, (flags & PROFILED) != 0);
    }

    private static int unsigned24(FileBytes file, long position) throws IOException {
        return file.unsigned16(position) | file.unsigned8(position + 2) << 16;
    }

    private static int orientation(FileBytes file) throws IOException {
        long position = 12;
        for (int chunks = 0; chunks < CHUNK_LIMIT && position + 8 <= file.size(); chunks++) {
            long length = file.unsigned32(position + 4);
            if (file.text(position, 4).equals("EXIF")) {
                // Some writers keep the prefix that EXIF has inside a JPEG.
                int prefix = length > 6 && file.text(position + 8, 4).equals("Exif") ? 6 : 0;
                return TiffDirectory.orientation(file, position + 8 + prefix, length - prefix);
            }
            position += 8 + length + (length & 1);
        }
        return ImageHeader.UPRIGHT;
    }
}
