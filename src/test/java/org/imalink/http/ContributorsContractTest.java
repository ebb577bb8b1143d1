package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.imalink.access.Phase;
import org.imalink.access.Scope;
import org.imalink.account.Actor;
import org.imalink.account.NewAccount;
import org.imalink.account.UserChange;
import org.imalink.database.Engine;
import org.imalink.operation.jobs.Jobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is told who added what: members, of the library that they see, and nobody else. */
@ParameterizedClass
@EnumSource(Engine.class)
class ContributorsContractTest {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final String PASSWORD = "syv sorte kaker";
    private static final String NOBODY = "{\"contributors\":[]}";
    private static final String OLAS = SampleLibrary.hothash("olas");

    @Parameter
    private Engine engine;

    private RunningServer server;
    private Client visitor;
    private Client kari;
    private Client ola;

    /** Everybody's library, to which somebody without an account added something, then Ola, and then Kari the same. */
    @BeforeEach
    void share() {
        server = RunningServer.on(engine);
        visitor = server.client();
        server.phases().advance(OPERATOR, Phase.FOUNDATION);
        server.phases().advance(OPERATOR, Phase.DUAL);
        kari = server.member();
        ola = server.member("ola");
        named(ola, "Ola Nordmann");
        new SampleLibrary(visitor).addPhoto("anybodys");
        for (var person : List.of(ola, kari)) {
            new SampleLibrary(person).addPhoto("olas");
        }
        new SampleLibrary(kari).addPhoto("anybodys");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static void named(Client client, String name) {
        var reply = client.put("/api/v1/users/me", "{\"display_name\":\"" + name + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private static String told(Client client, String seed) {
        return client.get("/api/v1/photos/" + SampleLibrary.hothash(seed) + "/contributors")
                .text();
    }

    private static String told(Client client) {
        return client.get("/api/v1/jobs/contributors").text();
    }

    private static long id(Client client) {
        return client.get("/api/v1/auth/me").json().get("id").longValue();
    }

    private void shut(long user, boolean shut) {
        server.accounts().change(OPERATOR, user, new UserChange(!shut, null, null));
    }

    private Client claim() {
        server.accounts().claim(OPERATOR, new NewAccount("mor", "mor@example.org", "Mor", PASSWORD, null));
        return signedIn("mor");
    }

    private Client signedIn(String name) {
        return SignedIn.of(
                        visitor,
                        visitor.post(
                                "/api/v1/auth/login",
                                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD)))
                .client();
    }

    /** Sends a picture and has it imported; answers the id of the job. */
    private static long upload(Client client) {
        var picture = DrawnPicture.jpeg(320, 240);
        var path = "/api/v1/uploads/"
                + client.post(
                                "/api/v1/uploads",
                                "{\"files\":[{\"name\":\"a.jpg\",\"size\":%d}]}".formatted(picture.length))
                        .json()
                        .get("uuid")
                        .stringValue();
        client.with("Upload-Offset", "0")
                .with("Content-Type", "application/octet-stream")
                .send("PATCH", path + "/files/0", BodyPublishers.ofByteArray(picture));
        return client.post(path + "/complete", "{}").json().get("id").longValue();
    }

    @Test
    void members_who_share_a_library_are_told_who_added_a_photo_first_and_who_did_too() {
        assertThat(told(ola, "olas")).isEqualTo("""
                {"contributors":[{"name":"Ola Nordmann","is_viewer":true,"is_first":true},\
                {"name":"kari","is_viewer":false,"is_first":false}]}""");
        assertThat(told(kari, "olas")).isEqualTo("""
                {"contributors":[{"name":"Ola Nordmann","is_viewer":false,"is_first":true},\
                {"name":"kari","is_viewer":true,"is_first":false}]}""");
        assertThat(told(ola, "anybodys"))
                .as("which was there before")
                .isEqualTo("{\"contributors\":[{\"name\":\"kari\",\"is_viewer\":false,\"is_first\":false}]}");
    }

    @Test
    void nobody_is_named_to_who_is_not_signed_in() {
        upload(ola);
        for (var client : List.of(visitor, visitor.with("Authorization", "Bearer forged.to.ken"))) {
            assertThat(told(client, "olas")).isEqualTo(NOBODY);
            assertThat(told(client)).isEqualTo(NOBODY);
        }
    }

    @Test
    void nobody_is_named_before_signing_in_counts_everywhere() {
        upload(ola);
        for (var phase : List.of(Phase.FOUNDATION, Phase.SINGLE)) {
            server.phases().retreat(OPERATOR, phase);
            for (var client : List.of(visitor, ola)) {
                assertThat(told(client, "olas")).as(phase.code()).isEqualTo(NOBODY);
                assertThat(told(client)).as(phase.code()).isEqualTo(NOBODY);
            }
        }
    }

    @Test
    void a_photo_that_is_not_there_or_in_the_trash_is_missing_as_it_is_elsewhere() {
        visitor.post("/api/v1/trash", "{\"hothashes\":[\"" + OLAS + "\"]}");
        for (var client : List.of(visitor, ola)) {
            for (var hothash : List.of(OLAS, "f".repeat(64))) {
                var reply = client.get("/api/v1/photos/" + hothash + "/contributors");
                var details = client.get("/api/v1/photos/" + hothash + "/details");
                assertThat(reply.status()).isEqualTo(404);
                assertThat(reply.text()).isEqualTo(details.text());
            }
        }
    }

    @Test
    void with_libraries_of_their_own_only_whom_the_shared_one_belonged_to_is_told() {
        var job = upload(ola);
        var mor = claim();
        server.phases().advance(OPERATOR, Phase.SCOPED);
        mor = signedIn("mor");
        ola = signedIn("ola");
        // The same photo once more, which is hers alone.
        new SampleLibrary(ola).addPhoto("olas");
        assertThat(told(visitor, "olas")).isEqualTo(NOBODY);
        assertThat(told(visitor)).isEqualTo(NOBODY);

        for (var phase : List.of(Phase.SCOPED, Phase.ACTIVE)) {
            server.phases().advance(OPERATOR, phase);
            assertThat(told(mor, "olas")).as(phase.code()).contains("Ola Nordmann", "kari");
            assertThat(told(mor))
                    .as(phase.code())
                    .isEqualTo("{\"contributors\":[{\"job_id\":%d,\"name\":\"Ola Nordmann\",\"is_viewer\":false}]}"
                            .formatted(job));
            assertThat(told(ola, "olas")).as(phase.code()).isEqualTo(NOBODY);
            assertThat(told(ola)).as(phase.code()).isEqualTo(NOBODY);
        }
        assertThat(visitor.get("/api/v1/photos/" + OLAS + "/contributors").status())
                .isEqualTo(401);
    }

    @Test
    void what_whom_the_library_belongs_to_adds_is_nobodys_contribution() {
        var mor = claim();
        new SampleLibrary(mor).addPhoto("mors");
        upload(mor);

        assertThat(told(ola, "mors")).isEqualTo(NOBODY);
        assertThat(told(ola)).isEqualTo(NOBODY);
        assertThat(told(mor, "olas")).contains("Ola Nordmann").doesNotContain("\"is_viewer\":true");
    }

    @Test
    void an_import_is_told_with_for_whom_it_adds_whoever_asks_for_it() {
        var hers = upload(ola);
        upload(visitor);

        assertThat(told(kari))
                .isEqualTo("{\"contributors\":[{\"job_id\":%d,\"name\":\"Ola Nordmann\",\"is_viewer\":false}]}"
                        .formatted(hers));
        assertThat(told(ola)).contains("\"is_viewer\":true");
        assertThat(kari.get("/api/v1/jobs/contributors?limit=1").text())
                .as("of the newest alone")
                .isEqualTo(NOBODY);
        assertThat(kari.get("/api/v1/jobs/contributors?limit=0").status()).isEqualTo(422);
    }

    @Test
    void a_job_that_an_older_server_left_behind_is_nobodys_and_hides_no_other() {
        var hers = upload(ola);
        server.test().database().write(tx -> Jobs.add(tx, Scope.SYSTEM_USER, "import", "old", "{\"paths\":[]}"));

        assertThat(told(kari)).contains("\"job_id\":" + hers + ",").doesNotContain("null");
    }

    @Test
    void who_has_left_takes_their_name_along_and_brings_it_back() {
        var job = upload(ola);
        var user = id(ola);
        shut(user, true);

        assertThat(told(kari, "olas"))
                .contains("{\"name\":null,\"is_viewer\":false,\"is_first\":true}")
                .doesNotContainIgnoringCase("ola");
        assertThat(told(kari))
                .isEqualTo("{\"contributors\":[{\"job_id\":%d,\"name\":null,\"is_viewer\":false}]}".formatted(job));

        shut(user, false);
        assertThat(told(kari, "olas")).contains("Ola Nordmann");
        assertThat(told(kari)).contains("Ola Nordmann");
    }

    @Test
    void who_gives_up_their_account_takes_their_name_along() {
        var reply = ola.with("Content-Type", "application/json")
                .send("DELETE", "/api/v1/users/me", BodyPublishers.ofString("{\"password\":\"" + PASSWORD + "\"}"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);

        assertThat(told(kari, "olas")).contains("{\"name\":null,").doesNotContainIgnoringCase("ola");
    }

    @Test
    void nothing_but_the_name_is_told_of_a_person() {
        upload(ola);
        for (var answer : List.of(told(kari, "olas"), told(kari))) {
            assertThat(answer).doesNotContain("@", "\"id\"", "user");
        }
        assertThat(id(ola)).isNotEqualTo(Scope.SYSTEM_USER);
    }
}
