package org.imalink.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** What a command that ran in this process answered. */
record CommandRun(int exitCode, String out, String err) {
    static CommandRun of(Map<String, String> environment, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Main.commandLine(environment)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    static CommandRun of(String... arguments) {
        return of(Map.of(), arguments);
    }
}
