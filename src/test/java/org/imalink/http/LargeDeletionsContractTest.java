package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.http.Replies.assertSuccess;

import java.util.stream.Stream;
import org.imalink.access.Libraries;
import org.imalink.library.NewImageFile;
import org.imalink.library.NewImageFile.PhotoMetadata;
import org.imalink.library.PhotoIntake;
import org.jooq.Condition;
import org.jooq.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What many photos hang on is deleted in many transactions, between which others write; killed, it is begun and whole. */
class LargeDeletionsContractTest extends Contract {
    private static final int MANY = 450;

    private long author;
    private long session;

    @BeforeEach
    void addPhotos() {
        author = library.addAuthor("Kari");
        session = library.addSession("Sommer");
        var owners = Libraries.of(setting.owner(server));
        var metadata = new PhotoMetadata(3, 2, null, null, null, null, null, author);
        server.test().database().write(tx -> {
            for (int number = 0; number < MANY; number++) {
                PhotoIntake.add(
                        tx,
                        owners,
                        new NewImageFile(
                                number + ".jpg",
                                SampleLibrary.hotpreview("many " + number),
                                1L,
                                null,
                                false,
                                null,
                                session,
                                null,
                                null,
                                null,
                                null,
                                metadata,
                                null));
            }
            return true;
        });
    }

    private void change(String statement) {
        server.test().database().write(tx -> tx.execute(statement));
    }

    private int count(Table<?> table, Condition condition) {
        return server.test().database().<Integer>read(tx -> tx.fetchCount(table, condition));
    }

    /** As a kill before the last transaction would: the row itself is not deleted. */
    private void keepRowsOf(String table) {
        switch (setting.engine()) {
            case SQLITE ->
                change("create trigger kept before delete on %s begin select raise(abort, 'killed'); end"
                        .formatted(table));
            case POSTGRESQL -> {
                change("create function kept() returns trigger language plpgsql as "
                        + "$$ begin raise exception 'killed'; end $$");
                change("create trigger kept before delete on %s for each row execute function kept()".formatted(table));
            }
        }
    }

    private void letRowsGo(String table) {
        switch (setting.engine()) {
            case SQLITE -> change("drop trigger kept");
            case POSTGRESQL -> {
                change("drop trigger kept on " + table);
                change("drop function kept");
            }
        }
    }

    static Stream<ContractSetting> settings() {
        return ContractSetting.ends();
    }

    @Test
    void the_deletion_of_an_author_that_is_killed_is_finished_by_the_next_one() {
        keepRowsOf("authors");
        assertThat(client.delete("/api/v1/authors/" + author).status()).isEqualTo(500);

        assertThat(client.get("/api/v1/authors/" + author).status()).isEqualTo(200);
        assertThat(count(PHOTOS, PHOTOS.AUTHOR_ID.eq(author))).isBetween(1, MANY / 2);
        letRowsGo("authors");
        assertSuccess(client.delete("/api/v1/authors/" + author), "Author deleted successfully");
        assertThat(count(PHOTOS, PHOTOS.AUTHOR_ID.isNotNull())).isZero();
        assertThat(client.delete("/api/v1/authors/" + author).status()).isEqualTo(404);
    }

    @Test
    void the_deletion_of_a_session_that_is_killed_is_finished_by_the_next_one() {
        var path = "/api/v1/import_sessions/" + session;
        keepRowsOf("import_sessions");
        assertThat(client.delete(path).status()).isEqualTo(500);

        int left = client.get(path).json().get("images_count").intValue();
        assertThat(left).isBetween(1, MANY / 2);
        assertThat(count(IMAGE_FILES, IMAGE_FILES.IMPORT_SESSION_ID.eq(session)))
                .isEqualTo(left);
        letRowsGo("import_sessions");
        assertSuccess(client.delete(path), "Import session deleted successfully");
        assertThat(count(IMAGE_FILES, IMAGE_FILES.ID.isNotNull())).isZero();
        assertThat(count(PHOTOS, PHOTOS.ID.isNotNull())).isEqualTo(MANY);
    }
}
