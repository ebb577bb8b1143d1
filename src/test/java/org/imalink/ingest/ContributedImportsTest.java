package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.CONTRIBUTIONS;
import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.ingest.ImportHarness.SCOPE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.imalink.access.Scope;
import org.imalink.library.Members;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who added what, where files come through a job. */
class ContributedImportsTest extends ImportContract {
    private Members members;
    private Scope kari;
    private Scope ola;

    @BeforeEach
    void haveMembers() throws IOException {
        members = new Members(database);
        members.moveTenancy(1);
        kari = members.add("kari");
        ola = members.add("ola");
        Files.createDirectories(temporary.resolve("storages"));
    }

    /** The users who stand with a photo, in the order of photos and users. */
    private List<Long> contributors() {
        return database.read(tx -> tx.select(CONTRIBUTIONS.USER_ID)
                .from(CONTRIBUTIONS)
                .orderBy(CONTRIBUTIONS.PHOTO_ID, CONTRIBUTIONS.USER_ID)
                .fetch(CONTRIBUTIONS.USER_ID));
    }

    private Job importAs(Scope scope, Path... paths) throws Exception {
        var request =
                new ImportRequest(List.of(paths).stream().map(Path::toString).toList(), null, null, true);
        return imports.await(imports.queue().submit(scope, request).id());
    }

    private Uploads uploads() {
        return new Uploads(database, imports.queue(), temporary.resolve("storages"));
    }

    private Upload send(Scope scope, byte[] photo) throws Exception {
        var upload = uploads().begin(scope, List.of(new Upload.Wanted("a.jpg", photo.length, null)), null, null);
        uploads().append(scope, upload.uuid(), 0, 0, photo.length, new ByteArrayInputStream(photo), Optional.empty());
        return upload;
    }

    private void complete(Scope scope, Upload upload) throws Exception {
        imports.await(uploads().complete(scope, upload.uuid(), Set.of()).id());
    }

    @Test
    void photos_of_an_import_are_contributed_by_who_started_it_and_those_of_others_by_nobody() throws Exception {
        write("a/1.jpg", DrawnPhoto.jpeg(1));
        write("b/2.jpg", DrawnPhoto.jpeg(2));

        importAs(kari, folder.resolve("a"));
        importAs(SCOPE, folder.resolve("b"));
        imports.scan(folder);

        assertThat(contributors()).containsExactly(Members.user(kari));
        assertThat(count(PHOTOS)).isEqualTo(2);
    }

    @Test
    void importing_what_lies_there_already_adds_nothing_and_a_copy_of_ones_own_does() throws Exception {
        write("a/1.jpg", DrawnPhoto.jpeg(1));
        importAs(SCOPE, folder.resolve("a"));

        importAs(kari, folder.resolve("a"));
        assertThat(contributors()).isEmpty();

        write("ola/1.jpg", DrawnPhoto.jpeg(1));
        importAs(ola, folder.resolve("ola"));
        importAs(ola, folder.resolve("ola"));
        assertThat(contributors()).containsExactly(Members.user(ola));
        assertThat(count(PHOTOS)).isOne();
    }

    @Test
    void two_members_who_upload_the_same_file_twice_each_stand_there_once() throws Exception {
        var photo = DrawnPhoto.jpeg(1);
        for (var member : List.of(kari, ola, kari)) {
            complete(member, send(member, photo));
        }

        assertThat(contributors()).containsExactly(Members.user(kari), Members.user(ola));
        assertThat(count(PHOTOS)).isOne();
    }

    @Test
    void an_upload_remembers_over_a_restart_who_began_it_whoever_finishes_it() throws Exception {
        var hers = send(kari, DrawnPhoto.jpeg(1));
        var anybodys = send(SCOPE, DrawnPhoto.jpeg(2));
        imports.close();
        imports = ImportHarness.started(database, temporary.resolve("data"));

        complete(SCOPE, hers);
        complete(ola, anybodys);

        assertThat(contributors()).containsExactly(Members.user(kari), Members.user(ola));
    }

    @Test
    void an_import_that_is_interrupted_and_taken_up_again_keeps_its_contributor() throws Exception {
        for (int i = 0; i < 60; i++) {
            write("%02d.jpg".formatted(i), DrawnPhoto.jpeg(i));
        }
        var underway = new CountDownLatch(1);
        imports.events().subscribe(SCOPE.owner(), new JobEvents.Listener() {
            @Override
            public void jobChanged(Job job) {}

            @Override
            public void libraryChanged() {
                underway.countDown();
            }
        });
        long id = imports.queue()
                .submit(kari, new ImportRequest(List.of(folder.toString()), null, null, true))
                .id();
        assertThat(underway.await(60, TimeUnit.SECONDS)).isTrue();
        imports.close();

        imports = ImportHarness.started(database, temporary.resolve("data"));
        imports.await(id);

        assertThat(contributors()).hasSize(60).containsOnly(Members.user(kari));
    }

    @Test
    void an_import_goes_on_without_its_contributor_when_there_are_no_accounts_any_more() throws Exception {
        write("1.jpg", DrawnPhoto.jpeg(1));
        imports.close();
        imports = ImportHarness.waiting(database, temporary.resolve("data"));
        long id = imports.queue()
                .submit(kari, new ImportRequest(List.of(folder.toString()), null, null, true))
                .id();
        imports.close();
        members.moveTenancy(0);

        imports = ImportHarness.started(database, temporary.resolve("data"));

        assertThat(imports.await(id).added()).isOne();
        members.moveTenancy(1);
        assertThat(contributors()).isEmpty();
    }

    @Test
    void an_import_that_was_queued_by_an_older_server_is_still_understood() throws Exception {
        write("1.jpg", DrawnPhoto.jpeg(1));
        imports.close();
        imports = ImportHarness.waiting(database, temporary.resolve("data"));
        long id = imports.queue()
                .submit(SCOPE, new ImportRequest(List.of(folder.toString()), null, null, true))
                .id();
        database.write(tx -> {
            var parameters = tx.select(JOBS.PARAMETERS).from(JOBS).fetchSingle().value1();
            assertThat(parameters).contains("\"contributor\":null,");
            return tx.update(JOBS)
                    .set(JOBS.PARAMETERS, parameters.replace("\"contributor\":null,", ""))
                    .execute();
        });
        imports.close();

        imports = ImportHarness.started(database, temporary.resolve("data"));

        assertThat(imports.await(id).added()).isOne();
        assertThat(contributors()).isEmpty();
    }
}
