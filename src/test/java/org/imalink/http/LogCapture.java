package org.imalink.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What is logged meanwhile, by this server and everybody else in the process. */
final class LogCapture {
    private LogCapture() {}

    static String of(Runnable action) {
        var before = System.err;
        var captured = new ByteArrayOutputStream();
        System.setErr(new PrintStream(captured, true, UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return captured.toString(UTF_8);
    }
}
