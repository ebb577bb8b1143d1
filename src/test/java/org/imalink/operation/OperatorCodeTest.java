package org.imalink.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorCodeTest {
    @TempDir
    private Path folder;

    @Test
    void the_code_is_four_groups_in_a_file_that_only_its_owner_can_read() throws IOException {
        var file = folder.resolve("operator.token");
        var code = OperatorCode.create(file);

        assertThat(code.text()).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(OperatorCode.read(file)).contains(code.text());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void every_start_has_another_code() {
        var file = folder.resolve("operator.token");
        var first = OperatorCode.create(file);
        var second = OperatorCode.create(file);

        assertThat(second.text()).isNotEqualTo(first.text());
        assertThat(second.matches(first.text())).isFalse();
        assertThat(OperatorCode.read(file)).contains(second.text());
    }

    @Test
    void a_code_is_recognised_however_a_person_types_it() {
        var code = OperatorCode.create(folder.resolve("operator.token"));

        assertThat(code.matches(code.text())).isTrue();
        assertThat(code.matches(" " + code.text().toLowerCase(Locale.ROOT).replace('-', ' ')))
                .isTrue();
        assertThat(code.matches(code.text().replace('0', 'o').replace('1', 'l')))
                .isTrue();
    }

    @Test
    void part_of_a_code_is_not_the_code() {
        var code = OperatorCode.create(folder.resolve("operator.token"));

        assertThat(code.matches("")).isFalse();
        assertThat(code.matches(code.text().substring(0, 18))).isFalse();
        assertThat(code.matches(code.text() + "0")).isFalse();
    }

    @Test
    void the_code_does_not_slip_into_logs() {
        var code = OperatorCode.create(folder.resolve("operator.token"));

        assertThat(code.toString()).doesNotContain(code.text());
    }

    @Test
    void where_no_server_wrote_one_there_is_no_code() {
        assertThat(OperatorCode.read(folder.resolve("operator.token"))).isEmpty();
    }
}
