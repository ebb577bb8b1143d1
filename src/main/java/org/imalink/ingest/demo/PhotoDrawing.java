package org.imalink.ingest.demo;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Draws photos into files as a camera would write them. */
public final class PhotoDrawing {
    private static final int LONG_SIDE = 1600;
    private static final int SHORT_SIDE = 1067;
    private static final int UPRIGHT = 6;
    private static final float QUALITY = 0.88f;

    private PhotoDrawing() {}

    /**
     * Draws photos into a folder, made when absent; files that are there stay.
     *
     * @param count how many
     * @param seed the same seed draws the same files
     * @param drawn told after each file
     */
    public static void draw(Path folder, int count, long seed, Runnable drawn) {
        draw(folder, DrawnPhoto.photos(count, seed), drawn);
    }

    static void draw(Path folder, List<DrawnPhoto> photos, Runnable drawn) {
        try {
            for (var photo : photos) {
                var album = folder.resolve(String.valueOf(photo.taken().getYear()));
                Files.createDirectories(album);
                var file = album.resolve(photo.filename());
                if (!Files.exists(file)) {
                    Files.write(file, jpeg(photo));
                    Files.setLastModifiedTime(file, FileTime.from(photo.taken().toInstant(ZoneOffset.UTC)));
                }
                drawn.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] jpeg(DrawnPhoto photo) {
        boolean upright = photo.orientation() == UPRIGHT;
        var picture = upright
                ? turnedLeft(photo.scene().picture(SHORT_SIDE, LONG_SIDE, photo.seed()))
                : photo.scene().picture(LONG_SIDE, SHORT_SIDE, photo.seed());
        return withSegment(jpeg(picture, QUALITY), ExifBlock.segment(photo));
    }

    /** As the sensor sees it in a camera that is turned. */
    private static BufferedImage turnedLeft(BufferedImage picture) {
        var turn = AffineTransform.getQuadrantRotateInstance(-1);
        turn.preConcatenate(AffineTransform.getTranslateInstance(0, picture.getWidth()));
        var turned = new BufferedImage(picture.getHeight(), picture.getWidth(), BufferedImage.TYPE_INT_RGB);
        return new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(picture, turned);
    }

    static byte[] jpeg(BufferedImage picture, float quality) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Puts a segment behind the two bytes that begin every JPEG file. */
    static byte[] withSegment(byte[] jpeg, byte[] segment) {
        var whole = new byte[jpeg.length + segment.length];
        System.arraycopy(jpeg, 0, whole, 0, 2);
        System.arraycopy(segment, 0, whole, 2, segment.length);
        System.arraycopy(jpeg, 2, whole, 2 + segment.length, jpeg.length - 2);
        return whole;
    }
}
