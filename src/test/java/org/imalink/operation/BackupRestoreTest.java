package org.imalink.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.AUDIT_EVENTS;
import static org.imalink.database.schema.Tables.AUTHORS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.SIGN_IN_SESSIONS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imalink.access.Scope;
import org.imalink.access.Standing;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.imalink.database.TestDatabase;
import org.imalink.database.Timestamps;
import org.imalink.ingest.demo.DemoLibrary;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackupRestoreTest {
    private static final int PHOTOS_IN_BACKUP = 30;
    private static final String LATER = "Later";

    @TempDir
    private Path folder;

    private DataDirectory directory;
    private DatabaseLocation location;

    @BeforeEach
    void open() {
        directory = DataDirectory.open(folder);
        location = new DatabaseLocation.Sqlite(directory.database());
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_restored_library_is_that_of_the_backup_and_says_so(Engine engine) throws IOException {
        location = TestDatabase.newLocation(engine, folder);
        var name = backupThenWriteOn();

        var restored = new BackupRestore(location, directory).restore("latest", Progress.UNHEARD);

        assertThat(restored.name()).isEqualTo(name);
        assertThat(authorsNamedLater()).isZero();
        try (var database = Database.open(location)) {
            assertThat(database.<Integer>read(tx -> tx.fetchCount(PHOTOS))).isEqualTo(PHOTOS_IN_BACKUP);
            assertThat(database.<List<String>>read(tx ->
                            tx.select(AUDIT_EVENTS.ACTION).from(AUDIT_EVENTS).fetch(AUDIT_EVENTS.ACTION)))
                    .containsExactly("backup-restored");
            assertThat(new LibraryCheck(database, directory)
                            .run(LibraryCheck.Depth.DEEP, Progress.UNHEARD)
                            .findings())
                    .isEmpty();
        }
        assertThat(Backups.of(location, directory)
                        .verify(name, Progress.UNHEARD)
                        .sound())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_backup_of_the_other_engine_is_verified_but_not_restored(Engine engine) {
        location = TestDatabase.newLocation(engine, folder);
        var name = backupThenWriteOn();
        var other = TestDatabase.newLocation(engine == Engine.SQLITE ? Engine.POSTGRESQL : Engine.SQLITE, folder);

        assertThat(Backups.of(other, directory).verify(name, Progress.UNHEARD).problem())
                .isNull();
        assertThatThrownBy(() -> new BackupRestore(other, directory).restore(name, Progress.UNHEARD))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("--database");
        assertThat(authorsNamedLater()).isOne();
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void ids_given_out_before_a_restore_may_come_again_but_never_collide(Engine engine) {
        location = TestDatabase.newLocation(engine, folder);
        backupThenWriteOn();

        new BackupRestore(location, directory).restore("latest", Progress.UNHEARD);

        try (var database = Database.open(location)) {
            for (int round = 0; round < 10; round++) {
                addAuthor(database, "After " + round);
            }
            assertThat(database.<Integer>read(tx -> tx.fetchCount(AUTHORS))).isEqualTo(6 + 10);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_restored_library_with_accounts_has_them_again_and_nobody_is_signed_in(Engine engine) {
        location = TestDatabase.newLocation(engine, folder);
        try (var database = Database.open(location)) {
            var schema = new Schema(database);
            schema.upgrade();
            int version = database.write(tx -> {
                schema.moveTenancy(tx, 1);
                signIn(tx, "before");
                return Standing.read(tx).accountVersion();
            });
            Backups.of(location, directory).create(database, Progress.UNHEARD);
            database.write(tx -> {
                signIn(tx, "after");
                schema.moveTenancy(tx, 0);
                return tx;
            });
            assertThat(version).isZero();
        }

        new BackupRestore(location, directory).restore("latest", Progress.UNHEARD);

        try (var database = Database.open(location)) {
            assertThat(new Schema(database).version().tenancy()).isOne();
            assertThat(database.<List<String>>read(tx -> tx.select(SIGN_IN_SESSIONS.TOKEN_ID)
                            .from(SIGN_IN_SESSIONS)
                            .where(SIGN_IN_SESSIONS.END_REASON.eq("restored"))
                            .fetch(SIGN_IN_SESSIONS.TOKEN_ID)))
                    .containsExactly("before");
            assertThat(database.read(Standing::read).accountVersion()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void nobody_is_signed_in_either_where_the_sign_ins_of_the_backup_were_parked(Engine engine) {
        location = TestDatabase.newLocation(engine, folder);
        try (var database = Database.open(location)) {
            var schema = new Schema(database);
            schema.upgrade();
            database.write(tx -> {
                schema.moveTenancy(tx, 1);
                signIn(tx, "before");
                schema.moveTenancy(tx, 0);
                return tx;
            });
            Backups.of(location, directory).create(database, Progress.UNHEARD);
        }

        new BackupRestore(location, directory).restore("latest", Progress.UNHEARD);

        try (var database = Database.open(location)) {
            assertThat(database.<List<String>>write(tx -> {
                        new Schema(database).moveTenancy(tx, 1);
                        return tx.select(SIGN_IN_SESSIONS.TOKEN_ID)
                                .from(SIGN_IN_SESSIONS)
                                .where(SIGN_IN_SESSIONS.END_REASON.eq("restored"))
                                .fetch(SIGN_IN_SESSIONS.TOKEN_ID);
                    }))
                    .containsExactly("before");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_backup_from_before_there_were_accounts_takes_them_away(Engine engine) {
        location = TestDatabase.newLocation(engine, folder);
        backupThenWriteOn();
        try (var database = Database.open(location)) {
            database.write(tx -> {
                new Schema(database).moveTenancy(tx, 1);
                return signIn(tx, "after");
            });
        }

        new BackupRestore(location, directory).restore("latest", Progress.UNHEARD);

        assertThat(authorsNamedLater()).isZero();
        try (var database = Database.open(location)) {
            var schema = new Schema(database);
            assertThat(schema.version().tenancy()).isZero();
            assertThat(database.<Integer>write(tx -> {
                        schema.moveTenancy(tx, 1);
                        return tx.fetchCount(SIGN_IN_SESSIONS);
                    }))
                    .isZero();
        }
    }

    private static int signIn(DSLContext tx, String tokenId) {
        return tx.insertInto(SIGN_IN_SESSIONS)
                .set(SIGN_IN_SESSIONS.USER_ID, Scope.SYSTEM_USER)
                .set(SIGN_IN_SESSIONS.TOKEN_ID, tokenId)
                .set(SIGN_IN_SESSIONS.CREATED_AT, Timestamps.now())
                .set(SIGN_IN_SESSIONS.LAST_USED_AT, Timestamps.now())
                .set(SIGN_IN_SESSIONS.EXPIRES_AT, Timestamps.now().plusDays(90))
                .execute();
    }

    @Test
    void the_database_from_before_is_kept_with_its_write_ahead_log() throws Exception {
        backupThenWriteOn();
        leaveWriteAheadLogBehind();

        var restored = new BackupRestore(location, directory).restore("latest", Progress.UNHEARD);

        assertThat(folder.resolve("imalink.db-wal")).doesNotExist();
        assertThat(folder.resolve("imalink.db-shm")).doesNotExist();
        assertThat(authorsNamedLater()).isZero();
        var kept = folder.resolve(restored.kept());
        assertThat(folder.resolve(restored.kept() + "-wal")).isNotEmptyFile();
        try (var database = Database.open(new DatabaseLocation.Sqlite(kept))) {
            assertThat(named(database, LATER)).isOne();
            assertThat(named(database, "In the log")).isOne();
        }
    }

    @Test
    void a_log_of_rubbish_beside_the_database_is_moved_aside_too() throws IOException {
        backupThenWriteOn();
        Files.writeString(folder.resolve("imalink.db-wal"), "rubbish");
        Files.writeString(folder.resolve("imalink.db-shm"), "more of it");

        var restored = new BackupRestore(location, directory).restore("latest", Progress.UNHEARD);

        assertThat(folder.resolve("imalink.db-wal")).doesNotExist();
        assertThat(folder.resolve(restored.kept() + "-wal")).hasContent("rubbish");
        assertThat(folder.resolve(restored.kept() + "-shm")).hasContent("more of it");
        assertThat(authorsNamedLater()).isZero();
    }

    @Test
    void a_damaged_backup_is_refused_and_nothing_changes() throws IOException {
        var name = backupThenWriteOn();
        var bytes = Files.readAllBytes(folder.resolve(name));
        bytes[bytes.length / 2] ^= 1;
        Files.write(folder.resolve(name), bytes);

        assertThatThrownBy(() -> new BackupRestore(location, directory).restore(name, Progress.UNHEARD))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is not restored");
        assertThat(authorsNamedLater()).isOne();
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.contains("restor"));
        }
    }

    @Test
    void a_library_whose_database_is_gone_gets_it_back() throws IOException {
        backupThenWriteOn();
        Files.delete(directory.database());

        var restored = new BackupRestore(location, directory).restore("latest", Progress.UNHEARD);

        assertThat(restored.kept()).isNull();
        assertThat(authorsNamedLater()).isZero();
    }

    @Test
    void latest_points_at_the_newest_backup_also_after_an_older_one_was_restored() throws IOException {
        var older = backupThenWriteOn();
        String newer;
        try (var database = Database.open(location)) {
            newer = Backups.of(location, directory)
                    .create(database, Progress.UNHEARD)
                    .name();
        }
        Files.delete(folder.resolve("imalink.db.backup.latest"));

        new BackupRestore(location, directory).restore(older, Progress.UNHEARD);

        assertThat(Files.readSymbolicLink(folder.resolve("imalink.db.backup.latest")))
                .hasToString(newer);
        assertThat(folder.resolve("imalink.db.backup.latest")).exists();
    }

    /** @return the name of the backup, which does not know the author who is added after it */
    private String backupThenWriteOn() {
        try (var database = Database.open(location)) {
            new Schema(database).upgrade();
            DemoLibrary.fill(database, PHOTOS_IN_BACKUP, 7);
            var name = Backups.of(location, directory)
                    .create(database, Progress.UNHEARD)
                    .name();
            addAuthor(database, LATER);
            return name;
        }
    }

    private static void addAuthor(Database database, String name) {
        database.write(tx -> tx.insertInto(AUTHORS)
                .set(AUTHORS.NAME, name)
                .set(AUTHORS.CREATED_AT, Timestamps.now())
                .set(AUTHORS.UPDATED_AT, Timestamps.now())
                .execute());
    }

    private int authorsNamedLater() {
        try (var database = Database.open(location)) {
            return named(database, LATER);
        }
    }

    private static int named(Database database, String name) {
        return database.read(tx -> tx.fetchCount(AUTHORS, AUTHORS.NAME.eq(name)));
    }

    /** As after a power failure: what was written last is in the log only. */
    private void leaveWriteAheadLogBehind() throws IOException {
        var aside = Files.createDirectory(folder.resolve("aside"));
        try (var database = Database.open(location)) {
            addAuthor(database, "In the log");
            for (var suffix : List.of("", "-wal", "-shm")) {
                Files.copy(folder.resolve("imalink.db" + suffix), aside.resolve("imalink.db" + suffix));
            }
        }
        for (var suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(folder.resolve("imalink.db" + suffix));
            Files.move(aside.resolve("imalink.db" + suffix), folder.resolve("imalink.db" + suffix));
        }
    }
}
