package org.imalink.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Does at random what people do with a library, over HTTP. There are so few pictures and names to choose from that people keep
 * having the same. What comes next depends on the random numbers and on what the person has, and on nothing else.
 */
final class RandomPerson {
    /** What pictures there are, of which previews are sent. */
    static final List<String> PICTURES = List.of("sea", "sun", "snow", "cat", "cake");

    /** Words that occur in titles, tags and names of authors. */
    static final List<String> WORDS = List.of("sommer", "sol", "snø", "Kari");

    private static final List<byte[]> UPLOADED = List.of(DrawnPicture.jpeg(330, 220), DrawnPicture.jpeg(300, 240));

    private final String name;
    private final Client client;
    private final Client operator;
    private final Random random;
    private final Path folder;
    private final Consumer<Client.Reply> answered;

    /**
     * @param name of the account; empty for somebody without one
     * @param operator imports for people
     * @param folder of pictures that the operator imports
     * @param answered hears each answer
     */
    RandomPerson(
            String name, Client client, Client operator, Random random, Path folder, Consumer<Client.Reply> answered) {
        this.name = name;
        this.client = client;
        this.operator = operator;
        this.random = random;
        this.folder = folder;
        this.answered = answered;
    }

    String name() {
        return name;
    }

    Client client() {
        return client;
    }

    /** Does one thing. */
    void act() {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> addFile();
            case 4, 5 -> edit();
            case 6 -> post("/api/v1/authors/", "{\"name\":\"%s\"}".formatted(word()));
            case 7 -> post("/api/v1/import_sessions/", "{\"title\":\"%s\"}".formatted(word()));
            case 8, 9 -> post("/api/v1/trash", chosen());
            case 10 -> post("/api/v1/trash/" + List.of("restore", "delete").get(random.nextInt(2)), chosen());
            case 11 -> told(client.delete("/api/v1/photos/" + hothash()));
            case 12 ->
                post("/api/v1/file-storage/", "{\"base_path\":\"/srv/x\",\"display_name\":\"%s\"}".formatted(word()));
            case 13 -> rename();
            case 14 -> addColdpreview();
            case 15 -> upload();
            default -> throw new AssertionError();
        }
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private String hothash() {
        return SampleLibrary.hothash(PICTURES.get(random.nextInt(PICTURES.size())));
    }

    private String chosen() {
        return "{\"hothashes\":[\"" + hothash() + "\",\"" + hothash() + "\"]}";
    }

    private void addFile() {
        var picture = PICTURES.get(random.nextInt(PICTURES.size()));
        post("/api/v1/image-files/", """
                {"filename":"%s.%s","hotpreview":"%s","perceptual_hash":"%016x","file_size":%d%s,
                 "exif_dict":{"date_taken":"20%d-07-0%dT10:00:00"}}""".formatted(
                        picture,
                        random.nextBoolean() ? "jpg" : "nef",
                        SampleLibrary.base64(picture),
                        random.nextInt(8),
                        1 + random.nextInt(2),
                        some("import_sessions", "import_session_id"),
                        20 + random.nextInt(2),
                        1 + random.nextInt(2)));
    }

    /** A field that names one of one's own, where there is one. */
    private String some(String route, String field) {
        var own = ids(route);
        return own.isEmpty() ? "" : ",\"" + field + "\":" + own.get(random.nextInt(own.size()));
    }

    /** What one has of something, in the order in which it came. */
    List<Long> ids(String route) {
        return list(route)
                .valueStream()
                .map(entry -> entry.get("id").longValue())
                .sorted()
                .toList();
    }

    private JsonNode list(String route) {
        var answer = client.get("/api/v1/" + route + "/?limit=1000").json();
        return answer.has("data") ? answer.get("data") : answer.get("sessions");
    }

    private void edit() {
        told(client.put(
                "/api/v1/photos/" + hothash(),
                "{\"title\":\"%s\",\"rating\":%d,\"tags\":[\"%s\"]%s}"
                        .formatted(word(), random.nextInt(6), word(), some("authors", "author_id"))));
    }

    private void rename() {
        var authors = ids("authors");
        if (!authors.isEmpty()) {
            var route = "/api/v1/authors/" + authors.get(random.nextInt(authors.size()));
            told(random.nextBoolean() ? client.delete(route) : client.put(route, "{\"name\":\"" + word() + "\"}"));
        }
    }

    private void addColdpreview() {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n"
                        + "Content-Type: image/jpeg\r\n\r\n")
                .getBytes(ISO_8859_1));
        body.writeBytes(UPLOADED.get(random.nextInt(UPLOADED.size())));
        body.writeBytes("\r\n--B--\r\n".getBytes(ISO_8859_1));
        told(client.with("Content-Type", "multipart/form-data; boundary=B")
                .send(
                        "PUT",
                        "/api/v1/photos/" + hothash() + "/coldpreview",
                        BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private void upload() {
        var picture = UPLOADED.get(random.nextInt(UPLOADED.size()));
        var begun = post(
                "/api/v1/uploads",
                "{\"title\":\"%s\",\"author\":\"%s\",\"files\":[{\"name\":\"a.jpg\",\"size\":%d}]}"
                        .formatted(word(), word(), picture.length));
        var path = "/api/v1/uploads/" + begun.json().get("uuid").stringValue();
        uploads.add(path);
        if (random.nextInt(3) > 0) {
            told(client.with("Upload-Offset", "0")
                    .with("Content-Type", "application/octet-stream")
                    .send("PATCH", path + "/files/0", BodyPublishers.ofByteArray(picture)));
            awaitEnd(post(path + "/complete", "{}"));
        }
    }

    private final List<String> uploads = new ArrayList<>();

    /** The paths of what one has sent. */
    List<String> uploads() {
        return uploads;
    }

    /** Has the operator import the same that everybody has imported. */
    void importFolder() {
        var whose = name.isEmpty() ? "" : ",\"user\":\"" + name + "\"";
        var reply = operator.post("/api/v1/operator/imports", "{\"paths\":[\"" + folder + "\"]" + whose + "}");
        answered.accept(reply);
        awaitEnd(reply);
    }

    private void awaitEnd(Client.Reply begun) {
        var path = "/api/v1/jobs/" + begun.json().get("id").longValue();
        var job = client.get(path);
        while (List.of("queued", "running").contains(job.json().get("state").stringValue())) {
            job = client.get(path);
        }
        told(job);
    }

    private Client.Reply post(String path, String body) {
        return told(client.post(path, body));
    }

    private Client.Reply told(Client.Reply reply) {
        answered.accept(reply);
        return reply;
    }
}
