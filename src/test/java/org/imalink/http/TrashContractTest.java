package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertInvalid;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrashContractTest extends Contract {
    @Test
    void every_route_answers_for_a_photo_in_the_trash_as_for_a_missing_one() {
        var hothash = library.addPhoto("a");
        var file = client.get("/api/v1/image-files/").json().get("data").get(0).get("id");
        var none = SampleLibrary.hothash("never there");
        put(hothash);
        for (var path : List.of("", "/hotpreview", "/coldpreview", "/details", "/original")) {
            assertSame(
                    client.get("/api/v1/photos/" + hothash + path),
                    client.get("/api/v1/photos/" + none + path),
                    hothash,
                    none);
        }
        assertSame(
                client.put("/api/v1/photos/" + hothash, "{\"rating\":1}"),
                client.put("/api/v1/photos/" + none, "{\"rating\":1}"),
                hothash,
                none);
        assertSame(client.delete("/api/v1/photos/" + hothash), client.delete("/api/v1/photos/" + none), hothash, none);
        for (var path : List.of("", "/hotpreview", "/storage-info")) {
            assertThat(client.get("/api/v1/image-files/" + file + path).status())
                    .isEqualTo(404);
        }
        assertThat(client.get("/api/v1/image-files/similar/" + file).status()).isEqualTo(404);
        assertThat(client.put("/api/v1/image-files/" + file + "/storage-info", "{\"local_storage_info\":{}}")
                        .status())
                .isEqualTo(404);
    }

    private static void assertSame(Client.Reply trashed, Client.Reply missing, String hothash, String none) {
        assertThat(trashed.status()).isEqualTo(404);
        assertThat(trashed.text()).isEqualTo(missing.text().replace(none, hothash));
    }

    @Test
    void no_list_and_no_count_has_a_photo_in_the_trash() {
        long session = library.addSession("s");
        var hothash = library.addPhotoTaken("a", "2024-07-01 00:00:00");
        library.addFile("a2.jpg", "a", "\"import_session_id\":" + session);
        library.edit(hothash, "{\"tags\":[\"sommer\"],\"rating\":5}");
        put(hothash);
        assertThat(client.get("/api/v1/photos/").json().get("meta").get("total").longValue())
                .isZero();
        for (var body : List.of("{}", "{\"rating_min\":1}", "{\"tags\":[\"sommer\"]}")) {
            var found = client.post("/api/v1/photos/search", body).json();
            assertThat(found.get("data")).isEmpty();
            assertThat(found.get("meta").get("total").longValue()).isZero();
        }
        for (var query : List.of("", "?q=sommer", "?tag=sommer", "?facet=tag&facet=month")) {
            var found = client.get("/api/v1/search" + query).json();
            assertThat(found.get("total").longValue()).isZero();
            assertThat(found.get("hothash")).isEmpty();
        }
        assertThat(client.get("/api/v1/search/suggestions?q=som").text()).isEqualTo("{\"suggestions\":[]}");
        assertThat(client.get("/api/v1/timeline").text()).isEqualTo("{\"total\":0,\"months\":[]}");
        assertThat(client.get("/api/v1/timeline/2024-07").json().get("hothash")).isEmpty();
        assertThat(client.get("/api/v1/image-files/").json().get("data")).isEmpty();
        assertThat(client.get("/api/v1/import_sessions/" + session)
                        .json()
                        .get("images_count")
                        .longValue())
                .isZero();
        restore(hothash);
        assertThat(client.get("/api/v1/search?q=sommer").json().get("total").longValue())
                .isEqualTo(1);
        assertThat(client.get("/api/v1/import_sessions/" + session)
                        .json()
                        .get("images_count")
                        .longValue())
                .isEqualTo(1);
    }

    @Test
    void the_trash_is_listed_in_columns_what_was_thrown_away_last_first() {
        var exif = "{\"date_taken\":\"2024-07-02 10:00:00\",\"image_info\":{\"width\":3,\"height\":2}}";
        var first = library.addPhoto("a", exif);
        var second = library.addPhoto("b");
        put(first);
        put(second);
        var page = client.get("/api/v1/trash").json();
        assertThat(page.get("total").longValue()).isEqualTo(2);
        assertThat(page.get("hothash").toString()).isEqualTo("[\"" + second + "\",\"" + first + "\"]");
        assertThat(page.get("width").toString()).isEqualTo("[null,3]");
        assertThat(page.get("taken_at").toString()).isEqualTo("[null,\"2024-07-02T10:00:00\"]");
        assertThat(page.get("kind").toString()).isEqualTo("[\"image\",\"image\"]");
        var trashedAt =
                java.time.LocalDateTime.parse(page.get("trashed_at").get(0).stringValue());
        assertThat(java.time.LocalDateTime.parse(page.get("ends_at").get(0).stringValue()))
                .isEqualTo(trashedAt.plusDays(30));
        var rest = client.get("/api/v1/trash?offset=1&limit=1").json();
        assertThat(rest.get("total").longValue()).isEqualTo(2);
        assertThat(rest.get("hothash").toString()).isEqualTo("[\"" + first + "\"]");
    }

    @Test
    void only_the_trash_shows_the_preview_of_a_photo_in_it() {
        var hothash = library.addPhoto("a");
        assertThat(client.get("/api/v1/trash/" + hothash + "/hotpreview").status())
                .isEqualTo(404);
        put(hothash);
        var preview = client.get("/api/v1/trash/" + hothash + "/hotpreview");
        assertThat(preview.bytes()).isEqualTo(SampleLibrary.hotpreview("a"));
        assertThat(preview.header("Cache-Control")).contains("immutable");
    }

    @Test
    void moving_is_idempotent_and_tells_what_is_unknown() {
        var hothash = library.addPhoto("a");
        var both = body(hothash, "unknown");
        for (int time = 0; time < 2; time++) {
            assertThat(client.post("/api/v1/trash", both).text())
                    .isEqualTo("{\"trashed\":[\"" + hothash + "\"],\"unknown\":[\"unknown\"]}");
        }
        for (int time = 0; time < 2; time++) {
            assertThat(client.post("/api/v1/trash/restore", both).text())
                    .isEqualTo("{\"restored\":[\"" + hothash + "\"],\"unknown\":[\"unknown\"]}");
        }
        assertThat(client.post("/api/v1/trash/delete", both).text())
                .isEqualTo("{\"deleted\":[],\"unknown\":[\"" + hothash + "\",\"unknown\"]}");
        put(hothash);
        assertThat(client.post("/api/v1/trash/delete", both).text())
                .isEqualTo("{\"deleted\":[\"" + hothash + "\"],\"unknown\":[\"unknown\"]}");
        assertThat(client.get("/api/v1/trash").json().get("total").longValue()).isZero();
        assertThat(client.post("/api/v1/trash/restore", both).json().get("restored"))
                .isEmpty();
    }

    @Test
    void emptying_deletes_what_is_in_the_trash_and_nothing_else() {
        put(library.addPhoto("a"), library.addPhoto("b"));
        var live = library.addPhoto("c");
        assertThat(client.post("/api/v1/trash/empty", "{}").text()).isEqualTo("{\"deleted\":2}");
        assertThat(client.post("/api/v1/trash/empty", "{}").text()).isEqualTo("{\"deleted\":0}");
        assertThat(client.get("/api/v1/trash").json().get("total").longValue()).isZero();
        assertThat(client.get("/api/v1/photos/" + live).status()).isEqualTo(200);
    }

    @Test
    void a_file_with_the_preview_of_a_photo_in_the_trash_brings_it_back() {
        var hothash = library.addPhoto("a");
        library.edit(hothash, "{\"title\":\"Kept\"}");
        long id = client.get("/api/v1/photos/" + hothash)
                .json()
                .get("files")
                .get(0)
                .get("id")
                .longValue();
        put(hothash);
        library.addFile("copy.jpg", "a", "");
        var photo = client.get("/api/v1/photos/" + hothash).json();
        assertThat(photo.get("title").stringValue()).isEqualTo("Kept");
        assertThat(photo.get("files")).hasSize(2);
        assertThat(photo.get("files").get(0).get("id").longValue()).isEqualTo(id);
        assertThat(client.get("/api/v1/search?q=copy").json().get("total").longValue())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/restore", "/delete"})
    void at_least_one_photo_must_be_named(String route) {
        assertInvalid(client.post("/api/v1/trash" + route, "{\"hothashes\":[]}"), "too_short", "body", "hothashes");
    }

    private void put(String... hothashes) {
        assertThat(client.post("/api/v1/trash", body(hothashes)).status()).isEqualTo(200);
    }

    private void restore(String... hothashes) {
        assertThat(client.post("/api/v1/trash/restore", body(hothashes)).status())
                .isEqualTo(200);
    }

    private static String body(String... hothashes) {
        return List.of(hothashes).stream()
                .map(hothash -> "\"" + hothash + "\"")
                .collect(Collectors.joining(",", "{\"hothashes\":[", "]}"));
    }
}
