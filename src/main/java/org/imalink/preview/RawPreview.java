package org.imalink.preview;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A preview that was taken out of a RAW file, ready to be rendered.
 *
 * @param preview the size of the preview's pixels as they are stored
 * @param stored the size of the RAW file's picture, before it is turned
 * @param orientation how both have to be turned, 1 to 8
 */
record RawPreview(Dimensions preview, Dimensions stored, int orientation) {
    private static final int FIELDS = 5;

    /** The longer side of the smallest preview that is more than a thumbnail, in pixels. */
    private static final int SMALLEST = 480;

    /**
     * Writes a preview to a file of its own.
     *
     * @param orientation as the RAW file has it, which counts for the preview; null when it tells none
     * @param size as the RAW file has it
     */
    static RawPreview write(
            FileBytes file, EmbeddedJpeg jpeg, @Nullable Integer orientation, @Nullable Dimensions size, Path target)
            throws IOException {
        var stored = size == null || size.pixels() < jpeg.size().pixels() ? jpeg.size() : size;
        int turn = orientation == null ? jpeg.orientation() : orientation;
        // A few programs turn the preview and leave the sensor's values lying on their side.
        boolean turnedAlready = turn >= 5
                && stored.width() > stored.height()
                && jpeg.size().width() < jpeg.size().height();
        jpeg.write(file, turnedAlready ? ImageHeader.UPRIGHT : turn, target);
        return new RawPreview(jpeg.size(), stored, turn);
    }

    boolean isThumbnail() {
        return Math.max(preview.width(), preview.height()) < SMALLEST;
    }

    /** The RAW file's size as it is seen. */
    Dimensions upright() {
        return orientation >= 5 ? stored.turned() : stored;
    }

    byte[] encoded() {
        return ByteBuffer.allocate(FIELDS * Integer.BYTES)
                .putInt(preview.width())
                .putInt(preview.height())
                .putInt(stored.width())
                .putInt(stored.height())
                .putInt(orientation)
                .array();
    }

    static RawPreview decoded(byte[] answer) {
        var numbers = ByteBuffer.wrap(answer);
        return new RawPreview(
                new Dimensions(numbers.getInt(), numbers.getInt()),
                new Dimensions(numbers.getInt(), numbers.getInt()),
                numbers.getInt());
    }
}
