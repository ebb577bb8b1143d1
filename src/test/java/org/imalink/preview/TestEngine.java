package org.imalink.preview;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** Both ways to render; tests of libvips need it installed. */
enum TestEngine {
    VIPS(400L << 20, new Dimensions(9000, 7000)) {
        @Override
        boolean isInstalled() {
            return PreviewRenderers.vipsIsInstalled();
        }

        @Override
        PreviewRenderer renderer(Path temporary, RenderLimits limits) throws IOException {
            return PreviewRenderers.withVips(temporary, limits);
        }
    },
    JDK(0, new Dimensions(3600, 2700)) {
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
    private final Dimensions tooMuch;

    TestEngine(long littleMemory, Dimensions tooMuch) {
        this.littleMemory = littleMemory;
        this.tooMuch = tooMuch;
    }

    abstract boolean isInstalled();

    abstract PreviewRenderer renderer(Path temporary, RenderLimits limits) throws IOException;

    /** Enough for a small image and too little for a large one, in bytes. */
    long littleMemory() {
        return littleMemory;
    }

    /** A progressive JPEG of this size needs more than {@link #littleMemory}, or than a heap of 24 MB. */
    Dimensions tooMuch() {
        return tooMuch;
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
