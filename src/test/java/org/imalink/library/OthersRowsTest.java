package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.imalink.access.Phase;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.database.Engine;
import org.imalink.database.RandomLibrary;
import org.imalink.database.Schema;
import org.imalink.operation.LibraryDigest;
import org.imalink.operation.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Where rows have owners, user 1 is as alone as ever: others' rows are neither seen nor touched. */
@ParameterizedClass
@EnumSource(Engine.class)
class OthersRowsTest extends LibraryContract {
    private static final Scope MEMBER = Scope.of(new Viewer.Member(2, 1), Phase.SCOPED);
    private static final PhotoOrder ORDER = PhotoOrder.NEWEST_FIRST;

    private String hothash;
    private LibraryDigest before;

    OthersRowsTest(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void letSomebodyElseHaveAPhotoAnAuthorAndASession() {
        library.write((tx, scope) -> {
            new Schema(library.database()).moveTenancy(tx, 2);
            RandomLibrary.addMembers(tx);
            RandomLibrary.addPhoto(tx, new Random(1), 2);
            tx.execute("update photos set trashed_at = null");
            tx.execute("insert into authors (user_id, name, created_at, updated_at) values (2, 'Ada', 1, 1)");
            tx.execute(
                    "insert into import_sessions (user_id, imported_at, created_at, updated_at) values (2, 1, 1, 1)");
            return tx.execute("""
                    insert into file_storages (user_id, storage_uuid, directory_name, base_path, created_at, updated_at)
                    values (2, 'theirs', 'theirs', '/p', 1, 1)""");
        });
        hothash = library.read(
                (tx, scope) -> tx.fetchSingle("select hothash from photos").get(0, String.class));
        before = digest();
    }

    @Test
    void nothing_of_others_is_listed_or_found() {
        library.read((tx, scope) -> {
            assertThat(Photos.page(tx, scope, PhotoFilter.ALL, ORDER, 0, 10).rows())
                    .isEmpty();
            assertThat(Photos.find(tx, scope, hothash)).isEmpty();
            assertThat(Photos.hotpreview(tx, scope, hothash)).isEmpty();
            assertThat(ImageFiles.page(tx, scope, 0, 10)).isEqualTo(new Page<>(List.of(), 0));
            assertThat(Authors.page(tx, scope, 0, 10)).isEqualTo(new Page<>(List.of(), 0));
            assertThat(ImportSessions.page(tx, scope, 0, 10)).isEqualTo(new Page<>(List.of(), 0));
            assertThat(FileStorages.all(tx, scope)).isEmpty();
            assertThat(Timeline.entries(tx, scope, null)).isEmpty();
            assertThat(Trash.page(tx, scope, 0, 10)).isEqualTo(new Page<>(List.of(), 0));
            assertThat(KnownOriginals.find(tx, scope, originals())).isEmpty();
            return scope;
        });
    }

    @Test
    void a_member_sees_what_is_theirs_alone() {
        library.add("of user 1");
        library.read((tx, scope) -> {
            assertThat(Photos.page(tx, MEMBER, PhotoFilter.ALL, ORDER, 0, 10).rows())
                    .extracting(Photo::hothash)
                    .containsExactly(hothash);
            assertThat(ImageFiles.page(tx, MEMBER, 0, 10).rows()).hasSize(1);
            assertThat(Authors.page(tx, MEMBER, 0, 10).rows())
                    .extracting(Author::name)
                    .containsExactly("Ada");
            assertThat(FileStorages.all(tx, MEMBER)).hasSize(1);
            return scope;
        });
    }

    @Test
    void user_1_may_have_the_same_and_delete_it_and_others_keep_theirs() {
        library.write((tx, scope) -> Authors.add(tx, scope, "Ada", null, null));
        long mine =
                library.<Long>write((tx, scope) -> tx.fetchSingle("""
                        insert into photos (hothash, title, search_text, created_at, updated_at)
                        values (?, 'mine', '', 1, 1) returning id""", hothash).get(0, Long.class));
        library.write((tx, scope) -> {
            SearchIndex.refresh(tx, scope, List.of(mine));
            return 0;
        });
        assertThat(library.read((tx, scope) -> Photos.get(tx, scope, hothash)).title())
                .isEqualTo("mine");

        library.write((tx, scope) -> {
            Photos.delete(tx, scope, hothash);
            return 0;
        });
        assertThat(library.<Optional<Photo>>read((tx, scope) -> Photos.find(tx, scope, hothash)))
                .isEmpty();
        assertThat(digest().roots().get(2L)).isEqualTo(before.roots().get(2L));
    }

    @Test
    void nothing_of_others_can_be_changed_or_deleted() {
        long author = library.<Long>read(
                (tx, scope) -> tx.fetchSingle("select id from authors").get(0, Long.class));
        for (var hands : List.<Runnable>of(
                () -> library.write((tx, scope) -> {
                    Photos.delete(tx, scope, hothash);
                    return 0;
                }),
                () -> library.write((tx, scope) -> FileStorages.delete(tx, scope, "theirs")),
                () -> library.read((tx, scope) -> Authors.get(tx, scope, author)))) {
            assertThatThrownBy(hands::run).isInstanceOf(LibraryException.Missing.class);
        }
        library.write((tx, scope) -> Trash.put(tx, scope, List.of(hothash)));

        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void a_query_that_is_kept_stays_each_ones_own_at_each_level() {
        var own = library.add("of user 1").hothash();
        for (int round = 0; round < 2; round++) {
            assertThat(hasHotpreview(MEMBER, hothash)).isTrue();
            assertThat(hasHotpreview(MEMBER, own)).isFalse();
            library.read((tx, scope) -> {
                assertThat(Photos.hotpreview(tx, scope, hothash)).isEmpty();
                assertThat(Photos.hotpreview(tx, scope, own)).isPresent();
                return scope;
            });
            move(1);
            assertThat(hasHotpreview(MEMBER, own)).isFalse();
            assertThat(library.<Boolean>read(
                            (tx, scope) -> Photos.hotpreview(tx, scope, own).isPresent()))
                    .isTrue();
            move(2);
        }
    }

    private boolean hasHotpreview(Scope scope, String name) {
        return library.<Boolean>read(
                (tx, own) -> Photos.hotpreview(tx, scope, name).isPresent());
    }

    private void move(int level) {
        library.write((tx, scope) -> {
            new Schema(library.database()).moveTenancy(tx, level);
            return level;
        });
    }

    private List<String> originals() {
        return library.read(
                (tx, scope) -> tx.fetch("select sha256 from image_files").map(row -> row.get(0, String.class)));
    }

    private LibraryDigest digest() {
        return library.read((tx, scope) -> LibraryDigest.of(tx, Progress.UNHEARD));
    }
}
