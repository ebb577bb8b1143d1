package org.imalink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.imalink.database.Engine;
import org.imalink.operation.RefusedException;
import org.junit.jupiter.api.Test;

/** Where signing keys lie, and that new ones sign nobody out. */
class SigningKeysTest extends AccountsContract {
    @Test
    void keys_are_made_at_first_use_and_are_the_same_after_a_restart() {
        assertThat(keys.all()).isEmpty();

        var made = keys.newest();

        assertThat(newKeys().newest().base64()).isEqualTo(made.base64());
        assertThat(newKeys().all()).hasSize(1);
    }

    @Test
    void servers_that_start_at_once_agree_on_one_key() throws Exception {
        // A file belongs to one server: nobody else holds the library.
        var other = engine == Engine.POSTGRESQL ? newKeys() : keys;
        var outcomes = AtOnce.<String>all(List.of(
                () -> keys.newest().id(),
                () -> other.newest().id(),
                () -> keys.newest().id(),
                () -> other.newest().id()));

        assertThat(outcomes).allMatch(AtOnce.Outcome::succeeded);
        assertThat(outcomes.stream().map(AtOnce.Outcome::value).distinct()).hasSize(1);
    }

    @Test
    void a_new_key_signs_and_the_old_ones_are_believed() {
        var first = keys.newest();
        clock.forward(Duration.ofDays(1));
        keys.rotate();

        assertThat(keys.newest().id()).isNotEqualTo(first.id());
        assertThat(keys.find(first.id())).isPresent();
        assertThat(keys.all()).extracting(SigningKey::retiredAt).containsExactly(null, new UtcClock(clock).now());
        assertThat(newKeys().newest().id()).isEqualTo(keys.newest().id());
        assertThat(newKeys().all()).hasSize(2);
    }

    @Test
    void a_key_is_forgotten_when_nothing_that_it_signed_can_be_alive() {
        var first = keys.newest();
        keys.rotate();
        clock.forward(Duration.ofDays(90));
        keys.rotate();
        assertThat(keys.find(first.id())).isPresent();

        clock.forward(Duration.ofDays(2));
        keys.rotate();
        assertThat(newKeys().find(first.id())).isEmpty();
        assertThat(newKeys().all()).hasSize(3);
    }

    @Test
    void a_running_server_believes_a_key_that_another_made() {
        keys.newest();
        var other = newKeys();
        clock.forward(Duration.ofSeconds(2));
        other.rotate();

        assertThat(keys.find(other.newest().id())).isPresent();
    }

    @Test
    void a_running_server_signs_with_another_ones_new_key_after_a_minute() {
        var first = keys.newest();
        newKeys().rotate();
        assertThat(keys.newest().id()).isEqualTo(first.id());

        clock.forward(Duration.ofSeconds(61));
        assertThat(keys.newest().id()).isNotEqualTo(first.id());
    }

    @Test
    void a_key_does_not_slip_into_logs() {
        assertThat(keys.newest().toString()).doesNotContain(keys.newest().base64());
        assertThat(keys.newest().base64()).doesNotContain(keys.newest().id());
    }

    @Test
    void a_file_of_keys_can_be_read_by_its_owner_alone() throws Exception {
        var file = test.folder().resolve("config.json");
        var inFile = SigningKeys.openFile(file, clock);
        inFile.newest();
        assertThat(permissions(file)).isEqualTo("rw-------");

        inFile.rotate();
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains(inFile.newest().base64());
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void a_broken_file_of_keys_is_never_replaced_and_is_not_quoted() throws Exception {
        var file = test.folder().resolve("broken.json");
        for (var text : new String[] {
            "",
            "{",
            "[]",
            "{}",
            "{\"keys\":[{}]}",
            "{\"keys\":[{\"key\":\"c2VjcmV0\",\"created\":\"2026-01-01T00:00\"}]}"
        }) {
            Files.writeString(file, text);
            var broken = SigningKeys.openFile(file, clock);

            assertThatThrownBy(broken::newest)
                    .as(text)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageNotContaining("c2VjcmV0")
                    .hasNoCause();
            assertThatThrownBy(broken::rotate).isInstanceOf(RefusedException.class);
            assertThat(file).hasContent(text);
        }
    }

    @Test
    void keys_in_the_database_wait_until_there_are_accounts() {
        moveTo(0);
        var waiting = SigningKeys.inDatabase(database, clock);

        assertThat(waiting.all()).isEmpty();
        assertThat(waiting.find("0000000000000000")).isEmpty();
        assertThatThrownBy(waiting::newest).isInstanceOf(AccountException.NoAccounts.class);
        assertThatThrownBy(waiting::rotate).isInstanceOf(AccountException.NoAccounts.class);

        moveTo(1);
        assertThat(waiting.newest()).isNotNull();
    }
}
