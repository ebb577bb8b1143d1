package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertError;
import static org.imalink.http.Replies.assertInvalid;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneralRulesContractTest extends Contract {
    @ParameterizedTest
    @CsvSource({
        "/api/v1/photos?limit=5&x=%20y,/api/v1/photos/?limit=5&x=%20y",
        "/api/v1/photos/search/,/api/v1/photos/search",
        "/api/v1/authors,/api/v1/authors/",
        "/api/v1/authors/7/,/api/v1/authors/7",
        "/health/,/health",
        "/api/v1/timeline/,/api/v1/timeline"
    })
    void a_wrong_trailing_slash_is_redirected_with_the_query_kept(String path, String right) {
        for (var method : new String[] {"GET", "POST", "PUT", "DELETE"}) {
            var reply = client.send(method, path, BodyPublishers.noBody());
            assertThat(reply.status()).isEqualTo(307);
            assertThat(reply.header("location")).isEqualTo("http://127.0.0.1:" + server.port() + right);
            assertThat(reply.bytes()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/v1/nothing",
                "/api/v1/photos//",
                "/api/v2/photos/",
                "/API/v1/photos/",
                "/debug/routes",
                "/api/v1/debug/database-stats",
                "/api/v1/debug/database-schema"
            })
    void an_unknown_path_is_not_found(String path) {
        assertError(client.get(path), 404, "Not Found");
        assertError(client.post(path, "{}"), 404, "Not Found");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/api/v1/debug/clear-database",
        "POST,/api/v1/debug/reset-database?confirm=DELETE_EVERYTHING",
        "DELETE,/api/v1/debug/clear-table/authors?confirm=CLEAR_TABLE"
    })
    void the_routes_that_deleted_everything_are_gone(String method, String path) {
        library.addAuthor("Kari");
        assertError(client.send(method, path, BodyPublishers.noBody()), 404, "Not Found");
        assertThat(client.get("/api/v1/authors/")
                        .json()
                        .get("meta")
                        .get("total")
                        .intValue())
                .isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/health,GET",
        "DELETE,/api/v1/photos/,GET",
        "PATCH,/api/v1/photos/search,POST",
        "POST,/api/v1/photos/abc,GET",
        "PUT,/api/v1/import_sessions/1,GET",
        "POST,/api/v1/authors/1,GET",
        "GET,/api/v1/operator/imports,POST",
        "OPTIONS,/api/v1/photos/,GET",
        "TRACE,/health,GET",
        "BREW,/health,GET"
    })
    void a_wrong_method_is_refused_and_told_the_first_right_one(String method, String path, String allowed) {
        var reply = client.send(method, path, BodyPublishers.noBody());
        assertError(reply, 405, "Method Not Allowed");
        assertThat(reply.header("allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/v1/photos/", "/api/v1/photos/abc", "/api/v1/timeline"})
    void head_is_refused_where_the_contract_has_get(String path) {
        var reply = client.head(path);
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).isEqualTo("GET");
    }

    @Test
    void json_goes_out_as_utf_8_without_saying_so() {
        var hothash = library.addPhoto("a");
        var reply = client.put("/api/v1/photos/" + hothash, "{\"title\":\"Blåbærtur på Ørje 😀\"}");
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.text()).contains("\"title\":\"Blåbærtur på Ørje 😀\"");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,greater_than_equal,limit",
        "limit=1001,less_than_equal,limit",
        "offset=-1,greater_than_equal,offset",
        "limit=,int_parsing,limit",
        "limit=abc,int_parsing,limit",
        "limit=1.5,int_parsing,limit",
        "offset=1e3,int_parsing,offset",
        "offset=99999999999999999999,less_than_equal,offset",
        "author_id=x,int_parsing,author_id"
    })
    void wrong_numbers_in_a_query_are_told_with_their_place(String query, String type, String name) {
        var mistake = assertInvalid(client.get("/api/v1/photos/?" + query), type, "query", name);
        assertThat(mistake.get("input").stringValue()).isEqualTo(query.substring(query.indexOf('=') + 1));
    }

    @Test
    void a_limit_that_is_broken_is_told_as_the_old_server_told_it() {
        assertThat(client.get("/api/v1/photos/?limit=0").text())
                .isEqualTo(
                        "{\"detail\":[{\"type\":\"greater_than_equal\",\"loc\":[\"query\",\"limit\"],"
                                + "\"msg\":\"Input should be greater than or equal to 1\",\"input\":\"0\",\"ctx\":{\"ge\":1}}]}");
    }

    @Test
    void all_mistakes_of_a_request_are_told_at_once() {
        var reply = client.put("/api/v1/authors/x", "{\"name\":5,\"email\":[]}");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(Replies.texts(reply.json().get("detail"), "type"))
                .containsExactly("int_parsing", "string_type", "string_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=1.0", "limit=%201", "limit=2&limit=1", "limit=1&unknown=x"})
    void query_numbers_are_read_generously(String query) {
        library.addPhoto("a");
        library.addPhoto("b");
        var reply = client.get("/api/v1/photos/?" + query);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("data").size()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"name\":}", "nonsense", "{'name':'x'}", "{\"name\":\"x\"", "[1,]"})
    void what_is_no_json_is_told(String body) {
        var reply = client.post("/api/v1/authors/", body);
        assertThat(reply.status()).isEqualTo(422);
        var mistake = reply.json().get("detail").get(0);
        assertThat(mistake.get("type").stringValue()).isEqualTo("json_invalid");
        assertThat(mistake.get("loc").get(0).stringValue()).isEqualTo("body");
        assertThat(mistake.get("loc").get(1).isInt()).isTrue();
        assertThat(mistake.get("msg").stringValue()).isEqualTo("JSON decode error");
        assertThat(mistake.get("input").isObject()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "\"text\"", "true"})
    void json_that_is_no_object_is_told(String body) {
        var mistake = assertInvalid(client.post("/api/v1/authors/", body), "model_attributes_type", "body");
        assertThat(mistake.get("input")).isEqualTo(Json.read(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "image/jpeg"
            })
    void a_body_that_does_not_call_itself_json_is_none(String contentType) {
        var reply = client.with("Content-Type", contentType)
                .send("POST", "/api/v1/authors/", BodyPublishers.ofString("{\"name\":\"Kari\"}"));
        var mistake = assertInvalid(reply, "model_attributes_type", "body");
        assertThat(mistake.get("input").stringValue()).isEqualTo("{\"name\":\"Kari\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "APPLICATION/JSON", "application/merge-patch+json"})
    void json_may_call_itself_by_several_names(String contentType) {
        var reply = client.with("Content-Type", contentType)
                .send("POST", "/api/v1/authors/", BodyPublishers.ofString("{\"name\":\"Kari\"}"));
        assertThat(reply.status()).isEqualTo(201);
    }

    @Test
    void a_body_without_a_content_type_is_taken_for_json() {
        var reply = client.send("POST", "/api/v1/authors/", BodyPublishers.ofString("{\"name\":\"Kari\"}"));
        assertThat(reply.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void a_missing_body_is_told(String body) {
        var mistake = assertInvalid(client.post("/api/v1/import_sessions/", body), "missing", "body");
        assertThat(mistake.get("msg").stringValue()).isEqualTo("Field required");
    }

    @Test
    void a_missing_field_is_told_with_what_was_sent() {
        var mistake = assertInvalid(client.post("/api/v1/authors/", "{\"bio\":\"x\"}"), "missing", "body", "name");
        assertThat(mistake.get("input")).isEqualTo(Json.read("{\"bio\":\"x\"}"));
    }

    @Test
    void a_body_that_is_no_utf_8_is_refused() {
        var reply = client.with("Content-Type", "application/json")
                .send("POST", "/api/v1/authors/", BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, '"', '}'
                }));
        assertError(reply, 400, "There was an error parsing the body");
    }

    @Test
    void a_byte_order_mark_is_skipped() {
        assertThat(client.post("/api/v1/authors/", "\uFEFF{\"name\":\"Kari\"}").status())
                .isEqualTo(201);
    }

    @Test
    void a_body_that_is_too_large_is_refused_before_it_is_read() {
        var answer = RawRequest.sendAndEnd(
                server.port(),
                "POST /api/v1/authors/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + (BodyReader.LARGEST_BYTES + 1) + "\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 413 ")
                .containsIgnoringCase("Connection: close")
                .contains(Problem.TOO_LARGE.type());
    }

    @Test
    void who_is_still_sending_what_is_too_large_gets_the_answer_all_the_same() {
        for (int round = 0; round < 20; round++) {
            var reply = client.with("Content-Type", "application/json")
                    .send(
                            "POST",
                            "/api/v1/authors/",
                            BodyPublishers.ofByteArray(new byte[2 * BodyReader.LARGEST_BYTES]));
            Replies.assertProblem(reply, 413, Problem.TOO_LARGE);
        }
    }

    @Test
    void deeply_nested_json_is_refused() {
        var reply = client.post("/api/v1/authors/", "[".repeat(100_000));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("detail").get(0).get("type").stringValue()).isEqualTo("json_invalid");
    }

    @Test
    void unknown_fields_are_ignored_and_the_last_of_two_equal_ones_counts() {
        var reply = client.post("/api/v1/authors/", "{\"id\":99,\"unknown\":{},\"name\":\"Ola\",\"name\":\"Kari\"}");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().get("name").stringValue()).isEqualTo("Kari");
    }

    @Test
    void a_long_value_is_not_sent_back_whole() {
        var mistake = assertInvalid(
                client.post("/api/v1/authors/", "{\"name\":\"" + "x".repeat(100_000) + "\"}"),
                "string_too_long",
                "body",
                "name");
        assertThat(mistake.get("ctx").get("max_length").intValue()).isEqualTo(255);
        assertThat(mistake.get("input").isNull()).isTrue();
    }
}
