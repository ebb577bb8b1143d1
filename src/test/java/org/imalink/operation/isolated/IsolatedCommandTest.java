package org.imalink.operation.isolated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.imalink.operation.isolated.CommandResult.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class IsolatedCommandTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void a_command_answers_its_output_its_errors_and_its_exit_code() throws Exception {
        var result = run(LONG, "sh", "-c", "echo out; echo err >&2; exit 3");

        assertThat(result.ending()).isEqualTo(new Ending.Exited(3));
        assertThat(result.output()).isEqualTo("out\n".getBytes(UTF_8));
        assertThat(result.errors()).isEqualTo("err\n");
        assertThat(result.succeeded()).isFalse();
        assertThat(run(LONG, "true").succeeded()).isTrue();
    }

    @Test
    void arguments_arrive_as_they_are() throws Exception {
        var result = run(LONG, "printf", "[%s]", "a b", "$HOME `id` \"quote\" 'quote'", "line\nbreak", "-n", "");

        assertThat(new String(result.output(), UTF_8))
                .isEqualTo("[a b][$HOME `id` \"quote\" 'quote'][line\nbreak][-n][]");
    }

    @Test
    void a_missing_program_ends_with_127() throws Exception {
        assertThat(run(LONG, "imalink-no-such-program").ending()).isEqualTo(new Ending.Exited(127));
    }

    @Test
    void a_crash_is_told_by_its_signal() throws Exception {
        assertThat(run(LONG, "sh", "-c", "kill -SEGV $$").ending()).isEqualTo(new Ending.Killed(11));
    }

    @Test
    void output_beyond_the_limit_is_thrown_away() throws Exception {
        var limits = new CommandLimits(LONG, 0, 1000);
        var result = IsolatedCommand.run(
                List.of("sh", "-c", "head -c 50000000 /dev/zero; head -c 50000000 /dev/zero >&2"),
                Map.of(),
                folder,
                limits);

        assertThat(result.succeeded()).isTrue();
        assertThat(result.output()).hasSize(1000);
        assertThat(result.errors()).hasSize(1000);
    }

    @Test
    void the_server_s_environment_is_not_handed_on() throws Exception {
        var limits = new CommandLimits(LONG, 0, 10_000);
        var result = IsolatedCommand.run(List.of("env"), Map.of("OURS", "yes"), folder, limits);

        assertThat(new String(result.output(), UTF_8).lines().map(line -> line.replaceFirst("=.*", "")))
                .contains("PATH", "LC_ALL", "TMPDIR", "OURS")
                .isSubsetOf("PATH", "LC_ALL", "TMPDIR", "OURS", "PWD", "_", "SHLVL", "OLDPWD");
    }

    @Test
    void standard_input_is_empty() throws Exception {
        assertThat(run(LONG, "cat").output()).isEmpty();
    }

    @Test
    void a_time_out_ends_the_whole_process_tree() throws Exception {
        var result = run(Duration.ofSeconds(1), "sh", "-c", "sleep 1000 & echo $! >child; wait");

        assertThat(result.ending()).isEqualTo(new Ending.TimedOut());
        assertGone(folder.resolve("child"));
    }

    @Test
    void an_interrupted_caller_leaves_no_process() throws Exception {
        var caller = Thread.ofPlatform().start(() -> {
            try {
                run(LONG, "sh", "-c", "echo $$ >tmp; mv tmp child; sleep 1000");
            } catch (Exception interrupted) {
                assertThat(interrupted).isInstanceOf(InterruptedException.class);
            }
        });
        while (Files.notExists(folder.resolve("child"))) {
            Thread.onSpinWait();
        }
        caller.interrupt();
        caller.join();

        assertGone(folder.resolve("child"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_command_cannot_take_more_memory_than_its_limit() throws Exception {
        var greedy = List.of("sh", "-c", "head -c 300000000 /dev/zero | tail -n 1 | wc -c");
        var free = IsolatedCommand.run(greedy, Map.of(), folder, new CommandLimits(LONG, 0, 1000));
        var limited = IsolatedCommand.run(greedy, Map.of(), folder, new CommandLimits(LONG, 100L << 20, 1000));

        assertThat(new String(free.output(), UTF_8).strip()).isEqualTo("300000000");
        assertThat(new String(limited.output(), UTF_8).strip()).isEqualTo("0");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_command_is_the_first_to_go_when_memory_is_short() throws Exception {
        assertThat(new String(run(LONG, "cat", "/proc/self/oom_score_adj").output(), UTF_8).strip())
                .isEqualTo("1000");
    }

    @Test
    void a_command_ends_when_its_server_is_killed() throws Exception {
        var server = OtherServer.start(IsolatedCommandTest.class, folder.toString());
        long child = Long.parseLong(server.readLine());
        assertThat(ProcessHandle.of(child)).isPresent();

        server.kill();

        OtherServer.awaitEnd(child);
    }

    /** The server that is killed in the test above. */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        Thread.ofPlatform().start(() -> {
            try {
                IsolatedCommand.run(
                        List.of("sh", "-c", "echo $$ >tmp; mv tmp child; while :; do sleep 1; done"),
                        Map.of(),
                        folder,
                        new CommandLimits(LONG, 0, 1000));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        while (Files.notExists(folder.resolve("child"))) {
            Thread.onSpinWait();
        }
        System.out.println(Files.readString(folder.resolve("child")).strip());
    }

    private CommandResult run(Duration time, String... command) throws Exception {
        return IsolatedCommand.run(List.of(command), Map.of(), folder, new CommandLimits(time, 0, 10_000));
    }

    private static void assertGone(Path pidFile) throws Exception {
        OtherServer.awaitEnd(Long.parseLong(Files.readString(pidFile).strip()));
    }

    /** A JVM that starts children and is then killed as by {@code kill -9}. */
    record OtherServer(Process process) {
        static OtherServer start(Class<?> main, String... arguments) throws Exception {
            var line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()));
            line.addAll(List.of(arguments));
            return new OtherServer(new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }

        String readLine() throws Exception {
            return process.inputReader().readLine();
        }

        void kill() throws Exception {
            process.destroyForcibly().waitFor();
        }

        /** Fails when the process is still there after half a minute. */
        static void awaitEnd(long pid) throws Exception {
            var process = ProcessHandle.of(pid);
            if (process.isPresent()) {
                process.get().onExit().get(30, TimeUnit.SECONDS);
            }
        }
    }
}
