package org.imalink.operation.isolated;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The main class of a child: answers requests from standard input one after another on standard output, until the input
 * ends. A request is its length (4 bytes) and its bytes; an answer is a kind (1 byte), its length and its bytes.
 */
final class TaskLoop {
    static final int ANSWERED = 1;
    static final int FAILED = 2;

    /** The exit code for an exhausted heap, the same that {@code -XX:+ExitOnOutOfMemoryError} gives. */
    static final int OUT_OF_MEMORY = 3;

    private TaskLoop() {}

    static void main(String[] arguments) throws Exception {
        // Whatever a library prints must not end up between the answers.
        var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        System.setOut(System.err);
        var constructor = Class.forName(arguments[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        var task = (IsolatedTask) constructor.newInstance();
        var requests = new LinkedBlockingQueue<byte[]>();
        Thread.ofPlatform().daemon().name("requests").start(() -> readRequests(requests));
        while (true) {
            answer(task, requests.take(), out);
        }
    }

    /** Reads on a thread of its own, so that the end of the server is noticed in the middle of a request too. */
    private static void readRequests(LinkedBlockingQueue<byte[]> requests) {
        try (var in = new DataInputStream(System.in)) {
            while (true) {
                var request = new byte[in.readInt()];
                in.readFully(request);
                requests.add(request);
            }
        } catch (IOException serverIsGone) {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void answer(IsolatedTask task, byte[] request, DataOutputStream out) throws IOException {
        try {
            var answer = task.answer(request);
            out.writeByte(ANSWERED);
            out.writeInt(answer.length);
            out.write(answer);
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        } catch (Throwable e) {
            out.writeByte(FAILED);
            writeText(out, e.getClass().getName());
            writeText(out, Objects.requireNonNullElse(e.getMessage(), ""));
        }
        out.flush();
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        var bounded = text.length() > Child.TEXT_LIMIT ? text.substring(0, Child.TEXT_LIMIT) : text;
        out.writeUTF(bounded);
    }
}
