package org.imalink.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.AUDIT_EVENTS;
import static org.imalink.database.schema.Tables.SERVER_STATE;
import static org.imalink.database.schema.Tables.SIGN_IN_SESSIONS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.imalink.access.Scope;
import org.imalink.access.Standing;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.imalink.database.TestDatabase;
import org.imalink.database.Timestamps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody is signed in, and then the database is an older one than before. */
class PutBackTest {
    @TempDir
    private Path folder;

    private DataDirectory directory() {
        return DataDirectory.open(folder);
    }

    private DatabaseLocation sqlite() {
        return new DatabaseLocation.Sqlite(directory().database());
    }

    /** As a server that starts. */
    private Database open(DatabaseLocation location) {
        var database = look(location);
        new PutBack(directory()).outdateCopies(database);
        return database;
    }

    /** As any command that takes the library. */
    private Database look(DatabaseLocation location) {
        var database = Database.open(location);
        new Schema(database).upgrade();
        new PutBack(directory()).endSignInsOfOlder(database);
        return database;
    }

    private static void signIn(Database database) {
        signIn(database, "kari");
    }

    private static void signIn(Database database, String tokenId) {
        database.write(tx -> {
            new Schema(database).moveTenancy(tx, 1);
            return tx.insertInto(SIGN_IN_SESSIONS)
                    .set(SIGN_IN_SESSIONS.USER_ID, Scope.SYSTEM_USER)
                    .set(SIGN_IN_SESSIONS.TOKEN_ID, tokenId)
                    .set(SIGN_IN_SESSIONS.CREATED_AT, Timestamps.now())
                    .set(SIGN_IN_SESSIONS.LAST_USED_AT, Timestamps.now())
                    .set(SIGN_IN_SESSIONS.EXPIRES_AT, Timestamps.now().plusDays(90))
                    .execute();
        });
    }

    private static int version(Database database) {
        return database.read(tx -> Standing.read(tx).accountVersion());
    }

    private static boolean isSignedIn(Database database) {
        return database.<Boolean>read(tx -> tx.fetchExists(SIGN_IN_SESSIONS, SIGN_IN_SESSIONS.ENDED_AT.isNull()));
    }

    private static List<String> audited(Database database) {
        return database.read(tx -> tx.select(AUDIT_EVENTS.ACTOR, AUDIT_EVENTS.ACTION, AUDIT_EVENTS.DETAILS)
                .from(AUDIT_EVENTS)
                .where(AUDIT_EVENTS.ACTION.eq("sign-ins-ended"))
                .fetch(row -> row.value1() + " " + row.value2() + " " + row.value3()));
    }

    private void copyOver(String name) throws IOException {
        Files.copy(folder.resolve(name), directory().database(), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void a_backup_that_is_copied_over_the_database_signs_nobody_in() throws IOException {
        try (var database = open(sqlite())) {
            signIn(database);
            Backups.of(sqlite(), directory()).create(database, Progress.UNHEARD);
        }
        copyOver("imalink.db.backup.latest");

        try (var database = open(sqlite())) {
            assertThat(isSignedIn(database)).isFalse();
            assertThat(audited(database))
                    .singleElement()
                    .asString()
                    .startsWith("maintenance sign-ins-ended")
                    .contains("\"count\":1", "\"reason\":\"restored\"");
        }
        try (var database = open(sqlite())) {
            assertThat(audited(database)).hasSize(1);
        }
    }

    @Test
    void a_copy_from_before_the_last_start_signs_nobody_in_either() throws IOException {
        try (var database = open(sqlite())) {
            signIn(database);
        }
        Files.copy(directory().database(), folder.resolve("copy"));
        open(sqlite()).close();
        copyOver("copy");

        try (var database = look(sqlite())) {
            assertThat(isSignedIn(database)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatever_is_not_older_stays_signed_in(Engine engine) {
        var location = TestDatabase.newLocation(engine, folder);
        try (var database = open(location)) {
            signIn(database);
            Backups.of(location, directory()).create(database, Progress.UNHEARD);
        }
        open(location).close();
        look(location).close();
        try (var database = open(location)) {
            assertThat(isSignedIn(database)).isTrue();
            assertThat(audited(database)).isEmpty();
        }
    }

    /** As after the tools of PostgreSQL brought an older dump back. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void an_older_state_is_known_on_each_engine_and_only_once(Engine engine) {
        var location = TestDatabase.newLocation(engine, folder);
        int before;
        try (var database = open(location)) {
            signIn(database);
            before = version(database);
        }
        try (var database = open(location)) {
            database.write(tx -> tx.update(SERVER_STATE)
                    .set(SERVER_STATE.ACCOUNT_VERSION, before)
                    .execute());
        }
        try (var database = look(location)) {
            assertThat(isSignedIn(database)).isFalse();
            signIn(database, "again");
        }
        try (var database = open(location)) {
            assertThat(isSignedIn(database)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void another_server_on_the_same_database_has_a_file_of_its_own_and_ends_nothing(Engine engine) {
        var location = TestDatabase.newLocation(engine, folder);
        var other = new PutBack(DataDirectory.open(folder.resolve("other")));
        try (var database = open(location)) {
            signIn(database);
            other.endSignInsOfOlder(database);
            other.outdateCopies(database);
            new PutBack(directory()).outdateCopies(database);
            other.endSignInsOfOlder(database);
            assertThat(isSignedIn(database)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense"})
    void a_file_that_says_nothing_ends_nothing_and_is_written_anew(String text) throws IOException {
        try (var database = open(sqlite())) {
            signIn(database);
        }
        Files.writeString(directory().seenVersion(), text);
        try (var database = open(sqlite())) {
            assertThat(isSignedIn(database)).isTrue();
            assertThat(directory().seenVersion()).hasContent(version(database) + "\n");
        }
    }

    /** Killed between the two writes of a start. */
    @Test
    void a_file_that_is_missing_or_behind_ends_nothing() throws IOException {
        try (var database = open(sqlite())) {
            signIn(database);
        }
        var earlier = Files.readString(directory().seenVersion());
        open(sqlite()).close();
        Files.writeString(directory().seenVersion(), earlier);
        try (var database = open(sqlite())) {
            assertThat(isSignedIn(database)).isTrue();
        }
        Files.delete(directory().seenVersion());
        try (var database = open(sqlite())) {
            assertThat(isSignedIn(database)).isTrue();
        }
    }

    @Test
    void the_file_is_readable_by_its_owner_only() throws IOException {
        open(sqlite()).close();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory().seenVersion())))
                .isEqualTo("rw-------");
    }
}
