package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.UPLOADS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.RandomLibrary;
import org.imalink.database.ServerVersion;
import org.imalink.database.TestDatabase;
import org.imalink.operation.ChildJvm;
import org.imalink.operation.LibraryDigest;
import org.imalink.operation.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Goes back to a real older ImaLink, as docs/multi-user.md tells, and forward again: to the last one that did not know of
 * libraries of people's own. The long test builds it from the history of the repository.
 */
@ParameterizedClass
@EnumSource(Engine.class)
@EnabledIfSystemProperty(named = OlderServerTest.JAR, matches = ".+", disabledReason = "No older ImaLink was built")
class OlderServerTest {
    static final String JAR = "imalink.older";

    private static final int PRODUCT_OF_OLDER = 9;

    private final Engine engine;

    @TempDir
    private Path data;

    @TempDir
    private Path logs;

    private DatabaseLocation location;

    OlderServerTest(Engine engine) {
        this.engine = engine;
    }

    @Test
    void an_older_server_runs_after_the_way_back_and_all_that_was_parked_comes_back_with_the_newer_one()
            throws Exception {
        location = TestDatabase.newLocation(engine, data);
        current("multiuser", "advance", "--to", "scoped");
        addPeople();
        var everybodys = roots();
        var photos = photos(currentServer());
        assertThat(photos).isNotEmpty();
        assertThatOlderIsRefused();

        current("multiuser", "deactivate", "--yes");
        current("multiuser", "down", "--to-level", "1", "--yes");
        assertThatOlderIsRefused();
        current("downgrade", "--to", String.valueOf(PRODUCT_OF_OLDER), "--yes");
        var older = older();
        assertThat(older.post("/api/v1/authors/", Map.of("name", "Of the older"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(photos(older)).isEqualTo(photos);

        assertThat(photos(currentServer())).isEqualTo(photos);
        current("multiuser", "advance", "--to", "scoped");
        var afterwards = roots();
        assertThat(afterwards.tailMap(2L)).isEqualTo(everybodys.tailMap(2L)).hasSize(2);
        assertThat(afterwards.get(1L)).isNotEqualTo(everybodys.get(1L)); // the older one's author
    }

    private void addPeople() {
        try (var database = Database.open(location)) {
            database.write(tx -> {
                RandomLibrary.addMembers(tx);
                for (long owner : List.of(1L, 2L, 3L)) {
                    RandomLibrary.change(tx, new Random(owner), owner, 60);
                }
                return tx.deleteFrom(UPLOADS).execute(); // which a server forgets after some days
            });
        }
    }

    private SortedMap<Long, String> roots() {
        try (var database = Database.open(location)) {
            return database.read(tx -> LibraryDigest.of(tx, Progress.UNHEARD).roots());
        }
    }

    private Map<String, String> environment() {
        return Map.of("IMALINK_DATA", data.toString(), "IMALINK_DATABASE_URL", TestDatabase.url(location));
    }

    private void current(String... command) {
        var run = CommandRun.of(environment(), command);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private ServerProcess currentServer() throws IOException {
        return ServerProcess.of(
                ChildJvm.start(environment(), Main.class, List.of("serve", "--port", "0", "--json"), log("current")));
    }

    private ServerProcess older() throws IOException {
        return ServerProcess.of(startOlder());
    }

    private ChildJvm startOlder() throws IOException {
        return ChildJvm.startJar(
                environment(),
                Path.of(System.getProperty(JAR)),
                List.of("serve", "--port", "0", "--json"),
                log("older"));
    }

    private void assertThatOlderIsRefused() throws Exception {
        try (var older = startOlder()) {
            assertThat(older.line()).isNull();
            assertThat(older.process().waitFor()).isNotZero();
            assertThat(Files.readString(log("older")))
                    .contains("which knows up to " + PRODUCT_OF_OLDER, "Start ImaLink " + ServerVersion.CURRENT);
        }
    }

    private Path log(String name) {
        return logs.resolve(name);
    }

    /** What anybody sees; ends the server. */
    private static List<String> photos(ServerProcess server) throws Exception {
        try (server) {
            return ServerProcess.json(server.get("/api/v1/photos/?limit=100"))
                    .get("data")
                    .valueStream()
                    .map(photo -> photo.get("hothash").asString())
                    .toList();
        }
    }
}
