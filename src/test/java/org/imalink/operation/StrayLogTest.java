package org.imalink.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody puts a database back by hand, and beside it lies what another one left. */
class StrayLogTest {
    private static final String OF_ANOTHER = ".of-another-database.";

    @TempDir
    private Path folder;

    private Path database;
    private Path backup;

    /** A backup, and a database that went on and was killed: what it wrote last is in its log alone. */
    @BeforeEach
    void makeBackupAndGoOnUntilKilled() throws Exception {
        database = folder.resolve("imalink.db");
        backup = folder.resolve("imalink.db.backup.20261128_030000");
        var running = folder.resolve("running.db");
        run(
                running,
                "pragma journal_mode = wal",
                "create table t (id integer primary key, v text)",
                rows("before", 500));
        run(running, "vacuum into '" + backup + "'");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + running);
                var statement = connection.createStatement()) {
            statement.execute("update t set v = 'after' where id > 100");
            for (var suffix : List.of("", "-wal", "-shm")) {
                Files.copy(Path.of(running + suffix), beside(suffix));
            }
        }
    }

    @Test
    void sqlite_itself_plays_an_old_log_into_a_backup_and_calls_it_sound() throws Exception {
        putBack(backup);

        assertThat(texts(database, "pragma integrity_check")).containsExactly("ok");
        assertThat(texts(database, "select distinct v from t")).contains("after");
    }

    @Test
    void a_log_beside_a_backup_that_was_put_back_is_moved_aside_and_kept() throws Exception {
        var log = Files.readAllBytes(beside("-wal"));
        putBack(backup);

        StrayLog.moveAside(database);

        assertThat(texts(database, "select distinct v from t")).containsExactly("before");
        assertThat(kept("-wal"))
                .singleElement()
                .satisfies(file -> assertThat(file).hasBinaryContent(log));
        assertThat(kept("-shm")).hasSize(1);
    }

    @Test
    void a_log_of_the_database_itself_stays_and_is_played_back() throws Exception {
        StrayLog.moveAside(database);

        assertThat(kept("")).isEmpty();
        assertThat(texts(database, "select count(*) from t where v = 'after'")).containsExactly("400");
    }

    @Test
    void a_copy_of_a_running_database_that_was_put_back_with_its_log_keeps_it() throws Exception {
        var copy = Files.createDirectory(folder.resolve("copy")).resolve("imalink.db");
        for (var suffix : List.of("", "-wal", "-shm")) {
            Files.move(beside(suffix), Path.of(copy + suffix));
        }
        StrayLog.moveAside(copy);

        assertThat(texts(copy, "select count(*) from t where v = 'after'")).containsExactly("400");
    }

    @Test
    void a_second_look_finds_nothing_more_and_a_backup_may_have_a_log_of_its_own_from_then_on() throws Exception {
        putBack(backup);
        StrayLog.moveAside(database);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("update t set v = 'later'");
            StrayLog.moveAside(database);
        }
        assertThat(texts(database, "select distinct v from t")).containsExactly("later");
        assertThat(kept("-wal")).hasSize(1);
    }

    @Test
    void a_folder_without_a_database_and_a_file_that_is_none_are_left_alone() throws Exception {
        StrayLog.moveAside(folder.resolve("nothing.db"));
        Files.writeString(database, "not a database");
        StrayLog.moveAside(database);
        Files.writeString(database, "");
        StrayLog.moveAside(database);

        assertThat(beside("-wal")).exists();
    }

    /** A restored backup is put into WAL mode by whoever opens it first, and may be killed at that. */
    @ParameterizedTest
    @ValueSource(bytes = {1, 2})
    void killed_while_a_backup_became_a_running_database_it_goes_on_and_an_old_log_is_still_moved(byte version)
            throws Exception {
        putBack(backup);
        var first = Arrays.copyOf(Files.readAllBytes(database), 4096);
        writeJournal(first);
        var changed = Files.readAllBytes(database);
        Arrays.fill(changed, 18, 20, version);
        changed[27]++;
        Files.write(database, changed);

        StrayLog.moveAside(database);

        assertThat(texts(database, "select distinct v from t")).containsExactly("before");
        assertThat(beside("-journal")).doesNotExist();
        assertThat(kept("-wal")).hasSize(1);
    }

    @Test
    void a_journal_that_would_change_what_was_put_back_is_refused_and_nothing_is_touched() throws Exception {
        var other = folder.resolve("other.db");
        run(
                other,
                "create table t (id integer primary key, w text)",
                rows("before", 500).replace("(v)", "(w)"));
        assertThat(Files.size(other)).isEqualTo(Files.size(backup)); // nothing but the first page tells them apart
        var first = Arrays.copyOf(Files.readAllBytes(other), 4096);
        Files.copy(other, database, StandardCopyOption.REPLACE_EXISTING);
        writeJournal(first);
        putBack(backup);
        var before = Files.readAllBytes(beside("-journal"));

        assertThatThrownBy(() -> StrayLog.moveAside(database))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("mv " + database + "-journal");
        assertThat(database).hasSameBinaryContentAs(backup);
        assertThat(beside("-journal")).hasBinaryContent(before);
        assertThat(beside("-wal")).exists();
    }

    @Test
    void a_journal_of_a_longer_or_shorter_database_is_refused_because_the_file_would_be_cut() throws Exception {
        putBack(backup);
        var first = Arrays.copyOf(Files.readAllBytes(database), 4096);
        writeJournal(first);
        var longer = Arrays.copyOf(Files.readAllBytes(database), (int) Files.size(database) + 4096);
        Files.write(database, longer);

        assertThatThrownBy(() -> StrayLog.moveAside(database)).isInstanceOf(RefusedException.class);
    }

    @Test
    void a_journal_of_more_than_the_first_page_is_refused_even_where_that_fits() throws Exception {
        putBack(backup);
        var bytes = Files.readAllBytes(database);
        writeJournal(Arrays.copyOf(bytes, 4096), Arrays.copyOfRange(bytes, 4096, 8192));

        assertThatThrownBy(() -> StrayLog.moveAside(database)).isInstanceOf(RefusedException.class);
    }

    @Test
    void a_journal_that_sqlite_would_not_play_back_is_left_to_it() throws Exception {
        putBack(backup);
        Files.write(beside("-journal"), new byte[512]);

        StrayLog.moveAside(database);

        assertThat(texts(database, "select distinct v from t")).containsExactly("before");
    }

    @Test
    void a_link_to_a_backup_in_the_place_of_the_database_is_refused() throws Exception {
        Files.delete(database);
        Files.createSymbolicLink(database, backup.getFileName());

        assertThatThrownBy(() -> StrayLog.moveAside(database))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("rm %1$s && cp %2$s %1$s".formatted(database, backup));
        assertThat(beside("-wal")).exists();
    }

    private void putBack(Path file) throws IOException {
        Files.copy(file, database, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path beside(String suffix) {
        return folder.resolve("imalink.db" + suffix);
    }

    private List<Path> kept(String suffix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("imalink.db" + suffix)
                            && file.toString().contains(OF_ANOTHER))
                    .toList();
        }
    }

    /** As https://www.sqlite.org/fileformat2.html, 3 has it: one header of 512 bytes, and a record for each page. */
    private void writeJournal(byte[]... pages) throws IOException {
        int records = pages.length;
        var journal = ByteBuffer.allocate(512 + records * (4 + 4096 + 4));
        journal.putLong(0xd9d505f920a163d7L).putInt(records).putInt(7);
        journal.putInt((int) (Files.size(database) / 4096)).putInt(512).putInt(4096);
        journal.position(512);
        for (int number = 1; number <= records; number++) {
            var page = pages[number - 1];
            int sum = 7;
            for (int at = page.length - 200; at > 0; at -= 200) {
                sum += Byte.toUnsignedInt(page[at]);
            }
            journal.putInt(number).put(page).putInt(sum);
        }
        Files.write(beside("-journal"), journal.array());
    }

    private static String rows(String value, int count) {
        return "insert into t (v) with recursive n (i) as (select 1 union all select i + 1 from n where i < %d) select '%s' from n"
                .formatted(count, value);
    }

    private static void run(Path file, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> texts(Path file, String query) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
