package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.CONTRIBUTIONS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imalink.access.Phase;
import org.imalink.account.AccountException;
import org.imalink.account.Registration;
import org.imalink.account.Role;
import org.imalink.account.Visitor;
import org.imalink.database.Database;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;
import org.imalink.ingest.DrawnPhoto;
import org.imalink.operation.ChildJvm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looking after accounts with commands: on each engine, through a running server and without one. */
@ParameterizedClass
@MethodSource("circumstances")
class UserCommandsTest {
    private static final String PASSWORD = AccountLibrary.PASSWORD;

    record Circumstances(Engine engine, boolean serving) {}

    static Stream<Circumstances> circumstances() {
        return Arrays.stream(Engine.values())
                .flatMap(engine -> Stream.of(new Circumstances(engine, true), new Circumstances(engine, false)));
    }

    @Parameter
    private Circumstances circumstances;

    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    /** Those of the circumstances that hold now: they come one after another, and the server starts once for each. */
    private static AccountLibrary library;

    private static ServerProcess server;

    @BeforeParameterizedClassInvocation
    static void start(Circumstances circumstances) throws IOException {
        var own = Files.createTempDirectory(data, "library");
        library = AccountLibrary.in(own, circumstances.engine()).in(Phase.FOUNDATION);
        server = circumstances.serving() ? library.serve(Map.of(), own.resolve("errors")) : null;
    }

    @AfterEach
    void forgetPeople() {
        library.forgetPeople();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private CommandRun add(String name, String... options) {
        var all = Stream.concat(
                Stream.of("user", "add", name, "--email", name + "@example.org", "--password-stdin"),
                Arrays.stream(options));
        return library.runWith(PASSWORD + "\n", all.toArray(String[]::new));
    }

    private JsonNode user(String name) {
        return json(library.run("user", "list", "--json"))
                .path("users")
                .valueStream()
                .filter(user -> user.path("username").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Through the server, or as one would answer that is started later. */
    private boolean signIn(String name, String password) throws Exception {
        if (server != null) {
            var body = Map.of("username", name, "password", password);
            int status = server.post("/api/v1/auth/login", body).statusCode();
            assertThat(status).isIn(200, 401);
            return status == 200;
        }
        var options = new EnumMap<Setting, String>(Setting.class);
        options.put(Setting.DATA, library.data().toString());
        options.put(Setting.DATABASE_URL, TestDatabase.url(library.location()));
        var visitor = new Visitor("127.0.0.1", null);
        try (var opened = OpenLibrary.open(new Settings(options, Map.of()), "test");
                var accounts = AccountRoom.open(opened, Registration.CLOSED, AccountRoom.setupCode(opened))) {
            accounts.signIn(name, password, visitor);
            return true;
        } catch (AccountException.WrongCredentials wrong) {
            return false;
        }
    }

    @Test
    void who_is_added_can_sign_in_and_is_listed() throws Exception {
        var added = add("kari", "--admin", "--importer", "--display-name", "Kari Nordmann");

        assertThat(added.err()).isEmpty();
        assertThat(added.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(added.out()).isEqualTo("Added kari (admin).%n".formatted());
        assertThat(user("kari").path("role").asString()).isEqualTo("admin");
        assertThat(user("kari").path("may_import").asBoolean()).isTrue();
        assertThat(user("kari").path("display_name").asString()).isEqualTo("Kari Nordmann");
        assertThat(user("system").path("is_system").asBoolean()).isTrue();
        assertThat(library.run("user", "list").out())
                .contains("kari@example.org", "admin", "active", "system")
                .doesNotContain(PASSWORD);
        assertThat(signIn("kari", PASSWORD)).isTrue();
    }

    @Test
    void who_cannot_be_added_is_refused_with_the_reason() {
        library.addPerson("kari", Role.MEMBER);

        var taken = add("KARI");
        assertThat(taken.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(taken.err()).contains("taken");
        var common =
                library.runWith("password\n", "user", "add", "ola", "--email", "o@example.org", "--password-stdin");
        assertThat(common.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(common.err()).contains("common").doesNotContain("\"password\"");
        var empty = library.runWith("\n", "user", "add", "ola", "--email", "o@example.org", "--password-stdin");
        assertThat(empty.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(empty.err()).contains("first line");
        var tooShort = library.runWith("short\n", "user", "add", "ola", "--email", "o@example.org", "--password-stdin");
        assertThat(tooShort.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(tooShort.err()).contains("8 characters").doesNotContain("short\"");
        assertThat(library.run("user", "add", "ola").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(library.run("user", "add", "ola", "--email", "o@example.org", "--password", PASSWORD)
                        .exitCode())
                .as("a password is never an option")
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void somebody_is_disabled_and_enabled_by_name_or_e_mail() throws Exception {
        library.addPerson("ola", Role.MEMBER);

        var disabled = library.run("user", "disable", "OLA@example.org");
        assertThat(disabled.exitCode()).as(disabled.err()).isEqualTo(ExitCode.DONE);
        assertThat(disabled.out()).startsWith("Disabled ola");
        assertThat(user("ola").path("is_active").asBoolean()).isFalse();
        assertThat(signIn("ola", PASSWORD)).isFalse();
        assertThat(library.run("user", "enable", "Ola").exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(user("ola").path("is_active").asBoolean()).isTrue();
    }

    @Test
    void a_role_and_the_grant_are_given_and_taken() {
        library.addPerson("kari", Role.ADMIN);
        library.addPerson("ola", Role.MEMBER);

        assertThat(library.run("user", "role", "ola", "admin").out()).contains("ola is an admin now.");
        assertThat(user("ola").path("role").asString()).isEqualTo("admin");
        assertThat(library.run("user", "role", "ola", "member").out()).contains("ola is a member now.");
        assertThat(library.run("user", "grant", "ola").out()).contains("may import");
        assertThat(user("ola").path("may_import").asBoolean()).isTrue();
        var revoked = json(library.run("user", "grant", "ola", "--revoke", "--json"));
        assertThat(revoked.path("may_import").asBoolean(true)).isFalse();
        assertThat(library.run("user", "role", "ola", "owner").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void the_last_admin_and_the_system_user_are_left_as_they_are() {
        library.addPerson("kari", Role.ADMIN);

        for (var command : new String[][] {
            {"user", "role", "kari", "member"}, {"user", "disable", "kari"}, {"user", "disable", "system"}
        }) {
            var run = library.run(command);
            assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.REFUSED);
            assertThat(run.err()).isNotBlank();
        }
        assertThat(user("kari").path("role").asString()).isEqualTo("admin");
    }

    @Test
    void a_new_password_holds_at_once() throws Exception {
        library.addPerson("kari", Role.MEMBER);

        var changed = library.runWith("en helt ny setning\n", "user", "password", "kari", "--password-stdin");
        assertThat(changed.exitCode()).as(changed.err()).isEqualTo(ExitCode.DONE);
        assertThat(changed.out()).contains("kari has a new password").doesNotContain("setning");
        assertThat(signIn("kari", PASSWORD)).isFalse();
        assertThat(signIn("kari", "en helt ny setning")).isTrue();
    }

    @Test
    void sign_ins_are_listed_and_ended() throws Exception {
        library.addPerson("kari", Role.MEMBER);
        assertThat(library.run("user", "sessions", "kari").out()).contains("kari is not signed in.");
        signIn("kari", PASSWORD);

        assertThat(json(library.run("user", "sessions", "kari", "--json"))
                        .path("sessions")
                        .size())
                .isOne();
        assertThat(library.run("user", "sessions", "kari").out()).contains("127.0.0.1", "signed in at 1 place.");
        assertThat(library.run("user", "sessions", "kari", "--end").out()).contains("kari is signed out everywhere.");
        assertThat(json(library.run("user", "sessions", "kari", "--json"))
                        .path("sessions")
                        .size())
                .isZero();
    }

    @Test
    void somebody_who_is_not_there_is_refused_by_name() {
        for (var command : new String[] {"disable", "enable", "grant", "sessions"}) {
            var run = library.run("user", command, "nobody");
            assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(run.err()).contains("\"nobody\"", "imalink user list");
        }
    }

    @Test
    void the_library_is_claimed_and_given_back() throws Exception {
        var claimed = library.runWith(
                PASSWORD + "\n",
                "multiuser",
                "claim",
                "--username",
                "kari",
                "--email",
                "kari@example.org",
                "--password-stdin");

        assertThat(claimed.exitCode()).as(claimed.err()).isEqualTo(ExitCode.DONE);
        assertThat(claimed.out()).contains("The library belongs to kari now");
        assertThat(user("kari").path("id").asInt()).isOne();
        assertThat(user("kari").path("role").asString()).isEqualTo("admin");
        assertThat(signIn("kari", PASSWORD)).isTrue();
        var last = library.run("multiuser", "claim", "--undo");
        assertThat(last.exitCode()).as("the last admin").isEqualTo(ExitCode.REFUSED);
        library.addPerson("anna", Role.ADMIN);
        assertThat(library.run("multiuser", "claim", "--undo").exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(user("system").path("is_system").asBoolean()).isTrue();
        assertThat(library.run("multiuser", "claim", "--username", "kari").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_password_comes_through_a_pipe_too() throws Exception {
        var command = ChildJvm.start(
                Main.class,
                library.arguments("user", "add", "kari", "--email", "kari@example.org", "--password-stdin", "--json")
                        .toArray(String[]::new));
        try (command) {
            try (var input = command.process().outputWriter()) {
                input.write(PASSWORD + "\n");
            }
            assertThat(command.process().waitFor()).isZero();
        }
        assertThat(signIn("kari", PASSWORD)).isTrue();
    }

    @Test
    void without_a_terminal_the_password_is_asked_for_in_the_standard_input() throws Exception {
        var errors = folder.resolve("no-terminal");
        var command = ChildJvm.start(
                Map.of(), Main.class, library.arguments("user", "add", "kari", "--email", "k@example.org"), errors);
        try (command) {
            command.process().outputWriter().close();
            assertThat(command.process().waitFor()).isEqualTo(ExitCode.REFUSED);
        }
        assertThat(errors).content().contains("--password-stdin");
    }

    @Test
    void photos_imported_for_somebody_are_contributions_of_theirs() throws Exception {
        library.addPerson("ola", Role.MEMBER);
        var pictures = Files.createDirectory(folder.resolve("pictures"));
        Files.write(pictures.resolve("1.jpg"), DrawnPhoto.jpeg(1));
        Files.write(pictures.resolve("2.jpg"), DrawnPhoto.jpeg(2));

        var unknown = library.run("import", pictures.toString(), "--user", "nobody");
        assertThat(unknown.exitCode()).as(unknown.out()).isEqualTo(ExitCode.REFUSED);
        assertThat(unknown.err()).contains("nobody");
        var imported = library.run("import", pictures.toString(), "--user", "OLA@example.org");
        assertThat(imported.exitCode()).as(imported.err()).isEqualTo(ExitCode.DONE);
        long ola = user("ola").path("id").asLong();
        try (var database = Database.open(library.location())) {
            assertThat(database.<List<Long>>read(tx ->
                            tx.select(CONTRIBUTIONS.USER_ID).from(CONTRIBUTIONS).fetch(CONTRIBUTIONS.USER_ID)))
                    .containsExactly(ola, ola);
        }
    }

    @Test
    void photos_imported_for_somebody_with_a_library_of_their_own_go_there() throws Exception {
        library.addPerson("ola", Role.MEMBER);
        library.addPerson("ada", Role.ADMIN);
        var pictures = Files.createDirectory(folder.resolve("own"));
        Files.write(pictures.resolve("1.jpg"), DrawnPhoto.jpeg(1));
        long ola = user("ola").path("id").asLong();
        assertDone(library.run("multiuser", "advance", "--to", "active", "--leave-unowned"));

        var imported = library.run("import", pictures.toString(), "--user", "ola");
        assertThat(imported.out()).as(imported.err()).contains("Imported: 1 added");
        assertThat(owners()).containsExactly(ola);
        var operators = library.run("import", pictures.toString());
        assertThat(operators.out()).as(operators.err()).contains("Imported: 1 added");
        assertThat(owners()).containsExactlyInAnyOrder(1L, ola);

        assertDone(library.run("multiuser", "retreat", "--to", "foundation"));
        var unconfirmed = library.run("multiuser", "down", "--to-level", "1");
        assertThat(unconfirmed.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(unconfirmed.err()).contains("Nothing was changed", "--yes");
        assertThat(library.run("multiuser", "down", "--to-level", "3", "--yes").exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(library.run("multiuser", "down", "--to-level", "1", "--yes").out())
                .contains("The database is at tenancy level 1.");
        try (var database = Database.open(library.location())) {
            assertThat(database.<List<Long>>read(
                            tx -> tx.fetch("select user_id from parked_photos").map(row -> row.get(0, Long.class))))
                    .containsExactly(ola);
            database.write(tx -> PARKED.stream()
                    .mapToInt(table -> tx.execute("delete from " + table))
                    .sum());
        }
    }

    /** As few as one photo has rows in. */
    private static final List<String> PARKED = List.of(
            "parked_photo_search",
            "parked_file_places",
            "parked_captures",
            "parked_image_file_details",
            "parked_image_files",
            "parked_photos",
            "parked_import_sessions");

    private List<Long> owners() {
        try (var database = Database.open(library.location())) {
            return database.read(tx -> tx.fetch("select user_id from photos").map(row -> row.get(0, Long.class)));
        }
    }

    private static void assertDone(CommandRun run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void in_single_user_mode_the_commands_say_how_to_leave_it() {
        if (server != null) {
            return; // its phase is moved by its own commands, which have tests of their own
        }
        library.in(Phase.SINGLE);

        for (var command :
                new String[][] {{"user", "list"}, {"user", "disable", "kari"}, {"multiuser", "claim", "--undo"}}) {
            var run = library.run(command);
            assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(run.err()).contains("imalink multiuser advance --to foundation");
        }
        library.in(Phase.FOUNDATION);
    }

    private static JsonNode json(CommandRun run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }
}
