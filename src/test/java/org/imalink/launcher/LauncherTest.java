package org.imalink.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code ./imalink} before Java: what it finds, builds, refuses and starts. */
class LauncherTest {
    private static final String NO_JDK = "A JDK of version 25 or newer is missing; ";
    private static final String NO_NODE =
            "Node.js of version 20.19 or newer (with npm) is missing, which builds the web client; ";

    private LauncherTree tree;

    @BeforeEach
    void grow(@TempDir Path folder) throws IOException {
        tree = new LauncherTree(folder);
        tree.tool("id", "echo 1000\n");
        tree.system("ID=debian", "VERSION_CODENAME=trixie");
    }

    private List<String> jars() throws IOException {
        try (var files = Files.list(tree.root().resolve("target"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("imalink-"))
                    .sorted()
                    .toList();
        }
    }

    private void edit() throws IOException {
        Files.setLastModifiedTime(
                tree.source(),
                FileTime.from(Instant.now().plusSeconds(1 + tree.calls("mvnw").size())));
    }

    @Nested
    class TheJdk {
        private void assertTakes(Path home) throws IOException, InterruptedException {
            tree.run("help").succeeds();
            assertThat(tree.calls("java-home")).containsExactly(home + "/bin/java");
        }

        @BeforeEach
        void haveNode() throws IOException {
            tree.node("bin", "v20.19.0");
        }

        @Test
        void that_the_person_chose_wins() throws Exception {
            var chosen = tree.jdk("chosen", "26");
            tree.jdk("system/usr/lib/jvm/jdk-25", "25.0.1");
            Files.createSymbolicLink(tree.bin("javac"), tree.jdk("other", "25").resolve("bin/javac"));
            tree.set("JAVA_HOME", chosen.toString());
            assertTakes(chosen);
        }

        @Test
        void that_the_person_chose_is_passed_over_when_it_is_too_old() throws Exception {
            tree.set("JAVA_HOME", tree.jdk("chosen", "17.0.9").toString());
            assertTakes(tree.jdk("system/usr/lib/jvm/jdk-25", "25.0.1"));
        }

        @Test
        void is_found_behind_links_on_the_path() throws Exception {
            var home = tree.jdk("elsewhere/jdk", "25");
            tree.jdk("system/usr/lib/jvm/jdk-25", "25.0.1");
            Files.createDirectories(tree.place("alternatives"));
            Files.createSymbolicLink(tree.place("alternatives/javac"), home.resolve("bin/javac"));
            Files.createSymbolicLink(tree.bin("javac"), Path.of("../alternatives/javac"));
            assertTakes(home);
        }

        @Test
        void on_the_path_is_passed_over_when_it_is_too_old() throws Exception {
            Files.createSymbolicLink(
                    tree.bin("javac"), tree.jdk("old", "1.8.0_392").resolve("bin/javac"));
            assertTakes(tree.jdk("home/.sdkman/candidates/java/25.0.1-tem", "25.0.1"));
        }

        @Test
        void needs_a_compiler() throws Exception {
            var runtime = tree.jdk("system/usr/lib/jvm/a-runtime", "25");
            Files.delete(runtime.resolve("bin/javac"));
            assertTakes(tree.jdk("system/usr/lib/jvm/jdk-25", "25.0.1"));
        }
    }

    @Nested
    class WithoutAJdk {
        @Test
        void debian_and_ubuntu_take_their_own_package_when_the_archive_has_it() throws Exception {
            tree.tool("apt-cache", "echo '  Candidate: 25.0.1+8-1'\n");
            tree.run("serve").refuses(NO_JDK + "install it with: sudo apt-get install -y openjdk-25-jdk-headless");
            assertThat(tree.calls("apt-cache")).containsExactly("policy openjdk-25-jdk-headless");
        }

        @Test
        void root_is_told_no_sudo() throws Exception {
            tree.tool("apt-cache", "echo '  Candidate: 25.0.1+8-1'\n");
            tree.tool("id", "echo 0\n");
            tree.run("serve").refuses(NO_JDK + "install it with: apt-get install -y openjdk-25-jdk-headless");
        }

        @ParameterizedTest
        @CsvSource({
            "ID=debian, VERSION_CODENAME=trixie, trixie",
            "ID=ubuntu, UBUNTU_CODENAME=noble, noble",
            "ID=linuxmint ID_LIKE='ubuntu debian' VERSION_CODENAME=wilma, UBUNTU_CODENAME=noble, noble"
        })
        void they_take_temurin_s_otherwise(String id, String codename, String archive) throws Exception {
            tree.system(id, codename);
            tree.tool("apt-cache", "echo '  Candidate: (none)'\n");
            var run = tree.run("serve");
            run.refuses(NO_JDK
                    + "this system's archive has none, so take Eclipse Temurin's: sudo apt-get update &&"
                    + " sudo apt-get install -y curl &&"
                    + " sudo curl -fsSLo /usr/share/keyrings/adoptium.asc"
                    + " https://packages.adoptium.net/artifactory/api/gpg/key/public"
                    + " && echo \"deb [signed-by=/usr/share/keyrings/adoptium.asc]"
                    + " https://packages.adoptium.net/artifactory/deb " + archive + " main\""
                    + " | sudo tee /etc/apt/sources.list.d/adoptium.list"
                    + " && sudo apt-get update && sudo apt-get install -y temurin-25-jdk");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "ID=fedora | install it with: sudo dnf install -y java-25-openjdk-devel",
                    "ID=rocky ID_LIKE='rhel centos fedora' | install it with: sudo dnf install -y java-25-openjdk-devel",
                    "ID=arch | install it with: sudo pacman -S --needed jdk-openjdk",
                    "ID=alpine | install it with: sudo apk add openjdk25-jdk (where this Alpine has none yet:"
                            + " add --repository=https://dl-cdn.alpinelinux.org/alpine/edge/community)",
                    "ID=plan9 | unpack one from https://adoptium.net/temurin/releases/?version=25&package=jdk"
                            + " and set JAVA_HOME to its folder."
                })
        void every_other_system_is_told_its_own_way(String id, String way) throws Exception {
            tree.system(id.split("(?<!['a-z]) (?=ID_LIKE)"));
            tree.run("serve").refuses(NO_JDK + way);
        }

        @Test
        void a_system_that_does_not_say_what_it_is_is_told_where_to_load_one() throws Exception {
            Files.delete(tree.place("system/etc/os-release"));
            assertThat(tree.run("serve").error())
                    .startsWith("imalink: " + NO_JDK + "unpack one from https://adoptium.net/");
        }

        @Test
        void a_mac_is_told_homebrew_when_it_has_it() throws Exception {
            tree.tool("uname", "echo Darwin\n");
            tree.run("serve")
                    .refuses(NO_JDK
                            + "install it from https://adoptium.net/temurin/releases/?os=mac&version=25&package=jdk");
            tree.tool("brew", "");
            tree.run("serve").refuses(NO_JDK + "install it with: brew install openjdk@25");
            assertThat(tree.calls("brew")).isEmpty();
        }
    }

    @Nested
    class Node {
        @BeforeEach
        void haveJdk() throws IOException {
            tree.jdk("system/usr/lib/jvm/jdk-25", "25.0.1");
        }

        @ParameterizedTest
        @ValueSource(strings = {"v18.20.4", "v20.18.3", "nonsense"})
        void that_is_too_old_is_refused(String version) throws Exception {
            tree.node("bin", version);
            tree.system("ID=arch");
            tree.run("serve").refuses(NO_NODE + "install it with: sudo pacman -S --needed nodejs npm");
            assertThat(tree.calls("mvnw")).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '~',
                value = {
                    "ID=debian ~ 20.19.2+dfsg-1 ~ install it with: sudo apt-get install -y nodejs npm",
                    "ID=debian ~ 18.20.4 ~ this system's archive has an older one, so take NodeSource's:"
                            + " sudo apt-get update && sudo apt-get install -y curl &&"
                            + " curl -fsSL https://deb.nodesource.com/setup_22.x | sudo bash -"
                            + " && sudo apt-get install -y nodejs",
                    "ID=fedora ~ ~ install it with: sudo dnf install -y nodejs npm",
                    "ID=alpine ~ ~ install it with: sudo apk add nodejs npm",
                    "ID=plan9 ~ ~ unpack one from https://nodejs.org/en/download and put its bin folder on the PATH."
                })
        void that_is_missing_is_named_with_the_system_s_own_way(String id, String candidate, String way)
                throws Exception {
            tree.system(id);
            tree.tool("apt-cache", "echo '  Candidate: " + candidate + "'\n");
            tree.run("serve").refuses(NO_NODE + way);
        }

        @Test
        void without_npm_is_none() throws Exception {
            tree.node("bin", "v22.1.0");
            Files.delete(tree.bin("npm"));
            assertThat(tree.run("serve").code()).isEqualTo(3);
        }

        @Test
        void of_a_version_manager_is_found_behind_an_old_one_and_comes_first_on_the_path() throws Exception {
            tree.node("bin", "v18.20.4");
            tree.node("home/.nvm/versions/node/v22.11.0/bin", "v22.11.0");
            tree.run("help").succeeds();
            assertThat(tree.calls("node-of-maven")).containsExactly("v22.11.0");
        }

        @Test
        void is_not_needed_to_start_what_is_built() throws Exception {
            tree.node("bin", "v20.19.0");
            tree.run("help").succeeds();
            Files.delete(tree.bin("node"));
            tree.run("help").succeeds();
        }
    }

    @Nested
    class TheBuild {
        @BeforeEach
        void complete() throws IOException {
            tree.complete();
        }

        @Test
        void is_made_once() throws Exception {
            assertThat(tree.run("help").succeeds().error())
                    .startsWith("Building ImaLink, which takes some minutes the first time")
                    .contains("Built in ");
            assertThat(tree.run("help").succeeds().error()).isEmpty();
            assertThat(tree.calls("mvnw")).hasSize(1);
        }

        @Test
        void is_made_again_when_a_source_is_newer() throws Exception {
            tree.run("help").succeeds();
            edit();
            assertThat(tree.run("help").succeeds().error()).startsWith("Building ImaLink, because its sources changed");
            assertThat(tree.calls("mvnw")).hasSize(2);
        }

        @Test
        void is_made_again_when_a_source_was_removed() throws Exception {
            tree.run("help").succeeds();
            Files.delete(tree.source());
            Files.setLastModifiedTime(
                    tree.source().getParent(), FileTime.from(Instant.now().plusSeconds(1)));
            tree.run("help").succeeds();
            assertThat(tree.calls("mvnw")).hasSize(2);
        }

        @Test
        void is_not_made_again_for_what_it_writes_itself() throws Exception {
            tree.run("help").succeeds();
            var generated = tree.root().resolve("web/src/api/schema.d.ts");
            Files.writeString(generated, "types");
            for (var file : List.of(generated, generated.getParent())) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(1)));
            }
            tree.run("help").succeeds();
            assertThat(tree.calls("mvnw")).hasSize(1);
        }

        @Test
        void installs_the_client_s_libraries_only_when_they_changed() throws Exception {
            tree.run("help").succeeds();
            edit();
            tree.run("help").succeeds();
            Files.writeString(tree.root().resolve("web/package-lock.json"), "{\"other\":1}");
            edit();
            tree.run("help").succeeds();
            assertThat(tree.calls("mvnw").stream()
                            .map(call -> call.contains("-DskipWebInstall=true"))
                            .toList())
                    .containsExactly(false, true, false);
        }

        @Test
        void that_fails_ends_with_1_names_its_log_and_is_tried_again() throws Exception {
            var run = tree.set("MAVEN_EXIT", "1").run("help");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.error()).contains("imalink: the build failed").contains("/target/build.log");
            assertThat(tree.calls("java")).isEmpty();
            tree.set("MAVEN_EXIT", "0").run("help").succeeds();
        }

        @Test
        void leaves_the_jar_of_a_running_server_alone_and_removes_it_afterwards() throws Exception {
            tree.run("serve").succeeds();
            var first = jars();
            assertThat(first).hasSize(1);
            var jar = tree.root().resolve("target").resolve(first.get(0));
            var bytes = Files.readString(jar);
            var server = new ProcessBuilder("sh", "-c", "read -r line; exit", "-jar", jar.toString()).start();
            try {
                edit();
                tree.run("help").succeeds();
                assertThat(jars()).hasSize(2).containsAll(first);
                assertThat(Files.readString(jar)).isEqualTo(bytes);
                assertThat(tree.calls("java").getLast()).doesNotContain(first.get(0));
            } finally {
                server.getOutputStream().close();
                server.waitFor();
            }
            edit();
            tree.run("help").succeeds();
            assertThat(jars()).hasSize(1).doesNotContainAnyElementsOf(first);
        }

        @Test
        void removes_with_an_old_jar_what_lies_beside_it() throws Exception {
            tree.run("help").succeeds();
            var beside = tree.root().resolve("target").resolve(jars().get(0).replace(".jar", ".aot"));
            Files.writeString(beside, "cache");
            edit();
            tree.run("help").succeeds();
            assertThat(beside).doesNotExist();
        }

        @Test
        void is_not_needed_where_there_are_no_sources() throws Exception {
            Files.delete(tree.root().resolve("pom.xml"));
            Files.delete(tree.bin("node"));
            tree.run("help").succeeds();
            assertThat(tree.calls("mvnw")).isEmpty();
            assertThat(tree.calls("java").get(0)).endsWith("-jar " + tree.root() + "/target/imalink.jar help");
        }
    }

    @Nested
    class TheStart {
        @BeforeEach
        void complete() throws IOException {
            tree.complete();
        }

        @Test
        void hands_on_the_arguments_behind_the_person_s_own_options() throws Exception {
            tree.set("IMALINK_JAVA_OPTIONS", "-Xmx2g -Dx=y")
                    .run("serve", "--import", "/my photos")
                    .succeeds();
            assertThat(tree.calls("java").getLast())
                    .containsPattern(
                            " -Xmx2g -Dx=y -jar \\S+/target/imalink-[0-9a-f]{8}\\.jar serve --import /my photos$");
        }

        @ParameterizedTest
        @ValueSource(strings = {"IMALINK_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"})
        void leaves_the_collector_to_who_names_one(String variable) throws Exception {
            tree.set(variable, "-Xmx2g -XX:+UseG1GC").run("serve").succeeds();
            assertThat(tree.calls("java").getLast()).doesNotContain("-XX:+UseSerialGC");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "-XX:+UseStringDeduplication -Dx=GC",
                    "-XX:-UseG1GC",
                    "-XX:+UseGCOverheadLimit",
                    "-XX:+UseMaximumCompactionOnSystemGC"
                })
        void chooses_the_collector_for_everybody_else(String options) throws Exception {
            tree.set("IMALINK_JAVA_OPTIONS", options).run("serve").succeeds();
            assertThat(tree.calls("java").getLast()).contains("-XX:+UseSerialGC");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 130})
        void ends_as_java_ends(int code) throws Exception {
            assertThat(tree.set("JAVA_EXIT", Integer.toString(code))
                            .run("serve")
                            .code())
                    .isEqualTo(code);
        }

        @Test
        void works_through_links_to_the_launcher() throws Exception {
            Files.createDirectories(tree.place("a folder"));
            Files.createSymbolicLink(tree.place("a folder/first"), Path.of("../root/imalink"));
            Files.createSymbolicLink(tree.place("second"), tree.place("a folder/first"));
            tree.run(tree.place("second"), "help").succeeds();
            assertThat(tree.calls("java").get(0)).contains("-jar " + tree.root() + "/target/imalink-");
        }

        @ParameterizedTest
        @CsvSource({
            "LANG, C, C.UTF-8",
            "LC_ALL, POSIX, C.UTF-8",
            "LC_CTYPE, C, C.UTF-8",
            "NOTHING, '', C.UTF-8",
            "LANG, nb_NO.UTF-8, ''",
            "LC_ALL, nb_NO.UTF-8, nb_NO.UTF-8"
        })
        void has_a_locale_that_can_name_every_file(String variable, String value, String expected) throws Exception {
            tree.set(variable, value).run("help").succeeds();
            assertThat(tree.calls("locale")).containsExactly(expected);
        }
    }

    @Nested
    class Learning {
        @BeforeEach
        void complete() throws IOException {
            tree.complete().set("JAVA_LEARNS", "yes");
        }

        private List<String> lessons() throws IOException {
            return tree.calls("java").stream()
                    .filter(call -> call.contains("-XX:AOTCacheOutput="))
                    .toList();
        }

        private Path cache() throws IOException {
            return tree.root().resolve("target").resolve(jars().getLast().replace(".jar", ".aot"));
        }

        @Test
        void is_done_once_for_a_build_and_used_by_every_start() throws Exception {
            tree.run("serve").succeeds();
            tree.run("help").succeeds();
            assertThat(lessons()).hasSize(1);
            assertThat(cache()).hasContent("learnt");
            assertThat(tree.calls("java")).hasSize(6);
            var start = "-XX:AOTCache=" + cache();
            assertThat(tree.calls("java").subList(4, 6)).allMatch(call -> call.startsWith(start));
        }

        @Test
        void is_done_anew_for_another_build() throws Exception {
            tree.run("help").succeeds();
            var first = cache();
            edit();
            tree.run("help").succeeds();
            assertThat(lessons()).hasSize(2);
            assertThat(first).doesNotExist();
            assertThat(tree.calls("java").getLast()).startsWith("-XX:AOTCache=" + cache());
        }

        @Test
        void touches_no_library_of_the_person_and_leaves_nothing() throws Exception {
            var settings = List.of("DATA", "DB_PATH", "DATABASE_URL", "DATABASE_OWNER_URL", "HOST", "PORT");
            settings.forEach(name -> tree.set("IMALINK_" + name, "the person's"));
            tree.run("help").succeeds();
            var learning = tree.root().resolve("target/learning");
            assertThat(lessons().getFirst()).endsWith(" serve --data " + learning + "/data --port 0 --json");
            assertThat(tree.calls("java").get(0)).endsWith(" draw-photos " + learning + "/photos --photos 40");
            assertThat(tree.calls("java").get(2))
                    .endsWith(" import " + learning + "/photos --data " + learning + "/data");
            assertThat(tree.calls("java").get(3)).endsWith(" check --data " + learning + "/data");
            assertThat(tree.calls("environment-of-learning")).noneMatch(line -> line.contains("the person's"));
            assertThat(learning).doesNotExist();
        }

        @Test
        void that_fails_hinders_nobody() throws Exception {
            tree.set("JAVA_LEARNS", "").run("help").succeeds();
            assertThat(lessons()).hasSize(1);
            assertThat(cache()).doesNotExist();
            assertThat(tree.calls("java").getLast()).doesNotContain("AOTCache");
        }
    }

    @Nested
    class TheTests {
        @BeforeEach
        void complete() throws IOException {
            tree.complete();
            tree.tool("apt-get", "");
        }

        @Test
        void do_not_run_with_an_option_that_they_do_not_know() throws Exception {
            var run = tree.run("test", "--fast");
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.error()).startsWith("imalink: test does not know \"--fast\".\nUsage: imalink test");
            assertThat(tree.calls("mvnw")).isEmpty();
        }

        @Test
        void have_a_help_that_runs_nothing() throws Exception {
            assertThat(tree.run("test", "--help").succeeds().out()).startsWith("Usage: imalink test");
            assertThat(tree.calls("mvnw")).isEmpty();
        }

        @Test
        void are_refused_without_a_jdk() throws Exception {
            Files.delete(tree.place("system/usr/lib/jvm/jdk-25/release"));
            tree.system("ID=arch");
            var run = tree.run("test", "--no-install");
            assertThat(run.code()).isEqualTo(3);
            assertThat(run.error()).endsWith(NO_JDK + "install it with: sudo pacman -S --needed jdk-openjdk\n");
        }

        @Test
        void install_nothing_when_told_so() throws Exception {
            tree.tool("id", "echo 0\n");
            var run = tree.run("test", "--no-install");
            assertThat(tree.calls("apt-get")).isEmpty();
            assertThat(run.error())
                    .contains(
                            "libvips is missing, so its tests are skipped; install it with: apt-get install -y libvips-tools")
                    .contains(
                            "a Chromium is missing, so the browser tests will fail; install it with: apt-get install -y chromium");
        }

        @Test
        void install_what_is_missing_as_root() throws Exception {
            tree.tool("id", "echo 0\n");
            tree.tool("vipsthumbnail", "");
            tree.run("test");
            assertThat(tree.calls("apt-get"))
                    .containsExactly("-qq update", "-qq install -y --no-install-recommends chromium");
        }

        @Test
        void prefer_the_browser_that_has_no_windows_where_the_archive_has_it() throws Exception {
            tree.tool("id", "echo 0\n");
            tree.tool("vipsthumbnail", "");
            tree.tool("chromium", "");
            tree.tool("apt-cache", "echo '  Candidate: 156.0.8078.108-1~deb12u1'\n");
            tree.run("test");
            assertThat(tree.calls("apt-get"))
                    .containsExactly("-qq update", "-qq install -y --no-install-recommends chromium-headless-shell");
        }

        @Test
        void install_nothing_for_who_would_have_to_give_a_password() throws Exception {
            tree.tool("sudo", "exit 1\n");
            tree.run("test");
            assertThat(tree.calls("sudo")).containsExactly("-n true");
            assertThat(tree.calls("apt-get")).isEmpty();
        }

        @Test
        void write_to_memory_where_there_is_room_and_leave_nothing_there() throws Exception {
            var memory = Files.createDirectories(tree.place("system/dev/shm"));
            tree.tool("df", "printf 'Filesystem 1024-blocks Used Available\\ntmpfs 8388608 0 %s\\n' $FREE\n");

            tree.set("FREE", "1048576").run("test", "--no-install");
            assertThat(tree.calls("mvnw")).last().asString().doesNotContain("imalink.temporary");
            tree.set("FREE", "8388608").run("test", "--no-install");
            assertThat(tree.calls("mvnw"))
                    .last()
                    .asString()
                    .contains("-Dimalink.temporary=" + memory + "/imalink-test-");
            assertThat(memory).isEmptyDirectory();
        }

        @Test
        void learn_once_how_all_their_servers_start() throws Exception {
            tree.set("JAVA_LEARNS", "yes").run("test", "--no-install");
            var jar = tree.root().resolve("target").resolve(jars().getFirst());
            var cache = Path.of(jar.toString().replace(".jar", ".tests.aot"));
            assertThat(cache).hasContent("learnt");
            assertThat(tree.root().resolve("target/learning-for-tests")).doesNotExist();
            assertThat(tree.calls("java")).first().asString().contains(" -XX:AOTCacheOutput=" + cache + ".new ");
            assertThat(tree.calls("java").stream().skip(1))
                    .hasSizeGreaterThan(1)
                    .allMatch(call -> call.startsWith("-XX:AOTCache=" + cache + " "));
            assertThat(tree.calls("mvnw")).last().asString().contains(" -Dimalink.learnt=" + jar + " ");
        }

        @Test
        void name_every_part_with_its_result() throws Exception {
            var run = tree.set("MAVEN_EXIT", "1").run("test", "--no-install");
            assertThat(run.out())
                    .contains(
                            "== client-libraries",
                            "== build",
                            "== server",
                            "== client-checks",
                            "== client",
                            "== format",
                            "== browser",
                            "== large-library");
            assertThat(Files.readAllLines(tree.root().resolve("target/test-parts")))
                    .map(line -> line.replaceAll(" \\d+$", ""))
                    .containsExactlyInAnyOrder(
                            "client-libraries ok",
                            "build failed",
                            "client-checks ok",
                            "client ok",
                            "format failed",
                            "server failed",
                            "browser failed",
                            "large-library failed");
        }
    }
}
