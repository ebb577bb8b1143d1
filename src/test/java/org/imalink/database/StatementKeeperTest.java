package org.imalink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

class StatementKeeperTest {
    private static final String NAMES = "select name from people where id >= ? order by id";

    @TempDir
    private Path folder;

    private Connection writer;
    private Connection reader;

    @BeforeEach
    void connect() throws SQLException {
        var url = "jdbc:sqlite:" + folder.resolve("people.db");
        writer = DriverManager.getConnection(url);
        write("pragma journal_mode = wal");
        write("create table people (id integer primary key, name text)");
        write("insert into people values (1, 'Kari'), (2, 'Ola')");
        reader = StatementKeeper.around(DriverManager.getConnection(url));
    }

    @AfterEach
    void disconnect() throws SQLException {
        reader.close();
        writer.close();
    }

    private void write(String statement) throws SQLException {
        try (var prepared = writer.createStatement()) {
            prepared.execute(statement);
        }
    }

    private String first(int from) throws SQLException {
        try (var statement = reader.prepareStatement(NAMES)) {
            return first(statement, from);
        }
    }

    private static String first(PreparedStatement statement, int from) throws SQLException {
        statement.setInt(1, from);
        try (var rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : "nobody";
        }
    }

    private JDBC4PreparedStatement driverStatement(String query) throws SQLException {
        try (var statement = reader.prepareStatement(query)) {
            return statement.unwrap(JDBC4PreparedStatement.class);
        }
    }

    @Test
    void a_query_is_prepared_once_and_answers_what_holds_now() throws SQLException {
        var kept = driverStatement(NAMES);

        assertThat(first(1)).isEqualTo("Kari");
        assertThat(first(2)).isEqualTo("Ola");
        write("update people set name = 'Anna' where id = 2");
        assertThat(first(2)).isEqualTo("Anna");
        assertThat(driverStatement(NAMES)).isSameAs(kept);
    }

    @Test
    void values_of_an_earlier_use_are_forgotten() throws SQLException {
        first(1);
        try (var statement = reader.prepareStatement(NAMES);
                var rows = statement.executeQuery()) {
            assertThat(rows.next()).as("nothing is at least null").isFalse();
        }
    }

    @Test
    void rows_that_nobody_read_to_the_end_or_closed_hold_no_snapshot() throws SQLException {
        var statement = reader.prepareStatement(NAMES);
        statement.setInt(1, 1);
        assertThat(statement.executeQuery().next()).isTrue();
        statement.close();
        assertThat(statement.isClosed()).isTrue();

        write("update people set name = 'Anna'");
        assertThat(first(1)).isEqualTo("Anna");
        try (var checkpoint = writer.createStatement();
                var rows = checkpoint.executeQuery("pragma wal_checkpoint(truncate)")) {
            assertThat(rows.getInt(1)).as("blocked by a reader").isZero();
        }
    }

    @Test
    void the_same_query_inside_itself_has_a_statement_of_its_own() throws SQLException {
        try (var outer = reader.prepareStatement(NAMES)) {
            outer.setInt(1, 1);
            try (var rows = outer.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(first(2)).isEqualTo("Ola");
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("Ola");
            }
        }
    }

    @Test
    void a_schema_that_changed_since_is_noticed() throws SQLException {
        first(1);
        write("alter table people add column born integer");
        assertThat(first(1)).isEqualTo("Kari");
        write("alter table people rename to persons");
        assertThatThrownBy(() -> first(1)).hasMessageContaining("no such table");
        write("alter table persons rename to people");
        assertThat(first(1)).isEqualTo("Kari");
    }

    @Test
    void what_was_not_used_for_long_makes_room() throws SQLException {
        var rare = driverStatement("select 'rare'");
        for (int number = 0; number < 200; number++) {
            driverStatement("select " + number);
            first(1);
        }
        assertThat(rare.isClosed()).isTrue();
        assertThat(driverStatement("select 'rare'")).isNotSameAs(rare);
        assertThat(driverStatement(NAMES).isClosed()).isFalse();
    }
}
