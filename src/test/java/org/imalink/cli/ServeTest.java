package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.AUTHORS;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.operation.ChildJvm;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.LibraryCheck;
import org.imalink.operation.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own, as people start and stop it, and as power failures do. */
class ServeTest {
    private static final int WRITERS = 4;

    @TempDir
    private Path folder;

    @Test
    void a_server_says_where_it_is_and_answers_there() throws Exception {
        try (var server = start()) {
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
            assertThat(Files.readString(folder.resolve("operator.token"))).hasSize(20);
        }
    }

    @Test
    void a_second_server_on_the_same_library_is_refused_and_told_who_holds_it() throws Exception {
        try (var server = start()) {
            var second = CommandRun.of("serve", "--port", "0", "--data", folder.toString());
            assertThat(second.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(second.err())
                    .contains("is held by process " + server.child().process().pid() + " serving " + server.address()
                            + " since ");
        }
    }

    @Test
    void a_second_server_with_another_data_directory_but_the_same_database_file_is_refused(@TempDir Path other)
            throws Exception {
        try (var server = start()) {
            var second = CommandRun.of(
                    Map.of("IMALINK_DB_PATH", folder.resolve("imalink.db").toString()),
                    "serve",
                    "--port",
                    "0",
                    "--data",
                    other.toString());
            assertThat(second.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(second.err())
                    .contains("is held by process " + server.child().process().pid());
        }
    }

    @Test
    void a_port_that_is_taken_is_refused_with_the_way_out() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var run =
                    CommandRun.of("serve", "--data", folder.toString(), "--port", String.valueOf(taken.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(run.err()).contains(String.valueOf(taken.getLocalPort()), "--port 0");
            assertThat(folder.resolve("operator.token")).doesNotExist();
        }
    }

    @Test
    void a_stopped_server_leaves_no_code_and_no_lock_and_a_closed_database() throws Exception {
        try (var server = start()) {
            var process = server.child().process();
            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(folder.resolve("operator.token")).doesNotExist();
        assertThat(folder.resolve("imalink.db-wal")).doesNotExist();
        assertThat(CommandRun.of("check", "--data", folder.toString()).exitCode())
                .isZero();
    }

    @Test
    void whoever_opens_the_server_to_the_network_is_told_what_that_means() throws Exception {
        var errors = folder.resolve("errors.txt");
        try (var server = ServerProcess.of(ChildJvm.start(
                Map.of("IMALINK_HOST", "0.0.0.0"),
                Main.class,
                List.of("serve", "--data", folder.toString(), "--port", "0", "--json"),
                errors))) {
            assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
            server.child().process().destroy();
            server.child().process().waitFor();
        }
        assertThat(errors).content().contains("WARNING: nobody needs to sign in. Everybody on the network");
    }

    @Test
    void a_server_killed_while_people_write_keeps_every_acknowledged_write() throws Exception {
        assertThat(CommandRun.of("demo", "--photos", "100", "--no-serve", "--data", folder.toString())
                        .exitCode())
                .isZero();
        var hothashes = hothashes();
        var random = new Random(20261122);
        int rounds = System.getProperty("imalink.counts", "quick").equals("full") ? 100 : 10;
        for (int round = 0; round < rounds; round++) {
            var authors = new ConcurrentLinkedQueue<String>();
            var titled = new ConcurrentLinkedQueue<List<String>>();
            try (var server = start()) {
                writeUntilKilled(server, round, hothashes, authors, titled, random);
            }
            assertEverythingIsThere(authors, titled);
        }
    }

    private void writeUntilKilled(
            ServerProcess server,
            int round,
            List<String> hothashes,
            Queue<String> authors,
            Queue<List<String>> titled,
            Random random)
            throws Exception {
        var next = new AtomicInteger();
        var begun = new CountDownLatch(WRITERS);
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int writer = 0; writer < WRITERS; writer++) {
                threads.submit(() -> {
                    for (int number = next.getAndIncrement(); ; number = next.getAndIncrement()) {
                        var name = "Author %d of round %d".formatted(number, round);
                        if (isDone(server.post("/api/v1/authors/", Map.of("name", name)))) {
                            authors.add(name);
                        }
                        var hothash = hothashes.get(number % hothashes.size());
                        var title = "Title %d of round %d".formatted(number, round);
                        // Each photo once a round, so that the last title is known.
                        if (number < hothashes.size()
                                && isDone(server.put("/api/v1/photos/" + hothash, Map.of("title", title)))) {
                            titled.add(List.of(hothash, title));
                        }
                        begun.countDown();
                    }
                });
            }
            begun.await();
            server.child().process().waitFor(random.nextInt(300), TimeUnit.MILLISECONDS);
            server.child().kill();
        }
        assertThat(authors).isNotEmpty();
    }

    private static boolean isDone(HttpResponse<String> response) {
        assertThat(response.statusCode()).isBetween(200, 201);
        return true;
    }

    private void assertEverythingIsThere(Queue<String> authors, Queue<List<String>> titled) {
        var directory = DataDirectory.open(folder);
        try (var database = Database.open(new DatabaseLocation.Sqlite(directory.database()))) {
            var names = database.read(
                    tx -> Set.copyOf(tx.select(AUTHORS.NAME).from(AUTHORS).fetch(AUTHORS.NAME)));
            assertThat(names).containsAll(authors);
            Map<String, String> titles = database.read(tx -> tx.select(PHOTOS.HOTHASH, PHOTOS.TITLE)
                    .from(PHOTOS)
                    .where(PHOTOS.TITLE.isNotNull())
                    .fetchMap(PHOTOS.HOTHASH, PHOTOS.TITLE));
            assertThat(new ArrayList<>(titled))
                    .allSatisfy(each -> assertThat(titles).containsEntry(each.getFirst(), each.getLast()));
            assertThat(new LibraryCheck(database, directory)
                            .run(LibraryCheck.Depth.DEEP, Progress.UNHEARD)
                            .findings())
                    .isEmpty();
        }
    }

    private List<String> hothashes() {
        try (var database = Database.open(new DatabaseLocation.Sqlite(folder.resolve("imalink.db")))) {
            return database.read(tx -> tx.select(PHOTOS.HOTHASH).from(PHOTOS).fetch(PHOTOS.HOTHASH));
        }
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.of(
                ChildJvm.start(Main.class, "serve", "--data", folder.toString(), "--port", "0", "--json"));
    }
}
