package org.imalink.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColdpreviewResizeTest {
    private final byte[] stored = TestImages.jpeg(TestImages.picture(1200, 799), false);

    @Test
    void one_side_keeps_the_proportion_and_cuts_the_fraction_off() throws Exception {
        assertThat(sizeOf(300, null)).containsExactly(300, 199);
        assertThat(sizeOf(null, 300)).containsExactly(450, 300);
    }

    @Test
    void both_sides_are_exact_and_distort() throws Exception {
        assertThat(sizeOf(200, 700)).containsExactly(200, 700);
    }

    @Test
    void what_exceeds_the_original_in_either_direction_is_the_original() throws Exception {
        assertThat(ColdpreviewResize.resize(stored, 1201, null)).isSameAs(stored);
        assertThat(ColdpreviewResize.resize(stored, null, 800)).isSameAs(stored);
        assertThat(ColdpreviewResize.resize(stored, 100, 800)).isSameAs(stored);
        assertThat(ColdpreviewResize.resize(stored, null, null)).isSameAs(stored);
        assertThat(ColdpreviewResize.resize(stored, 1200, 799)).isSameAs(stored);
    }

    @Test
    void the_smaller_one_looks_like_the_stored_one() throws Exception {
        var half = TestImages.decode(
                ColdpreviewResize.resize(TestImages.jpeg(TestImages.picture(1200, 800), false), 600, null));

        assertThat(Differences.between(TestImages.picture(600, 400), half).mean())
                .isLessThan(2);
    }

    @Test
    void a_side_is_never_less_than_a_pixel() throws Exception {
        var flat = TestImages.jpeg(TestImages.picture(1200, 4), false);

        assertThat(new Dimensions(100, 1)).isEqualTo(size(ColdpreviewResize.resize(flat, 100, null)));
    }

    @Test
    void what_is_no_coldpreview_is_refused() {
        assertThatThrownBy(() -> ColdpreviewResize.resize(new byte[100], 100, null))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ColdpreviewResize.resize(TestImages.bomb(ImageFormat.JPEG, 1), 100, null))
                .isInstanceOf(IOException.class);
    }

    private List<Integer> sizeOf(Integer width, Integer height) throws IOException {
        var size = size(ColdpreviewResize.resize(stored, width, height));
        return List.of(size.width(), size.height());
    }

    private static Dimensions size(byte[] jpeg) {
        var image = TestImages.decode(jpeg);
        return new Dimensions(image.getWidth(), image.getHeight());
    }
}
