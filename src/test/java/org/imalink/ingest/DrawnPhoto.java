package org.imalink.ingest;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Real image files, drawn: the same number always gives the same picture, and no two numbers do. */
public final class DrawnPhoto {
    private DrawnPhoto() {}

    public static byte[] jpeg(int number) {
        return encode(draw(number, 320, 240), "jpeg");
    }

    static byte[] jpeg(int number, ExifBlock exif) {
        return withExif(jpeg(number), exif);
    }

    static byte[] png(int number) {
        return encode(draw(number, 320, 240), "png");
    }

    static byte[] encode(BufferedImage image, String format) {
        try {
            var bytes = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("Nothing writes " + format);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BufferedImage draw(int number, int width, int height) {
        var random = new Random(number);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, color(random), width, height, color(random)));
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < 6; i++) {
            graphics.setColor(color(random));
            graphics.fillOval(
                    random.nextInt(width),
                    random.nextInt(height),
                    20 + random.nextInt(width / 3),
                    20 + random.nextInt(height / 3));
        }
        graphics.dispose();
        return image;
    }

    private static Color color(Random random) {
        return new Color(random.nextInt(0x1000000));
    }

    /** The JPEG with EXIF in it; where it had some, the first one counts. */
    static byte[] withExif(byte[] jpeg, ExifBlock exif) {
        return withSegment(jpeg, 0xe1, join("Exif\0\0".getBytes(StandardCharsets.US_ASCII), exif.tiff()));
    }

    /** The JPEG with an XMP packet that has these attributes. */
    static byte[] withXmp(byte[] jpeg, String attributes) {
        var packet = """
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
                xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" \
                xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" %s/></rdf:RDF></x:xmpmeta>""".formatted(attributes);
        return withSegment(jpeg, 0xe1, ("http://ns.adobe.com/xap/1.0/\0" + packet).getBytes(StandardCharsets.UTF_8));
    }

    /** The JPEG with this XMP packet. */
    static byte[] withXmpPacket(byte[] jpeg, String packet) {
        return withSegment(jpeg, 0xe1, ("http://ns.adobe.com/xap/1.0/\0" + packet).getBytes(StandardCharsets.UTF_8));
    }

    /** The JPEG with IPTC in Photoshop's block, as programs write it. */
    static byte[] withIptc(byte[] jpeg, byte[] iptc) {
        var resource = ByteBuffer.allocate(12 + iptc.length + iptc.length % 2)
                .put("8BIM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 0x0404)
                .putShort((short) 0)
                .putInt(iptc.length)
                .put(iptc)
                .array();
        return withSegment(jpeg, 0xed, join("Photoshop 3.0\0".getBytes(StandardCharsets.US_ASCII), resource));
    }

    /** The JPEG with a comment: other bytes, the same picture. */
    static byte[] withComment(byte[] jpeg, String comment) {
        return withSegment(jpeg, 0xfe, comment.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        return join(Arrays.copyOf(jpeg, 2), segment(marker, content), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static byte[] segment(int marker, byte[] content) {
        int length = content.length + 2;
        return join(new byte[] {(byte) 0xff, (byte) marker, (byte) (length >> 8), (byte) length}, content);
    }

    /** The same picture in about so many kilobytes more. */
    public static byte[] padded(byte[] jpeg, int kilobytes) {
        var comments = new ByteArrayOutputStream();
        for (int left = kilobytes; left > 0; left -= 60) {
            comments.writeBytes(segment(0xfe, new byte[60 << 10]));
        }
        return join(Arrays.copyOf(jpeg, 2), comments.toByteArray(), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** The PNG with a chunk behind its header. */
    static byte[] withChunk(byte[] png, String type, byte[] content) {
        int headerEnd = 8 + 12 + 13;
        var typed = join(type.getBytes(StandardCharsets.US_ASCII), content);
        var crc = new CRC32();
        crc.update(typed);
        return join(
                Arrays.copyOf(png, headerEnd),
                ByteBuffer.allocate(4).putInt(content.length).array(),
                typed,
                ByteBuffer.allocate(4).putInt((int) crc.getValue()).array(),
                Arrays.copyOfRange(png, headerEnd, png.length));
    }

    static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
