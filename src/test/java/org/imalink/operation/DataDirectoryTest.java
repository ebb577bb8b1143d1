package org.imalink.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path folder;

    @Test
    void a_new_data_directory_is_made_so_that_only_its_owner_can_look_into_it() throws IOException {
        var directory = DataDirectory.open(folder.resolve("photos/mine"));

        assertThat(permissions(directory.root())).isEqualTo("rwx------");
        assertThat(permissions(directory.temporary())).isEqualTo("rwx------");
        assertThat(directory.coldpreviews()).isDirectory();
        assertThat(directory.storages()).isDirectory();
        assertThat(directory.config()).isDirectory();
    }

    @Test
    void a_folder_that_is_there_keeps_its_permissions() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));

        DataDirectory.open(folder);

        assertThat(permissions(folder)).isEqualTo("rwxr-x---");
    }

    @Test
    void a_file_in_its_place_is_refused_by_name() throws IOException {
        var file = Files.createFile(folder.resolve("photos"));

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("mine")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(file + " is a file, not a folder")
                .hasMessageContaining("--data");
    }

    @Test
    void a_place_where_nothing_can_be_written_is_refused() {
        // Not even root can make a folder there.
        assertThatThrownBy(() -> DataDirectory.open(Path.of("/proc/imalink")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void a_coldpreview_lies_two_folders_down_by_its_name() {
        var directory = DataDirectory.open(folder);

        assertThat(directory.coldpreview("ab12cd" + "0".repeat(58)))
                .isEqualTo(folder.resolve("coldpreviews/ab/12/ab12cd" + "0".repeat(58) + ".jpg"));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
