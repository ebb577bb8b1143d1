package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.ingest.ImportHarness.SCOPE;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
