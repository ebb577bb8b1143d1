package org.imalink.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupCodeTest {
    @TempDir
    private Path folder;

    @Test
    void the_code_lies_in_a_file_that_only_its_owner_can_read_and_is_new_at_each_start() throws Exception {
        var file = folder.resolve("setup.code");
        var first = SetupCode.create(file);
        var second = SetupCode.create(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasContent(second.text());
        assertThat(second.matches(second.text().replace("-", "").toLowerCase(Locale.ROOT)))
                .isTrue();
        assertThat(second.matches(first.text())).isFalse();
        assertThat(second.toString()).doesNotContain(second.text());
    }

    @Test
    void a_used_code_is_worth_nothing_and_its_file_is_gone() {
        var file = folder.resolve("setup.code");
        var setup = SetupCode.create(file);
        setup.useUp();
        setup.useUp();

        assertThat(setup.matches(setup.text())).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    void where_there_is_an_admin_no_code_is_right_and_an_old_file_is_deleted() {
        var file = folder.resolve("setup.code");
        var old = SetupCode.create(file);
        var none = SetupCode.none(file);

        assertThat(none.matches(none.text())).isFalse();
        assertThat(none.matches(old.text())).isFalse();
        assertThat(none.matches("")).isFalse();
        assertThat(file).doesNotExist();
    }
}
