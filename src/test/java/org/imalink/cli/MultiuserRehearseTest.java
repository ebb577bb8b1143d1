package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.imalink.access.Phase;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.ScratchDatabase;
import org.imalink.database.TestDatabase;
import org.imalink.ingest.demo.DemoLibrary;
import org.imalink.operation.ChildJvm;
import org.imalink.operation.LibraryDigest;
import org.imalink.operation.Progress;
import org.imalink.operation.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rehearsing from a terminal, where it does not come to its end. */
class MultiuserRehearseTest {
    private static final int PHOTOS = 10;

    @TempDir
    private Path folder;

    private AccountLibrary library(Engine engine) {
        var library = AccountLibrary.in(folder, engine).in(Phase.DUAL);
        try (var database = Database.open(library.location())) {
            DemoLibrary.fill(database, PHOTOS, 3);
        }
        return library;
    }

    private static LibraryDigest digest(AccountLibrary library) {
        try (var database = Database.open(library.location())) {
            return database.read(tx -> LibraryDigest.of(tx, Progress.UNHEARD));
        }
    }

    private static List<String> scratchDatabases(AccountLibrary library) throws Exception {
        try (var database = Database.open(library.location());
                var connection = database.connection()) {
            return database.engine() == Engine.POSTGRESQL ? ScratchDatabase.leftovers(connection) : List.of();
        }
    }

    private List<Path> copies() throws IOException {
        try (var all = Files.walk(folder.resolve("tmp"))) {
            return all.filter(each -> each.getFileName().toString().startsWith("scratch-"))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_rehearsal_that_is_killed_takes_its_servers_along_and_the_next_command_clears_up(Engine engine)
            throws Exception {
        var library = library(engine);
        var before = digest(library);
        var errors = folder.resolve("errors");
        try (var rehearsal = ChildJvm.start(Map.of(), Main.class, library.arguments("multiuser", "rehearse"), errors)) {
            awaitLine(rehearsal, errors, "Asking for what people look at");
            var servers = rehearsal.process().descendants().toList();
            assertThat(servers).isNotEmpty();
            rehearsal.kill();
            for (var server : servers) {
                server.onExit().join();
            }
        }
        assertThat(copies()).hasSize(1);
        assertThat(scratchDatabases(library)).hasSize(engine == Engine.POSTGRESQL ? 1 : 0);
        assertThat(digest(library)).isEqualTo(before);

        assertThat(library.run("multiuser", "status").out()).contains("Phase 2, dual.");
        assertThat(copies()).isEmpty();
        assertThat(scratchDatabases(library)).isEmpty();
    }

    private static void awaitLine(ChildJvm rehearsal, Path errors, String beginning) throws Exception {
        try (BufferedReader lines = Files.newBufferedReader(errors)) {
            while (true) {
                var line = lines.readLine();
                if (line != null && line.startsWith(beginning)) {
                    return;
                }
                boolean ended = line == null && rehearsal.process().waitFor(20, TimeUnit.MILLISECONDS);
                assertThat(ended).as(Files.readString(errors)).isFalse();
            }
        }
    }

    @Test
    void without_room_for_a_copy_nothing_is_begun() throws Exception {
        var library = library(Engine.SQLITE);
        var data = Files.createDirectory(folder.resolve("small"));
        try (var disk = SmallDisk.on(data, 24)) {
            Files.copy(((DatabaseLocation.Sqlite) library.location()).file(), disk.file("imalink.db"));
            var errors = folder.resolve("errors");
            try (var rehearsal = ChildJvm.startBy(
                    disk.starter(), Map.of(), errors, Main.class, "multiuser", "rehearse", "--data", data.toString())) {
                assertThat(rehearsal.process().waitFor()).isEqualTo(ExitCode.REFUSED);
            }
            assertThat(Files.readString(errors)).contains("There is no room for a copy of the database in");
            assertThat(disk.file("tmp")).isEmptyDirectory();
        }
    }

    @Test
    void a_role_that_may_not_create_databases_is_told_what_to_do() throws Exception {
        var owner = (DatabaseLocation.Postgresql) TestDatabase.newLocation(Engine.POSTGRESQL, folder);
        var role = "rehearser_" + ProcessHandle.current().pid();
        var name = owner.jdbcUrl().substring(owner.jdbcUrl().lastIndexOf('/') + 1);
        try (var connection = DriverManager.getConnection(owner.jdbcUrl(), owner.properties());
                var statement = connection.createStatement()) {
            statement.execute("create role %s login password 'two words: a/b@c'".formatted(role));
            statement.execute("alter database %s owner to %s".formatted(name, role));
        }
        var properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", "two words: a/b@c");
        var location = new DatabaseLocation.Postgresql(owner.jdbcUrl(), properties);

        var run = CommandRun.of(
                Map.of("IMALINK_DATABASE_URL", location.url()), "multiuser", "rehearse", "--data", folder.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("may not create databases", "alter role " + role + " createdb");
    }
}
