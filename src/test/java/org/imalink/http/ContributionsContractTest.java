package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.AUDIT_EVENTS;
import static org.imalink.database.schema.Tables.CONTRIBUTIONS;
import static org.imalink.http.Replies.assertProblem;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.imalink.access.Phase;
import org.imalink.access.Scope;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.operation.jobs.JobState;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people with accounts add while the library is everybody's: theirs from the phase in which they are known everywhere. */
class ContributionsContractTest extends AccountsContract {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private void assertContributors(Long... users) {
        assertThat(contributors()).isEqualTo(setting.phase() == Phase.DUAL ? List.of(users) : List.of());
    }

    /** A member with the right to import folders of the server. */
    private SignedIn importer(String name) {
        var reply = operator.post(
                "/api/v1/operator/users",
                "{\"username\":\"%s\",\"email\":\"%s@example.org\",\"password\":\"%s\",\"may_import\":true}"
                        .formatted(name, name, PASSWORD));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return signIn(name);
    }

    /** Starts an import and waits for its end; the job as it is then. */
    private JsonNode imported(Supplier<Client.Reply> start) {
        var done = new CompletableFuture<Job>();
        try (var subscription = server.events().subscribe(Scope.SYSTEM_USER, new JobEvents.Listener() {
            @Override
            public void jobChanged(Job job) {
                if (job.state() == JobState.DONE || job.state() == JobState.FAILED) {
                    done.complete(job);
                }
            }

            @Override
            public void libraryChanged() {}
        })) {
            var reply = start.get();
            assertThat(reply.status()).as(reply.text()).isEqualTo(202);
            return client.get("/api/v1/jobs/" + done.join().id()).json();
        }
    }

    private static String importOf(Path folder, String more) {
        return "{\"paths\":[\"" + folder + "\"]" + more + "}";
    }

    private static Path folder(String name) throws IOException {
        var folder = server.folder(name + NUMBER.incrementAndGet());
        Files.write(folder.resolve("a.jpg"), DrawnPicture.jpeg(500 + NUMBER.get(), 300));
        return folder;
    }

    private static List<Long> contributors() {
        return server.test()
                .database()
                .read(tx -> tx.select(CONTRIBUTIONS.USER_ID)
                        .from(CONTRIBUTIONS)
                        .orderBy(CONTRIBUTIONS.PHOTO_ID, CONTRIBUTIONS.USER_ID)
                        .fetch(CONTRIBUTIONS.USER_ID));
    }

    private static String lastActor() {
        return server.test()
                .database()
                .read(tx -> tx.select(AUDIT_EVENTS.ACTOR)
                        .from(AUDIT_EVENTS)
                        .where(AUDIT_EVENTS.ACTION.eq("import-started"))
                        .orderBy(AUDIT_EVENTS.ID.desc())
                        .limit(1)
                        .fetchSingle()
                        .value1());
    }

    @Test
    void a_file_that_a_client_sends_is_contributed_by_who_is_signed_in() {
        var kari = member("kari");
        new SampleLibrary(client).addPhoto("anybody's");
        new SampleLibrary(kari.client()).addPhoto("hers");

        assertContributors(kari.id());
    }

    @Test
    void an_upload_is_contributed_by_who_began_it() {
        var kari = member("kari");
        var picture = DrawnPicture.jpeg(440, 300);
        var hers = kari.client();
        var upload = hers.post(
                        "/api/v1/uploads", "{\"files\":[{\"name\":\"a.jpg\",\"size\":%d}]}".formatted(picture.length))
                .json();
        var path = "/api/v1/uploads/" + upload.get("uuid").stringValue();
        hers.with("Upload-Offset", "0")
                .with("Content-Type", "application/octet-stream")
                .send("PATCH", path + "/files/0", BodyPublishers.ofByteArray(picture));
        imported(() -> client.post(path + "/complete", "{}"));

        assertContributors(kari.id());
    }

    @Test
    void who_was_given_the_right_imports_folders_of_the_server_and_contributes_what_is_found() throws Exception {
        var kari = importer("kari");
        var hers = kari.client();
        var wanted = importOf(folder("hers"), "");
        var job = imported(() -> hers.post("/api/v1/imports", wanted));

        assertThat(job.get("added").intValue()).isOne();
        assertContributors(kari.id());
        assertThat(lastActor()).isEqualTo("user " + kari.id());
    }

    @Test
    void others_are_told_what_they_lack() throws Exception {
        var wanted = importOf(folder("nobodys"), "");
        assertProblem(member("ola").client().post("/api/v1/imports", wanted), 403, Problem.GRANT_REQUIRED);
        assertProblem(client.post("/api/v1/imports", wanted), 401, Problem.SIGN_IN_REQUIRED);
    }

    @Test
    void the_operator_imports_for_somebody_by_name_or_e_mail_and_for_nobody_unknown() throws Exception {
        var kari = member("kari");
        var route = "/api/v1/operator/imports";
        for (var name : List.of("KARI", "kari@example.org")) {
            var wanted = importOf(folder("for"), ",\"user\":\"" + name + "\"");
            imported(() -> operator.post(route, wanted));
        }
        // Said by name, it is so in each phase.
        assertThat(contributors()).containsExactly(kari.id(), kari.id());
        assertThat(lastActor()).isEqualTo("operator");

        var unknown = operator.post(route, importOf(folder("for"), ",\"user\":\"nobody\""));
        assertProblem(unknown, 404, Problem.NOT_FOUND);
        assertThat(unknown.json().get("detail").stringValue()).isEqualTo("There is no user with the name nobody.");
    }
}
