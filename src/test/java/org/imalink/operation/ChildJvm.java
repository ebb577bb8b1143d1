package org.imalink.operation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program of the tests, or the command itself, in a process of its own that can be killed. */
public final class ChildJvm implements AutoCloseable {
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts a main class of this class path; what it writes to its error stream is seen in the test's. */
    public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        return start(List.of(), Map.of(), main, List.of(arguments), ProcessBuilder.Redirect.INHERIT);
    }

    /** The same, with environment variables more, and its error stream in a file. */
    public static ChildJvm start(Map<String, String> environment, Class<?> main, List<String> arguments, Path errors)
            throws IOException {
        return start(List.of(), environment, main, arguments, ProcessBuilder.Redirect.to(errors.toFile()));
    }

    /** The same from another release's jar. */
    public static ChildJvm startJar(Map<String, String> environment, Path jar, List<String> arguments, Path errors)
            throws IOException {
        var command = new ArrayList<>(List.of(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString()));
        command.addAll(arguments);
        return start(command, environment, ProcessBuilder.Redirect.to(errors.toFile()));
    }

    /** The same, started by another program, such as one that gives it file systems of its own. */
    public static ChildJvm startBy(
            List<String> starter, Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException {
        return start(starter, environment, main, List.of(arguments), ProcessBuilder.Redirect.INHERIT);
    }

    /** The same with its error stream in a file. */
    public static ChildJvm startBy(
            List<String> starter, Map<String, String> environment, Path errors, Class<?> main, String... arguments)
            throws IOException {
        return start(starter, environment, main, List.of(arguments), ProcessBuilder.Redirect.to(errors.toFile()));
    }

    private static ChildJvm start(
            List<String> starter,
            Map<String, String> environment,
            Class<?> main,
            List<String> arguments,
            ProcessBuilder.Redirect errors)
            throws IOException {
        var command = new ArrayList<>(starter);
        command.addAll(command(main));
        command.addAll(arguments);
        return start(command, environment, errors);
    }

    private static ChildJvm start(List<String> command, Map<String, String> environment, ProcessBuilder.Redirect errors)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectError(errors);
        builder.environment().putAll(environment);
        return new ChildJvm(builder.start());
    }

    /** What starts a main class of this class path; its arguments come behind. */
    public static List<String> command(Class<?> main) {
        var command = new ArrayList<>(List.of(JAVA));
        command.addAll(QuickStart.LIMITS);
        command.addAll(QuickStart.options());
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.jooq.no-logo=true",
                "-Dorg.jooq.no-tips=true",
                main.getName()));
        return command;
    }

    /** The next line that it prints; null when it has ended. */
    public String line() throws IOException {
        return output.readLine();
    }

    public Process process() {
        return process;
    }

    /** Kill -9, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
