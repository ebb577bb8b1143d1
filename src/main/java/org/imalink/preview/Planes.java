package org.imalink.preview;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An opaque image as one array of 8-bit samples per colour component, row by row: what filters work on, whatever layout
 * the image came in. Nobody changes the arrays.
 */
record Planes(int width, int height, ColorSpace space, byte[][] bands) {
    private static final Set<Integer> MIRRORED_LEFT_TO_RIGHT = Set.of(2, 3, 7, 8);
    private static final Set<Integer> MIRRORED_TOP_TO_BOTTOM = Set.of(3, 4, 6, 7);

    Planes resize(Dimensions to) {
        return mapped(to, band -> Lanczos.resize(band, width, height, to.width(), to.height()));
    }

    /** Turned and mirrored as an EXIF orientation from 1 to 8 asks for. */
    Planes upright(int orientation) {
        var size = new Dimensions(width, height);
        return switch (orientation) {
            case ImageHeader.UPRIGHT -> this;
            case 2, 3, 4 -> mapped(size, band -> turned(band, orientation, size));
            default -> mapped(size.turned(), band -> turned(band, orientation, size.turned()));
        };
    }

    private byte[] turned(byte[] band, int orientation, Dimensions to) {
        boolean onItsSide = orientation >= 5;
        boolean leftToRight = MIRRORED_LEFT_TO_RIGHT.contains(orientation);
        boolean topToBottom = MIRRORED_TOP_TO_BOTTOM.contains(orientation);
        var result = new byte[band.length];
        for (int y = 0; y < to.height(); y++) {
            for (int x = 0; x < to.width(); x++) {
                int fromX = onItsSide ? y : x;
                int fromY = onItsSide ? x : y;
                result[y * to.width() + x] = band[
                        (topToBottom ? height - 1 - fromY : fromY) * width + (leftToRight ? width - 1 - fromX : fromX)];
            }
        }
        return result;
    }

    /** The same samples, seen as colours of a profile; grey stays grey, and a profile for something else is ignored. */
    Planes profiled(ICC_Profile profile) {
        boolean fits = bands.length == 3 && profile.getNumComponents() == 3;
        return fits ? new Planes(width, height, new ICC_ColorSpace(profile), bands) : this;
    }

    /** Grey samples count as they are; anything else is converted by its colour space. */
    Planes toSrgb() {
        if (bands.length == 1 || space.isCS_sRGB()) {
            return this;
        }
        var converted = new ColorConvertOp(null).filter(image(), srgbImage());
        return new Planes(width, height, converted.getColorModel().getColorSpace(), bandsOf(converted));
    }

    /** A grey or RGB image, or one in this colour space. */
    BufferedImage image() {
        var shown = bands.length == 1 ? ColorSpace.getInstance(ColorSpace.CS_GRAY) : space;
        var model = new ComponentColorModel(shown, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, bands.length, null);
        var samples = ((DataBufferByte) raster.getDataBuffer()).getData();
        for (int band = 0; band < bands.length; band++) {
            for (int pixel = 0; pixel < bands[band].length; pixel++) {
                samples[pixel * bands.length + band] = bands[band][pixel];
            }
        }
        return new BufferedImage(model, raster, false, null);
    }

    /** ITU-R 601-2 luma, in the fixed point that Pillow uses. */
    byte[] luma() {
        if (bands.length == 1) {
            return bands[0];
        }
        var grey = new byte[width * height];
        for (int pixel = 0; pixel < grey.length; pixel++) {
            int sum = Byte.toUnsignedInt(bands[0][pixel]) * 19595
                    + Byte.toUnsignedInt(bands[1][pixel]) * 38470
                    + Byte.toUnsignedInt(bands[2][pixel]) * 7471;
            grey[pixel] = (byte) ((sum + 0x8000) >> 16);
        }
        return grey;
    }

    private BufferedImage srgbImage() {
        return new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    }

    private static byte[][] bandsOf(BufferedImage image) {
        return PlaneReader.read(image, 1).bands();
    }

    private Planes mapped(Dimensions to, UnaryOperator<byte[]> change) {
        return new Planes(
                to.width(), to.height(), space, Arrays.stream(bands).map(change).toArray(byte[][]::new));
    }
}
