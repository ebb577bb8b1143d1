package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.CONTRIBUTIONS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.http.Replies.assertProblem;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Supplier;
import org.imalink.access.Phase;
import org.imalink.access.Scope;
import org.imalink.account.Actor;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.imalink.database.Timestamps;
import org.imalink.ingest.TrashPurge;
import org.imalink.operation.LibraryDigest;
import org.imalink.operation.Progress;
import org.imalink.transition.Unclaimed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What people find in their libraries after everybody shared one for a while, and what an operator's file does to it. */
@ParameterizedClass
@EnumSource(Engine.class)
class ThereAndBackTest {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final String CLAIM =
            "{\"username\":\"mari\",\"email\":\"mari@example.org\",\"password\":\"syv sorte kaker\"}";
    private static final int CUT_BYTES = 9;
    private static final Duration SLOW_TEST = Duration.ofMinutes(10);

    @Parameter
    private Engine engine;

    private RunningServer server;
    private Client client;
    private Client operator;

    @BeforeEach
    void start() {
        server = RunningServer.on(engine);
        client = server.client();
        operator = client.with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void advance(Phase phase) {
        server.phases().advance(OPERATOR, phase, Unclaimed.LEAVE);
    }

    private void retreat(Phase phase) {
        server.phases().retreat(OPERATOR, phase);
    }

    private static JsonNode created(Client.Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        return reply.json();
    }

    private static String titleOf(Client client, String hothash) {
        var reply = client.get("/api/v1/photos/" + hothash);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().get("title").stringValue("none");
    }

    private static int photosOf(Client client) {
        return client.get("/api/v1/photos/").json().at("/meta/total").intValue();
    }

    private LibraryDigest digest() {
        return server.test().database().read(tx -> LibraryDigest.of(tx, Progress.UNHEARD));
    }

    @Test
    void a_photo_that_somebody_has_already_is_new_in_the_shared_library_and_both_are_there_afterwards() {
        advance(Phase.SCOPED);
        var hers = new SampleLibrary(server.member()).addPhoto("F");
        new SampleLibrary(server.member()).edit(hers, "{\"title\":\"Hers\"}");
        var picture = DrawnPicture.jpeg(420, 300);
        var uploaded = upload(server.member(), picture);
        server.member().put("/api/v1/photos/" + uploaded, "{\"title\":\"Hers too\"}");
        retreat(Phase.DUAL);
        assertThat(photosOf(server.member())).isZero();

        var file = new SampleLibrary(server.member()).addFile("F.jpg", "F", "");
        assertThat(file.get("photo_hothash").stringValue()).isEqualTo(hers);
        assertThat(upload(server.member(), picture)).isEqualTo(uploaded);
        assertThat(titleOf(client, hers)).isEqualTo("none");
        assertThat(titleOf(server.member(), uploaded)).isEqualTo("none");
        assertThat(contributions()).containsExactly(server.memberId(), server.memberId());

        advance(Phase.SCOPED);
        assertThat(titleOf(server.member(), hers)).isEqualTo("Hers");
        assertThat(titleOf(server.member(), uploaded)).isEqualTo("Hers too");
        assertThat(photosOf(server.member())).isEqualTo(2);
        assertThat(titleOf(client, hers)).isEqualTo("none");
        assertThat(photosOf(client)).isEqualTo(2);
    }

    /** Sends a picture whole, and waits until it is a photo: its hothash. */
    private String upload(Client who, byte[] picture) {
        var begun = created(
                who.post("/api/v1/uploads", "{\"files\":[{\"name\":\"a.jpg\",\"size\":%d}]}".formatted(picture.length)),
                201);
        var path = "/api/v1/uploads/" + begun.get("uuid").stringValue();
        created(
                who.with("Upload-Offset", "0")
                        .with("Content-Type", "application/octet-stream")
                        .send("PATCH", path + "/files/0", BodyPublishers.ofByteArray(picture)),
                200);
        long job = created(who.post(path + "/complete", "{}"), 202).get("id").longValue();
        Supplier<JsonNode> now = () -> who.get("/api/v1/jobs/" + job).json();
        var done = now.get();
        while (!List.of("done", "failed").contains(done.get("state").stringValue())) {
            done = now.get();
        }
        assertThat(done.get("added").intValue()).as(done.toString()).isOne();
        long session = done.get("import_session_id").longValue();
        return who.get("/api/v1/image-files/?limit=1000")
                .json()
                .get("data")
                .valueStream()
                .filter(file -> file.get("import_session_id").longValue(0) == session)
                .findFirst()
                .orElseThrow()
                .get("photo_hothash")
                .stringValue();
    }

    private List<Long> contributions() {
        return server.test()
                .database()
                .read(tx -> tx.select(CONTRIBUTIONS.USER_ID)
                        .from(CONTRIBUTIONS)
                        .join(PHOTOS)
                        .on(PHOTOS.ID.eq(CONTRIBUTIONS.PHOTO_ID))
                        .where(Scope.ownerOf(tx, PHOTOS).eq(Scope.SYSTEM_USER))
                        .fetch(CONTRIBUTIONS.USER_ID));
    }

    @Test
    void forty_days_of_single_user_mode_do_not_count_for_what_was_ten_days_in_a_members_trash() {
        advance(Phase.SCOPED);
        var hers = new SampleLibrary(server.member()).addPhoto("hers");
        var mine = new SampleLibrary(client).addPhoto("mine");
        throwAway(server.member(), hers);
        throwAway(client, mine);
        server.letPass(Duration.ofDays(10));

        retreat(Phase.SINGLE);
        server.letPass(Duration.ofDays(40));
        purge();
        assertThat(client.get("/api/v1/trash").json().get("total").intValue()).isZero();
        server.phases().lower(OPERATOR, 0);

        advance(Phase.SCOPED);
        purge();
        var trash = server.member().get("/api/v1/trash").json();
        assertThat(trash.get("hothash").get(0).stringValue()).isEqualTo(hers);
        var left = Duration.between(
                Timestamps.now(),
                LocalDateTime.parse(trash.get("ends_at").get(0).stringValue()));
        assertThat(left).isBetween(Duration.ofDays(20).minus(SLOW_TEST), Duration.ofDays(20));
    }

    private static void throwAway(Client who, String hothash) {
        created(who.post("/api/v1/trash", "{\"hothashes\":[\"" + hothash + "\"]}"), 200);
    }

    private void purge() {
        try (var purge = new TrashPurge(server.test().database(), Clock.systemUTC())) {
            purge.run();
        }
    }

    @Test
    void a_token_of_the_shared_library_writes_on_where_it_is_its_users_own_and_nowhere_else() {
        advance(Phase.DUAL);
        created(operator.post("/api/v1/multiuser/claim", CLAIM), 201);
        var photo = new SampleLibrary(client).addPhoto("shared");
        var mari = SignedIn.of(client, client.post("/api/v1/auth/login", CLAIM));
        var kari = server.member();
        advance(Phase.SCOPED);

        var write = "{\"title\":\"Written after the change\"}";
        assertProblem(kari.put("/api/v1/photos/" + photo, write), 409, Problem.LIBRARY_CHANGED);
        assertThat(titleOf(client, photo)).isEqualTo("none");
        assertThat(mari.id()).isEqualTo(Scope.SYSTEM_USER);
        assertThat(mari.client().put("/api/v1/photos/" + photo, write).status()).isEqualTo(200);
        assertThat(titleOf(client, photo)).isEqualTo("Written after the change");
    }

    @Test
    void a_server_that_asks_for_sign_in_is_opened_by_the_emergency_file_and_by_no_other() throws IOException {
        var mine = new SampleLibrary(client).addPhoto("mine");
        advance(Phase.SCOPED);
        server.addAdmin();
        new SampleLibrary(server.member()).addPhoto("karis");
        new SampleLibrary(server.member()).addPhoto("mine");
        advance(Phase.ACTIVE);
        var before = digest();
        var file = server.folder("config").resolve("multiuser.json");
        var whole = Files.readString(file);

        for (int length = 0; length < whole.stripTrailing().length(); length += CUT_BYTES) {
            put(file, whole.substring(0, length));
            assertNothingChanged(before);
        }
        put(file, "{\"multi_user_enabled\": true}");
        assertNothingChanged(before);
        put(file, "{\"multi_user_enabled\": false, \"require_authentication\": true}");
        assertNothingChanged(before);
        Files.delete(file);
        server.phases().look();
        assertNothingChanged(before);

        put(file, "{\"multi_user_enabled\": false}");
        assertThat(server.test().database().<Integer>read(Schema::tenancy)).isEqualTo(2);
        assertThat(digest()).isEqualTo(before);
        assertThat(client.get("/api/v1/multiuser/status").json().get("phase").intValue())
                .isZero();
        assertThat(photosOf(client)).isOne();
        assertThat(titleOf(client, mine)).isEqualTo("none");
    }

    private void put(Path file, String text) throws IOException {
        Files.writeString(file, text);
        server.phases().look();
    }

    private void assertNothingChanged(LibraryDigest before) {
        assertProblem(client.get("/api/v1/photos/"), 401, Problem.SIGN_IN_REQUIRED);
        assertThat(photosOf(server.member())).isEqualTo(2);
        assertThat(server.phases().wish())
                .hasValueSatisfying(told -> assertThat(told).contains("changes nothing"));
        assertThat(digest()).isEqualTo(before);
    }
}
