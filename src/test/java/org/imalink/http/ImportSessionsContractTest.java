package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertError;
import static org.imalink.http.Replies.assertInvalid;
import static org.imalink.http.Replies.assertSuccess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportSessionsContractTest extends Contract {
    private static final String SESSIONS = "/api/v1/import_sessions/";

    @Test
    void a_session_is_added_and_changed_and_null_leaves_as_it_is() {
        var reply = client.post(SESSIONS, "{\"title\":\"Ferie\",\"description\":\"Kortet\",\"default_author_id\":99}");
        assertThat(reply.status()).isEqualTo(201);
        var session = reply.json();
        assertThat(Replies.names(session))
                .containsExactly("id", "imported_at", "title", "description", "default_author_id", "images_count");
        assertThat(session.get("default_author_id").intValue()).isEqualTo(99);
        assertThat(session.get("images_count").intValue()).isZero();
        var changed = client.patch(SESSIONS + session.get("id"), "{\"title\":\"Påske\",\"description\":null}")
                .json();
        assertThat(changed.get("title").stringValue()).isEqualTo("Påske");
        assertThat(changed.get("description").stringValue()).isEqualTo("Kortet");
        assertThat(client.get(SESSIONS + session.get("id")).json()).isEqualTo(changed);
    }

    @Test
    void all_of_a_session_is_optional_but_not_its_body() {
        assertThat(client.post(SESSIONS, "{}").json().get("title").isNull()).isTrue();
        assertInvalid(
                client.post(SESSIONS, "{\"title\":\"" + "x".repeat(256) + "\"}"), "string_too_long", "body", "title");
    }

    @ParameterizedTest
    @CsvSource({
        "'',c;b;a",
        "?limit=1,c",
        "?limit=1&offset=1,b",
        "?limit=-1,c;b;a",
        "?offset=-5&limit=2,c;b",
        "?limit=0,''",
        "?limit=9223372036854775807&offset=2,a",
        "?offset=9223372036854775807,''"
    })
    void sessions_are_listed_newest_first_without_the_page_wrapper(String query, String titles) {
        for (var title : new String[] {"a", "b", "c"}) {
            library.addSession(title);
        }
        var list = client.get(SESSIONS + query).json();
        assertThat(Replies.names(list)).containsExactly("sessions", "total");
        assertThat(String.join(";", Replies.texts(list.get("sessions"), "title")))
                .isEqualTo(titles);
        assertThat(list.get("total").intValue()).isEqualTo(3);
    }

    @Test
    void a_deleted_session_takes_the_rows_of_its_files_and_leaves_the_photos() {
        long id = library.addSession("a");
        library.addFile("a.jpg", "a", "\"import_session_id\":" + id);
        assertThat(client.get(SESSIONS + id).json().get("images_count").intValue())
                .isOne();
        assertSuccess(client.delete(SESSIONS + id), "Import session deleted successfully");
        var photo = client.get("/api/v1/photos/" + SampleLibrary.hothash("a")).json();
        assertThat(photo.get("files").size()).isZero();
        assertThat(photo.get("primary_filename").stringValue()).isEqualTo("Unknown");
        assertThat(photo.get("first_imported").isNull()).isTrue();
    }

    @Test
    void a_missing_session_is_told_by_id() {
        var detail = "Import session with id 99 not found";
        assertError(client.get(SESSIONS + 99), 404, detail);
        assertError(client.patch(SESSIONS + 99, "{}"), 404, detail);
        assertError(client.delete(SESSIONS + 99), 404, detail);
        assertInvalid(client.get(SESSIONS + "x"), "int_parsing", "path", "id");
    }
}
