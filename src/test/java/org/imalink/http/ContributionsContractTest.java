package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.AUDIT_EVENTS;
import static org.imalink.database.schema.Tables.CONTRIBUTIONS;
import static org.imalink.database.schema.Tables.SERVER_STATE;
import static org.imalink.http.Replies.assertProblem;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.imalink.access.Phase;
import org.imalink.account.AccountSettings;
import org.imalink.account.Accounts;
import org.imalink.account.Actor;
import org.imalink.account.NewAccount;
import org.imalink.account.Registration;
import org.imalink.account.Role;
import org.imalink.account.SetupCode;
import org.imalink.account.SigningKeys;
import org.imalink.account.User;
import org.imalink.account.Visitor;
import org.imalink.database.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person who is signed in adds while the library is everybody's. */
class ContributionsContractTest extends Contract {
    private static final String PASSWORD = "a meadow behind the barn";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Accounts accounts;

    @BeforeEach
    void goToDual() throws IOException {
        var database = server.test().database();
        database.write(tx -> {
            new Schema(database).moveTenancy(tx, 1);
            return tx.update(SERVER_STATE)
                    .set(SERVER_STATE.PHASE, Phase.DUAL.number())
                    .execute();
        });
        var folder = server.test().folder();
        accounts = new Accounts(
                database,
                SigningKeys.openFile(folder.resolve("keys.json")),
                new AccountSettings(Registration.OPEN),
                SetupCode.none(folder.resolve("no.code")),
                InstantSource.system());
    }

    @AfterEach
    void closeAccounts() {
        accounts.close();
    }

    private User member(boolean mayImport) {
        var name = "member" + NUMBER.incrementAndGet();
        var who = new NewAccount(name, name + "@example.org", null, PASSWORD, null);
        return accounts.add(new Actor.Operator(), who, Role.MEMBER, mayImport);
    }

    /** Without an account, whoever calls in this setting. */
    private static Client anybody() {
        return server.client();
    }

    private Client as(User user) {
        var tokens = accounts.signIn(user.username(), PASSWORD, new Visitor("127.0.0.1", null));
        return anybody().with("Authorization", "Bearer " + tokens.accessToken());
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
        var kari = member(false);
        new SampleLibrary(anybody()).addPhoto("anybody's");
        new SampleLibrary(as(kari)).addPhoto("hers");

        assertThat(contributors()).containsExactly(kari.id());
    }

    @Test
    void an_upload_is_contributed_by_who_began_it() {
        var kari = member(false);
        var picture = DrawnPicture.jpeg(440, 300);
        var hers = as(kari);
        var upload = hers.post(
                        "/api/v1/uploads", "{\"files\":[{\"name\":\"a.jpg\",\"size\":%d}]}".formatted(picture.length))
                .json();
        var path = "/api/v1/uploads/" + upload.get("uuid").stringValue();
        hers.with("Upload-Offset", "0")
                .with("Content-Type", "application/octet-stream")
                .send("PATCH", path + "/files/0", BodyPublishers.ofByteArray(picture));
        imported(() -> anybody().post(path + "/complete", "{}"));

        assertThat(contributors()).containsExactly(kari.id());
    }

    @Test
    void who_was_given_the_right_imports_folders_of_the_server_and_contributes_what_is_found() throws Exception {
        var kari = member(true);
        var hers = as(kari);
        var wanted = importOf(folder("hers"), "");
        var job = imported(() -> hers.post("/api/v1/imports", wanted));

        assertThat(job.get("added").intValue()).isOne();
        assertThat(contributors()).containsExactly(kari.id());
        assertThat(lastActor()).isEqualTo("user " + kari.id());
    }

    @Test
    void others_are_told_what_they_lack() throws Exception {
        var wanted = importOf(folder("nobodys"), "");
        assertProblem(as(member(false)).post("/api/v1/imports", wanted), 403, Problem.GRANT_REQUIRED);
        assertProblem(anybody().post("/api/v1/imports", wanted), 401, Problem.SIGN_IN_REQUIRED);
    }

    @Test
    void the_operator_imports_for_somebody_by_name_or_e_mail_and_for_nobody_unknown() throws Exception {
        var kari = member(false);
        var operator = anybody().with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE);
        var route = "/api/v1/operator/imports";
        for (var name : List.of(kari.username().toUpperCase(java.util.Locale.ROOT), kari.email())) {
            var wanted = importOf(folder("for"), ",\"user\":\"" + name + "\"");
            imported(() -> operator.post(route, wanted));
        }
        assertThat(contributors()).containsExactly(kari.id(), kari.id());
        assertThat(lastActor()).isEqualTo("operator");

        var unknown = operator.post(route, importOf(folder("for"), ",\"user\":\"nobody\""));
        assertProblem(unknown, 404, Problem.NOT_FOUND);
        assertThat(unknown.json().get("detail").stringValue()).isEqualTo("There is no user with the name nobody.");
    }
}
