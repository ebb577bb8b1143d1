package org.imalink.preview;

/** Width and height in pixels, at least 1. */
record Dimensions(int width, int height) {
    long pixels() {
        return (long) width * height;
    }

    Dimensions turned() {
        return new Dimensions(height, width);
    }
}
