package org.imalink.preview;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a RAW file says of itself, gathered while it is read: where previews may lie, and how the picture is to be shown. */
final class RawContent {
    /** No sensor has more; what says so is garbage. */
    private static final long LONGEST_SIDE = 1_000_000;

    private final List<Range> previews = new ArrayList<>();
    private @Nullable Integer orientation;
    private @Nullable Dimensions cropped;
    private @Nullable Dimensions largest;

    /** Bytes of the file. */
    record Range(long start, long length) {}

    void addPreview(long start, long length) {
        if (length > 0) {
            previews.add(new Range(start, length));
        }
    }

    /** Of the first directory that tells. */
    void addOrientation(long number) {
        if (orientation == null && number >= 1 && number <= 8) {
            orientation = (int) number;
        }
    }

    /** The size that the maker means the picture to have. */
    void addCroppedSize(long width, long height) {
        if (isPlausible(width, height)) {
            cropped = new Dimensions((int) width, (int) height);
        }
    }

    /** The size of one of the pictures inside; the largest is that of the sensor, where the maker tells no other. */
    void addSize(long width, long height) {
        if (isPlausible(width, height) && (largest == null || width * height > largest.pixels())) {
            largest = new Dimensions((int) width, (int) height);
        }
    }

    private static boolean isPlausible(long width, long height) {
        return width > 0 && height > 0 && width <= LONGEST_SIDE && height <= LONGEST_SIDE;
    }

    List<Range> previews() {
        return previews;
    }

    @Nullable
    Integer orientation() {
        return orientation;
    }

    /** Not turned yet. */
    @Nullable
    Dimensions size() {
        return cropped == null ? largest : cropped;
    }
}
