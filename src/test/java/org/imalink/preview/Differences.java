package org.imalink.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;

/**
 * How far two images of one size are from each other, in steps of 0 to 255.
 *
 * @param mean over all pixels and colours
 * @param largest of any block of 4 x 4 pixels' average colour: what an eye could notice
 */
record Differences(double mean, double largest) {
    private static final int BLOCK = 4;

    static Differences between(BufferedImage one, BufferedImage other) {
        assertThat(other.getWidth()).isEqualTo(one.getWidth());
        assertThat(other.getHeight()).isEqualTo(one.getHeight());
        long sum = 0;
        double largest = 0;
        for (int top = 0; top + BLOCK <= one.getHeight(); top += BLOCK) {
            for (int left = 0; left + BLOCK <= one.getWidth(); left += BLOCK) {
                for (int colour = 0; colour < 3; colour++) {
                    int block = 0;
                    for (int y = top; y < top + BLOCK; y++) {
                        for (int x = left; x < left + BLOCK; x++) {
                            int difference = colour(one, x, y, colour) - colour(other, x, y, colour);
                            sum += Math.abs(difference);
                            block += difference;
                        }
                    }
                    largest = Math.max(largest, Math.abs(block) / (double) (BLOCK * BLOCK));
                }
            }
        }
        return new Differences(sum / (3.0 * one.getWidth() * one.getHeight()), largest);
    }

    /** Not by getRGB: for grey images it takes the samples for linear light. */
    private static int colour(BufferedImage image, int x, int y, int colour) {
        return image.getRaster().getSample(x, y, image.getRaster().getNumBands() == 1 ? 0 : colour);
    }
}
