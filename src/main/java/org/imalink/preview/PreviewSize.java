package org.imalink.preview;

/** The two previews of a photo; both are upright sRGB JPEGs without metadata, and never larger than the original. */
public enum PreviewSize {
    /** For lists; its SHA-256 names the photo. */
    HOT(150, 80),
    /** For looking at one photo. */
    COLD(1200, 85);

    private final int box;
    private final int quality;

    PreviewSize(int box, int quality) {
        this.box = box;
        this.quality = quality;
    }

    /** The longest side, in pixels. */
    public int box() {
        return box;
    }

    /** Of the JPEG, 1 to 100. */
    public int quality() {
        return quality;
    }

    /** The size of a preview of an image of this width and height: within the box, in proportion, never enlarged. */
    Dimensions fit(Dimensions image) {
        double scale = Math.min(1, (double) box / Math.max(image.width(), image.height()));
        return new Dimensions(Math.max(1, (int) Math.round(image.width() * scale)), Math.max(1, (int)
                Math.round(image.height() * scale)));
    }
}
