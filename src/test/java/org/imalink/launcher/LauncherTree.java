package org.imalink.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A tree with the real launcher in it, on a made-up system: its folders, JDKs and tools are what a test puts there, and a
 * Maven that takes no time. Every tool that is made up notes how it was called.
 */
final class LauncherTree {
    /** What the launcher may expect of every system (POSIX, and flock where there is one). */
    private static final List<String> TOOLS = List.of(
            "awk",
            "cat",
            "chmod",
            "cksum",
            "cmp",
            "cp",
            "date",
            "df",
            "dirname",
            "env",
            "find",
            "flock",
            "grep",
            "head",
            "id",
            "ln",
            "ls",
            "mkdir",
            "mv",
            "ps",
            "readlink",
            "rm",
            "sed",
            "sh",
            "sleep",
            "tail",
            "tr",
            "uname");

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    LauncherTree(Path folder) throws IOException {
        this.folder = folder.toRealPath();
        var project = Path.of("").toAbsolutePath();
        copy(project.resolve("imalink"), root().resolve("imalink"));
        for (var name : List.of("build.sh", "test.sh", "tools.sh", "summary.mjs")) {
            var part = Path.of("src", "build", "launcher", name);
            copy(project.resolve(part), root().resolve(part));
        }
        write(root().resolve("pom.xml"), "");
        write(root().resolve("web/package-lock.json"), "{}");
        write(source(), "first");
        // Each build makes another jar.
        script(root().resolve("mvnw"), """
                mkdir -p target web/node_modules
                echo "jar of build $(grep -c . "$CALLS/mvnw")" >target/imalink.jar
                node --version >"$CALLS/node-of-maven"
                exit ${MAVEN_EXIT:-0}
                """);
        for (var file : List.of("bin", "calls", "home", "system/etc")) {
            Files.createDirectories(this.folder.resolve(file));
        }
        try (var files = Files.walk(root())) {
            for (var file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
            }
        }
        set("PATH", this.folder.resolve("bin") + ":" + tools());
        set("HOME", this.folder.resolve("home").toString());
        set("CALLS", this.folder.resolve("calls").toString());
        set("IMALINK_SYSTEM_ROOT", this.folder.resolve("system").toString());
    }

    /** A folder with what every system has, and no JDK, Node or package manager of this one. */
    private static Path tools() throws IOException {
        var tools = Files.createDirectories(Path.of("target", "launcher-tools").toAbsolutePath());
        for (var tool : TOOLS) {
            for (var place : System.getenv("PATH").split(":")) {
                if (Files.isExecutable(Path.of(place, tool)) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), Path.of(place, tool));
                }
            }
        }
        return tools;
    }

    Path root() {
        return folder.resolve("root");
    }

    Path source() {
        return root().resolve("src/main/Some.java");
    }

    Path bin(String tool) {
        return folder.resolve("bin").resolve(tool);
    }

    /** A place that is neither in the tree nor on the path. */
    Path place(String name) {
        return folder.resolve(name);
    }

    LauncherTree set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /**
     * A folder that looks like a JDK, with a Java that only notes how it was started. With JAVA_LEARNS, it learns from a
     * server that runs until it is ended, as the real one does.
     */
    Path jdk(String place, String version) throws IOException {
        var home = folder.resolve(place);
        write(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/javac"), "");
        script(home.resolve("bin/java"), """
                echo "$0" >"$CALLS/java-home"
                echo "${LC_ALL-}" >"$CALLS/locale"
                case $* in
                  *-XX:AOTCacheOutput=*)
                    env >"$CALLS/environment-of-learning"
                    line=$*
                    cache=${line#*-XX:AOTCacheOutput=}
                    cache=${cache%% *}
                    if [ -n "${JAVA_LEARNS-}" ]; then
                      trap 'echo learnt >"$cache"; exit 143' TERM
                      echo '{"address":"http://localhost:1"}'
                      while :; do sleep 0.1; done
                    fi
                    ;;
                esac
                exit ${JAVA_EXIT:-0}
                """);
        return home;
    }

    void node(String place, String version) throws IOException {
        script(folder.resolve(place).resolve("node"), "[ \"${1-}\" != --version ] || echo " + version + "\n");
        script(folder.resolve(place).resolve("npm"), "mkdir -p node_modules\n");
    }

    /** Everything that ImaLink needs to be built and started. */
    LauncherTree complete() throws IOException {
        jdk("system/usr/lib/jvm/jdk-25", "25.0.1");
        node("bin", "v20.19.0");
        return this;
    }

    /** Puts a command on the path, or in the place of a real one; it notes its arguments before anything else. */
    void tool(String name, String body) throws IOException {
        script(bin(name), body);
    }

    /** The lines of /etc/os-release. */
    LauncherTree system(String... lines) throws IOException {
        write(folder.resolve("system/etc/os-release"), String.join("\n", lines) + "\n");
        return this;
    }

    /** How often the tool was called, with which arguments. */
    List<String> calls(String tool) throws IOException {
        var calls = folder.resolve("calls").resolve(tool);
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        return run(root().resolve("imalink"), arguments);
    }

    Run run(Path launcher, String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("sh", launcher.toString()));
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var out = folder.resolve("out");
        var error = folder.resolve("error");
        var process = builder.redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(error.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Run(process.waitFor(), Files.readString(out), Files.readString(error));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, UTF_8);
    }

    private static void script(Path file, String body) throws IOException {
        write(file, "#!/bin/sh\necho \"$*\" >>\"$CALLS/${0##*/}\"\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** How the launcher ended. */
    record Run(int code, String out, String error) {
        Run succeeds() {
            assertThat(code).as(toString()).isZero();
            return this;
        }

        /** Exit code 3 and one sentence. */
        void refuses(String sentence) {
            assertThat(code).as(toString()).isEqualTo(3);
            assertThat(error).isEqualTo("imalink: " + sentence + "\n");
            assertThat(out).isEmpty();
        }
    }
}
