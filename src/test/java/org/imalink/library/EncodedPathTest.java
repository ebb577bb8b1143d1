package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/photos/IMG_1.jpg",
                "/photos/-rf",
                "/photos/%C3%85se%20og%20%C3%98yvind.jpg",
                "/photos/%FF%FE%0A%22'.jpg",
                "/photos/100%25%20..jpg",
                "/photos/...",
                "/"
            })
    void a_path_comes_back_byte_by_byte(String encoded) {
        var path = Path.of(URI.create("file://" + encoded));

        assertThat(EncodedPath.of(path)).isEqualTo(encoded);
        assertThat(EncodedPath.toPath(encoded)).isEqualTo(path);
    }

    @Test
    void a_folder_is_written_without_a_slash_at_its_end() {
        assertThat(EncodedPath.of(Path.of("/tmp/"))).isEqualTo("/tmp");
    }

    @Test
    void text_is_taken_as_utf_8_and_shown_as_text() {
        assertThat(EncodedPath.ofText("/Bilder/Ås \n.jpg")).isEqualTo("/Bilder/%C3%85s%20%0A.jpg");
        assertThat(EncodedPath.text("/Bilder/%C3%85s%20%0A.jpg")).isEqualTo("/Bilder/Ås \n.jpg");
        assertThat(EncodedPath.text("%FFx")).isEqualTo("\ufffdx");
        assertThat(EncodedPath.lastName("2024/%C3%85s")).isEqualTo("Ås");
    }

    @Test
    void a_text_with_the_character_nul_is_no_path() {
        assertThatThrownBy(() -> EncodedPath.ofText("/a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_folder_contains_itself_and_what_is_below_it_and_no_namesake() {
        assertThat(EncodedPath.contains("/a/b", "/a/b")).isTrue();
        assertThat(EncodedPath.contains("/a/b", "/a/b/c")).isTrue();
        assertThat(EncodedPath.contains("/", "/a")).isTrue();
        assertThat(EncodedPath.contains("/a/b", "/a/bc")).isFalse();
        assertThat(EncodedPath.contains("/a/b", "/a")).isFalse();
        assertThat(EncodedPath.below("/a", "/a/b/c")).isEqualTo("b/c");
        assertThat(EncodedPath.below("/", "/a")).isEqualTo("a");
        assertThat(EncodedPath.below("/a", "/a")).isEmpty();
        assertThat(EncodedPath.join("/a", "b/c")).isEqualTo("/a/b/c");
        assertThat(EncodedPath.join("/", "b")).isEqualTo("/b");
        assertThatThrownBy(() -> EncodedPath.below("/a/b", "/a/bc")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_order_keeps_everything_in_a_folder_together() {
        var ordered = List.of("", "a", "a/b", "a/b/c", "a/c", "a!", "a%20b", "a-b", "a.b", "b");

        assertThat(ordered.stream().sorted(EncodedPath::compare)).containsExactlyElementsOf(ordered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/../b", "a//b", "", "a%2Fb", "%2E%2E", "a/"})
    void names_that_lead_elsewhere_are_refused(String below) {
        assertThatThrownBy(() -> EncodedPath.names(below)).isInstanceOf(IllegalArgumentException.class);
    }
}
