package org.imalink.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {
    /** Computed from the definition in floating point by a program of its own. */
    @Test
    void hashes_are_those_of_the_definition() {
        assertThat(hash(32, 32)).isEqualTo("94294a55693aeb76");
        assertThat(hash(150, 100)).isEqualTo("800f2e0b3af6ff06");
        assertThat(hash(700, 500)).isEqualTo("d500ff067f01ff01");
    }

    @Test
    void an_image_smaller_than_the_grid_is_enlarged() {
        assertThat(hash(20, 30)).isEqualTo("aa75244f9456ce56");
    }

    @Test
    void a_smaller_copy_has_nearly_the_same_hash() {
        var large = Long.parseUnsignedLong(of(TestImages.picture(900, 600)), 16);
        var small = Long.parseUnsignedLong(of(TestImages.picture(150, 100)), 16);

        assertThat(Long.bitCount(large ^ small)).isLessThanOrEqualTo(6);
    }

    @Test
    void what_is_no_image_has_none() {
        assertThat(PerceptualHash.of(new byte[0])).isEmpty();
        assertThat(PerceptualHash.of(new byte[5000])).isEmpty();
        assertThat(PerceptualHash.of(TestImages.bytes(0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9)))
                .isEmpty();
    }

    @Test
    void what_declares_too_many_pixels_has_none() {
        for (var format : ImageFormat.values()) {
            assertThat(PerceptualHash.of(TestImages.bomb(format, 100_000)))
                    .as(format.name())
                    .isEmpty();
        }
    }

    private static String hash(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = (x * 7 + y * 3) % 256;
                int green = (x * x / 50 + y * 5) % 256;
                int blue = (x * y / 7) % 256;
                image.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return of(image);
    }

    private static String of(BufferedImage image) {
        return PerceptualHash.of(TestImages.encode(image, ImageFormat.PNG)).orElseThrow();
    }
}
