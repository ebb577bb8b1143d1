package org.imalink.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ImageHeaderTest {
    @ParameterizedTest
    @EnumSource(
            names = {"WEBP", "HEIC", "AVIF", "JXL", "RAW"},
            mode = Mode.EXCLUDE)
    void what_java_writes_is_measured(ImageFormat format) throws Exception {
        var header = read(TestImages.encode(TestImages.picture(321, 123), format), format);

        assertThat(header).isEqualTo(new ImageHeader(new Dimensions(321, 123), 1, false));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"JPEG", "GIF", "RAW"},
            mode = Mode.EXCLUDE)
    void what_a_few_bytes_declare_is_measured(ImageFormat format) throws Exception {
        assertThat(read(TestImages.bomb(format, 100_000), format).stored().pixels())
                .isEqualTo(10_000_000_000L);
    }

    @ParameterizedTest
    @EnumSource(names = "RAW", mode = Mode.EXCLUDE)
    void a_header_that_is_cut_off_anywhere_throws_or_is_whole(ImageFormat format) throws Exception {
        var whole = TestImages.bomb(format, 1000);
        var header = read(whole, format);
        for (int length = 0; length < whole.length; length++) {
            var part = Arrays.copyOf(whole, length);
            try {
                assertThat(read(part, format).stored()).isEqualTo(header.stored());
            } catch (EOFException | DamagedImageException expected) {
                assertThat(expected).hasMessageMatching(".+");
            }
        }
    }

    @Test
    void an_image_on_its_side_is_upright_the_other_way_round() throws Exception {
        var jpeg = TestImages.jpeg(TestImages.picture(300, 200), false);
        for (var order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            assertThat(read(TestImages.withOrientation(jpeg, 3, order), ImageFormat.JPEG)
                            .upright())
                    .isEqualTo(new Dimensions(300, 200));
            assertThat(read(TestImages.withOrientation(jpeg, 8, order), ImageFormat.JPEG)
                            .upright())
                    .isEqualTo(new Dimensions(200, 300));
        }
    }

    @Test
    void an_impossible_orientation_is_upright() throws Exception {
        var jpeg = TestImages.jpeg(TestImages.picture(300, 200), false);

        assertThat(read(TestImages.withOrientation(jpeg, 9, ByteOrder.BIG_ENDIAN), ImageFormat.JPEG)
                        .orientation())
                .isEqualTo(1);
        assertThat(read(TestImages.withOrientation(jpeg, 0, ByteOrder.BIG_ENDIAN), ImageFormat.JPEG)
                        .orientation())
                .isEqualTo(1);
    }

    @Test
    void an_embedded_profile_is_noticed() throws Exception {
        assertThat(read(TestImages.linearJpeg(TestImages.picture(30, 20)), ImageFormat.JPEG)
                        .profiled())
                .isTrue();
    }

    @Test
    void no_pixels_are_no_image() {
        assertThatThrownBy(() -> read(TestImages.bomb(ImageFormat.PNG, 0), ImageFormat.PNG))
                .isInstanceOf(DamagedImageException.class);
    }

    @Test
    void a_raw_file_that_begins_like_a_tiff_is_unsupported() {
        var digitalNegative = TestImages.bomb(ImageFormat.TIFF, 100);
        // The last entry becomes the DNG version.
        ByteBuffer.wrap(digitalNegative).order(ByteOrder.LITTLE_ENDIAN).putShort(10 + 8 * 12, (short) 50706);

        assertThatThrownBy(() -> read(digitalNegative, ImageFormat.TIFF)).isInstanceOf(UnsupportedImageException.class);
    }

    private static ImageHeader read(byte[] content, ImageFormat format) throws Exception {
        try (var bytes = FileBytes.of(content)) {
            return ImageHeader.read(bytes, format);
        }
    }
}
