package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.imalink.account.Registration;
import org.imalink.database.DatabaseLocation;
import org.imalink.operation.DataDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void without_anything_a_library_is_served_to_this_machine_from_the_home_folder() {
        var settings = new Settings(Map.of(), Map.of("HOME", "/home/anna"));

        assertThat(settings.data()).isEqualTo(Path.of("/home/anna/.imalink"));
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8000);
        assertThat(settings.allowedHosts()).isEmpty();
        assertThat(settings.allowedOrigins()).isEmpty();
        assertThat(settings.logLevel()).isEqualTo("warn");
        assertThat(settings.database(DataDirectory.open(folder)))
                .isEqualTo(new DatabaseLocation.Sqlite(folder.resolve("imalink.db")));
    }

    @Test
    void an_option_comes_before_a_variable() {
        var environment = Map.of("IMALINK_PORT", "9000", "IMALINK_HOST", "0.0.0.0");
        var settings = new Settings(Map.of(Setting.PORT, "7000"), environment);

        assertThat(settings.port()).isEqualTo(7000);
        assertThat(settings.host()).isEqualTo("0.0.0.0");
    }

    @Test
    void a_tilde_is_the_home_folder_also_where_no_shell_replaced_it() {
        assertThat(new Settings(Map.of(), Map.of("HOME", "/home/anna", "IMALINK_DATA", "~/photos")).data())
                .isEqualTo(Path.of("/home/anna/photos"));
    }

    @Test
    void the_database_can_lie_elsewhere() {
        var directory = DataDirectory.open(folder);

        assertThat(new Settings(Map.of(), Map.of("IMALINK_DB_PATH", "/srv/photos.db")).database(directory))
                .isEqualTo(new DatabaseLocation.Sqlite(Path.of("/srv/photos.db")));
        assertThat(new Settings(Map.of(Setting.DATABASE_URL, "postgresql://db/photos"), Map.of()).database(directory))
                .hasToString("jdbc:postgresql://db/photos");
    }

    @Test
    void lists_have_commas_between() {
        var environment = Map.of("IMALINK_ALLOWED_HOSTS", "photos.example.org, home.example.org,");

        assertThat(new Settings(Map.of(), environment).allowedHosts())
                .containsExactly("photos.example.org", "home.example.org");
    }

    private static Registration registration(String... environment) {
        var variables = new HashMap<String, String>();
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        return new Settings(Map.of(), variables).registration();
    }

    @Test
    void everybody_may_register_only_where_nobody_but_this_machine_comes_unless_it_was_said() {
        assertThat(registration()).isEqualTo(Registration.OPEN);
        assertThat(registration("IMALINK_HOST", "::1")).isEqualTo(Registration.OPEN);
        assertThat(registration("IMALINK_HOST", "0.0.0.0")).isEqualTo(Registration.INVITATION);
        assertThat(registration("IMALINK_HOST", "192.168.1.5")).isEqualTo(Registration.INVITATION);
        assertThat(registration("IMALINK_TRUSTED_PROXIES", "127.0.0.1")).isEqualTo(Registration.INVITATION);
        assertThat(registration("IMALINK_ALLOWED_HOSTS", "photos.example.org"))
                .as("a proxy that nobody told of")
                .isEqualTo(Registration.INVITATION);
    }

    @Test
    void who_may_register_can_be_said() {
        assertThat(registration("IMALINK_HOST", "0.0.0.0", "IMALINK_REGISTRATION", "open"))
                .isEqualTo(Registration.OPEN);
        assertThat(registration("IMALINK_REGISTRATION", "closed")).isEqualTo(Registration.CLOSED);
        assertThatThrownBy(() -> registration("IMALINK_REGISTRATION", "sometimes"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("IMALINK_REGISTRATION is \"sometimes\": it must be open, invitation or closed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "http", "80.5"})
    void a_port_that_is_none_is_refused_with_what_would_be_one(String port) {
        assertThatThrownBy(() -> new Settings(Map.of(), Map.of("IMALINK_PORT", port)).port())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("--port (IMALINK_PORT) is \"" + port + "\": it must be a number from 0 to 65535.");
    }

    @Test
    void a_database_url_that_is_none_is_refused_without_telling_its_password() {
        var settings = new Settings(Map.of(), Map.of("IMALINK_DATABASE_URL", "mysql://me:very-secret@db/photos"));

        assertThatThrownBy(() -> settings.database(DataDirectory.open(folder)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("IMALINK_DATABASE_URL")
                .hasMessageNotContaining("very-secret");
    }

    @Test
    void every_setting_has_a_variable_of_its_own_and_a_meaning() {
        assertThat(Arrays.stream(Setting.values()).map(Setting::variable))
                .doesNotHaveDuplicates()
                .allMatch(variable -> variable.matches("IMALINK_[A-Z_]+"));
        assertThat(Setting.values())
                .allSatisfy(setting -> assertThat(setting.meaning()).endsWith("."));
    }
}
