package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.database.schema.Tables.SERVER_STATE;
import static org.imalink.database.schema.Tables.UPLOADS;
import static org.imalink.ingest.ImportHarness.SCOPE;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imalink.access.Libraries;
import org.imalink.access.Phase;
import org.imalink.database.RandomLibrary;
import org.imalink.database.Schema;
import org.imalink.database.TestDatabase;
import org.imalink.database.Timestamps;
import org.junit.jupiter.api.Test;

/** Uploads beside what clients see of them. */
class UploadsTest extends ImportContract {
    @Test
    void an_upload_and_its_import_are_finished_together_or_not_at_all() throws Exception {
        var storages = Files.createDirectory(temporary.resolve("storages"));
        var uploads = new Uploads(database, imports.queue(), storages);
        var photo = DrawnPhoto.jpeg(1);
        var upload = uploads.begin(SCOPE, List.of(new Upload.Wanted("a.jpg", photo.length, null)), null, null);
        uploads.append(SCOPE, upload.uuid(), 0, 0, photo.length, new ByteArrayInputStream(photo), Optional.empty());
        letNoUploadBeFinished();

        assertThatThrownBy(() -> uploads.complete(SCOPE, upload.uuid(), Set.of()));

        assertThat(count(JOBS)).isZero();
        letUploadsBeFinished();
        var job = uploads.complete(SCOPE, upload.uuid(), Set.of());
        assertThat(imports.await(job.id()).added()).isEqualTo(1);
        assertThat(count(JOBS)).isOne();
    }

    @Test
    void what_nobody_finished_for_a_week_is_given_up_whoever_began_it() throws Exception {
        var storages = Files.createDirectory(temporary.resolve("storages"));
        try (var two = TestDatabase.withTwoRoles(engine)) {
            var owners = two.database();
            owners.write(tx -> {
                new Schema(owners).moveTenancy(tx, Schema.LEVEL_OF_OWNERS);
                RandomLibrary.addMembers(tx);
                return tx.update(SERVER_STATE)
                        .set(SERVER_STATE.PHASE, Phase.SCOPED.number())
                        .execute();
            });
            var uploads = new Uploads(two.requests(), imports.queue(), storages);
            var wanted = List.of(new Upload.Wanted("a.jpg", 1000, null));
            for (long owner : List.of(1L, 2L)) {
                uploads.begin(Libraries.of(owner), wanted, null, null);
            }
            owners.write(tx -> tx.update(UPLOADS)
                    .set(UPLOADS.CREATED_AT, Timestamps.now().minusDays(8))
                    .execute());
            var kept = uploads.begin(Libraries.of(2), wanted, null, null);

            uploads.cancelForgotten(owners);

            assertThat(owners.<List<String>>read(
                            tx -> tx.select(UPLOADS.UPLOAD_UUID).from(UPLOADS).fetch(UPLOADS.UPLOAD_UUID)))
                    .containsExactly(kept.uuid());
        }
    }

    /** As a kill at that place would: the last write of it does not happen. */
    private void letNoUploadBeFinished() {
        change(
                switch (engine) {
                    case SQLITE ->
                        "create trigger no_end before update on uploads begin select raise(abort, 'killed'); end";
                    case POSTGRESQL -> "alter table uploads add constraint no_end check (job_id is null)";
                });
    }

    private void letUploadsBeFinished() {
        change(
                switch (engine) {
                    case SQLITE -> "drop trigger no_end";
                    case POSTGRESQL -> "alter table uploads drop constraint no_end";
                });
    }

    private void change(String statement) {
        database.write(tx -> tx.execute(statement));
    }
}
