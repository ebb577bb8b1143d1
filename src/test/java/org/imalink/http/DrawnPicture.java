package org.imalink.http;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures for tests, drawn when they are needed. */
final class DrawnPicture {
    private DrawnPicture() {}

    static byte[] jpeg(int width, int height) {
        return encoded(width, height, "jpg");
    }

    static byte[] png(int width, int height) {
        return encoded(width, height, "png");
    }

    private static byte[] encoded(int width, int height, String format) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        for (int stripe = 0; stripe < 16; stripe++) {
            pen.setColor(new Color((stripe * 53) % 256, (stripe * 97) % 256, (width + height + stripe * 31) % 256));
            pen.fillRect(stripe * width / 16, stripe * height / 32, width / 16 + 1, height);
        }
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Width and height of an encoded picture. */
    static String size(byte[] encoded) {
        try {
            var image = ImageIO.read(new java.io.ByteArrayInputStream(encoded));
            return image.getWidth() + "x" + image.getHeight();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
