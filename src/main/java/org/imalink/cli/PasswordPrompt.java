package org.imalink.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.imalink.operation.RefusedException;

/**
 * Asks for a new password: on the terminal, unseen and twice, or as the first line of the standard input. Never as an
 * option, which other users of the machine could see.
 */
final class PasswordPrompt {
    private PasswordPrompt() {}

    /** @throws RefusedException when there is none, saying how to give one */
    static String read(boolean fromStandardInput) {
        return fromStandardInput ? firstLine(System.in) : typed();
    }

    static String firstLine(InputStream input) {
        try {
            // Not closed: the standard input belongs to the process.
            var line = new BufferedReader(new InputStreamReader(input, UTF_8)).readLine();
            if (line == null || line.isEmpty()) {
                throw new RefusedException(
                        "There is no password in the standard input. Its first line is the password.");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String typed() {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new RefusedException(
                    "There is no terminal to ask for the password. Pass it in with --password-stdin.");
        }
        var first = console.readPassword("New password: ");
        var second = console.readPassword("Once more: ");
        if (first == null || first.length == 0) {
            throw new RefusedException("No password was typed, and nothing was changed.");
        }
        if (!Arrays.equals(first, second)) {
            throw new RefusedException("The two passwords are not the same, and nothing was changed.");
        }
        return new String(first);
    }
}
