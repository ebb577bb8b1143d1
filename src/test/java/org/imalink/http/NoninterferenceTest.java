package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imalink.access.Phase;
import org.imalink.account.Actor;
import org.imalink.database.Engine;
import org.imalink.transition.Unclaimed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where people have libraries of their own, nobody can tell whether there is anybody else: of two servers on which somebody
 * does the same, all answers to them are the same, whatever other people do on one of the two meanwhile.
 */
class NoninterferenceTest {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final boolean FULL = "full".equals(System.getProperty("imalink.counts"));
    private static final int ACTIONS = 24;
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    /** What a reading route is asked for: paths with queries, and bodies after a space where it takes one. */
    private static final Map<String, Function<RandomPerson, Stream<String>>> READS = Map.ofEntries(
            Map.entry("GET /health", fixed("/health")),
            Map.entry("GET /health/ready", fixed("/health/ready")),
            Map.entry("GET /openapi.json", fixed("/openapi.json")),
            Map.entry("GET /api/v1/debug/status", fixed("/api/v1/debug/status")),
            Map.entry("GET /docs", fixed("/docs")),
            Map.entry("GET /docs/{file}", fixed("/docs/none.js")),
            Map.entry("GET /redoc", fixed("/redoc")),
            Map.entry("GET /api/v1/multiuser/status", fixed("/api/v1/multiuser/status")),
            Map.entry(
                    "GET /api/v1/photos/",
                    person -> Stream.concat(
                            Stream.of("/api/v1/photos/?limit=1000", "/api/v1/photos/?offset=1&limit=2"),
                            person.ids("authors").stream().map(id -> "/api/v1/photos/?author_id=" + id))),
            Map.entry(
                    "POST /api/v1/photos/search",
                    person -> Stream.concat(
                                    Stream.of(
                                            "{}",
                                            "{\"rating_min\":3}",
                                            "{\"has_raw\":true}",
                                            "{\"sort_by\":\"created_at\",\"limit\":2}",
                                            "{\"taken_after\":\"2021-01-01T00:00:00\"}"),
                                    RandomPerson.WORDS.stream()
                                            .flatMap(word -> Stream.of(
                                                    "{\"q\":\"" + word + "\"}", "{\"tags\":[\"" + word + "\"]}")))
                            .map(body -> "/api/v1/photos/search " + body)),
            Map.entry("GET /api/v1/photos/{hothash}", photos("/api/v1/photos/%s")),
            Map.entry("GET /api/v1/photos/{hothash}/hotpreview", photos("/api/v1/photos/%s/hotpreview")),
            Map.entry("GET /api/v1/photos/{hothash}/coldpreview", photos("/api/v1/photos/%s/coldpreview")),
            Map.entry("GET /api/v1/photos/{hothash}/details", photos("/api/v1/photos/%s/details")),
            Map.entry("GET /api/v1/photos/{hothash}/contributors", photos("/api/v1/photos/%s/contributors")),
            Map.entry("GET /api/v1/photos/{hothash}/original", photos("/api/v1/photos/%s/original")),
            Map.entry("HEAD /api/v1/photos/{hothash}/original", photos("/api/v1/photos/%s/original")),
            Map.entry("GET /api/v1/timeline", fixed("/api/v1/timeline")),
            Map.entry(
                    "GET /api/v1/timeline/{month}",
                    fixed(
                            "/api/v1/timeline/2020-07",
                            "/api/v1/timeline/2021-07",
                            "/api/v1/timeline/1999-01",
                            "/api/v1/timeline/undated")),
            Map.entry(
                    "GET /api/v1/search",
                    person -> Stream.of(
                                    Stream.of(
                                            "",
                                            "&rating_min=2",
                                            "&kind=raw",
                                            "&sort=oldest&limit=2",
                                            "&taken_to=2020-12-31T00:00:00"),
                                    RandomPerson.WORDS.stream()
                                            .flatMap(word -> Stream.of("&q=" + word, "&tag=" + word)),
                                    person.ids("authors").stream().map(id -> "&author_id=" + id),
                                    person.ids("import_sessions").stream().map(id -> "&import_session_id=" + id))
                            .flatMap(Function.identity())
                            .map(query ->
                                    "/api/v1/search?facet=month&facet=author&facet=tag&facet=camera&facet=kind&facet=rating"
                                            + query)),
            Map.entry(
                    "GET /api/v1/search/suggestions",
                    person -> Stream.concat(Stream.of("", "s", "so", "k", "2020"), RandomPerson.WORDS.stream())
                            .map(typed -> "/api/v1/search/suggestions?q=" + typed)),
            Map.entry("GET /api/v1/trash", fixed("/api/v1/trash?limit=1000", "/api/v1/trash?offset=1&limit=1")),
            Map.entry("GET /api/v1/trash/{hothash}/hotpreview", photos("/api/v1/trash/%s/hotpreview")),
            Map.entry(
                    "GET /api/v1/image-files/",
                    fixed("/api/v1/image-files/?limit=1000", "/api/v1/image-files/?offset=1&limit=2")),
            Map.entry("GET /api/v1/image-files/{id}", each("image-files", "/api/v1/image-files/%d")),
            Map.entry(
                    "GET /api/v1/image-files/{id}/hotpreview",
                    each("image-files", "/api/v1/image-files/%d/hotpreview")),
            Map.entry(
                    "GET /api/v1/image-files/similar/{id}",
                    each("image-files", "/api/v1/image-files/similar/%d?threshold=2&limit=3")),
            Map.entry(
                    "GET /api/v1/image-files/{id}/storage-info",
                    each("image-files", "/api/v1/image-files/%d/storage-info")),
            Map.entry("GET /api/v1/authors/", fixed("/api/v1/authors/?limit=1000", "/api/v1/authors/?limit=1")),
            Map.entry("GET /api/v1/authors/{id}", each("authors", "/api/v1/authors/%d")),
            Map.entry(
                    "GET /api/v1/import_sessions/",
                    fixed("/api/v1/import_sessions/?limit=1000", "/api/v1/import_sessions/?limit=1")),
            Map.entry("GET /api/v1/import_sessions/{id}", each("import_sessions", "/api/v1/import_sessions/%d")),
            Map.entry("GET /api/v1/file-storage/", fixed("/api/v1/file-storage/")),
            Map.entry(
                    "GET /api/v1/file-storage/{uuid}",
                    person -> storages(person).map(uuid -> "/api/v1/file-storage/" + uuid)),
            Map.entry("GET /api/v1/jobs", fixed("/api/v1/jobs", "/api/v1/jobs?limit=2")),
            Map.entry("GET /api/v1/jobs/contributors", fixed("/api/v1/jobs/contributors?limit=1000")),
            Map.entry("GET /api/v1/jobs/{id}", person -> jobs(person).map(id -> "/api/v1/jobs/" + id)),
            Map.entry(
                    "GET /api/v1/jobs/{id}/results",
                    person -> jobs(person).map(id -> "/api/v1/jobs/" + id + "/results")),
            // Has no end; what is told on it is told by owner, in PutAwayLibraryTest and the contract of events.
            Map.entry("GET /api/v1/events", person -> Stream.of()),
            Map.entry("GET /api/v1/uploads/{uuid}", person -> person.uploads().stream()),
            Map.entry("GET /api/v1/auth/me", fixed("/api/v1/auth/me")),
            Map.entry("GET /api/v1/users/me", fixed("/api/v1/users/me")),
            Map.entry("GET /api/v1/users/me/sessions", fixed("/api/v1/users/me/sessions")));

    /** What has the numbers in the answers of a route, by the first word of its path; elsewhere it is that word. */
    private static final Map<String, String> KINDS = Map.of(
            "authors",
            "author",
            "import_sessions",
            "session",
            "image-files",
            "file",
            "jobs",
            "job",
            "imports",
            "job",
            "uploads",
            "job",
            "operator",
            "job",
            "auth",
            "users");

    @TempDir
    private static Path pictures;

    private static Function<RandomPerson, Stream<String>> fixed(String... paths) {
        return person -> Stream.of(paths);
    }

    /** Of all photos that anybody could have. */
    private static Function<RandomPerson, Stream<String>> photos(String path) {
        return person -> Stream.concat(
                        RandomPerson.PICTURES.stream().map(SampleLibrary::hothash),
                        person.client()
                                .get("/api/v1/photos/?limit=1000")
                                .json()
                                .get("data")
                                .valueStream()
                                .map(photo -> photo.get("hothash").stringValue()))
                .map(path::formatted);
    }

    /** Of everything that one has there. */
    private static Function<RandomPerson, Stream<String>> each(String list, String path) {
        return person -> person.ids(list).stream().map(path::formatted);
    }

    private static Stream<String> storages(RandomPerson person) {
        return person.client()
                .get("/api/v1/file-storage/")
                .json()
                .at("/data/storages")
                .valueStream()
                .map(storage -> storage.get("storage_uuid").stringValue());
    }

    private static Stream<Long> jobs(RandomPerson person) {
        return person.client()
                .get("/api/v1/jobs?limit=1000")
                .json()
                .get("jobs")
                .valueStream()
                .map(job -> job.get("id").longValue());
    }

    @BeforeAll
    static void drawPictures() throws IOException {
        pictures = pictures.toRealPath();
        for (int number = 0; number < 2; number++) {
            var file = Files.write(pictures.resolve(number + ".jpg"), DrawnPicture.jpeg(330 - number, 220));
            Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
        }
    }

    /** A server, who does the same on both, and all that they were answered. */
    private static final class World implements AutoCloseable {
        private final RunningServer server;
        private final boolean hasOthers;
        private final AnswerMask mask;
        private final List<String> answers = new ArrayList<>();
        private final List<RandomPerson> people = new ArrayList<>();
        private final List<RandomPerson> others = new ArrayList<>();

        World(Engine engine, boolean hasOthers) throws IOException {
            this.server = RunningServer.on(engine);
            this.hasOthers = hasOthers;
            this.mask = new AnswerMask(server.folder("").toString());
            server.phases().advance(OPERATOR, Phase.SCOPED);
        }

        private RandomPerson person(String name, Client client, int seed, boolean isHeard) {
            var operator = server.client().with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE);
            return new RandomPerson(name, client, operator, new Random(seed), pictures, reply -> {
                if (isHeard) {
                    hear("write", reply);
                }
            });
        }

        void addPeople(int seed, boolean haveAccounts) {
            if (hasOthers) {
                others.add(person("other" + seed, server.member("other" + seed), -seed, false));
            }
            people.add(
                    haveAccounts
                            ? person("member" + seed, server.member("member" + seed), seed, true)
                            : person("", server.client(), seed, true));
        }

        void live(int actions) {
            var chance = new Random(actions);
            if (hasOthers) {
                others.getLast().importFolder();
            }
            people.getLast().importFolder();
            for (int action = 0; action < actions; action++) {
                people.getLast().act();
                for (int other = 0; hasOthers && other < chance.nextInt(3); other++) {
                    others.get(chance.nextInt(others.size())).act();
                }
            }
        }

        /** Everything that the newest of the people can read. */
        void readAll() {
            var person = people.getLast();
            photos("/api/v1/photos/%s/coldpreview")
                    .apply(person)
                    .forEach(path -> person.client().get(path)); // which makes those that are missing
            for (var route : server.routes()) {
                if (route.effect() == Effect.READ && isForPeople(route.caller())) {
                    var name = route.method() + " " + route.path().template();
                    assertThat(READS).as("What is asked of a route").containsKey(name);
                    READS.get(name).apply(person).forEach(asked -> hear(name, ask(person, route, asked)));
                }
            }
        }

        private static boolean isForPeople(Caller caller) {
            return switch (caller) {
                case EVERYONE, VIEWER, SIGNED_IN, IMPORTER, SIGN_IN, SIGN_OUT -> true;
                case STEWARD, FOUNDER, OPERATOR -> false;
            };
        }

        private static Client.Reply ask(RandomPerson person, Route route, String asked) {
            var words = asked.split(" ", 2);
            return words.length == 2
                    ? person.client().post(words[0], words[1])
                    : person.client().send(route.method(), asked, BodyPublishers.noBody());
        }

        private void hear(String what, Client.Reply reply) {
            var path = reply.response().uri().getPath();
            var kind = path.endsWith("/me/sessions") ? "sign-in" : path.replaceFirst("/api/v1/([a-z_-]+).*", "$1");
            answers.add(what + ": " + mask.text(KINDS.getOrDefault(kind, kind), reply));
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void nobody_can_tell_whether_there_is_anybody_else(Engine engine) throws Exception {
        int seeds = FULL ? 60 : engine == Engine.SQLITE ? 2 : 1;
        try (var alone = new World(engine, false);
                var among = new World(engine, true)) {
            var worlds = List.of(alone, among);
            for (int seed = 0; seed < seeds; seed++) {
                for (var world : worlds) {
                    world.addPeople(seed, seed > 0 || seeds == 1); // one has none, where there are several
                    world.live(ACTIONS);
                    world.readAll();
                }
                assertSame(alone, among);
            }
            for (var world : worlds) {
                world.server.addAdmin();
                world.server.phases().advance(OPERATOR, Phase.ACTIVE, Unclaimed.LEAVE);
                world.live(ACTIONS / 2);
                world.readAll();
            }
            assertSame(alone, among);
        }
    }

    private static void assertSame(World alone, World among) {
        assertThat(among.answers).isNotEmpty();
        IntStream.range(0, Math.min(alone.answers.size(), among.answers.size()))
                .forEach(answer -> assertThat(among.answers.get(answer)).isEqualTo(alone.answers.get(answer)));
        assertThat(among.answers).hasSameSizeAs(alone.answers);
    }
}
