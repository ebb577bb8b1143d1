package org.imalink.preview;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** Both ways to render; tests of libvips need it installed. */
enum TestEngine {
    VIPS(400L << 20) {
        @Override
        boolean isInstalled() {
            return PreviewRenderers.vipsIsInstalled();
        }

        @Override
        PreviewRenderer renderer(Path temporary, RenderLimits limits) throws IOException {
            return PreviewRenderers.withVips(temporary, limits);
        }
    },
    JDK(0) {
        @Override
        boolean isInstalled() {
            return true;
        }

        @Override
        PreviewRenderer renderer(Path temporary, RenderLimits limits) throws IOException {
            return PreviewRenderers.withoutVips(temporary, limits);
        }
    };

    private final long littleMemory;

    TestEngine(long littleMemory) {
        this.littleMemory = littleMemory;
    }

    abstract boolean isInstalled();

    abstract PreviewRenderer renderer(Path temporary, RenderLimits limits) throws IOException;

    /** Enough for a small image and too little for a large one, in bytes. */
    long littleMemory() {
        return littleMemory;
    }

    /** In a format that this engine renders. */
    byte[] encode(BufferedImage image, ImageFormat format, Path folder) {
        return switch (format) {
            case JPEG, PNG, GIF, BMP, TIFF -> TestImages.encode(image, format);
            case RAW -> TestImages.raw(image);
            case WEBP, HEIC, AVIF, JXL -> TestImages.encodeWithVips(image, format, folder);
        };
    }
}
