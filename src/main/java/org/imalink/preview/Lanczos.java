package org.imalink.preview;

/**
 * Resizes one plane of 8-bit samples with the Lanczos filter of three lobes, widened when shrinking so that every sample
 * counts. Horizontally first, then vertically, rounding to 8 bits between, in fixed point of 22 bits: step by step what
 * Pillow does, so that hashes made here equal those made by clients with it. Stateless.
 */
final class Lanczos {
    private static final double LOBES = 3;
    private static final int PRECISION = 22;

    private Lanczos() {}

    /** @return {@code toWidth * toHeight} samples, row by row */
    static byte[] resize(byte[] samples, int width, int height, int toWidth, int toHeight) {
        var narrowed = toWidth == width ? samples : resizeRows(samples, width, height, toWidth);
        if (toHeight == height) {
            return narrowed;
        }
        var weights = weights(height, toHeight);
        var result = new byte[toWidth * toHeight];
        for (int y = 0; y < toHeight; y++) {
            var weight = weights[y];
            for (int x = 0; x < toWidth; x++) {
                int sum = 1 << (PRECISION - 1);
                int position = weight.first() * toWidth + x;
                for (int factor : weight.factors()) {
                    sum += Byte.toUnsignedInt(narrowed[position]) * factor;
                    position += toWidth;
                }
                result[y * toWidth + x] = (byte) Math.clamp(sum >> PRECISION, 0, 255);
            }
        }
        return result;
    }

    private static byte[] resizeRows(byte[] samples, int width, int height, int toWidth) {
        var weights = weights(width, toWidth);
        var result = new byte[toWidth * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < toWidth; x++) {
                var weight = weights[x];
                int sum = 1 << (PRECISION - 1);
                int position = y * width + weight.first();
                for (int factor : weight.factors()) {
                    sum += Byte.toUnsignedInt(samples[position++]) * factor;
                }
                result[y * toWidth + x] = (byte) Math.clamp(sum >> PRECISION, 0, 255);
            }
        }
        return result;
    }

    /** How much each source sample from the first on counts for one result. */
    private record Weight(int first, int[] factors) {}

    private static Weight[] weights(int length, int toLength) {
        double scale = (double) length / toLength;
        double widened = Math.max(1, scale);
        double reach = LOBES * widened;
        var weights = new Weight[toLength];
        for (int index = 0; index < toLength; index++) {
            double centre = (index + 0.5) * scale;
            int first = Math.max(0, (int) (centre - reach + 0.5));
            int end = Math.min(length, (int) (centre + reach + 0.5));
            var exact = new double[end - first];
            double total = 0;
            for (int tap = 0; tap < exact.length; tap++) {
                exact[tap] = lanczos((first + tap - centre + 0.5) / widened);
                total += exact[tap];
            }
            var factors = new int[exact.length];
            for (int tap = 0; tap < exact.length; tap++) {
                double factor = exact[tap] / total * (1 << PRECISION);
                factors[tap] = (int) (factor < 0 ? factor - 0.5 : factor + 0.5);
            }
            weights[index] = new Weight(first, factors);
        }
        return weights;
    }

    private static double lanczos(double x) {
        return -LOBES <= x && x < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
