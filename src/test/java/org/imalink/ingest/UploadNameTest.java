package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            IMG_1.jpg           | IMG_1.jpg
            ../../etc/passwd    | passwd
            C:\\Bilder\\å.jpg   | å.jpg
            /                   | _
            ..                  | _..
            .hidden.jpg         | _.hidden.jpg
            -rf                 | -rf
            """)
    void a_name_is_one_visible_name(String sent, String onDisk) {
        assertThat(UploadName.onDisk(List.of(sent))).containsExactly(onDisk);
    }

    @Test
    void control_characters_and_halves_of_characters_do_not_reach_the_disk() {
        assertThat(UploadName.onDisk(List.of("a\nb\0c.jpg", "\ud800.jpg"))).containsExactly("abc.jpg", "?.jpg");
    }

    @Test
    void no_two_files_share_a_name_whatever_the_case() {
        assertThat(UploadName.onDisk(List.of("a.jpg", "A.JPG", "x/a.jpg", "a (2).jpg")))
                .containsExactly("a.jpg", "A (2).JPG", "a (3).jpg", "a (2) (2).jpg");
    }

    @Test
    void a_long_name_keeps_its_suffix() {
        var name = UploadName.onDisk(List.of("å".repeat(500) + ".jpg")).getFirst();

        assertThat(name).endsWith("å.jpg");
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isBetween(190, 200);
    }
}
