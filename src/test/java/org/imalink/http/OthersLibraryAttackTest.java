package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imalink.access.Phase;
import org.imalink.access.Scope;
import org.imalink.account.Actor;
import org.imalink.database.Engine;
import org.imalink.operation.LibraryDigest;
import org.imalink.operation.Progress;
import org.imalink.transition.Unclaimed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where people have libraries of their own, somebody tries to read, change, delete and count what is another's: through every
 * route and by every id, which must answer exactly as for a thing that is not there.
 */
class OthersLibraryAttackTest {
    private static final Actor OPERATOR = new Actor.Operator();

    /** Of things that are nobody's. */
    private static final Things MISSING = new Things(
            "f".repeat(64),
            "e".repeat(64),
            987_654_321,
            987_654_322,
            987_654_323,
            987_654_324,
            "00000000-0000-4000-8000-000000000001",
            "00000000-0000-4000-8000-000000000002");

    private RunningServer server;

    /** What somebody has, by what it is named with. */
    private record Things(
            String photo,
            String trashed,
            long file,
            long author,
            long session,
            long job,
            String storage,
            String upload) {
        static Things of(Client owner, String seed) {
            var library = new SampleLibrary(owner);
            long author = library.addAuthor("Author " + seed);
            long session = library.addSession("Session " + seed);
            var file = library.addFile(seed + ".jpg", seed, "\"import_session_id\":" + session);
            library.edit(
                    SampleLibrary.hothash(seed),
                    "{\"title\":\"Secret %1$s\",\"tags\":[\"tag%1$s\"],\"rating\":4,\"author_id\":%2$d}"
                            .formatted(seed, author));
            var trashed = library.addPhoto("trashed " + seed);
            created(owner.post("/api/v1/trash", "{\"hothashes\":[\"" + trashed + "\"]}"), 200);
            var storage = created(
                    owner.post(
                            "/api/v1/file-storage/",
                            "{\"base_path\":\"/srv/%1$s\",\"display_name\":\"%1$s\"}".formatted(seed)),
                    201);
            var sent = created(owner.post("/api/v1/uploads", "{\"files\":[{\"name\":\"x.jpg\",\"size\":3}]}"), 201)
                    .json();
            owner.with("Upload-Offset", "0")
                    .with("Content-Type", "application/octet-stream")
                    .send(
                            "PATCH",
                            "/api/v1/uploads/" + sent.get("uuid").stringValue() + "/files/0",
                            BodyPublishers.ofByteArray(new byte[3]));
            var job = created(owner.post("/api/v1/uploads/" + sent.get("uuid").stringValue() + "/complete", "{}"), 202)
                    .json();
            awaitEnd(owner, job.get("id").longValue());
            var open = created(owner.post("/api/v1/uploads", "{\"files\":[{\"name\":\"y.jpg\",\"size\":3}]}"), 201)
                    .json();
            return new Things(
                    SampleLibrary.hothash(seed),
                    trashed,
                    file.get("id").longValue(),
                    author,
                    session,
                    job.get("id").longValue(),
                    storage.json().at("/data/storage_uuid").stringValue(),
                    open.get("uuid").stringValue());
        }

        /** So that nothing changes by itself any more. */
        private static void awaitEnd(Client owner, long job) {
            String state;
            do {
                state = owner.get("/api/v1/jobs/" + job).json().get("state").stringValue();
            } while (!List.of("done", "failed").contains(state));
        }

        private static Client.Reply created(Client.Reply reply, int status) {
            assertThat(reply.status()).as(reply.text()).isEqualTo(status);
            return reply;
        }

        /** The path of a route to these things. */
        String path(Route route) {
            var template = route.path().template();
            var id = template.contains("/image-files/")
                    ? file
                    : template.contains("/authors/") ? author : template.contains("/jobs/") ? job : session;
            return template.replace("{hothash}", template.contains("/trash/") ? trashed : photo)
                            .replace("{id}", "" + id)
                            .replace("{uuid}", template.contains("/uploads/") ? upload : storage)
                            .replace("{number}", "0")
                            .replace("{month}", "2024-07")
                    + (route.method().equals("GET") ? query(template) : "");
        }

        private String query(String template) {
            return switch (template) {
                case "/api/v1/search" -> "?author=" + author + "&import_session=" + session;
                case "/api/v1/search/suggestions" -> "?q=tag";
                case "/api/v1/image-files/similar/{id}" -> "?threshold=64";
                default -> "";
            };
        }

        /** A body that names them where a route takes names, and is right otherwise. */
        String body(Route route) {
            var template = route.path().template();
            return switch (route.method() + " " + template) {
                case "PUT /api/v1/photos/{hothash}" -> "{\"title\":\"Mine now\",\"author_id\":" + author + "}";
                case "PATCH /api/v1/photos/{hothash}/details" -> "{\"title\":\"Mine now\"}";
                case "POST /api/v1/photos/search" -> "{\"author_id\":" + author + "}";
                case "POST /api/v1/trash", "POST /api/v1/trash/restore", "POST /api/v1/trash/delete" ->
                    "{\"hothashes\":[\"" + photo + "\",\"" + trashed + "\"]}";
                case "PUT /api/v1/authors/{id}" -> "{\"name\":\"Mine now\"}";
                case "PATCH /api/v1/import_sessions/{id}" -> "{\"title\":\"Mine now\"}";
                case "PUT /api/v1/file-storage/{uuid}" -> "{\"display_name\":\"Mine now\"}";
                case "PUT /api/v1/image-files/{id}/storage-info" -> "{\"local_storage_info\":{\"path\":\"/mine\"}}";
                default -> "{}";
            };
        }

        /** A text in which their names are what they stand for, whoever they are of; what is new has other ids and times. */
        String masked(String text) {
            return text.replace(photo, "PHOTO")
                    .replace(trashed, "TRASHED")
                    .replace(storage, "STORAGE")
                    .replace(upload, "UPLOAD")
                    .replaceAll("\"id\":[0-9]+", "\"id\":ITS")
                    .replaceAll("(?i)(id[\" :=]*)(%d|%d|%d|%d)\\b".formatted(file, author, session, job), "$1ITS")
                    .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+", "THEN");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void every_route_answers_for_anothers_things_as_for_missing_ones(Engine engine) throws Exception {
        try (var running = RunningServer.on(engine)) {
            server = running;
            var visitor = server.client();
            var shared = Things.of(visitor, "shared");
            server.phases().advance(OPERATOR, Phase.DUAL);
            // To which somebody else has added something.
            Things.of(server.member("nora"), "noras");
            server.phases().advance(OPERATOR, Phase.SCOPED);
            var kari = server.member();
            var karis = Things.of(kari, "karis");
            // The same photo as the one of the shared library, which neither can tell.
            new SampleLibrary(kari).addPhoto("shared");
            var ola = server.member("ola");

            attack(ola, shared);
            attack(ola, karis);
            attack(visitor, karis);
            server.addAdmin();
            server.phases().advance(OPERATOR, Phase.ACTIVE, Unclaimed.LEAVE);
            attack(ola, shared);
            attack(server.admin(), karis);
            attack(server.admin(), shared);
        }
    }

    private void attack(Client mallory, Things victim) {
        long owner = owner(mallory);
        var before = everythingButOf(owner);
        mallory.post("/api/v1/trash/empty", "{}"); // what is theirs
        for (var route : server.routes()) {
            if (route.caller() != Caller.VIEWER || route.path().template().equals("/api/v1/events")) {
                continue;
            }
            var theirs = call(mallory, route, victim);
            var missing = call(mallory, route, MISSING);
            var what = route.method() + " " + victim.path(route);
            assertThat(victim.masked(theirs.text())).as(what).isEqualTo(MISSING.masked(missing.text()));
            assertThat(theirs.status()).as(what).isEqualTo(missing.status());
            assertThat(headers(theirs)).as(what).isEqualTo(headers(missing));
            if (route.path().template().contains("{hothash}")
                    || route.path().template().contains("{uuid}")) {
                assertThat(theirs.status()).as(what + theirs.text()).isIn(404, 422);
            }
        }
        assertThat(everythingButOf(owner)).isEqualTo(before);
    }

    private static Client.Reply call(Client client, Route route, Things things) {
        var path = things.path(route);
        return switch (route.method()) {
            case "GET" -> client.get(path);
            case "HEAD" -> client.head(path);
            case "DELETE" -> client.delete(path);
            default ->
                client.with("Content-Type", path.contains("/files/") ? "application/octet-stream" : "application/json")
                        .with("Upload-Offset", "0")
                        .send(route.method(), path, BodyPublishers.ofString(things.body(route)));
        };
    }

    private static Map<String, List<String>> headers(Client.Reply reply) {
        var headers = new TreeMap<>(reply.response().headers().map());
        headers.keySet().removeAll(List.of("date", "content-length"));
        return headers;
    }

    /** Whose library somebody has before them. */
    private static long owner(Client client) {
        var me = client.get("/api/v1/auth/me");
        return me.status() == 200 ? me.json().get("id").longValue() : Scope.SYSTEM_USER;
    }

    /** The libraries of all but one, and their jobs and uploads. */
    private Map<String, Object> everythingButOf(long owner) {
        return server.test().database().read(tx -> {
            var found = new LinkedHashMap<String, Object>();
            var roots = LibraryDigest.of(tx, Progress.UNHEARD).roots();
            roots.remove(owner);
            found.put("roots", roots);
            for (var query : List.of(
                    "select * from uploads where user_id <> ?",
                    "select * from upload_files where upload_id in (select id from uploads where user_id <> ?)",
                    "select id, user_id, kind from jobs where user_id <> ?")) {
                found.put(query, tx.fetch(query, owner).sortAsc(0).formatCSV());
            }
            return found;
        });
    }
}
