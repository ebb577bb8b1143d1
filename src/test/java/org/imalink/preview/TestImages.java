package org.imalink.preview;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Draws pictures and writes them in every format, good and hostile. */
final class TestImages {
    static final Color TOP_LEFT = new Color(200, 40, 30);
    static final Color TOP_RIGHT = new Color(30, 160, 60);
    static final Color BOTTOM_LEFT = new Color(40, 70, 190);
    static final Color BOTTOM_RIGHT = new Color(230, 200, 60);

    private TestImages() {}

    /** Something of everything: soft sky, hard edges, thin lines, saturated colours. */
    static BufferedImage picture(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(90, 150, 230), 0, height, new Color(235, 225, 205)));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(new Color(250, 210, 60));
        graphics.fill(new Ellipse2D.Double(width * 0.65, height * 0.1, width * 0.2, width * 0.2));
        graphics.setColor(new Color(40, 90, 45));
        graphics.fillRect(0, height * 2 / 3, width, height);
        graphics.setColor(new Color(170, 40, 35));
        graphics.fillRect(width / 8, height / 2, width / 4, height / 3);
        graphics.setColor(Color.BLACK);
        graphics.setStroke(new BasicStroke(Math.max(1, width / 200f)));
        graphics.drawLine(0, height, width, height / 2);
        graphics.dispose();
        return image;
    }

    /** Four quarters, each of its own colour, so that one sees how an image is turned. */
    static BufferedImage quarters(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var graphics = image.createGraphics();
        graphics.setColor(TOP_LEFT);
        graphics.fillRect(0, 0, width / 2, height / 2);
        graphics.setColor(TOP_RIGHT);
        graphics.fillRect(width / 2, 0, width, height / 2);
        graphics.setColor(BOTTOM_LEFT);
        graphics.fillRect(0, height / 2, width / 2, height);
        graphics.setColor(BOTTOM_RIGHT);
        graphics.fillRect(width / 2, height / 2, width, height);
        graphics.dispose();
        return image;
    }

    /** The pixels of an upright image as a camera stores them that was held the way the orientation says. */
    static BufferedImage storedFor(int orientation, BufferedImage upright) {
        int width = upright.getWidth();
        int height = upright.getHeight();
        boolean onItsSide = orientation >= 5;
        var stored =
                new BufferedImage(onItsSide ? height : width, onItsSide ? width : height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int right = width - 1 - x;
                int bottom = height - 1 - y;
                int pixel = upright.getRGB(x, y);
                // EXIF: which edge of the scene the stored row 0 and column 0 show.
                switch (orientation) {
                    case 1 -> stored.setRGB(x, y, pixel);
                    case 2 -> stored.setRGB(right, y, pixel);
                    case 3 -> stored.setRGB(right, bottom, pixel);
                    case 4 -> stored.setRGB(x, bottom, pixel);
                    case 5 -> stored.setRGB(y, x, pixel);
                    case 6 -> stored.setRGB(y, right, pixel);
                    case 7 -> stored.setRGB(bottom, right, pixel);
                    case 8 -> stored.setRGB(bottom, x, pixel);
                    default -> throw new IllegalArgumentException("No orientation: " + orientation);
                }
            }
        }
        return stored;
    }

    /** In a format that Java can write: JPEG, PNG, GIF, BMP or TIFF. */
    static byte[] encode(BufferedImage image, ImageFormat format) {
        return format == ImageFormat.JPEG ? jpeg(image, false) : written(image, format.name());
    }

    static byte[] jpeg(BufferedImage image, boolean progressive) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(0.95f);
            parameters.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] written(BufferedImage image, String format) {
        try {
            var bytes = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("Java cannot write this image as " + format);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In any format, with the installed libvips. */
    static byte[] encodeWithVips(BufferedImage image, ImageFormat format, Path folder) {
        return vips(written(image, "PNG"), format.extension(), folder, "copy");
    }

    /** Runs one operation of libvips from a PNG's or JPEG's bytes to another file's. */
    static byte[] vips(byte[] image, String extension, Path folder, String operation, String... arguments) {
        try {
            var source = Files.write(Files.createTempFile(folder, "from", ".image"), image);
            var target = Files.createTempFile(folder, "to", "." + extension);
            var line = new ArrayList<>(List.of("vips", operation, source.toString(), target.toString()));
            line.addAll(Arrays.asList(arguments));
            var process = new ProcessBuilder(line).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("vips failed: " + said);
            }
            return Files.readAllBytes(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static BufferedImage decode(byte[] image) {
        try {
            return ImageIO.read(new ByteArrayInputStream(image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JPEG with an EXIF orientation, in either byte order. */
    static byte[] withOrientation(byte[] jpeg, int orientation, ByteOrder order) {
        var exif = ByteBuffer.allocate(6 + 26).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        return withSegment(jpeg, 0xe1, exif.put(tiff(orientation, order)).array());
    }

    /** A TIFF directory with nothing but an orientation. */
    private static byte[] tiff(int orientation, ByteOrder order) {
        return ByteBuffer.allocate(26)
                .order(order)
                .put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    static byte[] withProfile(byte[] jpeg, ICC_Profile profile) {
        var data = profile.getData();
        return withSegment(
                jpeg,
                0xe2,
                ByteBuffer.allocate(14 + data.length)
                        .put("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII))
                        .put((byte) 1)
                        .put((byte) 1)
                        .put(data)
                        .array());
    }

    /** The same picture in linear light: with its profile it looks like the original, without it far too dark. */
    static byte[] linearJpeg(BufferedImage image) {
        var space = ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB);
        var model = new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        var linear = new BufferedImage(
                model, model.createCompatibleWritableRaster(image.getWidth(), image.getHeight()), false, null);
        new ColorConvertOp(null).filter(image, linear);
        var bare = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < image.getHeight(); y++) {
            bare.getRaster()
                    .setPixels(
                            0, y, image.getWidth(), 1, linear.getRaster().getPixels(0, y, image.getWidth(), 1, (int[])
                                    null));
        }
        return withProfile(jpeg(bare, false), ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB));
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        return ByteBuffer.allocate(jpeg.length + 4 + content.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (2 + content.length))
                .put(content)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    static byte[] withOrientationChunk(byte[] png, int orientation) {
        var content = tiff(orientation, ByteOrder.BIG_ENDIAN);
        int afterHeader = 33;
        var crc = new CRC32();
        crc.update("eXIf".getBytes(StandardCharsets.US_ASCII));
        crc.update(content);
        return ByteBuffer.allocate(png.length + 12 + content.length)
                .put(png, 0, afterHeader)
                .putInt(content.length)
                .put("eXIf".getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .putInt((int) crc.getValue())
                .put(png, afterHeader, png.length - afterHeader)
                .array();
    }

    /** A file of a few bytes that declares a side of this many pixels, or as many as its format can say. */
    static byte[] bomb(ImageFormat format, int side) {
        return switch (format) {
            case JPEG ->
                concat(
                        bytes(
                                0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0xff, 0xff, 0xff, 0xff, 3, 1, 0x22, 0, 2, 0x11, 1, 3,
                                0x11, 1),
                        bytes(0xff, 0xda, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0, 1, 2, 3, 0xff, 0xd9));
            case PNG -> pngBomb(side);
            case GIF ->
                concat(
                        "GIF89a".getBytes(StandardCharsets.US_ASCII),
                        bytes(0xff, 0xff, 0xff, 0xff, 0x80, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff),
                        bytes(0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 2, 2, 0x4c, 1, 0, 0x3b));
            case BMP ->
                ByteBuffer.allocate(58)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(bytes('B', 'M'))
                        .putInt(58)
                        .putInt(0)
                        .putInt(54)
                        .putInt(40)
                        .putInt(side)
                        .putInt(side)
                        .putShort((short) 1)
                        .putShort((short) 24)
                        .array();
            case TIFF -> tiffBomb(side);
            case WEBP ->
                ByteBuffer.allocate(46)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                        .putInt(38)
                        .put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII))
                        .putInt(10)
                        .putInt(0)
                        .put(bytes((side - 1) & 0xff, (side - 1) >> 8 & 0xff, (side - 1) >> 16))
                        .put(bytes((side - 1) & 0xff, (side - 1) >> 8 & 0xff, (side - 1) >> 16))
                        .put("VP8L".getBytes(StandardCharsets.US_ASCII))
                        .putInt(5)
                        .put(bytes(0x2f, 0xff, 0xff, 0xff, 0x0f))
                        .array();
            case HEIC, AVIF -> heifBomb(format == ImageFormat.HEIC ? "heic" : "avif", side);
            case JXL -> jxlBomb(side);
            case RAW -> RawSample.CR2.of(bomb(ImageFormat.JPEG, side), RawSample.Shot.at("2024:07:01 10:20:30"));
        };
    }

    /** Not small, 18 bits of height, as wide as high. */
    private static byte[] jxlBomb(int side) {
        int bits = 2 << 1 | (side - 1) << 3 | 1 << 21;
        return bytes(0xff, 0x0a, bits & 0xff, bits >> 8 & 0xff, bits >> 16 & 0xff, 0, 0, 0);
    }

    /** A RAW file with the image as its preview, which is as large as the sensor's picture. */
    static byte[] raw(BufferedImage image) {
        var shot =
                new RawSample.Shot(1, image.getWidth(), image.getHeight(), "2024:07:01 10:20:30", "", "Kamera", "K1");
        return RawSample.CR2.of(jpeg(image, false), shot);
    }

    private static byte[] pngBomb(int side) {
        var header = ByteBuffer.allocate(13)
                .putInt(side)
                .putInt(side)
                .put(bytes(8, 2, 0, 0, 0))
                .array();
        return concat(
                bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'),
                chunk("IHDR", header),
                chunk("IDAT", bytes(0x78, 0x9c, 3, 0, 0, 0, 0, 1)),
                chunk("IEND", bytes()));
    }

    private static byte[] chunk(String type, byte[] content) {
        var crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] tiffBomb(int side) {
        int[][] entries = {
            {256, 4, 1, side},
            {257, 4, 1, side},
            {258, 3, 1, 8},
            {259, 3, 1, 1},
            {262, 3, 1, 1},
            {273, 4, 1, 8},
            {277, 3, 1, 1},
            {278, 4, 1, side},
            {279, 4, 1, 4}
        };
        var tiff = ByteBuffer.allocate(8 + 2 + entries.length * 12 + 4).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put(bytes('I', 'I', '*', 0)).putInt(8).putShort((short) entries.length);
        for (var entry : entries) {
            tiff.putShort((short) entry[0])
                    .putShort((short) entry[1])
                    .putInt(entry[2])
                    .putInt(entry[3]);
        }
        return tiff.array();
    }

    private static byte[] heifBomb(String brand, int side) {
        var ispe = box(
                "ispe",
                ByteBuffer.allocate(12).putInt(0).putInt(side).putInt(side).array());
        var meta = box("meta", concat(bytes(0, 0, 0, 0), box("iprp", box("ipco", ispe))));
        return concat(box("ftyp", (brand + "\0\0\0\0mif1" + brand).getBytes(StandardCharsets.US_ASCII)), meta);
    }

    private static byte[] box(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
    }

    static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }

    static byte[] concat(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (var part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
