package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertError;
import static org.imalink.http.Replies.assertInvalid;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesContractTest extends Contract {
    private static final String FILES = "/api/v1/image-files/";

    @Test
    void a_file_is_added_with_all_that_clients_note() {
        var file = library.addFile(
                "IMG_0001.JPG",
                "a",
                "\"perceptual_hash\":\"00ff00ff00ff00ff\",\"file_size\":\"4000000\",\"import_session_id\":7,"
                        + "\"imported_info\":{\"from\":\"/media/card\"},\"local_storage_info\":{\"path\":\"/x\"},\"cloud_storage_info\":{}");
        assertThat(Replies.names(file))
                .containsExactly(
                        "id",
                        "photo_hothash",
                        "filename",
                        "file_size",
                        "has_hotpreview",
                        "perceptual_hash",
                        "import_session_id",
                        "imported_time",
                        "imported_info",
                        "local_storage_info",
                        "cloud_storage_info",
                        "file_format",
                        "file_path",
                        "original_filename",
                        "created_at",
                        "taken_at",
                        "width",
                        "height",
                        "gps_latitude",
                        "gps_longitude",
                        "has_gps",
                        "has_raw_companion");
        assertThat(file.get("photo_hothash").stringValue()).isEqualTo(SampleLibrary.hothash("a"));
        assertThat(file.get("perceptual_hash").stringValue()).isEqualTo("00ff00ff00ff00ff");
        assertThat(file.get("file_size").longValue()).isEqualTo(4_000_000);
        assertThat(file.get("file_format").stringValue()).isEqualTo("jpg");
        assertThat(file.get("original_filename").stringValue()).isEqualTo("IMG_0001.JPG");
        assertThat(file.get("imported_info").toString()).isEqualTo("{\"from\":\"/media/card\"}");
        assertThat(file.get("has_raw_companion").booleanValue()).isFalse();
        assertThat(client.get(FILES + file.get("id")).json()).isEqualTo(file);
    }

    @Test
    void a_known_preview_brings_another_file_to_its_photo_and_leaves_the_photo_alone() {
        library.addPhotoTaken("a", "2024-04-27 10:30:15");
        library.addFile("a.dng", "a", "\"exif_dict\":{\"date_taken\":\"2020-01-01 00:00:00\"}");
        library.addFile("a.jpg", "a", "");
        var photo = client.get("/api/v1/photos/" + SampleLibrary.hothash("a")).json();
        assertThat(photo.get("taken_at").stringValue()).isEqualTo("2024-04-27T10:30:15");
        assertThat(Replies.texts(photo.get("files"), "filename")).containsExactly("a.jpg", "a.dng", "a.jpg");
        assertThat(client.get("/api/v1/photos/").json().get("meta").get("total").intValue())
                .isOne();
    }

    @Test
    void a_raw_file_says_that_it_is_one() {
        assertThat(library.addFile("a.CR2", "a", "").get("has_raw_companion").booleanValue())
                .isTrue();
        assertThat(library.addFile("noformat", "b", "").get("file_format").isNull())
                .isTrue();
    }

    @Test
    void the_photo_takes_its_metadata_from_the_exif_alone() {
        library.addFile("a.jpg", "a", "\"taken_at\":\"2024-01-01T00:00:00\",\"width\":100");
        var photo = client.get("/api/v1/photos/" + SampleLibrary.hothash("a")).json();
        assertThat(photo.get("taken_at").isNull()).isTrue();
        assertThat(photo.get("width").isNull()).isTrue();
    }

    @Test
    void a_place_that_is_not_on_earth_is_left_out() {
        var hothash = library.addPhoto(
                "a", "{\"gps\":{\"latitude\":91.5,\"longitude\":10},\"image_info\":{\"width\":640,\"height\":480}}");
        var photo = client.get("/api/v1/photos/" + hothash).json();
        assertThat(photo.get("has_gps").booleanValue()).isFalse();
        assertThat(photo.get("width").intValue()).isEqualTo(640);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"filename\":\"a.jpg\"}", "{\"filename\":\"a.jpg\",\"hotpreview\":null}"})
    void a_file_needs_a_preview(String body) {
        assertError(client.post(FILES, body), 400, "hotpreview is required when creating ImageFile");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"hotpreview\":\"MDEyMzQ1Njc4OQ==\"}|missing|filename",
                "{\"filename\":\"\",\"hotpreview\":\"MDEyMzQ1Njc4OQ==\"}|string_too_short|filename",
                "{\"filename\":\"a\\u0000.jpg\"}|value_error|filename",
                "{\"filename\":\"a.jpg\",\"hotpreview\":\"MDEy\"}|value_error|hotpreview",
                "{\"filename\":\"a.jpg\",\"hotpreview\":\"MDEyMzQ1Njc4OQ\"}|value_error|hotpreview",
                "{\"filename\":\"a.jpg\",\"hotpreview\":5}|string_type|hotpreview",
                "{\"filename\":\"a.jpg\",\"file_size\":-1}|greater_than_equal|file_size",
                "{\"filename\":\"a.jpg\",\"file_size\":1e19}|less_than_equal|file_size",
                "{\"filename\":\"a.jpg\",\"exif_dict\":[]}|dict_type|exif_dict",
                "{\"filename\":\"a.jpg\",\"imported_info\":\"x\"}|dict_type|imported_info",
                "{\"filename\":\"a.jpg\",\"import_session_id\":\"x\"}|int_parsing|import_session_id"
            })
    void wrong_values_are_told_with_their_place(String body, String type, String field) {
        assertInvalid(client.post(FILES, body), type, "body", field);
    }

    @Test
    void files_are_listed_newest_first() {
        library.addPhoto("a");
        library.addPhoto("b");
        var page = client.get(FILES + "?limit=1").json();
        assertThat(Replies.texts(page.get("data"), "filename")).containsExactly("b.jpg");
        assertThat(page.get("meta").toString())
                .isEqualTo("{\"total\":2,\"offset\":0,\"limit\":1,\"page\":1,\"pages\":2}");
    }

    @Test
    void a_file_shows_its_preview() {
        long id = library.addFile("a.jpg", "a", "").get("id").longValue();
        var reply = client.get(FILES + id + "/hotpreview");
        assertThat(reply.bytes()).isEqualTo(SampleLibrary.hotpreview("a"));
        assertThat(reply.header("content-type")).isEqualTo("image/jpeg");
        assertThat(reply.header("content-length")).isEqualTo(Integer.toString(reply.bytes().length));
        assertThat(reply.header("content-disposition")).isNull();
        assertThat(client.with("If-None-Match", reply.header("etag"))
                        .get(FILES + id + "/hotpreview")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void similar_files_are_found_by_the_bits_in_which_they_differ() {
        long id = library.addFile("a.jpg", "a", "\"perceptual_hash\":\"0000000000000000\"")
                .get("id")
                .longValue();
        library.addFile("far.jpg", "far", "\"perceptual_hash\":\"000000000000ffff\"");
        library.addFile("near.jpg", "near", "\"perceptual_hash\":\"0000000000000003\"");
        library.addFile("same.jpg", "same", "\"perceptual_hash\":\"0000000000000000\"");
        library.addFile("odd.jpg", "odd", "\"perceptual_hash\":\"no hash at all\"");
        assertThat(Replies.texts(client.get(FILES + "similar/" + id).json(), "filename"))
                .containsExactly("same.jpg", "near.jpg");
        assertThat(Replies.texts(
                        client.get(FILES + "similar/" + id + "?threshold=16&limit=3")
                                .json(),
                        "filename"))
                .containsExactly("same.jpg", "near.jpg", "far.jpg");
        assertThat(Replies.texts(
                        client.get(FILES + "similar/" + id + "?threshold=0").json(), "filename"))
                .containsExactly("same.jpg");
        assertInvalid(client.get(FILES + "similar/" + id + "?threshold=17"), "less_than_equal", "query", "threshold");
        assertInvalid(client.get(FILES + "similar/" + id + "?limit=101"), "less_than_equal", "query", "limit");
    }

    @Test
    void a_file_without_a_usable_hash_has_nothing_similar() {
        long id = library.addFile("a.jpg", "a", "\"perceptual_hash\":\"nonsense\"")
                .get("id")
                .longValue();
        assertThat(client.get(FILES + "similar/" + id).text()).isEqualTo("[]");
    }

    @Test
    void clients_note_where_a_file_is_stored() {
        long id = library.addFile("a.jpg", "a", "\"imported_info\":{\"a\":1},\"local_storage_info\":{\"b\":2}")
                .get("id")
                .longValue();
        var path = FILES + id + "/storage-info";
        var before = client.get(path).json();
        assertThat(Replies.names(before))
                .containsExactly("local_storage_info", "cloud_storage_info", "imported_info", "imported_time");
        assertThat(before.get("cloud_storage_info").isNull()).isTrue();
        var file = client.put(path, "{\"local_storage_info\":null,\"cloud_storage_info\":{\"bucket\":\"bøtte\"}}")
                .json();
        assertThat(file.get("local_storage_info").toString()).isEqualTo("{\"b\":2}");
        assertThat(file.get("cloud_storage_info").toString()).isEqualTo("{\"bucket\":\"bøtte\"}");
        assertInvalid(client.put(path, "{\"local_storage_info\":[]}"), "dict_type", "body", "local_storage_info");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/hotpreview", "/storage-info"})
    void a_missing_file_is_told_by_id(String rest) {
        assertError(client.get(FILES + "99" + rest), 404, "ImageFile with id 99 not found");
        assertInvalid(client.get(FILES + "x" + rest), "int_parsing", "path", "id");
    }

    @Test
    void a_missing_file_has_nothing_similar_and_nowhere_to_note() {
        assertError(client.get(FILES + "similar/99"), 404, "ImageFile with id 99 not found");
        assertError(client.put(FILES + "99/storage-info", "{}"), 404, "ImageFile with id 99 not found");
    }
}
