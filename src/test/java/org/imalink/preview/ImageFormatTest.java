package org.imalink.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFormatTest {
    @ParameterizedTest
    @EnumSource
    void a_file_is_known_by_its_first_bytes(ImageFormat format) {
        assertThat(ImageFormat.sniff(TestImages.bomb(format, 10))).contains(format);
    }

    @ParameterizedTest
    @EnumSource
    void a_few_bytes_are_too_little_to_tell(ImageFormat format) {
        assertThat(ImageFormat.sniff(Arrays.copyOf(TestImages.bomb(format, 10), 2)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BM is how this letter begins, and it is no picture",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "%PDF-1.7",
                "\0\0\0\30ftypmp42\0\0\0\0mp42isom is a film",
                "RIFF\0\0\0\0WAVEfmt is a sound"
            })
    void everything_else_is_unknown(String content) {
        assertThat(ImageFormat.sniff(content.getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "II*\0\20\0\0\0CR\2\0 is a Canon's",
                "\0\0\0\30ftypcrx \0\0\0\1crx isom is another's",
                "II\32\0\0\0HEAPCCDR is an old one's",
                "IIRO\10\0\0\0 is an Olympus'",
                "IIU\0\30\0\0\0 is a Panasonic's",
                "FUJIFILMCCD-RAW 0201 is a Fujifilm's",
                "\0MRM is a Minolta's",
                "FOVb is a Sigma's"
            })
    void raw_files_that_are_no_tiff_are_known_by_their_makers_signature(String content) {
        assertThat(ImageFormat.sniff(content.getBytes(StandardCharsets.ISO_8859_1)))
                .contains(ImageFormat.RAW);
    }

    @Test
    void a_general_heif_file_is_told_by_the_brands_it_is_compatible_with() {
        assertThat(ImageFormat.sniff("\0\0\0\34ftypmif1\0\0\0\0mif1avifmiaf".getBytes(StandardCharsets.ISO_8859_1)))
                .contains(ImageFormat.AVIF);
        assertThat(ImageFormat.sniff("\0\0\0\34ftypmif1\0\0\0\0mif1heicmiaf".getBytes(StandardCharsets.ISO_8859_1)))
                .contains(ImageFormat.HEIC);
    }
}
