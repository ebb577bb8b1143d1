package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.AUTHORS;
import static org.imalink.database.schema.Tables.UPLOADS;
import static org.imalink.database.schema.Tables.USERS;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.RandomLibrary;
import org.imalink.database.Schema;
import org.imalink.database.TestDatabase;
import org.imalink.operation.ChildJvm;
import org.imalink.operation.LibraryDigest;
import org.imalink.operation.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kills a real server with SIGKILL while it goes from phase to phase and down and people write, at random moments. */
@ParameterizedClass
@EnumSource(Engine.class)
class PhaseKillTest {
    /** With those of {@link RestoreKillTest} 20 on each engine, 200 in the long run. */
    private static final int KILLS = "full".equals(System.getProperty("imalink.counts")) ? 100 : 14;

    private final Engine engine;
    private final Random random = new Random(20261127);
    private final AtomicInteger number = new AtomicInteger();

    @TempDir
    private Path folder;

    private DatabaseLocation location;

    PhaseKillTest(Engine engine) {
        this.engine = engine;
    }

    @Test
    void a_server_killed_between_two_phases_is_in_one_of_them_and_keeps_every_acknowledged_write() throws Exception {
        location = TestDatabase.newLocation(engine, folder);
        var written = new ConcurrentLinkedQueue<String>();
        var asked = new AtomicReference<List<Phase>>(List.of(Phase.SINGLE));
        start().close(); // makes the library
        var others = othersRoots(addOthers());
        for (int kill = 0; kill <= KILLS; kill++) {
            checkLibraries(others, written);
            try (var server = start()) {
                assertThat(asked.get()).contains(phase(server));
                assertFileAgrees(server);
                asked.set(List.of(phase(server)));
                if (kill < KILLS) {
                    moveAndWriteUntilKilled(server, asked, written);
                }
            }
        }
    }

    /** People with libraries of their own, one of them an admin. */
    private LibraryDigest addOthers() {
        try (var database = Database.open(location)) {
            database.write(tx -> {
                new Schema(database).moveTenancy(tx, 2);
                RandomLibrary.addMembers(tx);
                RandomLibrary.change(tx, random, 2, 60);
                RandomLibrary.change(tx, random, 3, 60);
                tx.deleteFrom(UPLOADS).execute(); // which a server forgets after some days
                return tx.update(USERS)
                        .set(USERS.ROLE, "admin")
                        .where(USERS.ID.eq(2L))
                        .execute();
            });
            return database.read(tx -> LibraryDigest.of(tx, Progress.UNHEARD));
        }
    }

    private static SortedMap<Long, String> othersRoots(LibraryDigest digest) {
        var roots = digest.roots();
        roots.remove(1L);
        assertThat(roots).hasSize(2);
        return roots;
    }

    /** While no server runs; rows lose their owners sometimes, so that they are given anew. */
    private void checkLibraries(SortedMap<Long, String> others, Queue<String> written) {
        try (var database = Database.open(location)) {
            LibraryDigest digest = database.read(tx -> LibraryDigest.of(tx, Progress.UNHEARD));
            assertThat(othersRoots(digest)).isEqualTo(others);
            Set<String> names = database.read(
                    tx -> Set.copyOf(tx.select(AUTHORS.NAME).from(AUTHORS).fetch(AUTHORS.NAME)));
            assertThat(names).containsAll(written);
            boolean shared = database.read(Standing::read).phase().isShared();
            if (shared && random.nextBoolean()) {
                database.write(tx -> {
                    new Schema(database).moveTenancy(tx, 1);
                    return tx;
                });
            }
        }
    }

    private void moveAndWriteUntilKilled(
            ServerProcess server, AtomicReference<List<Phase>> asked, Queue<String> written) throws Exception {
        var code = Files.readString(folder.resolve("operator.token")).strip();
        var refused = new ConcurrentLinkedQueue<String>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            threads.submit(() -> {
                while (true) {
                    var name = "Author " + number.incrementAndGet();
                    if (server.post("/api/v1/authors/", Map.of("name", name)).statusCode() == 201) {
                        written.add(name);
                    }
                }
            });
            threads.submit(() -> {
                while (true) {
                    var from = asked.get().getLast();
                    if (from.isShared() && random.nextInt(3) == 0) {
                        refused.addAll(ask(server, code, "down", "{\"to_level\":1}"));
                        continue;
                    }
                    var to = otherThan(from);
                    asked.set(List.of(from, to));
                    boolean ahead = to.isAtLeast(from);
                    var body = "{\"to\":\"%s\"%s}".formatted(to.code(), ahead ? ",\"leave_unowned\":true" : "");
                    refused.addAll(ask(server, code, ahead ? "advance" : "retreat", body));
                    asked.set(List.of(to));
                }
            });
            server.child().process().waitFor(20 + random.nextInt(400), TimeUnit.MILLISECONDS);
            server.child().kill();
        }
        assertThat(refused).isEmpty();
    }

    /** @return what was answered, when it was not done */
    private static List<String> ask(ServerProcess server, String code, String what, String body) throws Exception {
        var answer = server.send(server.request("/api/v1/multiuser/" + what)
                .header("Imalink-Operator", code)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        return answer.statusCode() == 200 ? List.of() : List.of(what + " " + body + ": " + answer.body());
    }

    private Phase otherThan(Phase from) {
        var others = EnumSet.complementOf(EnumSet.of(from));
        return List.copyOf(others).get(random.nextInt(others.size()));
    }

    private static Phase phase(ServerProcess server) throws Exception {
        var status = ServerProcess.json(server.get("/api/v1/multiuser/status"));
        return Phase.of(status.path("phase").intValue());
    }

    /** It says what is; or, when the server was killed before it committed a way forward, is told as a wish. */
    private void assertFileAgrees(ServerProcess server) throws Exception {
        var file = folder.resolve("config/multiuser.json");
        var phase = phase(server);
        var said = Files.exists(file) ? JsonMapper.shared().readTree(Files.readString(file)) : null;
        boolean enabled = said != null && said.path("multi_user_enabled").booleanValue();
        boolean required = said != null && said.path("require_authentication").booleanValue();
        var wish = console(server).path("file_wish");
        if (wish.isNull()) {
            assertThat(enabled).isEqualTo(phase != Phase.SINGLE);
            assertThat(required).isEqualTo(phase == Phase.ACTIVE);
        } else if (required) {
            assertThat(phase).isNotEqualTo(Phase.ACTIVE);
            assertThat(wish.stringValue()).contains("imalink multiuser advance --to active");
        } else {
            assertThat(phase).isEqualTo(Phase.SINGLE);
            assertThat(enabled).isTrue();
            assertThat(wish.stringValue()).contains("imalink multiuser advance --to foundation");
        }
    }

    private JsonNode console(ServerProcess server) throws Exception {
        var code = Files.readString(folder.resolve("operator.token")).strip();
        return ServerProcess.json(server.send(server.request("/api/v1/multiuser/console")
                .header("Imalink-Operator", code)
                .GET()));
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.of(ChildJvm.start(
                Main.class,
                "serve",
                "--data",
                folder.toString(),
                "--database",
                TestDatabase.url(location),
                "--port",
                "0",
                "--json"));
    }
}
