package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.AUTHORS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.imalink.access.Scope;
import org.imalink.database.DatabaseOutage;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;
import org.imalink.ingest.DrawnPhoto;
import org.imalink.ingest.LibrarySnapshot;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.operation.jobs.JobState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database goes away while people write and an import runs, and comes back. */
class DatabaseOutageTest {
    private static final int PHOTOS = 48;
    private static final int FIRST_BATCH = 8;
    private static final int CUTS = "full".equals(System.getProperty("imalink.counts")) ? 50 : 4;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @TempDir
    private static Path pictures;

    /** The library of an import that nothing disturbed; on both engines the same. */
    private static List<String> expected;

    @TempDir
    private Path temporary;

    @BeforeAll
    static void importUndisturbed() throws Exception {
        pictures = pictures.toRealPath();
        for (int number = 0; number < PHOTOS; number++) {
            Files.write(pictures.resolve("%02d.jpg".formatted(number)), DrawnPhoto.jpeg(number));
        }
        try (var server = RunningServer.on(Engine.SQLITE)) {
            assertThat(await(startImport(server, job -> {})).state()).isEqualTo(JobState.DONE);
            expected = LibrarySnapshot.of(server.test().database());
        }
    }

    @ParameterizedTest
    @EnumSource
    void people_are_told_to_come_back_and_the_import_goes_on_when_the_database_is_there_again(Engine engine)
            throws Exception {
        var begun = new CompletableFuture<Job>();
        var waiting = new CompletableFuture<Job>();
        try (var outage = DatabaseOutage.of(engine, temporary);
                var server = start(engine, outage);
                var writer = new Writer(server)) {
            var done = startImport(server, job -> {
                if (job.processed() >= FIRST_BATCH && !begun.isDone()) {
                    // On the thread of the import, so that it stands in the middle for certain.
                    begin(outage);
                    begun.complete(job);
                } else if (job.error() != null) {
                    waiting.complete(job);
                }
            });
            await(begun);

            assertThat(server.client().get("/health").status()).isEqualTo(200);
            assertUnavailable(server.client().get("/health/ready"));
            assertUnavailable(server.client().post("/api/v1/authors/", "{\"name\":\"Refused\"}"));
            assertUnavailable(server.client().post("/api/v1/import_sessions/", "{\"title\":\"Refused\"}"));
            assertUnavailable(
                    server.client().put("/api/v1/photos/" + SampleLibrary.hothash("any"), "{\"title\":\"Refused\"}"));
            assertThat(await(waiting).error()).contains("goes on by itself");
            var job = server.client().get("/api/v1/jobs/" + await(begun).id());
            switch (engine) {
                case SQLITE -> assertThat(job.json().path("error").asString()).contains("goes on by itself");
                case POSTGRESQL -> assertUnavailable(job);
            }

            outage.end();
            assertThat(await(done).state()).isEqualTo(JobState.DONE);
            awaitReady(server);
            writer.stop();
            assertThat(LibrarySnapshot.of(server.test().database())).isEqualTo(expected);
            assertThat(authors(server)).containsAll(writer.acknowledged()).doesNotContain("Refused");
            assertThat(authors(server)).doesNotHaveDuplicates();
        }
    }

    @Test
    void connections_cut_again_and_again_cost_an_import_nothing() throws Exception {
        var left = new AtomicInteger(CUTS);
        try (var outage = (DatabaseOutage.Stopped) DatabaseOutage.of(Engine.POSTGRESQL, temporary);
                var server = start(Engine.POSTGRESQL, outage);
                var cutter = Executors.newSingleThreadExecutor();
                var writer = new Writer(server)) {
            var done = startImport(server, job -> {
                if (job.state() == JobState.RUNNING && left.getAndDecrement() > 0) {
                    cutter.execute(() -> cut(outage));
                }
            });

            assertThat(await(done).state()).isEqualTo(JobState.DONE);
            writer.stop();
            assertThat(left).hasValueLessThan(CUTS);
            assertThat(LibrarySnapshot.of(server.test().database())).isEqualTo(expected);
            assertThat(authors(server)).containsAll(writer.acknowledged()).doesNotHaveDuplicates();
        }
    }

    private RunningServer start(Engine engine, DatabaseOutage outage) throws IOException {
        return RunningServer.on(
                TestDatabase.impatient(engine, outage.location(), Files.createDirectory(temporary.resolve("server"))));
    }

    /** @param listener hears each change of the job, on the thread of the import */
    private static CompletableFuture<Job> startImport(RunningServer server, Consumer<Job> listener) {
        var done = new CompletableFuture<Job>();
        server.events().subscribe(Scope.SYSTEM_USER, new JobEvents.Listener() {
            @Override
            public void jobChanged(Job job) {
                listener.accept(job);
                if (job.state() == JobState.DONE || job.state() == JobState.FAILED) {
                    done.complete(job);
                }
            }

            @Override
            public void libraryChanged() {}
        });
        var reply = server.client()
                .with("Imalink-Operator", RunningServer.OPERATOR_CODE)
                .post("/api/v1/operator/imports", "{\"paths\":[\"" + pictures + "\"],\"title\":\"Outage\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        return done;
    }

    private static void begin(DatabaseOutage outage) {
        try {
            outage.begin();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cut(DatabaseOutage.Stopped outage) {
        try {
            outage.cutConnections();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    }

    private static void awaitReady(RunningServer server) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (server.client().get("/health/ready").status() != 200) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    private static void assertUnavailable(Client.Reply reply) {
        Replies.assertProblem(reply, 503, Problem.UNAVAILABLE);
        assertThat(reply.header("retry-after")).isEqualTo("5");
    }

    private static List<String> authors(RunningServer server) {
        return server.test()
                .database()
                .read(tx -> tx.select(AUTHORS.NAME).from(AUTHORS).fetch(AUTHORS.NAME));
    }

    /** Somebody who adds one author after another, and does not mind being told to come back. */
    private static final class Writer implements AutoCloseable {
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final List<String> acknowledged = new ArrayList<>();
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final Future<?> writing;

        Writer(RunningServer server) {
            writing = thread.submit(() -> {
                for (int number = 0; !stopped.get(); number++) {
                    var name = "Author " + number;
                    var reply = server.client().post("/api/v1/authors/", "{\"name\":\"" + name + "\"}");
                    assertThat(reply.status()).as(reply.text()).isIn(201, 503);
                    if (reply.status() == 201) {
                        acknowledged.add(name);
                    }
                }
                return null;
            });
        }

        void stop() throws Exception {
            stopped.set(true);
            writing.get();
        }

        List<String> acknowledged() {
            return acknowledged;
        }

        @Override
        public void close() {
            stopped.set(true);
            thread.close();
        }
    }
}
