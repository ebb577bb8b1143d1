package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertInvalid;
import static org.imalink.http.Replies.assertProblem;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.imalink.library.EncodedPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the operator does, and what an import brings: jobs, originals, details. */
class OperatorContractTest extends Contract {
    /** What the operator does is done to user 1's library; a caller with one of their own sees nothing of it. */
    static Stream<ContractSetting> settings() {
        return ContractSetting.all().filter(ContractSetting::isShared);
    }

    private Client operator;

    @BeforeEach
    void callAsOperator() {
        operator = client.with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE);
    }

    /** Folders with files, and wrong codes that count. */
    @AfterParameterizedClassInvocation
    static void leaveNothingBehind() throws IOException {
        stopServer();
    }

    /** Writes files into a folder and imports it. */
    private JsonNode importFolder(String name, String... files) throws Exception {
        var folder = server.folder(name);
        for (int index = 0; index < files.length; index++) {
            var bytes = files[index].endsWith(".jpg")
                    ? DrawnPicture.jpeg(400 + 10 * index, 300)
                    : "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            Files.write(folder.resolve(files[index]), bytes);
        }
        return imported(() -> operator.post(
                "/api/v1/operator/imports",
                "{\"paths\":[\"" + folder + "\"],\"title\":\"Ferie\",\"author\":\"Kari\"}"));
    }

    @Test
    void an_import_is_a_job_that_tells_what_became_of_each_file() throws Exception {
        var job = importFolder("told", "a.jpg", "b.jpg", "notes.txt");
        assertThat(job.get("state").stringValue()).isEqualTo("done");
        assertThat(job.get("kind").stringValue()).isEqualTo("import");
        assertThat(job.get("title").stringValue()).isEqualTo("Ferie");
        assertThat(job.get("added").intValue()).isEqualTo(2);
        assertThat(job.get("skipped").intValue()).isOne();
        assertThat(job.get("error").isNull()).isTrue();
        var path = "/api/v1/jobs/" + job.get("id") + "/results";
        var skipped = client.get(path).json();
        assertThat(Replies.names(skipped)).containsExactly("data", "meta", "links");
        assertThat(Replies.texts(skipped.get("data"), "outcome")).containsExactly("skipped");
        assertThat(skipped.get("data").get(0).get("path").stringValue()).endsWith("notes.txt");
        assertThat(client.get(path + "?outcome=failed")
                        .json()
                        .get("meta")
                        .get("total")
                        .intValue())
                .isZero();
        assertInvalid(client.get(path + "?outcome=lost"), "string_pattern_mismatch", "query", "outcome");
        assertThat(client.get("/api/v1/jobs?limit=1").json().get("jobs").get(0)).isEqualTo(job);
        assertThat(client.get("/api/v1/import_sessions/" + job.get("import_session_id"))
                        .json()
                        .get("images_count")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void an_original_comes_whole_or_in_the_parts_that_were_asked_for() throws Exception {
        importFolder("original", "Bilde på hytta.jpg");
        var bytes = Files.readAllBytes(server.folder("original").resolve("Bilde på hytta.jpg"));
        var hothash = client.get("/api/v1/photos/")
                .json()
                .get("data")
                .get(0)
                .get("hothash")
                .stringValue();
        var path = "/api/v1/photos/" + hothash + "/original";

        var whole = client.get(path);
        assertThat(whole.bytes()).isEqualTo(bytes);
        assertThat(whole.header("content-type")).isEqualTo("image/jpeg");
        assertThat(whole.header("content-length")).isEqualTo(Integer.toString(bytes.length));
        assertThat(whole.header("accept-ranges")).isEqualTo("bytes");
        assertThat(whole.header("content-disposition"))
                .isEqualTo("inline; filename=\"Bilde p_ hytta.jpg\"; filename*=UTF-8''Bilde%20p%C3%A5%20hytta.jpg");
        assertThat(whole.header("cache-control")).isEqualTo("private, no-cache");
        var tag = whole.header("etag");
        assertThat(client.with("If-None-Match", tag).get(path).status()).isEqualTo(304);

        var head = client.head(path);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-length")).isEqualTo(Integer.toString(bytes.length));
        assertThat(head.header("etag")).isEqualTo(tag);

        var part = client.with("Range", "bytes=10-19").get(path);
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("content-range")).isEqualTo("bytes 10-19/" + bytes.length);
        assertThat(part.bytes()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 10, 20));

        var parts = client.with("Range", "bytes=0-1,-2").get(path);
        assertThat(parts.status()).isEqualTo(206);
        assertThat(parts.header("content-type")).startsWith("multipart/byteranges; boundary=");
        assertThat(parts.header("content-length")).isEqualTo(Integer.toString(parts.bytes().length));
        assertThat(new String(parts.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("Content-Range: bytes 0-1/" + bytes.length)
                .contains("Content-Range: bytes " + (bytes.length - 2) + "-" + (bytes.length - 1) + "/" + bytes.length)
                .contains("\r\n\r\n\u00ff\u00d8\r\n--");

        var behind = client.with("Range", "bytes=" + bytes.length + "-").get(path);
        assertProblem(behind, 416, Problem.RANGE_NOT_SATISFIABLE);
        assertThat(behind.header("content-range")).isEqualTo("bytes */" + bytes.length);

        var ranged = client.with("Range", "bytes=0-0");
        assertThat(ranged.with("If-Range", tag).get(path).status()).isEqualTo(206);
        assertThat(ranged.with("If-Range", "\"other\"").get(path).status()).isEqualTo(200);
        assertThat(client.with("Range", "bytes=9-1").get(path).status()).isEqualTo(200);
    }

    @Test
    void an_original_that_changed_or_went_away_is_not_served() throws Exception {
        importFolder("gone", "a.jpg");
        var file = server.folder("gone").resolve("a.jpg");
        var hothash = client.get("/api/v1/photos/")
                .json()
                .get("data")
                .get(0)
                .get("hothash")
                .stringValue();
        var path = "/api/v1/photos/" + hothash + "/original";
        assertProblem(client.get(path + "?file=999999"), 404, Problem.NOT_FOUND);
        assertInvalid(client.get(path + "?file=x"), "int_parsing", "query", "file");
        Files.delete(file);
        Files.createSymbolicLink(file, java.nio.file.Path.of("/etc/passwd"));
        assertProblem(client.get(path), 404, Problem.NOT_FOUND);
        Files.delete(file);
        assertProblem(client.get(path), 404, Problem.NOT_FOUND);
    }

    @Test
    void a_photo_that_a_client_brought_has_no_original() {
        var hothash = library.addFile("a.jpg", "a", "\"local_storage_info\":{\"path\":\"/etc/passwd\"}")
                .get("photo_hothash")
                .stringValue();
        assertProblem(client.get("/api/v1/photos/" + hothash + "/original"), 404, Problem.NOT_FOUND);
    }

    @Test
    void details_tell_the_files_with_their_places() throws Exception {
        importFolder("places", "a.jpg");
        var hothash = client.get("/api/v1/photos/")
                .json()
                .get("data")
                .get(0)
                .get("hothash")
                .stringValue();
        var details = client.get("/api/v1/photos/" + hothash + "/details").json();
        assertThat(Replies.names(details))
                .containsExactly(
                        "hothash",
                        "taken_at",
                        "taken_offset_minutes",
                        "taken_source",
                        "sublocation",
                        "city",
                        "state",
                        "country",
                        "camera_make",
                        "camera_model",
                        "lens",
                        "exposure_time",
                        "aperture",
                        "iso",
                        "focal_length",
                        "files");
        assertThat(details.get("taken_source").stringValue()).isEqualTo("file");
        var file = details.get("files").get(0);
        assertThat(file.get("format").stringValue()).isEqualTo("jpeg");
        assertThat(file.get("width").intValue()).isEqualTo(400);
        assertThat(file.get("raw").booleanValue()).isFalse();
        assertThat(file.get("preview_tool").isNull()).isTrue();
        assertThat(file.get("sha256").stringValue()).matches("[0-9a-f]{64}");
        assertThat(file.get("has_original").booleanValue()).isTrue();
        assertThat(file.get("places").get(0).get("root").stringValue())
                .isEqualTo(server.folder("places").toString());
        assertThat(file.get("places").get(0).get("path").stringValue()).isEqualTo("a.jpg");
    }

    @Test
    void what_a_client_sent_as_exif_is_told_by_directory_and_tag() {
        var exif = "{\"date_taken\":\"2024-04-27 10:30:15\",\"gps\":{\"latitude\":59.9,\"list\":[1]},\"none\":null}";
        var details = client.get("/api/v1/photos/" + library.addPhoto("a", exif) + "/details")
                .json();
        assertThat(details.get("taken_source").stringValue()).isEqualTo("client");
        assertThat(details.get("files").get(0).get("exif").toString())
                .isEqualTo(
                        "{\"gps\":{\"latitude\":\"59.9\",\"list\":\"[1]\"},\"Client\":{\"date_taken\":\"2024-04-27 10:30:15\"}}");
    }

    /** Latin-1, as old disks have it. */
    @Test
    void a_photo_whose_name_is_no_utf_8_is_shown_opened_and_downloaded() throws Exception {
        var jpeg = DrawnPicture.jpeg(400, 300);
        var folder = EncodedPath.of(server.folder("names"));
        Files.createDirectory(EncodedPath.toPath(folder + "/%C5r"));
        Files.write(EncodedPath.toPath(folder + "/%C5r/bl%E5.jpg"), jpeg);
        assertThat(importFolder("names").get("added").intValue()).isOne();

        var photo = client.get("/api/v1/photos/").json().get("data").get(0);
        var url = "/api/v1/photos/" + photo.get("hothash").stringValue();
        assertThat(photo.get("primary_filename").stringValue()).isEqualTo("bl\ufffd.jpg");
        var original = client.get(url + "/original");
        assertThat(original.bytes()).isEqualTo(jpeg);
        assertThat(original.header("content-disposition"))
                .isEqualTo("inline; filename=\"bl_.jpg\"; filename*=UTF-8''bl%EF%BF%BD.jpg");
        var file = photo.get("files").get(0).get("id").longValue();
        assertThat(client.get(url + "/original?file=" + file).bytes()).isEqualTo(jpeg);
        assertThat(DrawnPicture.size(client.get(url + "/coldpreview").bytes())).isEqualTo("400x300");
        assertThat(client.get(url + "/details")
                        .json()
                        .get("files")
                        .get(0)
                        .get("places")
                        .get(0)
                        .get("path")
                        .stringValue())
                .isEqualTo("\ufffdr/bl\ufffd.jpg");
    }

    @Test
    void a_coldpreview_is_made_at_the_first_look() throws Exception {
        importFolder("look", "a.jpg");
        var hothash = client.get("/api/v1/photos/")
                .json()
                .get("data")
                .get(0)
                .get("hothash")
                .stringValue();
        assertThat(DrawnPicture.size(
                        client.get("/api/v1/photos/" + hothash + "/coldpreview").bytes()))
                .isEqualTo("400x300");
    }

    @Test
    void paths_that_cannot_be_imported_are_refused() throws IOException {
        for (var path : new String[] {"relative/folder", server.folder("x") + "/missing", "/etc/../etc/nothing"}) {
            var reply = operator.post("/api/v1/operator/imports", "{\"paths\":[\"" + path + "\"]}");
            assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        }
        assertInvalid(operator.post("/api/v1/operator/imports", "{\"paths\":[]}"), "too_short", "body", "paths");
        assertInvalid(operator.post("/api/v1/operator/imports", "{}"), "missing", "body", "paths");
        assertInvalid(
                operator.post("/api/v1/operator/imports", "{\"paths\":[\"/a\\u0000\"]}"),
                "value_error",
                "body",
                "paths",
                0);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/api/v1/operator/imports",
        "POST,/api/v1/operator/check",
        "GET,/api/v1/operator/backups",
        "POST,/api/v1/operator/backups"
    })
    void nobody_else_may_do_what_the_operator_may(String method, String path) {
        var body = java.net.http.HttpRequest.BodyPublishers.ofString("{}");
        assertProblem(client.send(method, path, body), 401, Problem.OPERATOR_REQUIRED);
        assertProblem(client.with(OperatorGate.HEADER, "").send(method, path, body), 401, Problem.OPERATOR_REQUIRED);
        assertProblem(
                client.with(OperatorGate.HEADER, "7KQM").send(method, path, body), 401, Problem.OPERATOR_REQUIRED);
    }

    @Test
    void the_operator_checks_the_library() {
        assertThat(operator.send("POST", "/api/v1/operator/check", java.net.http.HttpRequest.BodyPublishers.noBody())
                        .text())
                .isEqualTo("{\"deep\":false}");
        assertThat(operator.post("/api/v1/operator/check", "{\"deep\":true}").text())
                .isEqualTo("{\"deep\":true}");
        assertInvalid(operator.post("/api/v1/operator/check", "{\"deep\":\"very\"}"), "bool_parsing", "body", "deep");
    }

    @Test
    void the_operator_lists_and_watches_roots() {
        assertProblem(client.get("/api/v1/operator/roots"), 401, Problem.OPERATOR_REQUIRED);
        assertProblem(
                client.post("/api/v1/operator/roots", "{\"path\":\"/\",\"watched\":true}"),
                401,
                Problem.OPERATOR_REQUIRED);
        assertThat(operator.get("/api/v1/operator/roots").text()).isEqualTo("{\"roots\":[]}");
        var reply = operator.post("/api/v1/operator/roots", "{\"path\":\"/nowhere\",\"watched\":true}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("detail").stringValue()).isEqualTo("There is no such folder: /nowhere");
        assertInvalid(operator.post("/api/v1/operator/roots", "{\"path\":\"/nowhere\"}"), "missing", "body", "watched");
    }

    @Test
    void a_backup_that_is_refused_is_told_with_its_reason() {
        assertThat(operator.get("/api/v1/operator/backups").text()).isEqualTo("{\"backups\":[]}");
        var reply = operator.post("/api/v1/operator/backups", "");
        assertProblem(reply, 409, Problem.REFUSED);
        assertThat(reply.json().get("detail").stringValue()).isEqualTo("There is no room for a backup.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/jobs/99", "/api/v1/jobs/99/results"})
    void a_missing_job_is_told_by_id(String path) {
        var reply = client.get(path);
        assertProblem(reply, 404, Problem.NOT_FOUND);
        assertThat(reply.json().get("detail").stringValue()).isEqualTo("Job with id 99 not found");
        assertInvalid(client.get("/api/v1/jobs?limit=0"), "greater_than_equal", "query", "limit");
    }
}
