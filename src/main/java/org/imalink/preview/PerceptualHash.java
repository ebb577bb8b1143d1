package org.imalink.preview;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The 64-bit fingerprint of an image that stays nearly the same when the image is resized or compressed anew: two photos
 * are alike when few bits differ.
 *
 * <p>Grey (ITU-R 601-2 luma), resized to 32 x 32 with Lanczos, DCT-II along both axes, the 8 x 8 lowest frequencies; a
 * bit is 1 where the value is above their median, row by row, most significant first, as 16 hexadecimal digits. The same
 * as the "phash" of the ImageHash library for Python.
 */
public final class PerceptualHash {
    /** Larger input is no preview. */
    static final int MAXIMUM_BYTES = 32 << 20;

    private static final int MAXIMUM_PIXELS = 20_000_000;
    private static final int SIDE = 32;
    private static final int LOWEST = 8;
    private static final double[][] COSINES = cosines();

    private PerceptualHash() {}

    /**
     * The hash of an image that this server rendered itself. What comes from outside goes through
     * {@link PreviewRenderer#perceptualHash}, because decoders can crash.
     *
     * @return empty when the bytes are no image, or one larger than 32 MiB or 20 megapixels
     */
    public static Optional<String> of(byte[] image) {
        if (image.length > MAXIMUM_BYTES) {
            return Optional.empty();
        }
        try (var bytes = FileBytes.of(image)) {
            var format = ImageFormat.sniff(bytes.head(ImageFormat.HEAD_BYTES));
            if (format.isEmpty()) {
                return Optional.empty();
            }
            var header = ImageHeader.read(bytes, format.get());
            if (header.stored().pixels() > MAXIMUM_PIXELS) {
                return Optional.empty();
            }
            var decoded = JdkDecoder.decode(new ByteArrayInputStream(image), format.get(), header, MAXIMUM_PIXELS);
            return Optional.of(of(PlaneReader.read(decoded.image(), 1)));
        } catch (IOException | RuntimeException noImage) {
            // Decoders throw all kinds of exceptions for bytes that are no image of theirs.
            return Optional.empty();
        }
    }

    private static String of(Planes planes) {
        var grey = Lanczos.resize(planes.luma(), planes.width(), planes.height(), SIDE, SIDE);
        var frequencies = lowestFrequencies(grey);
        double median = median(frequencies);
        long bits = 0;
        for (double frequency : frequencies) {
            bits = bits << 1 | (frequency > median ? 1 : 0);
        }
        return "%016x".formatted(bits);
    }

    /** Vertically first, then horizontally; only what is kept is computed. */
    private static double[] lowestFrequencies(byte[] grey) {
        var vertical = new double[LOWEST][SIDE];
        for (int frequency = 0; frequency < LOWEST; frequency++) {
            for (int x = 0; x < SIDE; x++) {
                for (int y = 0; y < SIDE; y++) {
                    vertical[frequency][x] += Byte.toUnsignedInt(grey[y * SIDE + x]) * COSINES[frequency][y];
                }
            }
        }
        var result = new double[LOWEST * LOWEST];
        for (int row = 0; row < LOWEST; row++) {
            for (int column = 0; column < LOWEST; column++) {
                for (int x = 0; x < SIDE; x++) {
                    result[row * LOWEST + column] += vertical[row][x] * COSINES[column][x];
                }
            }
        }
        return result;
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }

    private static double[][] cosines() {
        var cosines = new double[LOWEST][SIDE];
        for (int frequency = 0; frequency < LOWEST; frequency++) {
            for (int sample = 0; sample < SIDE; sample++) {
                cosines[frequency][sample] = 2 * Math.cos(Math.PI * frequency * (2 * sample + 1) / (2.0 * SIDE));
            }
        }
        return cosines;
    }
}
