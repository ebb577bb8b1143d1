package org.imalink.preview;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Decodes the first image of a file with ImageIO and the TwelveMonkeys readers. */
final class JdkDecoder {
    static {
        // Pixels go straight from the input; no temporary files.
        ImageIO.setUseCache(false);
    }

    private JdkDecoder() {}

    /**
     * @param image perhaps with fewer pixels than the file has, in proportion
     * @param truncated whether a part of it is missing
     */
    record Decoded(BufferedImage image, boolean truncated) {}

    /**
     * @param source a {@link java.io.File} or an {@link java.io.InputStream}
     * @param pixels to keep at most; from a larger image only every second, third, ... pixel and row is taken
     * @throws IOException when it cannot be decoded
     */
    static Decoded decode(Object source, ImageFormat format, ImageHeader header, long pixels) throws IOException {
        try (var input = ImageIO.createImageInputStream(source)) {
            if (input == null) {
                throw new IOException("The file cannot be opened");
            }
            var readers = ImageIO.getImageReadersByMIMEType(format.mediaType());
            if (!readers.hasNext()) {
                throw new UnsupportedImageException("There is no reader for " + format);
            }
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return decode(reader, header, pixels);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Decoded decode(ImageReader reader, ImageHeader header, long pixels) throws IOException {
        var warnings = new StringBuilder();
        reader.addIIOReadWarningListener(
                (_, warning) -> warnings.append(warning).append('\n'));
        int step =
                (int) Math.max(1, Math.ceil(Math.sqrt((double) header.stored().pixels() / pixels)));
        var parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        try {
            var image = reader.read(0, parameters);
            return new Decoded(image, isAboutTheEnd(warnings.toString()));
        } catch (IIOException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof EOFException || isAboutTheEnd(String.valueOf(cause.getMessage()))) {
                    throw new EOFException(e.getMessage());
                }
            }
            throw e;
        }
    }

    private static boolean isAboutTheEnd(String said) {
        var words = said.toLowerCase(Locale.ROOT);
        return words.contains("truncated")
                || words.contains("unexpected end")
                // What the PNG reader says of a chunk that reaches beyond the end.
                || words.contains("invalid chunk length");
    }
}
