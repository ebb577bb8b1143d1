package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.RandomLibrary;
import org.imalink.operation.ChildJvm;
import org.imalink.operation.LibraryDigest;
import org.imalink.operation.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Follows docs/emergency.md command by command, in a shell, with a home folder and a port of its own. */
class EmergencyPageTest {
    private static final Path PAGE = Path.of("docs", "emergency.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path home;

    private Path data;
    private int port;
    private LibraryDigest inBackup;

    /** A server with several people's photos, a backup of it, writes after that, and a kill. */
    @BeforeEach
    void leaveAServerThatWasKilled() throws Exception {
        data = home.resolve(".imalink");
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var launcher = home.resolve("imalink");
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec "
                        + ChildJvm.command(Main.class).stream()
                                .map(word -> "'" + word + "'")
                                .collect(Collectors.joining(" "))
                        + " \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        run("multiuser", "advance", "--to", "scoped");
        try (var database = open()) {
            database.write(tx -> {
                RandomLibrary.addMembers(tx);
                for (long owner : List.of(1L, 2L, 3L)) {
                    RandomLibrary.addPhoto(tx, new Random(owner), owner);
                }
                // Of no interest here, and full of what RandomLibrary invents.
                return tx.execute("update photos set trashed_at = null");
            });
        }
        try (var server = ServerProcess.of(
                ChildJvm.start(Main.class, "serve", "--data", data.toString(), "--port", "0", "--json"))) {
            run("backup", "create");
            inBackup = digest();
            assertThat(server.post("/api/v1/authors/", Map.of("name", "Later")).statusCode())
                    .isEqualTo(201);
            server.child().kill();
        }
        assertThat(data.resolve("imalink.db-wal")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"With ImaLink", "With nothing but cp"})
    void who_follows_the_page_has_the_library_of_the_backup_without_accounts(String way) throws Exception {
        assertThat(blocks("2. Put the last backup back")).isEmpty();
        for (var step : List.of(way, "3. Back to one library without accounts")) {
            assertThat(blocks(step)).isNotEmpty().allSatisfy(block -> {
                var process = shell(block, step + ".log").start();
                assertThat(process.waitFor())
                        .as(() -> block + read(home.resolve(step + ".log")))
                        .isZero();
            });
        }
        var server = shell(blocks("4. Start the server").getFirst(), "serve.log")
                .redirectErrorStream(false)
                .redirectError(home.resolve("serve.log").toFile())
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
        try {
            assertThat(server.inputReader().lines().anyMatch(line -> line.startsWith("Stop with Ctrl-C")))
                    .as(() -> read(home.resolve("serve.log")))
                    .isTrue();
            assertThat(blocks("5. Look")).isNotEmpty().allSatisfy(block -> {
                assertThat(shell(block, "look.log").start().waitFor()).isZero();
                assertThat(read(home.resolve("look.log"))).contains("\"status\":\"ok\"", "\"hothash\"");
            });
            var status = JsonMapper.shared().readTree(run("multiuser", "status").out());
            assertThat(status.path("phase_name").asString()).isEqualTo("single");
            assertThat(status.path("tenancy_level").asInt()).isEqualTo(2);
        } finally {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly().waitFor();
        }
        assertThat(digest()).isEqualTo(inBackup);
        assertThat(authorsNamedLater()).isZero();
        checkWhatIsKept(way);
    }

    private void checkWhatIsKept(String way) throws IOException {
        var names = names();
        if (way.equals("With ImaLink")) {
            assertThat(names)
                    .anyMatch(name -> name.matches("imalink\\.db\\.before-restore\\.\\d+_\\d+-wal"))
                    .noneMatch(name -> name.contains("of-another-database"));
        } else {
            assertThat(names).anyMatch(name -> name.startsWith("imalink.db-wal.of-another-database."));
            assertThat(read(home.resolve("serve.log"))).contains("the log beside it was another database's");
            assertThat(data.resolve("kept/imalink.db-wal")).isNotEmptyFile();
        }
    }

    @Test
    void every_command_of_the_page_that_is_not_in_a_block_is_one_that_there_is() throws IOException {
        var commands = Pattern.compile("\\./imalink ([a-z -]+?)(?: latest| NAME)?(?=[`\\n(])")
                .matcher(Files.readString(PAGE));
        var found = new ArrayList<String>();
        while (commands.find()) {
            found.add(commands.group(1).strip());
        }
        assertThat(found).hasSizeGreaterThan(5).allSatisfy(command -> {
            var words = new ArrayList<>(List.of(command.split(" ")));
            int option = words.indexOf(words.stream()
                    .filter(word -> word.startsWith("--"))
                    .findFirst()
                    .orElse(""));
            var wanted = option < 0 ? "--help" : words.get(option);
            var names = option < 0 ? words : words.subList(0, option);
            var help = new ArrayList<>(names);
            help.add("--help");
            assertThat(CommandRun.of(help.toArray(String[]::new)).out()).contains(wanted);
        });
    }

    /** The blocks under a heading, up to the next one. */
    private static List<String> blocks(String heading) throws IOException {
        var text = Files.readString(PAGE);
        var start = Pattern.compile("^##+ " + Pattern.quote(heading) + "$", Pattern.MULTILINE)
                .matcher(text);
        assertThat(start.find()).as(heading).isTrue();
        var section = text.substring(start.end()).split("\n##", 2)[0];
        return BLOCK.matcher(section).results().map(block -> block.group(1)).toList();
    }

    private ProcessBuilder shell(String block, String log) {
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", block.replace(":8000", ":" + port))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(log).toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("IMALINK_PORT", String.valueOf(port));
        return builder;
    }

    private CommandRun run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString(), "--json"));
        var run = CommandRun.of(Map.of(), all.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private Database open() {
        return Database.open(new DatabaseLocation.Sqlite(data.resolve("imalink.db")));
    }

    private LibraryDigest digest() {
        try (var database = open()) {
            return database.read(tx -> LibraryDigest.of(tx, Progress.UNHEARD));
        }
    }

    private int authorsNamedLater() {
        try (var database = open()) {
            return database.<Integer>read(tx -> tx.fetchSingle("select count(*) from authors where name = 'Later'")
                    .get(0, Integer.class));
        }
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(data)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
