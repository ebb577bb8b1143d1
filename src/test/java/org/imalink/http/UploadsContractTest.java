package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertInvalid;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Files that clients send. */
class UploadsContractTest extends Contract {
    private static final byte[] PICTURE = DrawnPicture.jpeg(420, 300);
    private static final byte[] OTHER = DrawnPicture.jpeg(430, 300);

    private JsonNode begin(String... namesAndSizes) {
        var files = Arrays.stream(namesAndSizes)
                .map(file -> "{\"name\":\"%s\",\"size\":%s}".formatted((Object[]) file.split(":")))
                .collect(Collectors.joining(","));
        var reply =
                client.post("/api/v1/uploads", "{\"files\":[" + files + "],\"title\":\"Ferie\",\"author\":\"Kari\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private static String path(JsonNode upload) {
        return "/api/v1/uploads/" + upload.get("uuid").stringValue();
    }

    private Client.Reply send(JsonNode upload, int number, long offset, byte[] piece, String... headers) {
        var sender = client.with("Upload-Offset", "" + offset).with("Content-Type", "application/octet-stream");
        for (int index = 0; index < headers.length; index += 2) {
            sender = sender.with(headers[index], headers[index + 1]);
        }
        return sender.send("PATCH", path(upload) + "/files/" + number, BodyPublishers.ofByteArray(piece));
    }

    private Client.Reply complete(JsonNode upload) {
        return client.post(path(upload) + "/complete", "{}");
    }

    private long received(JsonNode upload, int number) {
        return client.get(path(upload))
                .json()
                .at("/files/" + number + "/received")
                .asLong();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void files_sent_in_pieces_become_photos_with_their_originals_in_a_storage() throws Exception {
        var upload = begin("a.jpg:" + PICTURE.length, "b.jpg:" + OTHER.length);
        int half = PICTURE.length / 2;
        send(upload, 0, 0, Arrays.copyOf(PICTURE, half));
        send(upload, 1, 0, OTHER);
        var last = send(upload, 0, half, Arrays.copyOfRange(PICTURE, half, PICTURE.length));
        assertThat(last.json().get("received").asLong()).isEqualTo(PICTURE.length);

        var job = imported(() -> complete(upload));

        assertThat(job.get("added").asInt()).isEqualTo(2);
        var photos = client.get("/api/v1/photos/").json().get("data");
        assertThat(names(photos)).containsExactlyInAnyOrder("a.jpg", "b.jpg");
        assertThat(photos.at("/0/author/name").stringValue()).isEqualTo("Kari");
        var first = StreamSupport.stream(photos.spliterator(), false)
                .filter(photo -> photo.get("primary_filename").stringValue().equals("a.jpg"))
                .findFirst()
                .orElseThrow();
        assertThat(client.get("/api/v1/photos/" + first.get("hothash").stringValue() + "/original")
                        .bytes())
                .isEqualTo(PICTURE);
        var storage = client.get("/api/v1/file-storage/").json().at("/data/storages/0");
        assertThat(Path.of(storage.get("full_path").stringValue())).isDirectory();
        var uuid = storage.get("storage_uuid").stringValue();
        assertThat(client.get("/api/v1/file-storage/" + uuid)
                        .json()
                        .at("/data/import_sessions_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(client.delete("/api/v1/file-storage/" + uuid).status()).isEqualTo(409);
    }

    private static List<String> names(JsonNode photos) {
        return StreamSupport.stream(photos.spliterator(), false)
                .map(photo -> photo.get("primary_filename").stringValue())
                .toList();
    }

    @Test
    void the_server_says_where_to_go_on() {
        var upload = begin("a.jpg:" + PICTURE.length);
        send(upload, 0, 0, Arrays.copyOf(PICTURE, 100));

        assertThat(received(upload, 0)).isEqualTo(100);
        assertThat(send(upload, 0, 0, PICTURE).status()).isEqualTo(409);
        assertThat(send(upload, 0, 101, new byte[] {1}).status()).isEqualTo(409);
        assertThat(received(upload, 0)).isEqualTo(100);
    }

    @Test
    void a_piece_that_breaks_off_is_kept_as_far_as_it_came() throws Exception {
        var upload = begin("a.jpg:" + PICTURE.length);
        var head = "PATCH %s/files/0 HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpload-Offset: 0\r\nContent-Length: %d\r\n\r\n"
                .formatted(path(upload), server.port(), PICTURE.length);
        try (var socket = new java.net.Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(PICTURE, 0, 1000);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes(); // the server has noticed
        }

        long received = received(upload, 0);
        assertThat(received).isLessThanOrEqualTo(1000);
        send(upload, 0, received, Arrays.copyOfRange(PICTURE, (int) received, PICTURE.length));
        assertThat(imported(() -> complete(upload)).get("added").asInt()).isEqualTo(1);
    }

    @Test
    void a_damaged_piece_is_not_kept() throws Exception {
        var upload = begin("a.jpg:" + PICTURE.length);
        var digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(PICTURE));

        var damaged = send(upload, 0, 0, new byte[PICTURE.length], "Content-Digest", "sha-256=:" + digest + ":");

        assertThat(damaged.status()).isEqualTo(400);
        assertThat(received(upload, 0)).isZero();
        assertThat(send(upload, 0, 0, PICTURE, "Content-Digest", "sha-256=:" + digest + ":")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_file_that_is_not_the_announced_one_is_to_be_sent_again() throws Exception {
        var body = "{\"files\":[{\"name\":\"a.jpg\",\"size\":%d,\"sha256\":\"%s\"}]}"
                .formatted(PICTURE.length, sha256(PICTURE));
        var upload = client.post("/api/v1/uploads", body).json();
        send(upload, 0, 0, new byte[PICTURE.length]);

        assertThat(complete(upload).status()).isEqualTo(409);

        assertThat(received(upload, 0)).isZero();
        send(upload, 0, 0, PICTURE);
        assertThat(imported(() -> complete(upload)).get("added").asInt()).isEqualTo(1);
    }

    @Test
    void an_upload_is_completed_when_all_is_there_and_only_once() {
        var upload = begin("a.jpg:" + PICTURE.length);
        assertThat(complete(upload).status()).isEqualTo(409);
        send(upload, 0, 0, PICTURE);
        var job = imported(() -> complete(upload));

        var again = complete(upload);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().get("id")).isEqualTo(job.get("id"));
        assertThat(send(upload, 0, 0, PICTURE).status()).isEqualTo(409);
        assertThat(client.delete(path(upload)).status()).isEqualTo(409);
        assertThat(client.get(path(upload)).json().get("job_id")).isEqualTo(job.get("id"));
    }

    @Test
    void files_that_are_given_up_hold_up_no_others() throws IOException {
        var upload = begin("a.jpg:" + PICTURE.length, "half.jpg:100", "never.jpg:100");
        send(upload, 0, 0, PICTURE);
        send(upload, 1, 0, new byte[50]);
        assertThat(complete(upload, "[0,1,2]").status()).isEqualTo(400);
        assertThat(complete(upload, "[1]").status()).isEqualTo(409);

        var job = imported(() -> complete(upload, "[1,2]"));

        assertThat(List.of(job.get("total").asInt(), job.get("added").asInt())).containsExactly(1, 1);
        var files = client.get(path(upload)).json().get("files");
        assertThat(files).hasSize(1);
        assertThat(files.at("/0/name").stringValue()).isEqualTo("a.jpg");
        assertThat(complete(upload).json().get("id")).isEqualTo(job.get("id"));
        var uuid = upload.get("uuid").stringValue();
        try (var left = Files.walk(server.folder("data/storages"))) {
            assertThat(left.filter(Files::isRegularFile)
                            .map(Path::toString)
                            .filter(file -> file.contains(uuid.substring(0, 8))))
                    .singleElement()
                    .asString()
                    .endsWith("/a.jpg");
        }
    }

    private Client.Reply complete(JsonNode upload, String without) {
        return client.post(path(upload) + "/complete", "{\"without\":" + without + "}");
    }

    @Test
    void numbers_that_no_file_can_have_are_refused() {
        var upload = begin("a.jpg:1");

        assertInvalid(complete(upload, "[-1]"), "greater_than_equal", "body", "without", 0);
        assertInvalid(complete(upload, "[2000]"), "less_than_equal", "body", "without", 0);
    }

    @Test
    void a_video_is_told_at_the_beginning_and_holds_up_no_photos() {
        var upload = begin("film.MP4:5000000000000", "a.jpg:" + PICTURE.length, "clip.mov:5");
        assertThat(upload.get("files")
                        .valueStream()
                        .map(file -> file.get("refused").stringValue(null)))
                .containsExactly("video_not_yet", null, "video_not_yet");
        send(upload, 1, 0, PICTURE);

        var job = imported(() -> complete(upload));

        assertThat(List.of(job.get("total").asInt(), job.get("added").asInt())).containsExactly(1, 1);
    }

    @Test
    void who_sends_a_video_all_the_same_reads_why_it_was_not_imported() {
        var upload = begin("clip.mov:5", "film.mp4:5");
        assertThat(complete(upload).status()).isEqualTo(400);
        send(upload, 0, 0, "hello".getBytes(StandardCharsets.UTF_8));

        var job = imported(() -> complete(upload));

        assertThat(job.get("skipped").asInt()).isEqualTo(1);
        assertThat(client.get("/api/v1/jobs/" + job.get("id").asLong() + "/results")
                        .text())
                .contains("clip.mov", "video_not_yet")
                .doesNotContain("film.mp4");
    }

    @Test
    void a_photo_that_is_there_already_is_received_all_the_same() throws Exception {
        for (int round = 0; round < 2; round++) {
            var body = "{\"files\":[{\"name\":\"a.jpg\",\"size\":%d,\"sha256\":\"%s\"}]}"
                    .formatted(PICTURE.length, sha256(PICTURE));
            var upload = client.post("/api/v1/uploads", body).json();
            assertThat(upload.at("/files/0/received").asLong()).isZero();
            send(upload, 0, 0, PICTURE);
            var job = imported(() -> complete(upload));
            assertThat(job.get(round == 0 ? "added" : "known").asInt()).isEqualTo(1);
        }
        assertThat(client.get("/api/v1/photos/").json().at("/meta/total").asInt())
                .isEqualTo(1);
    }

    @Test
    void what_is_no_photo_is_told_with_its_reason() {
        var upload = begin("notes.txt:5", "broken.jpg:5");
        send(upload, 0, 0, "hello".getBytes(StandardCharsets.UTF_8));
        send(upload, 1, 0, "hello".getBytes(StandardCharsets.UTF_8));

        var job = imported(() -> complete(upload));

        assertThat(job.get("added").asInt()).isZero();
        var results = client.get("/api/v1/jobs/" + job.get("id").asLong() + "/results")
                .text();
        assertThat(results).contains("not_a_photo").contains("wrong_content").contains("notes.txt");
    }

    @Test
    void a_cancelled_upload_leaves_nothing() throws IOException {
        var upload = begin("a.jpg:" + PICTURE.length);
        send(upload, 0, 0, PICTURE);

        assertThat(client.delete(path(upload)).status()).isEqualTo(200);

        assertThat(client.get(path(upload)).status()).isEqualTo(404);
        assertThat(complete(upload).status()).isEqualTo(404);
        try (var files = Files.walk(server.folder("data/storages"))) {
            assertThat(files.filter(
                            file -> file.toString().contains(upload.get("uuid").stringValue())))
                    .isEmpty();
        }
    }

    @Test
    void names_lead_nowhere_else() {
        var upload = begin("../../../a.jpg:" + PICTURE.length);

        assertThat(upload.at("/files/0/name").stringValue()).isEqualTo("a.jpg");
    }

    @Test
    void more_than_the_file_has_is_refused() {
        var upload = begin("a.jpg:10");

        assertThat(send(upload, 0, 0, new byte[11]).status()).isEqualTo(400);
        assertThat(received(upload, 0)).isZero();
    }

    @Test
    void a_piece_of_unknown_length_is_refused() {
        var upload = begin("a.jpg:10");
        var endless = BodyPublishers.ofInputStream(() -> InputStream.nullInputStream());

        var reply = client.with("Upload-Offset", "0").send("PATCH", path(upload) + "/files/0", endless);

        assertThat(reply.status()).isEqualTo(411);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "1.5", "99999999999999999999"})
    void a_piece_without_a_proper_offset_is_refused(String offset) {
        var upload = begin("a.jpg:10");
        var sender = offset.isEmpty() ? client : client.with("Upload-Offset", offset);

        var reply = sender.send("PATCH", path(upload) + "/files/0", BodyPublishers.ofByteArray(new byte[1]));

        assertThat(reply.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"files":[]}                                    | 400
            {"files":[{"name":"a.jpg","size":0}]}           | 400
            {"files":[{"name":"a.jpg","size":1073741825}]}  | 400
            {"files":[{"name":"a.jpg","size":1}],"author":"x"} | 400
            """)
    void what_cannot_be_sent_is_refused_at_once(String body, int status) {
        assertThat(client.post("/api/v1/uploads", body).status()).isEqualTo(status);
    }

    @Test
    void mistakes_are_told_with_their_place() {
        var reply = client.post("/api/v1/uploads", "{\"files\":[{\"size\":\"x\"},7]}");

        assertInvalid(reply, "missing", "body", "files", 0, "name");
    }

    @Test
    void a_file_that_was_not_agreed_on_is_missing() {
        var upload = begin("a.jpg:10");

        assertThat(send(upload, 1, 0, new byte[1]).status()).isEqualTo(404);
        assertThat(client.get("/api/v1/uploads/none").status()).isEqualTo(404);
    }
}
