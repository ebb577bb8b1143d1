package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.SERVER_STATE;
import static org.imalink.http.Replies.assertProblem;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.account.Actor;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.imalink.database.TestDatabase;
import org.imalink.database.Timestamps;
import org.imalink.operation.LibraryDigest;
import org.imalink.operation.Progress;
import org.imalink.operation.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What can go wrong while a server that serves people goes from phase to phase, and what it must not do to anybody. */
@ParameterizedClass
@EnumSource(Engine.class)
class TransitionTroubleTest {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final boolean FULL = "full".equals(System.getProperty("imalink.counts"));
    private static final int MOVES = FULL ? 200 : 12;
    private static final int MORE_PAGES = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration SLOW_TEST = Duration.ofMinutes(10);

    /** What an operator can ask for. */
    private static final List<String> ASKED = List.of(
            "advance {\"to\":\"dual\"}",
            "advance {\"to\":\"scoped\"}",
            "advance {\"to\":\"scoped\"}",
            "advance {\"to\":\"active\",\"leave_unowned\":true}",
            "retreat {\"to\":\"scoped\"}",
            "retreat {\"to\":\"dual\"}",
            "retreat {\"to\":\"dual\"}",
            "retreat {\"to\":\"single\"}",
            "down {\"to_level\":1}",
            "down {\"to_level\":1}",
            "down {\"to_level\":0}");

    @Parameter
    private Engine engine;

    private RunningServer server;
    private Client client;
    private LibraryDigest everybodys;

    @BeforeEach
    void startWithLibrariesOfPeoplesOwn() throws IOException {
        server = RunningServer.on(TestDatabase.impatient(engine));
        client = server.client();
        new SampleLibrary(client).addPhoto("mine");
        server.phases().advance(OPERATOR, Phase.SCOPED);
        server.addAdmin();
        new SampleLibrary(server.member()).addPhoto("mine");
        new SampleLibrary(server.member()).addPhoto("karis");
        everybodys = digest();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private LibraryDigest digest() {
        return server.test().database().read(tx -> LibraryDigest.of(tx, Progress.UNHEARD));
    }

    private Standing standing() {
        return server.test().database().read(Standing::read);
    }

    private int level() {
        return server.test().database().<Integer>read(Schema::tenancy);
    }

    private static Client.Reply ask(RunningServer server, String asked) {
        var words = asked.split(" ", 2);
        return server.client()
                .with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE)
                .post("/api/v1/multiuser/" + words[0], words[1]);
    }

    private void done(String asked) {
        var reply = ask(server, asked);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @Test
    void of_operators_who_ask_for_different_things_at_once_none_gets_half_of_one() throws Exception {
        operateOn(server, server);
    }

    @Test
    void the_same_holds_through_two_servers_on_one_database() throws Exception {
        if (engine == Engine.SQLITE) {
            return; // a second server refuses to start there
        }
        var folder = Files.createTempDirectory("imalink-other");
        Files.createSymbolicLink(folder.resolve("config"), server.folder("config"));
        try (var other =
                RunningServer.on(TestDatabase.impatient(engine, server.test().location(), folder))) {
            operateOn(server, other);
        }
    }

    private void operateOn(RunningServer... servers) throws Exception {
        var done = new AtomicBoolean();
        var kari = server.member();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var operators = IntStream.range(0, 2)
                    .mapToObj(number -> threads.submit(() -> operate(servers[number], new Random(number))))
                    .toList();
            var others = List.<Callable<Integer>>of(
                            () -> until(done, this::assertLegal),
                            () -> until(done, () -> {
                                for (var running : servers) {
                                    for (var who : List.of(kari, running.client())) {
                                        var reply = who.get("/api/v1/photos/");
                                        assertThat(reply.status())
                                                .as(reply.text())
                                                .isIn(200, 401);
                                    }
                                }
                            }))
                    .stream()
                    .map(threads::submit)
                    .toList();
            try {
                for (var operator : operators) {
                    operator.get();
                }
            } finally {
                done.set(true);
            }
            for (var other : others) {
                assertThat(other.get()).isPositive();
            }
        }
        assertLegal();
        assertThat(digest()).isEqualTo(everybodys);
        done("advance {\"to\":\"active\",\"leave_unowned\":true}");
        assertThat(digest()).isEqualTo(everybodys);
    }

    /** How much of what was asked was done. */
    private static int operate(RunningServer server, Random random) {
        int done = 0;
        for (int move = 0; move < MOVES; move++) {
            var reply = ask(server, ASKED.get(random.nextInt(ASKED.size())));
            assertThat(reply.status()).as(reply.text()).isIn(200, 409);
            done += reply.status() == 200 ? 1 : 0;
        }
        assertThat(done).isPositive();
        return done;
    }

    private static int until(AtomicBoolean done, Runnable work) {
        var times = new AtomicInteger();
        while (!done.get()) {
            work.run();
            times.incrementAndGet();
        }
        return times.get();
    }

    /** Nobody has a library of their own before each row has an owner and that was proved. */
    private void assertLegal() {
        server.test().database().read(tx -> {
            var phase = Standing.read(tx).phase();
            int level = Schema.tenancy(tx);
            var cursor = tx.select(SERVER_STATE.TRANSITION_CURSOR)
                    .from(SERVER_STATE)
                    .fetchSingle()
                    .value1();
            if (!phase.isShared()) {
                assertThat(level).as(phase.code()).isEqualTo(2);
                assertThat(cursor).as(phase.code()).isNull();
            }
            assertThat(level).isGreaterThanOrEqualTo(phase == Phase.SINGLE ? 0 : 1);
            return level;
        });
    }

    @Test
    void who_reads_for_too_long_stops_a_change_of_the_tables_but_no_way_back_and_nobody_else() throws Exception {
        done("retreat {\"to\":\"dual\"}");
        done("down {\"to_level\":1}");
        var done = new AtomicBoolean();
        try (var reader = new Reader();
                var threads = Executors.newFixedThreadPool(2)) {
            var longest = threads.submit(() -> longestWait(
                    done,
                    () -> assertThat(client.post("/api/v1/import_sessions/", "{\"title\":\"meanwhile\"}")
                                    .status())
                            .isEqualTo(201)));
            var reads = threads.submit(() -> longestWait(
                    done,
                    () -> assertThat(client.get("/api/v1/photos/").status()).isEqualTo(200)));
            try {
                if (engine == Engine.POSTGRESQL) {
                    var refusal = ask(server, "advance {\"to\":\"scoped\"}");
                    assertProblem(refusal, 503, Problem.UNAVAILABLE);
                    assertThat(refusal.json().get("detail").stringValue())
                            .contains("Nothing was changed; try again later");
                    assertThat(refusal.header("retry-after")).isNotNull();
                    assertThat(level()).isOne();
                } else {
                    done("advance {\"to\":\"scoped\"}");
                }
                done("retreat {\"to\":\"foundation\"}");
            } finally {
                done.set(true);
            }
            assertThat(longest.get()).isLessThan(LONGEST_WAIT);
            assertThat(reads.get()).isLessThan(LONGEST_WAIT);
            assertThat(reader.end()).isEqualTo(Phase.DUAL);
        }
        done("advance {\"to\":\"scoped\"}");
        assertThat(titles(server.member())).isEqualTo(2);
        done("retreat {\"to\":\"dual\"}");
        try (var reader = new Reader()) {
            var down = ask(server, "down {\"to_level\":1}");
            assertThat(down.status()).as(down.text()).isEqualTo(engine == Engine.POSTGRESQL ? 503 : 200);
            assertThat(reader.end()).isEqualTo(Phase.DUAL);
        }
        done("down {\"to_level\":1}");
        assertThat(level()).isOne();
        done("advance {\"to\":\"scoped\"}");
        assertThat(titles(server.member())).isEqualTo(2);
    }

    private static int titles(Client who) {
        return who.get("/api/v1/photos/").json().get("data").size();
    }

    private static Duration longestWait(AtomicBoolean done, Runnable work) {
        var longest = new AtomicReference<>(Duration.ZERO);
        until(done, () -> {
            long begun = System.nanoTime();
            work.run();
            var took = Duration.ofNanos(System.nanoTime() - begun);
            longest.updateAndGet(known -> known.compareTo(took) > 0 ? known : took);
        });
        return longest.get();
    }

    /** Somebody who reads, and goes on to. */
    private final class Reader implements AutoCloseable {
        private final CountDownLatch mayEnd = new CountDownLatch(1);
        private final java.util.concurrent.ExecutorService thread = Executors.newSingleThreadExecutor();
        private final Future<Phase> reading;

        Reader() throws InterruptedException {
            var reads = new CountDownLatch(1);
            reading = thread.submit(() -> server.test().database().read(tx -> {
                var phase = Standing.read(tx).phase();
                tx.fetchCount(PHOTOS);
                reads.countDown();
                await(mayEnd);
                assertThat(Standing.read(tx).phase()).isEqualTo(phase);
                return phase;
            }));
            reads.await();
        }

        Phase end() throws Exception {
            mayEnd.countDown();
            return reading.get();
        }

        @Override
        public void close() {
            mayEnd.countDown();
            thread.close();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_connection_that_is_lost_on_the_way_costs_one_answer_and_nothing_else() {
        if (engine == Engine.SQLITE) {
            return; // has no connection that could be lost
        }
        done("retreat {\"to\":\"dual\"}");
        for (var moment : List.of(
                "insert on schema_history", // while rows are given owners
                "update of transition_cursor on server_state", // before it
                "update of phase on server_state")) {
            done("down {\"to_level\":1}");
            cutConnectionsAt(moment);
            var cut = ask(server, "advance {\"to\":\"scoped\"}");
            assertProblem(cut, 503, Problem.UNAVAILABLE);
            untilAnswered(() -> server.client().get("/health/ready"));
            var status = untilAnswered(() -> server.client().get("/api/v1/multiuser/status"));
            assertThat(status.json().get("phase_name").stringValue()).as(moment).isEqualTo("dual");
            assertThat(untilAnswered(() -> ask(server, "advance {\"to\":\"scoped\"}"))
                            .status())
                    .isEqualTo(200);
            assertLegal();
            assertThat(digest()).isEqualTo(everybodys);
            done("retreat {\"to\":\"dual\"}");
        }
    }

    /** On SQLite, which can be told how large its file may become; on PostgreSQL a full disk is another machine's. */
    @Test
    void a_file_that_is_full_while_rows_are_given_owners_leaves_all_as_it_was() throws IOException {
        if (engine == Engine.POSTGRESQL) {
            return;
        }
        server.close();
        server = RunningServer.on(TestDatabase.impatient(engine)); // whose file has no room left from an earlier time
        new SampleLibrary(server.client()).addPhoto("mine");
        done("advance {\"to\":\"dual\"}");
        everybodys = digest();
        int refused = 0;
        int pages = limitPages(1);
        var reply = ask(server, "advance {\"to\":\"scoped\"}");
        while (reply.status() != 200) {
            refused++;
            assertProblem(reply, 503, Problem.UNAVAILABLE);
            limitPages(Integer.MAX_VALUE);
            assertThat(standing().phase()).isEqualTo(Phase.DUAL);
            assertThat(level()).isIn(1, 2);
            assertThat(digest()).isEqualTo(everybodys);
            limitPages(pages + refused * MORE_PAGES);
            reply = ask(server, "advance {\"to\":\"scoped\"}");
        }
        assertThat(refused).isPositive();
        assertLegal();
        assertThat(digest()).isEqualTo(everybodys);
    }

    /** How many the file has then at the most: never less than it has. */
    private int limitPages(int pages) {
        return server.test()
                .database()
                .<Integer>write(
                        tx -> tx.fetchSingle("pragma max_page_count = " + pages).get(0, Integer.class));
    }

    /** Once, all connections to the database, that of who does it last. */
    private void cutConnectionsAt(String moment) {
        var commands = List.of(
                "drop sequence if exists cuts cascade",
                "create sequence cuts",
                """
                create or replace function cut() returns trigger as $$ begin
                  if nextval('cuts') = 1 then
                    perform pg_terminate_backend(pid) from pg_stat_activity
                      where datname = current_database() and pid <> pg_backend_pid();
                    perform pg_terminate_backend(pg_backend_pid());
                  end if;
                  return new;
                end $$ language plpgsql""",
                "create or replace trigger cut after " + moment + " for each row execute function cut()");
        server.test()
                .database()
                .write(tx -> commands.stream().mapToInt(tx::execute).sum());
    }

    /** Asks again while the server says that it cannot yet. */
    private static Client.Reply untilAnswered(java.util.function.Supplier<Client.Reply> request) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        var reply = request.get();
        while (reply.status() == 503) {
            assertThat(System.nanoTime()).as(reply.text()).isLessThan(end);
            reply = request.get();
        }
        return reply;
    }

    @Test
    void what_a_token_may_write_does_not_depend_on_a_clock_that_jumps() {
        server.misplaceClock(Duration.ofDays(1));
        var early = server.member("early");
        done("retreat {\"to\":\"dual\"}");
        var meanwhile = signedIn("early");
        server.misplaceClock(Duration.ZERO);
        var write = "{\"title\":\"by clock\"}";
        assertProblem(early.post("/api/v1/import_sessions/", write), 409, Problem.LIBRARY_CHANGED);
        assertThat(meanwhile.post("/api/v1/import_sessions/", write).status()).isEqualTo(201);
        done("advance {\"to\":\"scoped\"}");
        // Made earlier than this change by its epoch, and a day later by its clock.
        assertProblem(meanwhile.post("/api/v1/import_sessions/", write), 409, Problem.LIBRARY_CHANGED);
        var now = signedIn("early");
        assertThat(now.post("/api/v1/import_sessions/", write).status()).isEqualTo(201);

        server.misplaceClock(Duration.ofDays(1000));
        assertProblem(now.get("/api/v1/photos/"), 401, Problem.SIGN_IN_REQUIRED);
        var far = signedIn("early");
        assertThat(far.post("/api/v1/import_sessions/", write).status()).isEqualTo(201);
        for (var right : List.of(Duration.ZERO, Duration.ofDays(-1))) {
            server.misplaceClock(right);
            for (var who : List.of(far, signedIn("early"))) {
                assertThat(who.post("/api/v1/import_sessions/", write).status()).isEqualTo(201);
            }
        }
        assertThat(far.get("/api/v1/import_sessions/").json().get("total").intValue())
                .isEqualTo(6);
    }

    private Client signedIn(String name) {
        return SignedIn.of(
                        client,
                        client.post(
                                "/api/v1/auth/login", AccountsContract.credentials(name, AccountsContract.PASSWORD)))
                .client();
    }

    @Test
    void a_clock_that_jumps_takes_no_day_from_what_is_in_a_trash() {
        var karis = SampleLibrary.hothash("karis");
        server.member().post("/api/v1/trash", "{\"hothashes\":[\"" + karis + "\"]}");
        for (var jump : List.of(Duration.ofDays(-1), Duration.ofDays(1000), Duration.ofDays(-1000))) {
            done("retreat {\"to\":\"single\"}");
            server.letPass(jump);
            done("advance {\"to\":\"scoped\"}");
            assertThat(daysLeft())
                    .as(jump.toString())
                    .isGreaterThan(Duration.ofDays(30).minus(SLOW_TEST));
            var put = standing();
            assertThat(put.viewEpoch()).isEqualTo(put.epoch());
        }
    }

    private Duration daysLeft() {
        var ends = server.member().get("/api/v1/trash").json().get("ends_at").get(0);
        return Duration.between(Timestamps.now(), LocalDateTime.parse(ends.stringValue()));
    }

    @Test
    void a_file_that_is_edited_in_the_middle_of_a_move_stops_it_and_is_heard() throws Exception {
        var file = server.folder("config").resolve("multiuser.json");
        for (var text : List.of(
                "{\"multi_user_enabled\": fal",
                "{\"multi_user_enabled\": false, \"require_authentication\": true}",
                "{\"multi_user_enabled\": true, \"require_authentication\": true, \"default_user_fallback\": false}",
                "{\"multi_user_enabled\": false}")) {
            done("advance {\"to\":\"scoped\"}");
            int epoch = standing().epoch();
            var refusal = whileMovingTo(Phase.DUAL, () -> Files.writeString(file, text));
            assertThat(refusal)
                    .as(text)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("was changed at this moment, so that the phase was not. Try again.");
            assertThat(standing()).extracting(Standing::phase, Standing::epoch).containsExactly(Phase.SCOPED, epoch);
            assertThat(file).hasContent(text);

            server.phases().look();
            boolean lowered = text.equals("{\"multi_user_enabled\": false}");
            assertThat(standing().phase()).isEqualTo(lowered ? Phase.SINGLE : Phase.SCOPED);
            assertThat(server.phases().wish().isPresent()).isEqualTo(!lowered);
            assertThat(client.get("/api/v1/photos/").status()).isEqualTo(text.contains("fallback") ? 503 : 200);
            assertThat(digest()).isEqualTo(everybodys);
        }
    }

    /** What stopped somebody who goes back while another writer keeps them waiting, and meanwhile something happens. */
    private Throwable whileMovingTo(Phase phase, Callable<?> happening) throws Exception {
        var writes = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var stopped = new ArrayList<Throwable>();
        try (var threads = Executors.newSingleThreadExecutor()) {
            var writer = threads.submit(() -> server.test().database().write(tx -> {
                tx.execute("update server_state set id = id");
                writes.countDown();
                await(mayEnd);
                return tx;
            }));
            writes.await();
            var mover = Thread.ofPlatform()
                    .uncaughtExceptionHandler((thread, thrown) -> stopped.add(thrown))
                    .start(() -> server.phases().retreat(OPERATOR, phase));
            awaitItsTurn(mover);
            happening.call();
            mayEnd.countDown();
            writer.get();
            mover.join();
        }
        assertThat(stopped).hasSize(1);
        return stopped.getFirst();
    }

    private void awaitItsTurn(Thread mover) {
        var waiting =
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        boolean waits = false;
        while (!waits) {
            waits = switch (engine) {
                case SQLITE -> mover.getState() == Thread.State.TIMED_WAITING;
                case POSTGRESQL ->
                    server.test()
                            .database()
                            .<Boolean>read(tx -> tx.fetchSingle(waiting).get(0, Long.class) > 0);
            };
        }
    }
}
