package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BiFunction;
import org.imalink.access.Scope;
import org.imalink.database.Engine;
import org.imalink.library.NewImageFile.PhotoMetadata;
import org.imalink.operation.Finding;
import org.imalink.operation.Progress;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Authors and sessions of more photos than may be written while others wait. */
@ParameterizedClass
@EnumSource(Engine.class)
class LargeDeletionsTest extends LibraryContract {
    private static final int MANY = 2 * SearchIndex.PHOTOS_PER_STEP + 50;

    private long author;
    private long session;

    LargeDeletionsTest(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void addPhotos() {
        author = library.<Long>write(
                (tx, scope) -> Authors.add(tx, scope, "Kari", null, null).id());
        session = library.<Long>write((tx, scope) -> ImportSessions.add(tx, scope, "Sommer", null, author));
        var metadata = new PhotoMetadata(3, 2, null, null, null, null, null, author);
        library.write((tx, scope) -> {
            for (int number = 0; number < MANY; number++) {
                PhotoIntake.add(
                        tx, scope, TestLibrary.file("photo " + number, number + ".jpg", null, session, metadata));
            }
            return true;
        });
    }

    private record Standing(int photos, long found, long counted) {}

    /** How many rows there are, how many a search finds, and how many the counts know. */
    private Standing ofAuthor() {
        var query =
                new PhotoQuery(null, null, null, null, null, author, List.of(), null, null, null, null, null, false);
        return library.read((tx, scope) -> new Standing(
                tx.fetchCount(PHOTOS, PHOTOS.AUTHOR_ID.eq(author)),
                PhotoSearch.find(tx, scope, query, EnumSet.noneOf(Facet.class), 0, 1)
                        .total(),
                LibraryCounts.of(tx, scope, Facet.AUTHOR, String.valueOf(author))));
    }

    private Standing ofSession() {
        var query =
                new PhotoQuery(null, null, null, null, null, null, List.of(), null, null, null, null, session, false);
        return library.read((tx, scope) -> new Standing(
                tx.fetchCount(IMAGE_FILES, IMAGE_FILES.IMPORT_SESSION_ID.eq(session)),
                PhotoSearch.find(tx, scope, query, EnumSet.noneOf(Facet.class), 0, 1)
                        .total(),
                ImportSessions.get(tx, scope, session).imagesCount()));
    }

    private static Standing all(int number) {
        return new Standing(number, number, number);
    }

    private boolean step(BiFunction<DSLContext, Scope, Boolean> step) {
        boolean more = library.write(step);
        var findings = library.read((tx, scope) -> {
            var found = new ArrayList<Finding>();
            new SearchIndexCheck().run(tx, Progress.UNHEARD, found);
            return found;
        });
        assertThat(findings).isEmpty();
        return more;
    }

    private void editSomePhoto(String title) {
        library.write((tx, scope) -> {
            var photo = Photos.page(tx, scope, PhotoFilter.ALL, PhotoOrder.NEWEST_FIRST, MANY / 2, 1)
                    .rows()
                    .getFirst();
            Photos.edit(
                    tx,
                    scope,
                    photo.hothash(),
                    new PhotoEdit(Change.to(title), Change.keep(), Change.keep(), Change.keep(), Change.keep()));
            return true;
        });
    }

    @Test
    void an_author_leaves_a_few_photos_in_each_transaction_and_everything_is_right_in_between() {
        int before = MANY;
        while (step((tx, scope) -> Authors.leaveSomePhotos(tx, scope, author))) {
            var now = ofAuthor();
            assertThat(before - now.photos()).isBetween(1, SearchIndex.PHOTOS_PER_STEP + 1);
            assertThat(now).isEqualTo(all(now.photos()));
            editSomePhoto(before + " were left");
            before = now.photos();
        }
        assertThat(before).isBetween(1, SearchIndex.PHOTOS_PER_STEP);
        assertThat(ofAuthor()).isEqualTo(all(before));

        step((tx, scope) -> {
            Authors.delete(tx, scope, author);
            return true;
        });

        assertThat(ofAuthor()).isEqualTo(all(0));
        assertThat(library.read((tx, scope) -> ImportSessions.get(tx, scope, session))
                        .defaultAuthorId())
                .isNull();
    }

    @Test
    void a_session_loses_a_few_files_in_each_transaction_and_everything_is_right_in_between() {
        int before = MANY;
        while (step((tx, scope) -> ImportSessions.deleteSomeFiles(tx, scope, session))) {
            var now = ofSession();
            assertThat(before - now.photos()).isBetween(1, SearchIndex.PHOTOS_PER_STEP + 1);
            assertThat(now).isEqualTo(all(now.photos()));
            editSomePhoto(before + " were left");
            before = now.photos();
        }
        assertThat(before).isBetween(1, SearchIndex.PHOTOS_PER_STEP);
        assertThat(ofSession()).isEqualTo(all(before));

        step((tx, scope) -> {
            ImportSessions.delete(tx, scope, session);
            return true;
        });

        assertThat(library.<Integer>read((tx, scope) -> tx.fetchCount(IMAGE_FILES)))
                .isZero();
        assertThat(library.<Integer>read((tx, scope) -> tx.fetchCount(PHOTOS))).isEqualTo(MANY);
    }

    @Test
    void photos_that_name_an_author_who_is_not_there_keep_that_name_and_so_do_files_their_session() {
        library.write((tx, scope) -> {
            Authors.delete(tx, scope, author);
            return tx.update(PHOTOS).set(PHOTOS.AUTHOR_ID, 4711L).execute();
        });
        library.write((tx, scope) ->
                tx.update(IMAGE_FILES).set(IMAGE_FILES.IMPORT_SESSION_ID, 4711L).execute());

        assertThatThrownBy(() -> step((tx, scope) -> Authors.leaveSomePhotos(tx, scope, 4711)))
                .isInstanceOf(LibraryException.Missing.class);
        assertThatThrownBy(() -> step((tx, scope) -> ImportSessions.deleteSomeFiles(tx, scope, 4711)))
                .isInstanceOf(LibraryException.Missing.class);

        assertThat(library.<Integer>read((tx, scope) -> tx.fetchCount(PHOTOS, PHOTOS.AUTHOR_ID.eq(4711L))))
                .isEqualTo(MANY);
        assertThat(library.<Integer>read(
                        (tx, scope) -> tx.fetchCount(IMAGE_FILES, IMAGE_FILES.IMPORT_SESSION_ID.eq(4711L))))
                .isEqualTo(MANY);
    }
}
