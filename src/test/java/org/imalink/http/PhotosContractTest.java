package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertError;
import static org.imalink.http.Replies.assertInvalid;
import static org.imalink.http.Replies.assertSuccess;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotosContractTest extends Contract {
    private static final String PHOTOS = "/api/v1/photos/";
    private static final String MISSING = "0".repeat(64);

    @Test
    void a_photo_has_exactly_the_fields_that_strict_clients_know() {
        var photo = client.get(PHOTOS + library.addPhoto("a")).json();
        assertThat(Replies.names(photo))
                .containsExactly(
                        "hothash",
                        "hotpreview",
                        "width",
                        "height",
                        "coldpreview_path",
                        "coldpreview_width",
                        "coldpreview_height",
                        "coldpreview_size",
                        "taken_at",
                        "gps_latitude",
                        "gps_longitude",
                        "title",
                        "description",
                        "tags",
                        "rating",
                        "created_at",
                        "updated_at",
                        "author",
                        "author_id",
                        "import_sessions",
                        "first_imported",
                        "last_imported",
                        "has_gps",
                        "has_raw_companion",
                        "primary_filename",
                        "files");
        assertThat(Replies.names(photo.get("files").get(0)))
                .containsExactly("id", "filename", "file_format", "file_size");
    }

    @Test
    void a_photo_tells_what_its_files_brought() {
        long session = library.addSession("Ferie");
        var exif = "{\"date_taken\":\"2024-04-27 10:30:15\",\"gps\":{\"latitude\":59.9,\"longitude\":10.7},"
                + "\"image_info\":{\"width\":4000,\"height\":3000}}";
        library.addFile(
                "a.DNG", "a", "\"exif_dict\":" + exif + ",\"file_size\":25000000,\"import_session_id\":" + session);
        library.addFile("a.jpeg", "a", "\"import_session_id\":" + session);
        library.addFile("a", "a", "\"import_session_id\":99");
        var photo = client.get(PHOTOS + SampleLibrary.hothash("a")).json();
        assertThat(photo.get("hotpreview").stringValue()).isEqualTo(SampleLibrary.base64("a"));
        assertThat(photo.get("taken_at").stringValue()).isEqualTo("2024-04-27T10:30:15");
        assertThat(photo.get("gps_latitude").doubleValue()).isEqualTo(59.9);
        assertThat(photo.get("has_gps").booleanValue()).isTrue();
        assertThat(photo.get("width").intValue()).isEqualTo(4000);
        assertThat(photo.get("has_raw_companion").booleanValue()).isTrue();
        assertThat(photo.get("primary_filename").stringValue()).isEqualTo("a.jpeg");
        assertThat(photo.get("import_sessions").toString()).isEqualTo("[" + session + ",99]");
        assertThat(photo.get("tags").toString()).isEqualTo("[]");
        assertThat(Replies.texts(photo.get("files"), "file_format")).containsExactly("raw", "jpeg", "unknown");
        assertThat(photo.get("files").get(0).get("file_size").longValue()).isEqualTo(25_000_000);
        assertThat(photo.get("first_imported").stringValue())
                .isLessThanOrEqualTo(photo.get("last_imported").stringValue());
    }

    @Test
    void photos_are_listed_newest_first_and_those_without_a_date_last() {
        library.addPhotoTaken("old", "2020-01-01 12:00:00");
        library.addPhoto("undated");
        library.addPhotoTaken("new", "2024-01-01 12:00:00");
        library.addPhotoTaken("same", "2024-01-01 12:00:00");
        var page = client.get(PHOTOS).json();
        assertThat(Replies.texts(page.get("data"), "primary_filename"))
                .containsExactly("same.jpg", "new.jpg", "old.jpg", "undated.jpg");
        assertThat(page.get("meta"))
                .isEqualTo(Json.read("{\"total\":4,\"offset\":0,\"limit\":100,\"page\":1,\"pages\":1}"));
        assertThat(Replies.names(page)).containsExactly("data", "meta", "links");
        assertThat(page.get("links").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0,2,1,2,2",
        "2,2,2,2,1",
        "4,2,3,2,0",
        "1,2,1,2,2",
        "0,1,1,3,1",
        "9223372036854775807,1000,9223372036854776,1,0"
    })
    void pages_are_counted_from_their_offset(long offset, int limit, long page, int pages, int rows) {
        for (var seed : new String[] {"a", "b", "c"}) {
            library.addPhoto(seed);
        }
        var body = client.get(PHOTOS + "?offset=" + offset + "&limit=" + limit).json();
        assertThat(body.get("meta").get("page").longValue()).isEqualTo(page);
        assertThat(body.get("meta").get("pages").intValue()).isEqualTo(pages);
        assertThat(body.get("data").size()).isEqualTo(rows);
    }

    @Test
    void an_empty_library_has_no_pages() {
        assertThat(client.get(PHOTOS).text())
                .isEqualTo(
                        "{\"data\":[],\"meta\":{\"total\":0,\"offset\":0,\"limit\":100,\"page\":1,\"pages\":0},\"links\":null}");
    }

    @Test
    void photos_can_be_listed_by_author_and_author_0_is_everybody() {
        long kari = library.addAuthor("Kari");
        var hothash = library.addPhoto("a");
        library.addPhoto("b");
        library.edit(hothash, "{\"author_id\":" + kari + "}");
        assertThat(client.get(PHOTOS + "?author_id=" + kari)
                        .json()
                        .get("meta")
                        .get("total")
                        .intValue())
                .isOne();
        assertThat(client.get(PHOTOS + "?author_id=0")
                        .json()
                        .get("meta")
                        .get("total")
                        .intValue())
                .isEqualTo(2);
        assertThat(client.get(PHOTOS + "?author_id=99")
                        .json()
                        .get("meta")
                        .get("total")
                        .intValue())
                .isZero();
    }

    @Test
    void a_photo_is_edited_and_null_leaves_as_it_is() {
        var hothash = library.addPhoto("a");
        long kari = library.addAuthor("Kari");
        var edited = library.edit(
                hothash,
                "{\"title\":\"Hytta\",\"description\":\"Ved sjøen\",\"tags\":[\"sommer\",\"Blå himmel\",\"a-b_c\"],\"rating\":\"4\",\"author_id\":"
                        + kari + "}");
        assertThat(edited.get("title").stringValue()).isEqualTo("Hytta");
        assertThat(edited.get("tags").toString()).isEqualTo("[\"sommer\",\"Blå himmel\",\"a-b_c\"]");
        assertThat(edited.get("rating").intValue()).isEqualTo(4);
        assertThat(edited.get("author").toString()).isEqualTo("{\"id\":" + kari + ",\"name\":\"Kari\"}");
        var same = library.edit(
                hothash, "{\"title\":null,\"description\":null,\"tags\":null,\"rating\":null,\"author_id\":null}");
        assertThat(same).isEqualTo(edited);
        assertThat(library.edit(hothash, "{}")).isEqualTo(edited);
        assertThat(library.edit(hothash, "{\"tags\":[]}").get("tags").toString())
                .isEqualTo("[]");
    }

    @Test
    void an_author_is_not_checked_and_one_who_is_missing_reads_as_none() {
        var edited = library.edit(library.addPhoto("a"), "{\"author_id\":99}");
        assertThat(edited.get("author_id").intValue()).isEqualTo(99);
        assertThat(edited.get("author").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"\"]|Empty tags are not allowed", "[\"  \"]|Empty tags are not allowed",
                "[\"a,b\"]|Tag 'a,b' contains invalid characters", "[\"a😀\"]|Tag 'a😀' contains invalid characters"
            })
    void tags_against_the_rules_are_refused_before_the_photo_is_looked_for(String tags, String detail) {
        assertError(client.put(PHOTOS + MISSING, "{\"tags\":" + tags + "}"), 400, detail);
        assertError(client.patch(PHOTOS + MISSING + "/details", "{\"tags\":" + tags + "}"), 400, detail);
    }

    @Test
    void tags_are_limited_in_number_and_length() {
        var hothash = library.addPhoto("a");
        var many = IntStream.rangeClosed(1, 21).mapToObj(n -> "\"t" + n + "\"").collect(Collectors.joining(","));
        assertError(
                client.put(PHOTOS + hothash, "{\"tags\":[" + many + "]}"), 400, "Maximum 20 tags allowed per photo");
        var longest = "x".repeat(51);
        assertError(
                client.put(PHOTOS + hothash, "{\"tags\":[\"" + longest + "\"]}"),
                400,
                "Tag '" + longest + "' is too long (max 50 characters)");
        assertThat(library.edit(hothash, "{\"tags\":[\"" + "å".repeat(50) + "\"]}")
                        .get("tags")
                        .size())
                .isOne();
    }

    @Test
    void wrong_values_are_told_with_their_place() {
        var path = PHOTOS + library.addPhoto("a");
        assertInvalid(client.put(path, "{\"title\":5}"), "string_type", "body", "title");
        assertInvalid(client.put(path, "{\"title\":\"" + "x".repeat(256) + "\"}"), "string_too_long", "body", "title");
        assertInvalid(client.put(path, "{\"tags\":\"x\"}"), "list_type", "body", "tags");
        assertInvalid(client.put(path, "{\"tags\":[\"a\",1]}"), "string_type", "body", "tags", 1);
        assertInvalid(client.put(path, "{\"rating\":6}"), "less_than_equal", "body", "rating");
        assertInvalid(client.put(path, "{\"rating\":-1}"), "greater_than_equal", "body", "rating");
        assertInvalid(client.put(path, "{\"rating\":4.5}"), "int_from_float", "body", "rating");
        assertInvalid(client.put(path, "{\"title\":\"a\\u0000b\"}"), "value_error", "body", "title");
        assertInvalid(client.put(path, "{\"description\":\"\\ud800\"}"), "string_unicode", "body", "description");
    }

    @Test
    void a_patch_changes_what_is_there_and_clears_what_is_null() {
        var hothash = library.addPhoto("a");
        library.edit(
                hothash, "{\"title\":\"Hytta\",\"description\":\"x\",\"tags\":[\"a\"],\"rating\":4,\"author_id\":9}");
        var details = PHOTOS + hothash + "/details";
        var patched = client.patch(details, "{\"title\":null,\"rating\":5}").json();
        assertThat(patched.get("title").isNull()).isTrue();
        assertThat(patched.get("rating").intValue()).isEqualTo(5);
        assertThat(patched.get("description").stringValue()).isEqualTo("x");
        var cleared = client.patch(details, "{\"description\":null,\"tags\":null,\"rating\":null,\"author_id\":null}")
                .json();
        assertThat(cleared.get("description").isNull()).isTrue();
        assertThat(cleared.get("tags").toString()).isEqualTo("[]");
        assertThat(cleared.get("rating").isNull()).isTrue();
        assertThat(cleared.get("author_id").isNull()).isTrue();
        assertThat(cleared).isEqualTo(client.get(PHOTOS + hothash).json());
    }

    @Test
    void a_deleted_photo_is_gone_with_its_files() {
        var hothash = library.addPhoto("a");
        assertSuccess(client.delete(PHOTOS + hothash), "Photo deleted successfully");
        assertError(client.get(PHOTOS + hothash), 404, "Photo with id " + hothash + " not found");
        assertThat(client.get("/api/v1/image-files/")
                        .json()
                        .get("meta")
                        .get("total")
                        .intValue())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "x",
                "..%2f..%2fetc",
                "%C3%A5",
                "search"
            })
    void a_missing_photo_is_told_by_what_was_asked_for(String id) {
        var decoded = java.net.URLDecoder.decode(id, java.nio.charset.StandardCharsets.UTF_8);
        var detail = "Photo with id " + decoded + " not found";
        assertError(client.get(PHOTOS + id), 404, detail);
        assertError(client.put(PHOTOS + id, "{}"), 404, detail);
        assertError(client.delete(PHOTOS + id), 404, detail);
        assertError(client.get(PHOTOS + id + "/details"), 404, detail);
        assertError(client.get(PHOTOS + id + "/hotpreview"), 404, "Hotpreview with id " + decoded + " not found");
    }

    @Test
    void a_hothash_is_compared_exactly() {
        var hothash = library.addPhoto("a");
        assertThat(client.get(PHOTOS + hothash.toUpperCase(java.util.Locale.ROOT))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_hotpreview_may_be_kept_for_ever_by_who_may_see_it() {
        var hothash = library.addPhoto("a");
        var reply = client.get(PHOTOS + hothash + "/hotpreview");
        assertThat(reply.bytes()).isEqualTo(SampleLibrary.hotpreview("a"));
        assertThat(reply.header("content-type")).isEqualTo("image/jpeg");
        assertThat(reply.header("content-disposition"))
                .isEqualTo("inline; filename=hotpreview_" + hothash.substring(0, 8) + ".jpg");
        assertThat(reply.header("cache-control")).isEqualTo("private, max-age=31536000, immutable");
        assertThat(reply.header("vary")).isEqualTo("Authorization, Cookie, Origin");
        assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
        var again = client.with("If-None-Match", reply.header("etag")).get(PHOTOS + hothash + "/hotpreview");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
        assertThat(again.header("etag")).isEqualTo(reply.header("etag"));
    }

    @Test
    void what_may_change_is_kept_only_by_asking_again() {
        library.addPhoto("a");
        var reply = client.get(PHOTOS);
        assertThat(reply.header("cache-control")).isEqualTo("private, no-cache");
        assertThat(reply.header("vary")).isEqualTo("Authorization, Cookie, Origin");
        var asking = client.with("If-None-Match", "W/\"x\", " + reply.header("etag"));
        assertThat(asking.get(PHOTOS).status()).isEqualTo(304);
        library.addPhoto("b");
        assertThat(asking.get(PHOTOS).status()).isEqualTo(200);
    }
}
