package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.imalink.database.Engine;
import org.imalink.ingest.legacy.Adoption;
import org.imalink.ingest.legacy.LegacyFile;
import org.imalink.ingest.legacy.LegacyGenerator;
import org.imalink.ingest.legacy.LegacyLibrary;
import org.imalink.ingest.legacy.LegacyShape;
import org.imalink.ingest.legacy.LegacySource;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * What the old server would have answered for a made-up library, and what this one answers after adopting it: once for each
 * engine, and once more for each test that changes something.
 */
@ParameterizedClass
@EnumSource(Engine.class)
class AdoptedLibraryContractTest {
    private static final int PHOTOS = "full".equals(System.getProperty("imalink.counts")) ? 600 : 90;
    private static final long SEED = 20261123;

    private static final LegacyLibrary LIBRARY = LegacyGenerator.library(SEED, PHOTOS);

    @TempDir
    private static Path old;

    /** Of the engine that comes now, for tests that only read. */
    private static RunningServer server;

    private final Engine engine;

    private final LegacyLibrary library = LIBRARY;
    private final LegacyAnswers answers = new LegacyAnswers(library);
    private Client client;

    AdoptedLibraryContractTest(Engine engine) {
        this.engine = engine;
    }

    @BeforeParameterizedClassInvocation
    static void adopt(Engine engine) throws IOException {
        server = adopted(engine);
    }

    private static RunningServer adopted(Engine engine) throws IOException {
        var server = RunningServer.on(engine);
        var data = DataDirectory.open(server.test().folder());
        var folder = Files.createTempDirectory(old, "library");
        var source = LegacySource.find(LegacyFile.write(folder, LegacyShape.CURRENT, LIBRARY), null, data.root());
        var report = new Adoption(server.test().database(), data).run(source, Progress.UNHEARD);
        assertThat(report.problems()).isEmpty();
        return server;
    }

    @BeforeEach
    void call() {
        client = server.client();
    }

    @AfterParameterizedClassInvocation
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void lists_of_photos_come_in_the_old_order_with_the_old_fields() {
        var expected = photos(each -> true);
        assertPages("/api/v1/photos/?", 40, expected.stream().map(answers::json).toList());
        assertPages(
                "/api/v1/photos/?author_id=4&",
                1000,
                photos(photo -> Objects.equals(photo.authorId(), 4L)).stream()
                        .map(answers::json)
                        .toList());
        for (var photo : expected) {
            assertThat(client.get("/api/v1/photos/" + photo.hothash()).json()).isEqualTo(tree(answers.json(photo)));
        }
    }

    @Test
    void searches_find_what_they_found() {
        assertFound("\"q\":\"fjell\"", photo -> has(photo, "fjell"));
        assertFound("\"q\":\"SOMMER\"", photo -> has(photo, "sommer"));
        assertFound("\"q\":\"o'hara\"", photo -> has(photo, "o'hara"));
        // Letters outside ASCII match now, which they did not in tags.
        assertFound("\"q\":\"BLÅBÆR\"", photo -> has(photo, "blåbær"));
        assertFound("\"tags\":[\"fjell\"]", photo -> photo.tags().stream().anyMatch(tag -> tag.contains("fjell")));
        assertFound(
                "\"tags\":[\"fje\",\"HYTTE\"]",
                photo -> photo.tags().contains("fjell") && photo.tags().contains("HYTTE"));
        assertFound(
                "\"rating_min\":2,\"rating_max\":4",
                photo -> photo.rating() != null && photo.rating() >= 2 && photo.rating() <= 4);
        assertFound("\"has_gps\":true", photo -> photo.latitude() != null && photo.longitude() != null);
        assertFound("\"author_id\":7", photo -> Objects.equals(photo.authorId(), 7L));
        assertFound(
                "\"taken_after\":\"2010-01-01T00:00:00\"",
                photo -> photo.takenAt() != null && photo.takenAt().getYear() >= 2010);
        assertFound(
                "\"has_raw\":true",
                photo -> library.filesOf(photo).stream().anyMatch(file -> LegacyAnswers.isRaw(file.filename())));
    }

    @Test
    void image_files_are_listed_newest_first_with_what_clients_noted() {
        var expected = library.files().reversed().stream().map(answers::json).toList();
        assertPages("/api/v1/image-files/?", 50, expected);
        for (var file : library.files()) {
            var path = "/api/v1/image-files/" + file.id();
            assertThat(client.get(path).json()).isEqualTo(tree(answers.json(file)));
            assertThat(client.get(path + "/hotpreview").bytes()).isEqualTo(file.hotpreview());
            var info = new LinkedHashMap<String, Object>();
            info.put("local_storage_info", file.localInfo());
            info.put("cloud_storage_info", file.cloudInfo());
            info.put("imported_info", file.importedInfo());
            info.put("imported_time", LegacyAnswers.text(file.importedTime()));
            assertThat(client.get("/api/v1/image-files/" + file.id() + "/storage-info")
                            .json())
                    .isEqualTo(tree(info));
        }
    }

    @Test
    void similar_files_are_those_whose_perceptual_hash_is_near() {
        int found = 0;
        for (var file : library.files()) {
            var near = client.get("/api/v1/image-files/similar/" + file.id() + "?threshold=4&limit=100")
                    .json();
            var distances = new ArrayList<Integer>();
            near.forEach(each -> distances.add(
                    distance(file.perceptualHash(), each.path("perceptual_hash").asString())));
            assertThat(distances).isSorted();
            var expected = library.files().stream()
                    .filter(other -> other.id() != file.id())
                    .map(other -> distance(file.perceptualHash(), other.perceptualHash()))
                    .filter(distance -> distance <= 4)
                    .sorted()
                    .limit(100)
                    .toList();
            assertThat(distances).isEqualTo(expected);
            assertThat(near.valueStream().map(each -> each.path("id").asLong()))
                    .doesNotHaveDuplicates()
                    .doesNotContain(file.id());
            found += near.size();
        }
        assertThat(found).isPositive();
    }

    @Test
    void previews_are_the_same_bytes() {
        for (var photo : library.photos()) {
            var hot = client.get("/api/v1/photos/" + photo.hothash() + "/hotpreview");
            var cold = client.get("/api/v1/photos/" + photo.hothash() + "/coldpreview");
            var preview = library.hotpreviewOf(photo);
            assertThat(hot.status()).isEqualTo(preview == null ? 404 : 200);
            assertThat(cold.status()).isEqualTo(photo.coldpreview() == null ? 404 : 200);
            if (preview != null) {
                assertThat(hot.bytes()).isEqualTo(preview);
            }
            if (photo.coldpreview() != null) {
                assertThat(cold.bytes()).isEqualTo(photo.coldpreview());
            }
        }
    }

    @Test
    void authors_sessions_and_storages_are_listed_as_they_were() {
        assertPages(
                "/api/v1/authors/?",
                4,
                library.authors().stream()
                        .sorted(Comparator.comparing(LegacyLibrary.Author::name))
                        .map(LegacyAnswers::json)
                        .toList());
        var sessions = new LinkedHashMap<String, Object>();
        sessions.put(
                "sessions",
                library.sessions().stream()
                        .sorted(Comparator.comparing(LegacyLibrary.Session::importedAt)
                                .reversed())
                        .map(answers::json)
                        .toList());
        sessions.put("total", library.sessions().size());
        assertThat(client.get("/api/v1/import_sessions/").json()).isEqualTo(tree(sessions));
        assertThat(client.get("/api/v1/file-storage/").json())
                .isEqualTo(tree(Map.of(
                        "success",
                        true,
                        "data",
                        Map.of(
                                "storages",
                                library.storages().stream()
                                        .map(LegacyAnswers::json)
                                        .toList(),
                                "total_count",
                                library.storages().size()))));
    }

    @Test
    void new_rows_get_ids_that_nothing_old_has_or_points_at() throws IOException {
        try (var own = adopted(engine)) {
            var samples = new SampleLibrary(own.client());

            assertThat(samples.addAuthor("Somebody new")).isGreaterThan(4711);
            assertThat(samples.addSession("Next")).isGreaterThan(1_760_000_500L);
            assertThat(samples.addFile("new.jpg", "new", "").get("id").longValue())
                    .isGreaterThan(library.files().getLast().id());
        }
    }

    @Test
    void a_lost_coldpreview_keeps_its_path_until_a_person_gives_another_or_deletes_it() throws IOException {
        var lost = library.photos().stream()
                .filter(photo -> photo.coldpreviewPath() != null && photo.coldpreview() == null)
                .findFirst()
                .orElseThrow();
        var path = "/api/v1/photos/" + lost.hothash();

        try (var own = adopted(engine)) {
            client = own.client();
            assertThat(client.get(path).json().path("coldpreview_path").asString())
                    .isEqualTo(lost.coldpreviewPath());
            assertThat(client.delete(path + "/coldpreview").status()).isEqualTo(200);
            assertThat(client.get(path).json().path("coldpreview_path").isNull())
                    .isTrue();
            assertThat(client.delete(path + "/coldpreview").status()).isEqualTo(404);
        }
    }

    private void assertFound(String condition, Predicate<LegacyLibrary.Photo> expected) {
        var photos = photos(expected);
        assertThat(photos)
                .as(condition)
                .isNotEmpty()
                .hasSizeLessThan(library.photos().size());
        assertThat(client.post("/api/v1/photos/search", "{" + condition + ",\"limit\":1000}")
                        .json()
                        .path("data"))
                .as(condition)
                .isEqualTo(tree(photos.stream().map(answers::json).toList()));
    }

    private void assertPages(String path, int limit, List<Map<String, Object>> expected) {
        assertThat(expected).isNotEmpty();
        for (int offset = 0; offset < expected.size(); offset += limit) {
            var meta = new LinkedHashMap<String, Object>();
            meta.put("total", expected.size());
            meta.put("offset", offset);
            meta.put("limit", limit);
            meta.put("page", offset / limit + 1);
            meta.put("pages", (expected.size() + limit - 1) / limit);
            var page = new LinkedHashMap<String, Object>();
            page.put("data", expected.subList(offset, Math.min(expected.size(), offset + limit)));
            page.put("meta", meta);
            page.put("links", null);
            assertThat(client.get(path + "offset=" + offset + "&limit=" + limit).json())
                    .isEqualTo(tree(page));
        }
    }

    private List<LegacyLibrary.Photo> photos(Predicate<LegacyLibrary.Photo> which) {
        return library.photos().stream()
                .filter(which)
                .sorted(Comparator.comparing(
                                LegacyLibrary.Photo::takenAt, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(LegacyLibrary.Photo::createdAt)
                        .reversed())
                .toList();
    }

    private static boolean has(LegacyLibrary.Photo photo, String word) {
        return Stream.concat(Stream.of(photo.title(), photo.description()), photo.tags().stream())
                .filter(Objects::nonNull)
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word));
    }

    private static int distance(String left, String right) {
        if (left == null || right == null || left.length() != 16 || right.length() != 16) {
            return Integer.MAX_VALUE;
        }
        return Long.bitCount(Long.parseUnsignedLong(left, 16) ^ Long.parseUnsignedLong(right, 16));
    }

    /** As it looks after it was sent. */
    private static JsonNode tree(Object expected) {
        return Json.read(tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(expected));
    }
}
