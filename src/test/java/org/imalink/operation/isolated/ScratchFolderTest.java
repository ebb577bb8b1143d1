package org.imalink.operation.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
    @TempDir
    Path parent;

    @Test
    void a_file_of_any_name_is_read_through_a_name_of_our_own() throws Exception {
        var file = Files.writeString(parent.resolve("-x $(id)\n\"'..jpg"), "content");
        try (var scratch = ScratchFolder.below(parent)) {
            var link = scratch.link(file);

            assertThat(link.getFileName().toString()).matches("source[0-9]+");
            assertThat(link).isAbsolute().hasContent("content");
            assertThat(scratch.link(file)).isNotEqualTo(link);
        }
    }

    @Test
    void closing_deletes_the_folder_but_not_what_its_links_point_at() throws Exception {
        var folder = Files.createDirectory(parent.resolve("photos"));
        var file = Files.writeString(folder.resolve("a.jpg"), "content");
        var scratch = ScratchFolder.below(parent);
        scratch.link(file);
        scratch.link(folder);
        Files.writeString(Files.createDirectory(scratch.path().resolve("inner")).resolve("b"), "b");

        scratch.close();

        assertThat(scratch.path()).doesNotExist();
        assertThat(file).hasContent("content");
    }

    @Test
    void what_a_killed_server_left_is_deleted_and_nothing_else() throws Exception {
        var left = ScratchFolder.below(parent);
        var other = Files.writeString(parent.resolve("other"), "other");

        ScratchFolder.deleteLeftovers(parent);

        assertThat(left.path()).doesNotExist();
        assertThat(other).exists();
    }
}
