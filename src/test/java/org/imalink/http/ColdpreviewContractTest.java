package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertError;
import static org.imalink.http.Replies.assertInvalid;
import static org.imalink.http.Replies.assertSuccess;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColdpreviewContractTest extends Contract {
    private static final String MISSING = "0".repeat(64);

    private static String path(String hothash) {
        return "/api/v1/photos/" + hothash + "/coldpreview";
    }

    private Client.Reply upload(String hothash, String contentType, byte[] bytes) {
        return upload(hothash, "form-data; name=\"file\"; filename=\"a.jpg\"", contentType, bytes);
    }

    private Client.Reply upload(String hothash, String disposition, String contentType, byte[] bytes) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--B\r\nContent-Disposition: " + disposition + "\r\n"
                        + (contentType.isEmpty() ? "" : "Content-Type: " + contentType + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n--B--\r\n".getBytes(StandardCharsets.UTF_8));
        return client.with("Content-Type", "multipart/form-data; boundary=B")
                .send("PUT", path(hothash), BodyPublishers.ofByteArray(body.toByteArray()));
    }

    @Test
    void a_coldpreview_is_stored_within_1200_pixels() {
        var hothash = library.addPhoto("a");
        var reply = upload(hothash, "image/png", DrawnPicture.png(2400, 1200));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("message").stringValue()).isEqualTo("Coldpreview uploaded successfully");
        var stored = reply.json().get("meta").get("data");
        assertThat(Replies.names(stored)).containsExactly("hothash", "width", "height", "size", "path");
        assertThat(stored.get("width").intValue()).isEqualTo(1200);
        assertThat(stored.get("height").intValue()).isEqualTo(600);
        assertThat(stored.get("path").stringValue())
                .isEqualTo(hothash.substring(0, 2) + "/" + hothash.substring(2, 4) + "/" + hothash + ".jpg");

        var preview = client.get(path(hothash));
        assertThat(preview.header("content-type")).isEqualTo("image/jpeg");
        assertThat(preview.header("content-disposition"))
                .isEqualTo("inline; filename=coldpreview_" + hothash.substring(0, 8) + ".jpg");
        assertThat(preview.header("cache-control")).isEqualTo("private, no-cache");
        assertThat(preview.bytes()).hasSize(stored.get("size").intValue());
        assertThat(DrawnPicture.size(preview.bytes())).isEqualTo("1200x600");
        assertThat(client.with("If-None-Match", preview.header("etag"))
                        .get(path(hothash))
                        .status())
                .isEqualTo(304);

        var photo = client.get("/api/v1/photos/" + hothash).json();
        assertThat(photo.get("coldpreview_width").intValue()).isEqualTo(1200);
        assertThat(photo.get("coldpreview_height").intValue()).isEqualTo(600);
        assertThat(photo.get("coldpreview_size")).isEqualTo(stored.get("size"));
        assertThat(photo.get("coldpreview_path")).isEqualTo(stored.get("path"));
        assertThat(photo.get("updated_at").stringValue())
                .isGreaterThan(photo.get("created_at").stringValue());
    }

    @Test
    void a_small_picture_is_not_enlarged_and_a_new_one_takes_its_place() {
        var hothash = library.addPhoto("a");
        upload(hothash, "image/jpeg", DrawnPicture.jpeg(300, 200));
        var first = client.get(path(hothash));
        assertThat(DrawnPicture.size(first.bytes())).isEqualTo("300x200");
        upload(hothash, "image/jpeg", DrawnPicture.jpeg(200, 300));
        var second = client.with("If-None-Match", first.header("etag")).get(path(hothash));
        assertThat(second.status()).isEqualTo(200);
        assertThat(DrawnPicture.size(second.bytes())).isEqualTo("200x300");
    }

    @ParameterizedTest
    @CsvSource({
        "?width=400,400x300",
        "?height=100,133x100",
        "?width=100&height=100,100x100",
        "?width=801,800x600",
        "?width=100&height=601,800x600",
        "?width=800,800x600"
    })
    void other_sizes_are_made_from_it(String query, String size) {
        var hothash = library.addPhoto("a");
        upload(hothash, "image/jpeg", DrawnPicture.jpeg(800, 600));
        var reply = client.get(path(hothash) + query);
        assertThat(DrawnPicture.size(reply.bytes())).isEqualTo(size);
        assertThat(client.with("If-None-Match", reply.header("etag"))
                        .get(path(hothash) + query)
                        .status())
                .isEqualTo(304);
    }

    @Test
    void sizes_are_limited() {
        assertInvalid(client.get(path(MISSING) + "?width=99"), "greater_than_equal", "query", "width");
        assertInvalid(client.get(path(MISSING) + "?height=2001"), "less_than_equal", "query", "height");
        assertInvalid(client.get(path(MISSING) + "?width="), "int_parsing", "query", "width");
    }

    @Test
    void what_is_no_image_is_refused_with_its_reason() {
        var hothash = library.addPhoto("a");
        var jpeg = DrawnPicture.jpeg(300, 200);
        assertError(upload(hothash, "text/plain", jpeg), 400, "File must be an image");
        assertError(upload(hothash, "", jpeg), 400, "File must be an image");
        assertError(upload(hothash, "image/jpeg", new byte[0]), 400, "File is empty");
        var nonsense = upload(hothash, "image/jpeg", "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8));
        assertThat(nonsense.status()).isEqualTo(400);
        assertThat(nonsense.json().get("detail").stringValue()).startsWith("Invalid image file: ");
        var truncated = upload(hothash, "image/jpeg", Arrays.copyOf(jpeg, jpeg.length / 2));
        assertThat(truncated.status()).isEqualTo(400);
        assertThat(truncated.json().get("detail").stringValue()).startsWith("Invalid image file: ");
        assertError(client.get(path(hothash)), 404, "Coldpreview with id " + hothash + " not found");
    }

    @Test
    void a_form_without_the_file_is_told() {
        var hothash = library.addPhoto("a");
        assertInvalid(
                upload(hothash, "form-data; name=\"other\"; filename=\"a.jpg\"", "image/jpeg", new byte[1]),
                "missing",
                "body",
                "file");
        assertInvalid(upload(hothash, "form-data; name=\"file\"", "", new byte[1]), "value_error", "body", "file");
        assertInvalid(client.put(path(hothash), "{}"), "missing", "body", "file");
        assertInvalid(client.send("PUT", path(hothash), BodyPublishers.noBody()), "missing", "body", "file");
    }

    @Test
    void a_form_that_cannot_be_read_is_refused() {
        var reply = client.with("Content-Type", "multipart/form-data; boundary=B")
                .send("PUT", path(library.addPhoto("a")), BodyPublishers.ofString("--B\r\nnonsense"));
        assertError(reply, 400, "There was an error parsing the body");
        var noBoundary = client.with("Content-Type", "multipart/form-data")
                .send("PUT", path(library.addPhoto("b")), BodyPublishers.ofString("--B--"));
        assertError(noBoundary, 400, "There was an error parsing the body");
    }

    @Test
    void a_file_that_is_too_large_is_refused() {
        var reply = upload(library.addPhoto("a"), "image/jpeg", new byte[(int) UploadReader.LARGEST_BYTES + (1 << 20)]);
        Replies.assertProblem(reply, 413, Problem.TOO_LARGE);
    }

    @Test
    void a_deleted_coldpreview_is_gone() {
        var hothash = library.addPhoto("a");
        assertError(client.delete(path(hothash)), 404, "Coldpreview with id " + hothash + " not found");
        upload(hothash, "image/jpeg", DrawnPicture.jpeg(300, 200));
        assertSuccess(client.delete(path(hothash)), "Coldpreview deleted successfully");
        assertError(client.get(path(hothash)), 404, "Coldpreview with id " + hothash + " not found");
        assertThat(client.get("/api/v1/photos/" + hothash)
                        .json()
                        .get("coldpreview_path")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_missing_photo_has_none() {
        var detail = "Photo with id " + MISSING + " not found";
        assertError(client.get(path(MISSING)), 404, detail);
        assertError(client.delete(path(MISSING)), 404, detail);
        assertError(upload(MISSING, "image/jpeg", DrawnPicture.jpeg(300, 200)), 404, detail);
    }

    @Test
    void a_preview_that_is_an_image_gets_its_perceptual_hash() {
        var preview = java.util.Base64.getEncoder().encodeToString(DrawnPicture.jpeg(150, 100));
        var file = client.post("/api/v1/image-files/", "{\"filename\":\"a.jpg\",\"hotpreview\":\"" + preview + "\"}")
                .json();
        assertThat(file.get("perceptual_hash").stringValue()).matches("[0-9a-f]{16}");
        assertThat(library.addFile("b.jpg", "no image", "")
                        .get("perceptual_hash")
                        .isNull())
                .isTrue();
    }
}
