package org.imalink.preview;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Takes an image apart into planes, each sample the average of a square of pixels, so that even a large image is held in
 * memory only once. What is transparent becomes white.
 */
final class PlaneReader {
    private static final int OPAQUE = 255;

    private final ColorModel model;
    private final Raster raster;
    private final int square;
    private final int colours;
    private final boolean alpha;
    private final int[] buffer;
    private final float[] floats;

    private PlaneReader(BufferedImage image, int square) {
        this.model = image.getColorModel();
        this.raster = image.getRaster();
        this.square = square;
        this.colours = model.getNumColorComponents();
        this.alpha = model.hasAlpha();
        this.buffer = new int[raster.getWidth() * (Math.max(colours, raster.getNumBands()) + 1)];
        this.floats = isReal() ? new float[buffer.length] : new float[0];
    }

    /** @param square side in pixels; pixels at the right and lower edges that fill no square are left out */
    static Planes read(BufferedImage image, int square) {
        return new PlaneReader(image, square).read();
    }

    private Planes read() {
        int width = Math.max(1, raster.getWidth() / square);
        int height = Math.max(1, raster.getHeight() / square);
        var bands = new byte[colours][width * height];
        int samples = colours + 1;
        var sums = new long[width * samples];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, 0);
            int rows = Math.min(square, raster.getHeight() - y * square);
            for (int row = 0; row < rows; row++) {
                readRow(y * square + row);
                add(sums, width, samples);
            }
            store(sums, bands, y * width, width, rows);
        }
        return new Planes(width, height, space(), bands);
    }

    private ColorSpace space() {
        return model instanceof IndexColorModel ? ColorSpace.getInstance(ColorSpace.CS_sRGB) : model.getColorSpace();
    }

    /** Adds a row's colours, weighted by their alpha, and the alpha itself as the last of each pixel's samples. */
    private void add(long[] sums, int width, int samples) {
        int columns = Math.min(width * square, raster.getWidth());
        for (int x = 0; x < columns; x++) {
            int from = x * samples;
            int to = x / square * samples;
            int opacity = buffer[from + colours];
            for (int colour = 0; colour < colours; colour++) {
                sums[to + colour] += (long) buffer[from + colour] * opacity;
            }
            sums[to + colours] += opacity;
        }
    }

    private void store(long[] sums, byte[][] bands, int start, int width, int rows) {
        int samples = colours + 1;
        long weight = (long) OPAQUE * rows * Math.min(square, raster.getWidth());
        for (int x = 0; x < width; x++) {
            long transparency = weight - sums[x * samples + colours];
            for (int colour = 0; colour < colours; colour++) {
                long sum = sums[x * samples + colour] + transparency * OPAQUE;
                bands[colour][start + x] = (byte) Math.clamp((sum + weight / 2) / weight, 0, 255);
            }
        }
    }

    /** Fills the buffer with a row's colours and alpha, 0 to 255, as many samples a pixel as colours plus one. */
    private void readRow(int y) {
        int width = raster.getWidth();
        if (model instanceof IndexColorModel palette) {
            raster.getSamples(0, y, width, 1, 0, buffer);
            for (int x = width - 1; x >= 0; x--) {
                int index = buffer[x];
                put(x, palette.getRed(index), palette.getGreen(index), palette.getBlue(index), palette.getAlpha(index));
            }
            return;
        }
        if (isReal()) {
            raster.getPixels(0, y, width, 1, floats);
            for (int index = 0; index < floats.length; index++) {
                buffer[index] = (int) Math.clamp(floats[index] * OPAQUE + 0.5f, 0, OPAQUE);
            }
        } else {
            raster.getPixels(0, y, width, 1, buffer);
        }
        spread(width);
    }

    private boolean isReal() {
        int type = raster.getTransferType();
        return type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
    }

    private void put(int x, int red, int green, int blue, int opacity) {
        int position = x * 4;
        buffer[position] = red;
        buffer[position + 1] = green;
        buffer[position + 2] = blue;
        buffer[position + 3] = opacity;
    }

    /** Scales samples to 8 bits and makes room for an alpha where there is none, from the end so that none is lost. */
    private void spread(int width) {
        int bands = raster.getNumBands();
        int samples = colours + 1;
        for (int x = width - 1; x >= 0; x--) {
            int opacity = alpha ? to8Bits(buffer[x * bands + colours], colours) : OPAQUE;
            for (int colour = colours - 1; colour >= 0; colour--) {
                int sample = to8Bits(buffer[x * bands + colour], colour);
                buffer[x * samples + colour] = model.isAlphaPremultiplied() && alpha && opacity > 0
                        ? Math.min(OPAQUE, sample * OPAQUE / opacity)
                        : sample;
            }
            buffer[x * samples + colours] = opacity;
        }
    }

    private int to8Bits(int sample, int band) {
        int bits = model.getComponentSize(band);
        return bits == 8 || isReal() ? sample : (int) ((long) sample * OPAQUE / ((1L << bits) - 1));
    }
}
