package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.IMPORT_SESSIONS;
import static org.imalink.http.Replies.assertError;
import static org.imalink.http.Replies.assertInvalid;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FileStoragesContractTest extends Contract {
    private static final String STORAGES = "/api/v1/file-storage/";

    private JsonNode add(String name) {
        var reply = client.post(
                STORAGES, "{\"base_path\":\"/mnt/photos\",\"display_name\":\"" + name + "\",\"description\":\"x\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.json().get("message").stringValue()).isEqualTo("FileStorage created successfully");
        return reply.json().get("data");
    }

    @Test
    void a_storage_is_noted_under_a_name_of_its_own() {
        var storage = add("Arkiv");
        assertThat(Replies.names(storage))
                .containsExactly("id", "storage_uuid", "directory_name", "full_path", "display_name");
        var uuid = storage.get("storage_uuid").stringValue();
        var directory = storage.get("directory_name").stringValue();
        assertThat(directory).matches("imalink_\\d{8}_\\d{6}_" + uuid.substring(0, 8));
        assertThat(storage.get("full_path").stringValue()).isEqualTo("/mnt/photos/" + directory);
    }

    @Test
    void a_storage_is_found_with_its_sessions_counted() {
        var uuid = add("Arkiv").get("storage_uuid").stringValue();
        var found = client.get(STORAGES + uuid).json();
        assertThat(Replies.names(found)).containsExactly("success", "data");
        assertThat(Replies.names(found.get("data")))
                .containsExactly(
                        "id",
                        "storage_uuid",
                        "directory_name",
                        "base_path",
                        "full_path",
                        "display_name",
                        "description",
                        "created_at",
                        "updated_at",
                        "import_sessions_count");
        assertThat(found.get("data").get("import_sessions_count").intValue()).isZero();
    }

    @Test
    void storages_are_listed() {
        add("a");
        add("b");
        var list = client.get(STORAGES).json();
        assertThat(list.get("success").booleanValue()).isTrue();
        assertThat(Replies.texts(list.get("data").get("storages"), "display_name"))
                .containsExactlyInAnyOrder("a", "b");
        assertThat(list.get("data").get("total_count").intValue()).isEqualTo(2);
    }

    @Test
    void a_storage_is_renamed_and_null_leaves_as_it_is() {
        var uuid = add("a").get("storage_uuid").stringValue();
        var reply = client.put(STORAGES + uuid, "{\"display_name\":\"å\",\"description\":null}")
                .json();
        assertThat(reply.get("message").stringValue()).isEqualTo("FileStorage metadata updated successfully");
        assertThat(Replies.names(reply.get("data")))
                .containsExactly("storage_uuid", "display_name", "description", "updated_at");
        assertThat(reply.get("data").get("display_name").stringValue()).isEqualTo("å");
        assertThat(reply.get("data").get("description").stringValue()).isEqualTo("x");
    }

    @Test
    void a_storage_is_forgotten_by_name() {
        var uuid = add("Arkiv").get("storage_uuid").stringValue();
        assertThat(client.delete(STORAGES + uuid).text())
                .isEqualTo(
                        "{\"success\":true,\"message\":\"FileStorage record 'Arkiv' deleted successfully\",\"data\":{\"storage_uuid\":\""
                                + uuid + "\",\"deleted_name\":\"Arkiv\"}}");
        assertError(client.get(STORAGES + uuid), 404, "FileStorage with UUID " + uuid + " not found");
    }

    @Test
    void a_storage_with_sessions_stays() {
        var storage = add("Arkiv");
        long session = library.addSession("a");
        library.addSession("b");
        // No route ever sets it; databases that were adopted may have it.
        server.test()
                .database()
                .write(tx -> tx.update(IMPORT_SESSIONS)
                        .set(IMPORT_SESSIONS.FILE_STORAGE_ID, storage.get("id").longValue())
                        .where(IMPORT_SESSIONS.ID.eq(session))
                        .execute());
        assertError(
                client.delete(STORAGES + storage.get("storage_uuid").stringValue()),
                409,
                "Cannot delete FileStorage with 1 import sessions. Delete sessions first.");
    }

    @Test
    void what_a_storage_needs_is_told() {
        assertInvalid(client.post(STORAGES, "{\"display_name\":\"a\"}"), "missing", "body", "base_path");
        assertInvalid(client.post(STORAGES, "{\"base_path\":\"\"}"), "missing", "body", "display_name");
        assertThat(client.post(STORAGES, "{\"base_path\":\"\",\"display_name\":\"\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_missing_storage_is_told_by_uuid() {
        var detail = "FileStorage with UUID x not found";
        assertError(client.get(STORAGES + "x"), 404, detail);
        assertError(client.put(STORAGES + "x", "{}"), 404, detail);
        assertError(client.delete(STORAGES + "x"), 404, detail);
    }
}
