package org.imalink.ingest.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DemoPreviewsTest {
    private static final int SEED = 7;

    @Test
    void each_photo_shows_the_drawing_that_it_names_whether_it_was_drawn_with_others_or_alone() throws IOException {
        var photos = IntStream.range(0, 60)
                .mapToObj(number -> MadeUpPhoto.number(number, SEED, DemoPreviews.DIFFERENT, 3))
                .toList();
        DemoPreviews.drawAll(photos.subList(0, 30));

        var previews = new DemoPreviews(SEED);
        var pictures = new HashMap<Integer, Integer>();
        for (int number = 0; number < photos.size(); number++) {
            int preview = photos.get(number).preview();
            var picture = ImageIO.read(new ByteArrayInputStream(previews.of(number, photos.get(number))));
            assertThat(picture.getHeight() > picture.getWidth()).isEqualTo(DemoPreviews.isUpright(preview));
            int looks = looks(picture);
            assertThat(pictures.getOrDefault(preview, looks)).isEqualTo(looks);
            pictures.put(preview, looks);
        }
        assertThat(pictures).hasSizeBetween(40, 59);
        assertThat(new HashSet<>(pictures.values())).hasSameSizeAs(pictures.keySet());
    }

    private static int looks(BufferedImage picture) {
        return Arrays.hashCode(
                picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()));
    }
}
