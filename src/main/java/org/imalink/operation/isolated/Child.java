package org.imalink.operation.isolated;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One JVM that answers requests, as its parent sees it. Used by one thread at a time; any thread may kill it. */
final class Child {
    /** Longest text of a failure, in characters; three bytes each still fit one {@code writeUTF}. */
    static final int TEXT_LIMIT = 2000;

    private static final int LAST_WORDS = 4096;

    /** Address space beside the heap: what the JVM reserves, and what native decoders of the JDK may take. */
    private static final long NATIVE_MEGABYTES = 3072;

    private static final String WRAPPER =
            "ulimit -v \"$1\" 2>/dev/null || :; shift; %s; exec \"$@\"".formatted(ChildEnvironment.EXPENDABLE);

    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    private final int answerLimit;
    private final Thread listener;
    private String lastWords = "";
    private long idleSince = System.nanoTime();

    private Child(Process process, int answerLimit) {
        this.process = process;
        this.answerLimit = answerLimit;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        this.listener = Thread.ofVirtual().start(this::listen);
    }

    static Child start(Class<? extends IsolatedTask> task, WorkerLimits limits, Path temporary) throws IOException {
        var line = new ArrayList<>(List.of("/bin/sh", "-c", WRAPPER, "sh"));
        line.add(Long.toString((limits.heapMegabytes() + NATIVE_MEGABYTES) * 1024));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of(
                "-Xmx" + limits.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                // What the JVM itself has to say must not end up between the answers.
                "-XX:+DisplayVMOutputToStderr",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                TaskLoop.class.getName(),
                task.getName()));
        var builder = new ProcessBuilder(line);
        ChildEnvironment.scrub(builder, temporary);
        return new Child(builder.start(), limits.answerBytes());
    }

    /** Sends one request and waits for its answer, for ever if need be: whoever calls kills the child in time. */
    Reply ask(byte[] request) throws InterruptedException {
        try {
            requests.writeInt(request.length);
            requests.write(request);
            requests.flush();
            var reply = readReply();
            idleSince = System.nanoTime();
            return reply;
        } catch (IOException gone) {
            return ending();
        }
    }

    private Reply readReply() throws IOException, InterruptedException {
        int kind = answers.readByte();
        if (kind == TaskLoop.ANSWERED) {
            int length = answers.readInt();
            if (length < 0 || length > answerLimit) {
                kill();
                return new Reply.Crashed("An answer of " + length + " bytes is more than allowed");
            }
            var answer = new byte[length];
            answers.readFully(answer);
            return new Reply.Answered(answer);
        }
        if (kind == TaskLoop.FAILED) {
            return new Reply.Failed(answers.readUTF(), answers.readUTF());
        }
        kill();
        return new Reply.Crashed("It said something that is no answer (" + kind + ")");
    }

    private Reply ending() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.SECONDS)) {
            kill();
            process.waitFor();
        }
        if (process.exitValue() == TaskLoop.OUT_OF_MEMORY) {
            return new Reply.OutOfMemory();
        }
        listener.join();
        return new Reply.Crashed(("It ended with exit code " + process.exitValue() + ". " + lastWords()).strip());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The time of {@link System#nanoTime} at the end of its latest request. */
    long idleSince() {
        return idleSince;
    }

    long pid() {
        return process.pid();
    }

    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void listen() {
        try (var errors = process.getErrorStream()) {
            var buffer = new byte[LAST_WORDS];
            for (int length = errors.read(buffer); length >= 0; length = errors.read(buffer)) {
                remember(new String(buffer, 0, length, StandardCharsets.UTF_8));
            }
        } catch (IOException gone) {
            // Killed: what it said before is all there is.
            return;
        }
    }

    private synchronized void remember(String words) {
        var all = lastWords + words;
        lastWords = all.substring(Math.max(0, all.length() - LAST_WORDS));
    }

    private synchronized String lastWords() {
        return lastWords;
    }
}
