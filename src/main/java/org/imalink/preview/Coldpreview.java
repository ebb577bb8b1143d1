package org.imalink.preview;

/**
 * A stored coldpreview.
 *
 * @param sha256 of its bytes, lower-case hexadecimal; its name
 * @param width in pixels
 * @param height in pixels
 * @param fileSize in bytes
 */
public record Coldpreview(String sha256, int width, int height, int fileSize) {}
