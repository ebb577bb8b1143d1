package org.imalink.preview;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes a smaller one of a stored coldpreview, for clients that ask for a width or a height. Stateless. */
public final class ColdpreviewResize {
    static final long MAXIMUM_PIXELS = 4_000_000;

    private ColdpreviewResize() {}

    /**
     * With one side given the other follows in proportion, its fraction cut off; with both the result has exactly that
     * size, distorted if need be. What would be larger than the stored image in either direction is the stored image.
     *
     * @param jpeg a coldpreview that this server rendered
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @throws IOException when the bytes are no JPEG, or one that is no coldpreview
     */
    public static byte[] resize(byte[] jpeg, @Nullable Integer width, @Nullable Integer height) throws IOException {
        ImageHeader header;
        try (var bytes = FileBytes.of(jpeg)) {
            header = JpegHeader.read(bytes);
        }
        var stored = header.stored();
        if (stored.pixels() > MAXIMUM_PIXELS) {
            throw new DamagedImageException("The stored coldpreview is too large");
        }
        var wanted = wanted(stored, width, height);
        if (wanted.equals(stored) || wanted.width() > stored.width() || wanted.height() > stored.height()) {
            return jpeg;
        }
        var decoded = JdkDecoder.decode(new ByteArrayInputStream(jpeg), ImageFormat.JPEG, header, MAXIMUM_PIXELS);
        return JpegEncoder.encode(PlaneReader.read(decoded.image(), 1).resize(wanted), PreviewSize.COLD.quality());
    }

    private static Dimensions wanted(Dimensions stored, @Nullable Integer width, @Nullable Integer height) {
        if (width != null) {
            return new Dimensions(width, height != null ? height : scaled(stored.height(), width, stored.width()));
        }
        return height != null ? new Dimensions(scaled(stored.width(), height, stored.height()), height) : stored;
    }

    private static int scaled(int side, int wanted, int other) {
        return Math.max(1, (int) ((long) side * wanted / other));
    }
}
