package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertError;
import static org.imalink.http.Replies.assertInvalid;
import static org.imalink.http.Replies.assertSuccess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorsContractTest extends Contract {
    private static final String AUTHORS = "/api/v1/authors/";

    @Test
    void an_author_is_added_trimmed() {
        var reply = client.post(
                AUTHORS, "{\"name\":\"  Kari Nordmann \",\"email\":\" kari@example.org \",\"bio\":\"Fotograf\"}");
        assertThat(reply.status()).isEqualTo(201);
        var author = reply.json();
        assertThat(Replies.names(author)).containsExactly("id", "name", "email", "bio", "created_at", "image_count");
        assertThat(author.get("name").stringValue()).isEqualTo("Kari Nordmann");
        assertThat(author.get("email").stringValue()).isEqualTo("kari@example.org");
        assertThat(author.get("image_count").intValue()).isZero();
        assertThat(client.get(AUTHORS + author.get("id")).json()).isEqualTo(author);
    }

    @Test
    void an_empty_email_is_none() {
        var author = client.post(AUTHORS, "{\"name\":\"Kari\",\"email\":\"\"}").json();
        assertThat(author.get("email").isNull()).isTrue();
        assertThat(author.get("bio").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Kari", "KARI", "kari"})
    void a_name_is_taken_whatever_its_case(String name) {
        library.addAuthor("Kari");
        assertError(
                client.post(AUTHORS, "{\"name\":\"" + name + "\"}"),
                400,
                "Author with name '" + name + "' already exists");
    }

    @Test
    void a_name_with_blanks_around_it_is_taken_too_and_told_as_it_was_sent() {
        library.addAuthor("Kari");
        assertError(client.post(AUTHORS, "{\"name\":\" Kari \"}"), 400, "Author with name ' Kari ' already exists");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"   \"}|Author name cannot be empty",
                        "{\"name\":\" x \"}|Author name must be at least 2 characters",
                "{\"name\":\"Kari\",\"email\":\"nonsense\"}|Invalid email format",
                        "{\"name\":\"Kari\",\"email\":\"a@\"}|Invalid email format"
            })
    void what_no_author_may_have_is_refused(String body, String detail) {
        var reply = client.post(AUTHORS, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("detail").stringValue()).contains(detail.replace("Author name must be ", ""));
    }

    @Test
    void lengths_are_limited() {
        assertInvalid(client.post(AUTHORS, "{\"name\":\"\"}"), "string_too_short", "body", "name");
        assertInvalid(
                client.post(AUTHORS, "{\"name\":\"" + "x".repeat(256) + "\"}"), "string_too_long", "body", "name");
        assertInvalid(
                client.post(AUTHORS, "{\"name\":\"Kari\",\"email\":\"" + "x".repeat(256) + "\"}"),
                "string_too_long",
                "body",
                "email");
        assertInvalid(
                client.post(AUTHORS, "{\"name\":\"Kari\",\"bio\":\"" + "x".repeat(2001) + "\"}"),
                "string_too_long",
                "body",
                "bio");
        assertInvalid(client.post(AUTHORS, "{\"name\":null}"), "string_type", "body", "name");
    }

    @Test
    void only_what_is_sent_changes_and_null_clears() {
        var author = client.post(AUTHORS, "{\"name\":\"Kari\",\"email\":\"kari@example.org\",\"bio\":\"x\"}")
                .json();
        var path = AUTHORS + author.get("id");
        var renamed = client.put(path, "{\"name\":\"Kari N\"}").json();
        assertThat(renamed.get("email").stringValue()).isEqualTo("kari@example.org");
        var cleared = client.put(path, "{\"email\":null,\"bio\":null}").json();
        assertThat(cleared.get("name").stringValue()).isEqualTo("Kari N");
        assertThat(cleared.get("email").isNull()).isTrue();
        assertThat(cleared.get("bio").isNull()).isTrue();
    }

    @Test
    void a_name_cannot_be_cleared() {
        long id = library.addAuthor("Kari");
        assertError(client.put(AUTHORS + id, "{\"name\":null}"), 400, "Author name cannot be empty");
    }

    @Test
    void an_author_may_keep_their_name_but_not_take_another_one() {
        long kari = library.addAuthor("Kari");
        library.addAuthor("Ola");
        assertThat(client.put(AUTHORS + kari, "{\"name\":\"KARI\"}").status()).isEqualTo(200);
        assertError(client.put(AUTHORS + kari, "{\"name\":\"ola\"}"), 400, "Author with name 'ola' already exists");
    }

    @Test
    void authors_are_listed_by_name_in_pages() {
        for (var name : new String[] {"Per", "Anne", "Kari"}) {
            library.addAuthor(name);
        }
        var page = client.get(AUTHORS + "?offset=1&limit=1").json();
        assertThat(Replies.texts(page.get("data"), "name")).containsExactly("Kari");
        assertThat(page.get("meta"))
                .isEqualTo(Json.read("{\"total\":3,\"offset\":1,\"limit\":1,\"page\":2,\"pages\":3}"));
        assertThat(page.get("links").isNull()).isTrue();
    }

    @Test
    void a_deleted_author_leaves_photos_and_sessions_without_one() {
        long kari = library.addAuthor("Kari");
        var hothash = library.addPhoto("a");
        library.edit(hothash, "{\"author_id\":" + kari + "}");
        long session = client.post("/api/v1/import_sessions/", "{\"default_author_id\":" + kari + "}")
                .json()
                .get("id")
                .longValue();
        assertSuccess(client.delete(AUTHORS + kari), "Author deleted successfully");
        var photo = client.get("/api/v1/photos/" + hothash).json();
        assertThat(photo.get("author").isNull()).isTrue();
        assertThat(photo.get("author_id").isNull()).isTrue();
        assertThat(client.get("/api/v1/import_sessions/" + session)
                        .json()
                        .get("default_author_id")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "0", "-1", "9223372036854775807"})
    void a_missing_author_is_told_by_id(String id) {
        var detail = "Author with id " + id + " not found";
        assertError(client.get(AUTHORS + id), 404, detail);
        assertError(client.put(AUTHORS + id, "{\"name\":\"Kari\"}"), 404, detail);
        assertError(client.delete(AUTHORS + id), 404, detail);
    }

    @ParameterizedTest
    @CsvSource({"abc,int_parsing", "1.5,int_parsing", "9223372036854775808,less_than_equal"})
    void what_is_no_id_is_told(String id, String type) {
        assertInvalid(client.get(AUTHORS + id), type, "path", "id");
        assertInvalid(client.delete(AUTHORS + id), type, "path", "id");
    }
}
