package org.imalink.http;

import static org.imalink.database.schema.Tables.AUTHORS;
import static org.imalink.database.schema.Tables.COLDPREVIEWS;
import static org.imalink.database.schema.Tables.FILE_STORAGES;
import static org.imalink.database.schema.Tables.HOTPREVIEWS;
import static org.imalink.database.schema.Tables.IMPORT_SESSIONS;
import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.database.schema.Tables.LIBRARY_COUNTS;
import static org.imalink.database.schema.Tables.LIBRARY_ROOTS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.PUT_AWAY_TIMES;
import static org.imalink.database.schema.Tables.REMOVED_FILES;
import static org.imalink.database.schema.Tables.SERVER_STATE;
import static org.imalink.database.schema.Tables.UPLOADS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.account.AccountSettings;
import org.imalink.account.Accounts;
import org.imalink.account.Actor;
import org.imalink.account.Credential;
import org.imalink.account.HashWork;
import org.imalink.account.NewAccount;
import org.imalink.account.Registration;
import org.imalink.account.Role;
import org.imalink.account.SetupCode;
import org.imalink.account.SigningKeys;
import org.imalink.account.Visitor;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.imalink.database.TestDatabase;
import org.imalink.ingest.ColdpreviewMaker;
import org.imalink.ingest.ImportQueue;
import org.imalink.ingest.SharedReading;
import org.imalink.ingest.Uploads;
import org.imalink.library.LibraryException;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.RefusedException;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.preview.Coldpreviews;
import org.imalink.transition.Phases;
import org.imalink.transition.Transitions;
import org.imalink.transition.rehearsal.RecordedReads;

/** A server that really runs, put together as the command line does it, on a database of its own. */
final class RunningServer implements AutoCloseable {
    private static final String PASSWORD = "syv sorte kaker";
    private static final Map<String, WebFile> WEB_FILES = WebFiles.load();
    static final String OPERATOR_CODE = "7KQM-3X9D-0AVB-N2TC";

    private final TestDatabase test;
    private final ImportQueue imports;
    private final JobEvents events = new JobEvents();
    private final SetupCode setup;
    private final Phases phases;
    private final Transitions transitions;
    private final RecordedReads recorded = new RecordedReads();
    private final Registration registration;
    private final Supplier<Parts> parts;
    private final Map<String, WebFile> webFiles;
    private HashWork work;
    private Accounts accounts;
    private HttpServer server;
    private String accessToken;
    private volatile Duration clockError = Duration.ZERO;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private RunningServer(TestDatabase test, HttpSettings settings, Map<String, WebFile> webFiles) throws IOException {
        this(test, settings, webFiles, Registration.OPEN);
    }

    private RunningServer(
            TestDatabase test, HttpSettings settings, Map<String, WebFile> webFiles, Registration registration)
            throws IOException {
        this.test = test;
        this.registration = registration;
        this.webFiles = webFiles;
        var database = test.database();
        var coldpreviews = new Coldpreviews(folder("coldpreviews"));
        var maker = new ColdpreviewMaker(database, SharedReading.RENDERER, coldpreviews, folder("maker"));
        this.imports =
                new ImportQueue(database, SharedReading.PICTURES, maker, events, folder("data"), folder("imports"));
        imports.start();
        this.phases = new Phases(database, folder("config").resolve("multiuser.json"));
        this.transitions = new Transitions(
                database, test.location(), directory(), phases, recorded, List.of("/bin/false"), false, true);
        phases.onChange(standing -> imports.librariesChanged());
        this.setup = SetupCode.create(test.folder().resolve("setup.code"));
        this.accounts = accounts(this::now);
        var uploads = new Uploads(test.requests(), imports, folder("data/storages"));
        var forms = folder("uploads");
        this.parts = () -> new Parts(
                settings,
                test.requests(),
                database,
                accounts,
                registration,
                phases,
                transitions,
                recorded,
                SharedReading.RENDERER,
                coldpreviews,
                maker,
                imports,
                uploads,
                events,
                forms,
                OPERATOR_CODE::equals,
                new Actions());
        this.server = new HttpServer(parts.get(), webFiles);
        server.start();
    }

    private Accounts accounts(InstantSource clock) {
        work = new HashWork();
        return work.accounts(
                test.requests(),
                SigningKeys.openFile(test.folder().resolve("keys.json")),
                new AccountSettings(registration),
                setup,
                clock);
    }

    /** Another server on the same database and keys, at another port. */
    void restart() {
        server.close();
        accounts.close();
        accounts = accounts(this::now);
        server = new HttpServer(parts.get(), webFiles);
        server.start();
    }

    private Instant now() {
        return Instant.now().plus(clockError);
    }

    /** Has the clock by which people are signed in go wrong by so much. */
    void misplaceClock(Duration ahead) {
        clockError = ahead;
    }

    /** Moves what is written down of times in the trash so much farther back, as if it had passed since. */
    void letPass(Duration time) {
        test.database().write(tx -> {
            for (var column : List.of(PHOTOS.TRASHED_AT, PUT_AWAY_TIMES.PUT_AWAY_AT, PUT_AWAY_TIMES.RETURNED_AT)) {
                var table = column.getTable();
                var id = table.field("id", Long.class);
                tx.select(id, column)
                        .from(table)
                        .where(column.isNotNull())
                        .fetch()
                        .forEach(row -> tx.update(table)
                                .set(column, row.value2().minus(time))
                                .where(id.eq(row.value1()))
                                .execute());
            }
            return tx;
        });
    }

    /** How often a password was hashed since the start. */
    long hashes() {
        return work.done();
    }

    /** What the accounts would have answered some time ago. */
    <T> T accountsAgo(Duration time, Function<Accounts, T> request) {
        var then = Instant.now().minus(time);
        var present = work;
        try (var past = accounts(() -> then)) {
            return request.apply(past);
        } finally {
            work = present;
        }
    }

    /** Where reports of rehearsals and backups lie. */
    DataDirectory directory() {
        return DataDirectory.open(test.folder().resolve("data"));
    }

    /** Brings the database to a tenancy level; the phase stays. */
    void moveTenancy(int level) {
        test.database().write(tx -> {
            new Schema(test.database()).moveTenancy(tx, level);
            return level;
        });
    }

    /** Brings the server to a phase, without the rules of the way there. */
    void moveTo(Phase phase) {
        test.database().write(tx -> {
            if (phase.isAtLeast(Phase.FOUNDATION)) {
                new Schema(test.database()).moveTenancy(tx, 1);
            }
            return tx.update(SERVER_STATE)
                    .set(SERVER_STATE.PHASE, phase.number())
                    .set(SERVER_STATE.EPOCH, SERVER_STATE.EPOCH.plus(1))
                    .execute();
        });
    }

    /** What the command line does with the library's own rooms is tested there; here it is only carried. */
    private static final class Actions implements OperatorActions {
        @Override
        public Map<String, ?> check(boolean deep) {
            return Map.of("deep", deep);
        }

        @Override
        public Map<String, ?> roots() {
            return Map.of("roots", List.of());
        }

        @Override
        public Map<String, ?> watch(String path, boolean watched) {
            throw new LibraryException.Rejected("There is no such folder: " + path);
        }

        @Override
        public Map<String, ?> backups() {
            return Map.of("backups", List.of());
        }

        @Override
        public Map<String, ?> createBackup() {
            throw new RefusedException("There is no room for a backup.");
        }
    }

    static RunningServer on(Engine engine) {
        return with(engine, new HttpSettings("127.0.0.1", 0, List.of(), List.of(), TrustedProxies.NONE, false));
    }

    /** @param test closed with the server */
    static RunningServer on(TestDatabase test) throws IOException {
        return new RunningServer(
                test, new HttpSettings("127.0.0.1", 0, List.of(), List.of(), TrustedProxies.NONE, false), WEB_FILES);
    }

    static RunningServer with(Registration registration, Engine engine) {
        try {
            return new RunningServer(
                    TestDatabase.withTwoRoles(engine),
                    new HttpSettings("127.0.0.1", 0, List.of(), List.of(), TrustedProxies.NONE, false),
                    WEB_FILES,
                    registration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RunningServer with(Engine engine, HttpSettings settings) {
        return with(engine, settings, WEB_FILES);
    }

    static RunningServer with(Engine engine, HttpSettings settings, Map<String, WebFile> webFiles) {
        try {
            return new RunningServer(TestDatabase.withTwoRoles(engine), settings, webFiles);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder that lives as long as the server. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(test.folder().toRealPath().resolve(name));
    }

    TestDatabase test() {
        return test;
    }

    Phases phases() {
        return phases;
    }

    Accounts accounts() {
        return accounts;
    }

    /** The one-time code for the first admin. */
    String setupCode() {
        return setup.text();
    }

    JobEvents events() {
        return events;
    }

    /** The table that the server was made with. */
    List<Route> routes() {
        return server.routes();
    }

    int port() {
        return server.port();
    }

    /** A client without an account. */
    Client client() {
        return new Client(http, server.port());
    }

    /** A client with an account, which is made when it is first asked for; signed in anew where a test has ended that. */
    Client member() {
        var visitor = new Visitor("127.0.0.1", null);
        if (accessToken == null) {
            accounts.register(new NewAccount("kari", "kari@example.org", null, PASSWORD, null), visitor);
        }
        if (accessToken == null || !isGood(accessToken)) {
            accessToken = accounts.signIn("kari", PASSWORD, visitor).accessToken();
        }
        return client().with("Authorization", "Bearer " + accessToken);
    }

    /** A client with another account, which is made now. */
    Client member(String name) {
        accounts.register(
                new NewAccount(name, name + "@example.org", null, PASSWORD, null), new Visitor("127.0.0.1", null));
        return signIn(name);
    }

    private Client signIn(String name) {
        var tokens = accounts.signIn(name, PASSWORD, new Visitor("127.0.0.1", null));
        return client().with("Authorization", "Bearer " + tokens.accessToken());
    }

    /** The account of {@link #addAdmin}, signed in. */
    Client admin() {
        return signIn("ada");
    }

    /** The account of {@link #member}. */
    long memberId() {
        return member().get("/api/v1/auth/me").json().get("id").longValue();
    }

    /** Whether somebody is signed in with the token, and for the library that they see now. */
    private boolean isGood(String token) {
        var credential = accounts.examine(token, null);
        return test.database().read(tx -> {
            var standing = Standing.read(tx);
            return credential instanceof Credential.AccessToken said
                    && !standing.isOtherView(said.user(), said.epoch())
                    && accounts.resolve(tx, standing, credential).isPresent();
        });
    }

    /** Somebody has to look after accounts before all must sign in. */
    void addAdmin() {
        if (!test.database().read(Accounts::overview).hasAdmin()) {
            accounts.add(
                    new Actor.Operator(),
                    new NewAccount("ada", "ada@example.org", null, PASSWORD, null),
                    Role.ADMIN,
                    false);
        }
    }

    /** Removes all rows that tests make. */
    void emptyLibrary() {
        var tables = List.of(
                PHOTOS,
                HOTPREVIEWS,
                COLDPREVIEWS,
                IMPORT_SESSIONS,
                FILE_STORAGES,
                AUTHORS,
                LIBRARY_ROOTS,
                REMOVED_FILES,
                UPLOADS,
                LIBRARY_COUNTS,
                JOBS);
        test.database()
                .write(tx -> tables.stream()
                        .mapToInt(table -> tx.deleteFrom(table).execute())
                        .sum());
    }

    /** Stops only the server, as a test of its end needs it. */
    void closeServer() {
        server.close();
    }

    @Override
    public void close() throws IOException {
        // A server that stops waits a second for connections that a client keeps open.
        http.shutdownNow();
        server.close();
        transitions.close();
        accounts.close();
        imports.close();
        test.close();
    }
}
