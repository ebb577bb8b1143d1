package org.imalink.preview;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads the size that a JPEG XL declares (ISO/IEC 18181-1, annex D.1; the boxes around it 18181-2). The decoder turns such
 * images by itself, and only it knows how: this size is for the limit, not for the result.
 */
final class JxlHeader {
    private static final int SIGNATURE = 0xff0a;
    private static final int PART_NUMBER_BYTES = 4;
    private static final int[] SIZE_BITS = {9, 13, 18, 30};

    /** Width to height, by the number that stands for it. */
    private static final int[][] RATIOS = {{0, 0}, {1, 1}, {12, 10}, {4, 3}, {3, 2}, {16, 9}, {5, 4}, {2, 1}};

    private final FileBytes file;
    private final long start;
    private int position;

    private JxlHeader(FileBytes file, long start) {
        this.file = file;
        this.start = start;
    }

    static ImageHeader read(FileBytes file) throws IOException {
        long codestream = file.unsigned16(0) == SIGNATURE ? 0 : codestream(file);
        if (file.unsigned16(codestream) != SIGNATURE) {
            throw new DamagedImageException("The JPEG XL has no codestream");
        }
        return new ImageHeader(new JxlHeader(file, codestream + 2).size(), ImageHeader.UPRIGHT, true);
    }

    /** Whole in one box, or in parts of which the first has the header. */
    private static long codestream(FileBytes file) throws IOException {
        var boxes = IsoBoxes.of(file);
        Optional<IsoBoxes.Box> whole = boxes.find("jxlc");
        if (whole.isPresent()) {
            return whole.get().start();
        }
        return boxes.find("jxlp")
                .map(part -> part.start() + PART_NUMBER_BYTES)
                .orElseThrow(() -> new DamagedImageException("The JPEG XL has no codestream"));
    }

    private Dimensions size() throws IOException {
        boolean small = bits(1) == 1;
        long height = side(small);
        int ratio = (int) bits(3);
        long width = ratio == 0 ? side(small) : height * RATIOS[ratio][0] / RATIOS[ratio][1];
        return ImageHeader.dimensions(width, height);
    }

    private long side(boolean small) throws IOException {
        return small ? (bits(5) + 1) * 8 : bits(SIZE_BITS[(int) bits(2)]) + 1;
    }

    /** The least significant bit of each byte comes first. */
    private long bits(int count) throws IOException {
        long value = 0;
        for (int bit = 0; bit < count; bit++, position++) {
            long set = file.unsigned8(start + position / 8) >> position % 8 & 1;
            value |= set << bit;
        }
        return value;
    }
}
