package org.imalink.preview;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JPEG inside another file that any decoder can show.
 *
 * @param start where it begins in the file
 * @param length bytes
 * @param size of the pixels as they are stored
 * @param orientation as its own EXIF has it, 1 to 8; 1 where there is none
 * @param exif where its own EXIF segments lie
 */
record EmbeddedJpeg(long start, long length, Dimensions size, int orientation, List<Segment> exif) {
    private static final int START_OF_IMAGE = 0xffd8;
    private static final int START_OF_SCAN = 0xffda;
    private static final int APP1 = 0xffe1;
    private static final int LENGTH_BYTES = 2;
    private static final int SEGMENT_LIMIT = 1000;
    private static final int BITS = 8;
    private static final String EXIF = "Exif\0\0";

    /** A segment with its marker. */
    record Segment(long start, long length) {}

    /**
     * What lies at a place of a file.
     *
     * @return empty when it is no JPEG, or one of the kind that holds a sensor's values and not a picture: lossless, of more
     *     than 8 bits, or of another number of colours than a picture has
     */
    static Optional<EmbeddedJpeg> at(FileBytes file, long start, long length) throws IOException {
        try {
            return read(file.part(start, length), start, length);
        } catch (EOFException | DamagedImageException notThere) {
            return Optional.empty();
        }
    }

    private static Optional<EmbeddedJpeg> read(FileBytes jpeg, long start, long length) throws IOException {
        if (jpeg.unsigned16(0) != START_OF_IMAGE) {
            return Optional.empty();
        }
        var exif = new ArrayList<Segment>();
        Dimensions size = null;
        int orientation = ImageHeader.UPRIGHT;
        long position = 2;
        for (int segments = 0; segments < SEGMENT_LIMIT; segments++) {
            int marker = jpeg.unsigned16(position);
            if (marker == START_OF_SCAN) {
                return size == null
                        ? Optional.empty()
                        : Optional.of(new EmbeddedJpeg(start, length, size, orientation, List.copyOf(exif)));
            }
            if (marker >> 8 != 0xff) {
                return Optional.empty();
            }
            long content = position + 2 + LENGTH_BYTES;
            int segment = jpeg.unsigned16(position + 2);
            if (isFrame(marker)) {
                if (!isPicture(jpeg, marker, content)) {
                    return Optional.empty();
                }
                size = ImageHeader.dimensions(jpeg.unsigned16(content + 3), jpeg.unsigned16(content + 1));
            } else if (marker == APP1
                    && segment > LENGTH_BYTES + EXIF.length()
                    && jpeg.text(content, EXIF.length()).equals(EXIF)) {
                orientation = TiffDirectory.orientation(
                        jpeg, content + EXIF.length(), segment - LENGTH_BYTES - EXIF.length());
                exif.add(new Segment(position, 2L + segment));
            }
            position += 2L + Math.max(LENGTH_BYTES, segment);
        }
        return Optional.empty();
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xffc0 && marker <= 0xffcf && marker != 0xffc4 && marker != 0xffc8 && marker != 0xffcc;
    }

    /** Baseline, extended or progressive; grey or three colours. */
    private static boolean isPicture(FileBytes jpeg, int marker, long content) throws IOException {
        int colours = jpeg.unsigned8(content + 5);
        return marker <= 0xffc2 && jpeg.unsigned8(content) == BITS && (colours == 1 || colours == 3);
    }

    /** Writes it to a file of its own, with an orientation in the place of its EXIF. */
    void write(FileBytes file, int newOrientation, Path target) throws IOException {
        try (var out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (var head = ByteBuffer.wrap(head(newOrientation)); head.hasRemaining(); ) {
                out.write(head);
            }
            long position = 2;
            for (var segment : exif) {
                file.copy(start + position, segment.start() - position, out);
                position = segment.start() + segment.length();
            }
            file.copy(start + position, length - position, out);
        }
    }

    /** The start of an image, and EXIF with nothing but an orientation. */
    private static byte[] head(int orientation) {
        var tiff = ByteBuffer.allocate(26)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
        return ByteBuffer.allocate(6 + EXIF.length() + tiff.length)
                .putShort((short) START_OF_IMAGE)
                .putShort((short) APP1)
                .putShort((short) (LENGTH_BYTES + EXIF.length() + tiff.length))
                .put(EXIF.getBytes(StandardCharsets.ISO_8859_1))
                .put(tiff)
                .array();
    }
}
