package org.imalink.operation.isolated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.imalink.operation.isolated.IsolatedCommandTest.OtherServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedWorkerTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ArrayList<IsolatedWorker> workers = new ArrayList<>();

    @AfterEach
    void close() {
        workers.forEach(IsolatedWorker::close);
    }

    /** Does what it is told, for good or ill. */
    public static final class Obedient implements IsolatedTask {
        @Override
        public byte[] answer(byte[] request) throws Exception {
            var words = new String(request, UTF_8).split(" ", 2);
            return switch (words[0]) {
                case "echo" -> words[1].getBytes(UTF_8);
                case "pid" -> Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8);
                case "throw" -> throw new IllegalArgumentException(words[1]);
                case "recurse" -> answer(request);
                case "chatter" -> {
                    System.out.println("not an answer");
                    yield "quiet".getBytes(UTF_8);
                }
                case "exit" -> {
                    System.err.println("goodbye");
                    Runtime.getRuntime().halt(7);
                    yield request;
                }
                case "fill" -> {
                    var all = new ArrayList<byte[]>();
                    while (all.size() < Integer.MAX_VALUE) {
                        all.add(new byte[1 << 20]);
                    }
                    yield all.getFirst();
                }
                case "hang" -> {
                    while (true) {
                        LockSupport.park();
                    }
                }
                case "spin" -> {
                    Files.writeString(Path.of(words[1]), "");
                    while (true) {
                        Thread.onSpinWait();
                    }
                }
                case "large" -> new byte[Integer.parseInt(words[1])];
                default -> request;
            };
        }
    }

    @Test
    void a_request_is_answered_in_another_process() throws Exception {
        var worker = worker(1, LONG, LONG);

        assertThat(text(worker, "echo blåbær")).isEqualTo("blåbær");
        assertThat(text(worker, "pid"))
                .isNotEqualTo(Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    void a_process_stays_for_the_next_request() throws Exception {
        var worker = worker(1, LONG, LONG);

        assertThat(text(worker, "pid")).isEqualTo(text(worker, "pid"));
    }

    @Test
    void what_the_task_throws_comes_back_and_the_process_stays() throws Exception {
        var worker = worker(1, LONG, LONG);
        var pid = text(worker, "pid");

        assertThat(ask(worker, "throw no good"))
                .isEqualTo(new Reply.Failed("java.lang.IllegalArgumentException", "no good"));
        assertThat(ask(worker, "recurse")).isInstanceOf(Reply.Failed.class);
        assertThat(text(worker, "pid")).isEqualTo(pid);
    }

    @Test
    void what_a_library_prints_does_not_disturb_the_answers() throws Exception {
        var worker = worker(1, LONG, LONG);

        assertThat(text(worker, "chatter")).isEqualTo("quiet");
        assertThat(text(worker, "echo still there")).isEqualTo("still there");
    }

    @Test
    void a_crash_costs_one_request() throws Exception {
        var worker = worker(1, LONG, LONG);

        assertThat(ask(worker, "exit"))
                .isInstanceOfSatisfying(
                        Reply.Crashed.class, crash -> assertThat(crash.detail()).contains("exit code 7", "goodbye"));
        assertThat(text(worker, "echo next")).isEqualTo("next");
    }

    @Test
    void an_exhausted_heap_costs_one_request() throws Exception {
        var worker = worker(1, LONG, LONG);

        assertThat(ask(worker, "fill")).isEqualTo(new Reply.OutOfMemory());
        assertThat(text(worker, "echo next")).isEqualTo("next");
    }

    @Test
    void a_request_that_takes_too_long_is_ended() throws Exception {
        var time = Duration.ofSeconds(5);
        var worker = worker(1, time, LONG);

        assertThat(ask(worker, "hang")).isEqualTo(new Reply.TimedOut(time));
        assertThat(text(worker, "echo next")).isEqualTo("next");
    }

    @Test
    void an_answer_larger_than_the_limit_is_refused() throws Exception {
        var worker = worker(1, LONG, LONG);

        assertThat(ask(worker, "large 100000")).isInstanceOf(Reply.Answered.class);
        assertThat(ask(worker, "large 100001")).isInstanceOf(Reply.Crashed.class);
        assertThat(text(worker, "echo next")).isEqualTo("next");
    }

    @Test
    void many_callers_share_the_processes_and_each_gets_its_own_answer() throws Exception {
        var worker = worker(2, LONG, LONG);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 200)
                    .mapToObj(number -> threads.submit(() -> text(worker, "echo " + number)))
                    .toList();
            for (int number = 0; number < answers.size(); number++) {
                assertThat(answers.get(number).get()).isEqualTo(Integer.toString(number));
            }
        }

        assertThat(worker.pids()).hasSizeBetween(1, 2);
    }

    @Test
    void a_process_without_work_is_closed_and_another_takes_its_place() throws Exception {
        var worker = worker(1, LONG, Duration.ofMillis(1));
        var first = text(worker, "pid");

        OtherServer.awaitEnd(Long.parseLong(first));

        assertThat(text(worker, "pid")).isNotEqualTo(first);
    }

    @Test
    void closing_ends_the_processes_and_the_requests() throws Exception {
        var worker = worker(1, LONG, LONG);
        var started = folder.resolve("started");
        var ended = new CountDownLatch(1);
        var caller = Thread.ofVirtual().start(() -> {
            assertThatThrownBy(() -> ask(worker, "spin " + started)).isInstanceOf(IllegalStateException.class);
            ended.countDown();
        });
        while (Files.notExists(started)) {
            Thread.onSpinWait();
        }
        var pid = worker.pids().getFirst();

        worker.close();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        caller.join();
        OtherServer.awaitEnd(pid);
        assertThatThrownBy(() -> ask(worker, "pid")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_busy_process_ends_when_its_server_is_killed() throws Exception {
        var server = OtherServer.start(IsolatedWorkerTest.class, folder.toString());
        long child = Long.parseLong(server.readLine());
        assertThat(ProcessHandle.of(child)).isPresent();

        server.kill();

        OtherServer.awaitEnd(child);
    }

    /** The server that is killed in the test above. */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var started = folder.resolve("started");
        var worker = new IsolatedWorker(Obedient.class, limits(1, LONG, LONG), folder);
        Thread.ofPlatform().start(() -> {
            try {
                ask(worker, "spin " + started);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        while (Files.notExists(started)) {
            Thread.onSpinWait();
        }
        System.out.println(worker.pids().getFirst());
    }

    private IsolatedWorker worker(int processes, Duration time, Duration idle) {
        var worker = new IsolatedWorker(Obedient.class, limits(processes, time, idle), folder);
        workers.add(worker);
        return worker;
    }

    private static WorkerLimits limits(int processes, Duration time, Duration idle) {
        return new WorkerLimits(processes, 32, time, 100_000, idle);
    }

    private static Reply ask(IsolatedWorker worker, String request) throws Exception {
        return worker.ask(request.getBytes(UTF_8));
    }

    private static String text(IsolatedWorker worker, String request) throws Exception {
        return new String(((Reply.Answered) ask(worker, request)).answer(), UTF_8);
    }
}
