package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertInvalid;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindPhotosContractTest extends Contract {
    private static final String EMPTY = "{\"total\":0,\"complete\":true,\"offset\":0,\"limit\":100,\"hothash\":[],"
            + "\"width\":[],\"height\":[],\"taken_at\":[],\"rating\":[],\"kind\":[],\"title\":[],\"facets\":{}}";

    @Test
    void photos_are_found_in_columns_with_the_counts_that_were_asked_for() {
        long author = library.addAuthor("Åse");
        var exif = "{\"date_taken\":\"2024-07-02 10:00:00\",\"image_info\":{\"width\":3,\"height\":2}}";
        library.edit(
                library.addPhoto("a", exif),
                "{\"title\":\"Blåbær\",\"rating\":5,\"tags\":[\"Skog\",\"sol\"],\"author_id\":" + author + "}");
        library.edit(library.addPhoto("b"), "{\"title\":\"blåbærtur\",\"tags\":[\"skog\"]}");
        library.addPhoto("c");

        assertThat(client.get("/api/v1/search?q=BLABAER&facet=tag&facet=month&facet=author&facet=rating&limit=7")
                        .text())
                .isEqualTo(("{\"total\":2,\"complete\":true,\"offset\":0,\"limit\":7,\"hothash\":[\"%s\",\"%s\"],"
                                + "\"width\":[3,null],\"height\":[2,null],\"taken_at\":[\"2024-07-02T10:00:00\",null],"
                                + "\"rating\":[5,null],\"kind\":[\"image\",\"image\"],\"title\":[\"Blåbær\",\"blåbærtur\"],"
                                + "\"facets\":{\"month\":[{\"value\":\"2024-07\",\"name\":null,\"count\":1},"
                                + "{\"value\":\"undated\",\"name\":null,\"count\":1}],"
                                + "\"author\":[{\"value\":\"%d\",\"name\":\"Åse\",\"count\":1}],"
                                + "\"tag\":[{\"value\":\"Skog\",\"name\":null,\"count\":2},{\"value\":\"sol\",\"name\":null,\"count\":1}],"
                                + "\"rating\":[{\"value\":\"5\",\"name\":null,\"count\":1}]}}")
                        .formatted(SampleLibrary.hothash("a"), SampleLibrary.hothash("b"), author));
    }

    @Test
    void an_empty_library_answers_empty_columns() {
        assertThat(client.get("/api/v1/search").text()).isEqualTo(EMPTY);
        assertThat(client.get("/api/v1/search?q=x").text()).isEqualTo(EMPTY);
        assertThat(client.get("/api/v1/search/suggestions?q=x").text()).isEqualTo("{\"suggestions\":[]}");
    }

    @Test
    void filters_can_be_combined_and_tags_repeated() {
        var both = library.addPhotoTaken("both", "2024-07-02 10:00:00");
        var one = library.addPhotoTaken("one", "2024-07-03 10:00:00");
        library.edit(both, "{\"tags\":[\"sea side\",\"sun\"],\"rating\":3}");
        library.edit(one, "{\"tags\":[\"sun\"],\"rating\":4}");

        assertThat(found("tag=sun")).containsExactly(one, both);
        assertThat(found("tag=sun&tag=Sea+Side")).containsExactly(both);
        assertThat(found("tag=sun&rating_max=3&taken_to=2024-07-02T23:59:59&has_raw=false&has_place=no&kind=jpeg"))
                .containsExactly(both);
        assertThat(found("tag=sun&sort=oldest")).containsExactly(both, one);
        assertThat(found("tag=sun&offset=1&limit=1")).containsExactly(both);
        assertThat(found("tag=sun&offset=9223372036854775807")).isEmpty();
        assertThat(found("tag=sun&import_session_id=1")).isEmpty();
        assertThat(found("tag=sun&author_id=-1")).isEmpty();
        assertThat(found("q=&camera=none")).isEmpty();
    }

    @Test
    void a_file_that_comes_or_goes_and_an_author_that_goes_change_what_is_found() {
        long session = library.addSession("Trip");
        long author = library.addAuthor("Kari");
        var photo = library.addPhoto("a");
        library.edit(photo, "{\"author_id\":" + author + "}");
        library.addFile("companion.nef", "a", "\"import_session_id\":" + session);

        assertThat(found("q=companion&has_raw=true&q=kari")).containsExactly(photo);
        assertThat(found("import_session_id=" + session)).containsExactly(photo);
        assertThat(client.get("/api/v1/import_sessions/" + session)
                        .json()
                        .get("images_count")
                        .intValue())
                .isEqualTo(1);
        client.put("/api/v1/authors/" + author, "{\"name\":\"Nora\"}");
        assertThat(found("q=kari")).isEmpty();
        assertThat(found("q=nora")).containsExactly(photo);

        client.delete("/api/v1/authors/" + author);
        client.delete("/api/v1/import_sessions/" + session);
        assertThat(found("q=nora")).isEmpty();
        assertThat(found("author_id=" + author)).isEmpty();
        assertThat(found("q=companion")).isEmpty();
        assertThat(found("has_raw=false")).containsExactly(photo);
        client.delete("/api/v1/photos/" + photo);
        assertThat(client.get("/api/v1/search?facet=kind").text()).isEqualTo(EMPTY.replace("{}", "{\"kind\":[]}"));
    }

    @Test
    void suggestions_say_what_they_stand_for_and_what_is_left() {
        library.edit(library.addPhoto("a"), "{\"tags\":[\"Ålesund\",\"alene\"]}");
        assertThat(client.get("/api/v1/search/suggestions?q=tur+%C3%A5l").text())
                .isEqualTo(
                        "{\"suggestions\":[{\"facet\":\"tag\",\"value\":\"alene\",\"name\":null,\"count\":1,\"rest\":\"tur\"},"
                                + "{\"facet\":\"tag\",\"value\":\"Ålesund\",\"name\":null,\"count\":1,\"rest\":\"tur\"}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "rating_min=6,less_than_equal,rating_min",
        "rating_max=x,int_parsing,rating_max",
        "author_id=x,int_parsing,author_id",
        "author_id=99999999999999999999,less_than_equal,author_id",
        "taken_from=yesterday,datetime_from_date_parsing,taken_from",
        "taken_to=2024-02-30,datetime_from_date_parsing,taken_to",
        "has_place=maybe,bool_parsing,has_place",
        "sort=best,string_pattern_mismatch,sort",
        "limit=1001,less_than_equal,limit",
        "offset=-1,greater_than_equal,offset",
        "camera=,string_too_short,camera",
        "q=%00,value_error,q",
    })
    void a_wrong_value_is_told(String query, String type, String field) {
        assertInvalid(client.get("/api/v1/search?" + query), type, "query", field);
    }

    @Test
    void what_is_too_long_or_too_much_is_told() {
        assertInvalid(client.get("/api/v1/search?q=" + "a".repeat(201)), "string_too_long", "query", "q");
        assertInvalid(client.get("/api/v1/search/suggestions?q=" + "a".repeat(201)), "string_too_long", "query", "q");
        assertInvalid(client.get("/api/v1/search/suggestions"), "missing", "query", "q");
        assertInvalid(client.get("/api/v1/search?" + "tag=a&".repeat(21)), "too_long", "query", "tag");
        assertInvalid(client.get("/api/v1/search?tag=a&tag="), "string_too_short", "query", "tag", 1);
        assertInvalid(
                client.get("/api/v1/search?facet=tag&facet=size"), "string_pattern_mismatch", "query", "facet", 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%22",
                "%27",
                "%5C",
                "*",
                "%22%20OR%20%22",
                "a%27:*",
                "%F0%9F%8C%8A",
                "%EE%80%81",
                "(((((((",
                "-",
                "NEAR(a)",
                "%E2%80%AE",
                "%E6%9D%B1%E4%BA%AC"
            })
    void whatever_is_typed_is_answered(String text) {
        library.addPhoto("a");
        assertThat(client.get("/api/v1/search?facet=tag&q=" + text).status()).isEqualTo(200);
        assertThat(client.get("/api/v1/search/suggestions?q=" + text).status()).isEqualTo(200);
        var long200 = text.repeat(200
                / Math.max(
                        1,
                        java.net.URLDecoder.decode(text, java.nio.charset.StandardCharsets.UTF_8)
                                .length()));
        assertThat(client.get("/api/v1/search?q=" + long200).status()).isEqualTo(200);
    }

    private List<String> found(String query) {
        var answer = client.get("/api/v1/search?" + query).json();
        return answer.get("hothash").valueStream().map(it -> it.stringValue()).toList();
    }
}
