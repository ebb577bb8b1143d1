package org.imalink.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.imalink.preview.Hotpreviews;
import tools.jackson.databind.JsonNode;

/** Fills a library over HTTP, as clients of the single-user time did. */
final class SampleLibrary {
    private final Client client;

    SampleLibrary(Client client) {
        this.client = client;
    }

    /** Bytes that stand for a preview: any ten or more are one. */
    static byte[] hotpreview(String seed) {
        return ("preview of " + seed).getBytes(UTF_8);
    }

    static String hothash(String seed) {
        return Hotpreviews.hothash(hotpreview(seed));
    }

    static String base64(String seed) {
        return Base64.getEncoder().encodeToString(hotpreview(seed));
    }

    /** Adds the file {@code <seed>.jpg} with a preview of its own; answers the hothash of its photo. */
    String addPhoto(String seed) {
        return addPhoto(seed, "{}");
    }

    /** @param exifDict JSON */
    String addPhoto(String seed, String exifDict) {
        addFile(seed + ".jpg", seed, "\"exif_dict\":" + exifDict);
        return hothash(seed);
    }

    String addPhotoTaken(String seed, String date) {
        return addPhoto(seed, "{\"date_taken\":\"" + date + "\"}");
    }

    /** @param more further fields as JSON, or empty */
    JsonNode addFile(String filename, String seed, String more) {
        var reply = client.post(
                "/api/v1/image-files/",
                "{\"filename\":\"" + filename + "\",\"hotpreview\":\"" + base64(seed) + "\""
                        + (more.isEmpty() ? "" : "," + more) + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    long addAuthor(String name) {
        var reply = client.post("/api/v1/authors/", "{\"name\":\"" + name + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("id").longValue();
    }

    long addSession(String title) {
        var reply = client.post("/api/v1/import_sessions/", "{\"title\":\"" + title + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("id").longValue();
    }

    JsonNode edit(String hothash, String fields) {
        var reply = client.put("/api/v1/photos/" + hothash, fields);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }
}
