package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertInvalid;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchContractTest extends Contract {
    private static final String SEARCH = "/api/v1/photos/search";

    @BeforeEach
    void fill() {
        var exif = "{\"date_taken\":\"2024-07-01 10:00:00\",\"gps\":{\"latitude\":59.9,\"longitude\":10.7}}";
        library.edit(
                library.addPhoto("cabin", exif),
                "{\"title\":\"Hytta på fjellet\",\"tags\":[\"Blåbær\",\"sommer\"],\"rating\":5}");
        library.edit(
                library.addPhotoTaken("sea", "2023-01-15 23:59:59"),
                "{\"description\":\"Ved SJØEN 100%\",\"tags\":[\"vinter\"],\"rating\":2}");
        library.edit(library.addPhoto("plain"), "{\"title\":\"a_b\"}");
        library.addFile("raw.nef", "raw", "\"exif_dict\":{\"date_taken\":\"2022-01-01 00:00:00\"}");
    }

    private List<String> found(String body) {
        var reply = client.post(SEARCH, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("meta").get("total").intValue())
                .isGreaterThanOrEqualTo(reply.json().get("data").size());
        return Replies.texts(reply.json().get("data"), "primary_filename");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|cabin.jpg,sea.jpg,raw.nef,plain.jpg",
                "{\"q\":null,\"tags\":null,\"has_gps\":null}|cabin.jpg,sea.jpg,raw.nef,plain.jpg",
                "{\"q\":\"HYTTA\"}|cabin.jpg",
                "{\"q\":\"på fjell\"}|cabin.jpg",
                "{\"q\":\"sjøen\"}|sea.jpg",
                "{\"q\":\"blåbær\"}|cabin.jpg",
                "{\"q\":\"BLÅBÆR\"}|cabin.jpg",
                "{\"q\":\"h%fjellet\"}|cabin.jpg",
                "{\"q\":\"a_b\"}|plain.jpg",
                "{\"q\":\"hytt_\"}|cabin.jpg",
                "{\"tags\":[\"blå\"]}|cabin.jpg",
                "{\"tags\":[\"SOM\",\"bær\"]}|cabin.jpg",
                "{\"tags\":[\"sommer\",\"vinter\"]}|''",
                "{\"rating_min\":2}|cabin.jpg,sea.jpg",
                "{\"rating_min\":\"3\"}|cabin.jpg",
                "{\"rating_max\":2}|sea.jpg",
                "{\"taken_after\":\"2024-07-01\"}|cabin.jpg",
                "{\"taken_after\":\"2024-07-01T10:00:00Z\"}|cabin.jpg",
                "{\"taken_after\":\"2024-07-01T10:00:01\"}|''",
                "{\"taken_before\":\"2023-01-15T23:59:59+09:00\"}|sea.jpg,raw.nef",
                "{\"has_gps\":true}|cabin.jpg",
                "{\"has_gps\":\"no\"}|sea.jpg,raw.nef,plain.jpg",
                "{\"has_raw\":true}|raw.nef",
                "{\"has_raw\":false}|cabin.jpg,sea.jpg,plain.jpg",
                "{\"author_id\":99}|''",
                "{\"limit\":1,\"offset\":1}|sea.jpg",
                "{\"sort_order\":\"asc\"}|plain.jpg,raw.nef,sea.jpg,cabin.jpg",
                "{\"sort_by\":\"rating\"}|cabin.jpg,sea.jpg,raw.nef,plain.jpg",
                "{\"sort_by\":\"nonsense\"}|cabin.jpg,sea.jpg,raw.nef,plain.jpg",
                "{\"sort_by\":\"created_at\",\"sort_order\":\"asc\"}|cabin.jpg,sea.jpg,plain.jpg,raw.nef"
            })
    void photos_are_found(String body, String names) {
        assertThat(String.join(",", found(body))).isEqualTo(names);
    }

    @Test
    void nothing_in_a_search_is_a_statement_of_the_database() {
        assertThat(found("{\"q\":\"'; drop table photos; --\"}")).isEmpty();
        assertThat(found("{\"q\":\"\\\\\"}")).isEmpty();
        assertThat(found("{\"sort_by\":\"id; drop table photos\"}")).hasSize(4);
    }

    @Test
    void wrong_conditions_are_told_with_their_place() {
        assertInvalid(client.post(SEARCH, "{\"sort_order\":\"up\"}"), "string_pattern_mismatch", "body", "sort_order");
        assertInvalid(client.post(SEARCH, "{\"limit\":0}"), "greater_than_equal", "body", "limit");
        assertInvalid(client.post(SEARCH, "{\"limit\":1001}"), "less_than_equal", "body", "limit");
        assertInvalid(client.post(SEARCH, "{\"offset\":null}"), "int_type", "body", "offset");
        assertInvalid(client.post(SEARCH, "{\"rating_min\":6}"), "less_than_equal", "body", "rating_min");
        assertInvalid(
                client.post(SEARCH, "{\"taken_after\":\"soon\"}"), "datetime_from_date_parsing", "body", "taken_after");
        assertInvalid(client.post(SEARCH, "{\"has_gps\":\"maybe\"}"), "bool_parsing", "body", "has_gps");
        assertInvalid(client.post(SEARCH, "{\"q\":5}"), "string_type", "body", "q");
        assertInvalid(client.post(SEARCH, "{\"tags\":\"x\"}"), "list_type", "body", "tags");
    }
}
