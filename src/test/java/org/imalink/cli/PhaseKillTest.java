package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.AUTHORS;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.imalink.access.Phase;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;
import org.imalink.operation.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kills a real server with SIGKILL while it goes from phase to phase and people write, at random moments. */
@ParameterizedClass
@EnumSource(Engine.class)
class PhaseKillTest {
    private static final boolean FULL = "full".equals(System.getProperty("imalink.counts"));

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
        int kills = FULL ? 50 : engine == Engine.SQLITE ? 10 : 3;
        var written = new ConcurrentLinkedQueue<String>();
        var asked = new AtomicReference<List<Phase>>(List.of(Phase.SINGLE));
        for (int kill = 0; kill < kills; kill++) {
            try (var server = start()) {
                checkAfterKill(server, asked.get(), written);
                asked.set(List.of(phase(server)));
                moveAndWriteUntilKilled(server, asked, written);
            }
        }
        try (var server = start()) {
            checkAfterKill(server, asked.get(), written);
        }
    }

    private void checkAfterKill(ServerProcess server, List<Phase> asked, Queue<String> written) throws Exception {
        assertThat(asked).contains(phase(server));
        assertFileAgrees(server);
        try (var database = Database.open(location)) {
            Set<String> names = database.read(
                    tx -> Set.copyOf(tx.select(AUTHORS.NAME).from(AUTHORS).fetch(AUTHORS.NAME)));
            assertThat(names).containsAll(written);
        }
    }

    private void moveAndWriteUntilKilled(
            ServerProcess server, AtomicReference<List<Phase>> asked, Queue<String> written) throws Exception {
        var code = Files.readString(folder.resolve("operator.token")).strip();
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
                    var to = from == Phase.SINGLE
                            ? random.nextBoolean() ? Phase.FOUNDATION : Phase.DUAL
                            : from == Phase.DUAL && random.nextBoolean() ? Phase.FOUNDATION : Phase.SINGLE;
                    asked.set(List.of(from, to));
                    var way = to.isAtLeast(from) ? "advance" : "retreat";
                    var answer = server.send(server.request("/api/v1/multiuser/" + way)
                            .header("Imalink-Operator", code)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"to\":\"" + to.code() + "\"}")));
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                    asked.set(List.of(to));
                }
            });
            server.child().process().waitFor(20 + random.nextInt(400), TimeUnit.MILLISECONDS);
            server.child().kill();
        }
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
        var wish = console(server).path("file_wish");
        if (wish.isNull()) {
            assertThat(enabled).isEqualTo(phase != Phase.SINGLE);
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
