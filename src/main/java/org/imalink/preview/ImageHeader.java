package org.imalink.preview;

import java.io.EOFException;
import java.io.IOException;

/**
 * What a file declares before its pixels, read without decoding anything and without keeping more than a few kilobytes.
 *
 * @param stored the size of the pixels as they are stored
 * @param orientation as EXIF numbers them, 1 to 8; 1 when there is none
 * @param profiled whether a colour profile is embedded
 */
record ImageHeader(Dimensions stored, int orientation, boolean profiled) {
    static final int UPRIGHT = 1;

    /** Reads the header of a file whose format is known.
     *
     * @throws EOFException when the file ends in its header
     * @throws DamagedImageException when the header makes no sense
     * @throws UnsupportedImageException when it is another kind of file after all
     */
    static ImageHeader read(FileBytes file, ImageFormat format) throws IOException {
        return switch (format) {
            case JPEG -> JpegHeader.read(file);
            case PNG -> PngHeader.read(file);
            case GIF -> GifHeader.read(file);
            case BMP -> BmpHeader.read(file);
            case TIFF -> TiffDirectory.header(file);
            case WEBP -> WebpHeader.read(file);
            case HEIC, AVIF -> HeifHeader.read(file);
            case JXL -> JxlHeader.read(file);
            case RAW -> throw new RawFileException();
        };
    }

    static Dimensions dimensions(long width, long height) throws DamagedImageException {
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw new DamagedImageException("The image declares " + width + " x " + height + " pixels");
        }
        return new Dimensions((int) width, (int) height);
    }

    /** The size as it is seen: orientations from 5 on lie on their side. */
    Dimensions upright() {
        return orientation >= 5 ? stored.turned() : stored;
    }
}
