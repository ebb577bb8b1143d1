package org.imalink.operation.isolated;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program in a child process that cannot hurt the server.
 *
 * <p>The child gets an environment of its own, an empty standard input, limits on time, memory and output, and is the
 * first to go when the machine runs out of memory. It ends with the server, also when the server is killed.
 *
 * <p>Arguments are handed over as they are, without a shell reading them. They must not contain names that come from
 * outside: a name may look like an option. Thread-safe.
 */
public final class IsolatedCommand {
    /**
     * Starts the command in a session of its own and watches the pipe from the server: it ends when the server does,
     * however that happens. Dash, bash and the shells of macOS and the BSDs read this alike.
     */
    private static final String WARDEN = """
            [ "$1" = 0 ] || ulimit -v "$1" 2>/dev/null || :
            shift
            %s
            exec 3<&0 </dev/null
            if command -v setsid >/dev/null 2>&1; then setsid "$@" 3<&- & else "$@" 3<&- & fi
            child=$!
            { read -r nothing <&3; kill -KILL "-$child" "$child"; } >/dev/null 2>&1 &
            watcher=$!
            wait "$child"
            code=$?
            kill -KILL "$watcher" 2>/dev/null
            exit "$code"
            """.formatted(ChildEnvironment.EXPENDABLE);

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private IsolatedCommand() {}

    /**
     * Runs a command to its end.
     *
     * @param command the program (looked up in PATH) and its arguments
     * @param environment variables beside PATH and a UTF-8 locale, which it always gets
     * @param folder where it runs and keeps temporary files
     * @throws IOException when no process can be started
     * @throws InterruptedException when the calling thread is interrupted; the command is killed first
     */
    public static CommandResult run(
            List<String> command, Map<String, String> environment, Path folder, CommandLimits limits)
            throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("/bin/sh", "-c", WARDEN, "sh"));
        line.add(Long.toString(Math.ceilDiv(limits.memoryBytes(), 1024)));
        line.addAll(command);
        var builder = new ProcessBuilder(line).directory(folder.toFile());
        ChildEnvironment.scrub(builder, folder);
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            var output = new Capture(process.getInputStream(), limits.outputBytes());
            var errors = new Capture(process.getErrorStream(), limits.outputBytes());
            boolean ended = process.waitFor(limits.time().toNanos(), TimeUnit.NANOSECONDS);
            var ending = ended ? endingOf(process.exitValue()) : new CommandResult.Ending.TimedOut();
            if (!ended) {
                kill(process);
            }
            return new CommandResult(ending, output.take(), new String(errors.take(), StandardCharsets.UTF_8));
        } finally {
            kill(process);
        }
    }

    /** A shell reports a child that died of a signal as 128 and the signal's number. */
    private static CommandResult.Ending endingOf(int code) {
        return code > 128 ? new CommandResult.Ending.Killed(code - 128) : new CommandResult.Ending.Exited(code);
    }

    private static void kill(Process process) throws IOException {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        process.getOutputStream().close();
    }

    /** Reads a stream to its end on a thread of its own, so that the child never waits, and keeps the beginning. */
    private static final class Capture {
        private final InputStream stream;
        private final int limit;
        private final Thread reader;
        private byte[] kept = {};

        Capture(InputStream stream, int limit) {
            this.stream = stream;
            this.limit = limit;
            this.reader = Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (stream) {
                var beginning = stream.readNBytes(limit);
                synchronized (this) {
                    kept = beginning;
                }
                stream.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The pipe broke because the child is gone; what it said before is kept.
                return;
            }
        }

        byte[] take() throws InterruptedException {
            // A process that left the tree could hold the pipe open for ever.
            if (!reader.join(LAST_WORDS)) {
                reader.interrupt();
            }
            synchronized (this) {
                return kept;
            }
        }
    }
}
