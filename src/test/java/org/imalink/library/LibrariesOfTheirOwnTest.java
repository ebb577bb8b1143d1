package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BiFunction;
import org.imalink.access.Phase;
import org.imalink.access.PutAwayTimes;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.database.Engine;
import org.imalink.database.RandomLibrary;
import org.imalink.database.Schema;
import org.imalink.ingest.TrashPurge;
import org.imalink.operation.Finding;
import org.imalink.operation.LibraryDigest;
import org.imalink.operation.Progress;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Where rows have owners, what somebody adds is theirs, and what looks after a library looks after each. */
@ParameterizedClass
@EnumSource(Engine.class)
class LibrariesOfTheirOwnTest extends LibraryContract {
    private static final Scope KARI = Scope.of(new Viewer.Member(2, 1), Phase.SCOPED);
    private static final LocalDateTime LONG_AFTER = LocalDateTime.parse("2090-01-01T00:00:00");

    LibrariesOfTheirOwnTest(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void giveRowsOwners() {
        library.write((tx, scope) -> {
            new Schema(library.database()).moveTenancy(tx, 2);
            RandomLibrary.addMembers(tx);
            return scope;
        });
        enter(Phase.SCOPED);
    }

    @Test
    void the_same_file_added_by_two_people_is_two_photos() {
        var file = TestLibrary.original("beach", "ab".repeat(32));
        var mine = library.write((tx, scope) -> PhotoIntake.add(tx, scope, file));
        var before = digest().roots().get(1L);
        var karis = asKari((tx, kari) -> PhotoIntake.add(tx, kari, file));

        assertThat(karis.newPhoto()).isTrue();
        assertThat(karis.hothash()).isEqualTo(mine.hothash());
        assertThat(karis.photoId()).isNotEqualTo(mine.photoId());

        asKari((tx, kari) -> {
            Photos.edit(
                    tx,
                    kari,
                    karis.hothash(),
                    new PhotoEdit(
                            Change.to("Karis strand"),
                            Change.keep(),
                            Change.to(List.of("sommer")),
                            Change.to(5),
                            Change.keep()));
            return Trash.put(tx, kari, List.of(karis.hothash()));
        });
        assertThat(digest().roots().get(1L)).isEqualTo(before);
        assertThat(photo(TestLibrary.SCOPE, mine.hothash()))
                .extracting(Photo::title, Photo::tags, Photo::rating)
                .containsExactly(null, List.of(), null);

        asKari((tx, kari) -> Trash.restore(tx, kari, List.of(karis.hothash())));
        assertThat(photo(KARI, karis.hothash()))
                .extracting(Photo::title, Photo::tags, Photo::rating)
                .containsExactly("Karis strand", List.of("sommer"), 5);
        asKari((tx, kari) -> {
            Photos.delete(tx, kari, karis.hothash());
            return kari;
        });
        assertThat(digest().roots().get(1L)).isEqualTo(before);
    }

    @Test
    void what_somebody_adds_is_theirs() {
        asKari((tx, kari) -> {
            PhotoIntake.add(tx, kari, TestLibrary.file("a"));
            Authors.add(tx, kari, "Ada", null, null);
            FileStorages.add(tx, kari, "/p", "Disk", null);
            return ImportSessions.add(tx, kari, "Summer", null, null);
        });

        for (var table : List.of("photos", "image_files", "authors", "file_storages", "import_sessions")) {
            List<Long> owners = library.read(
                    (tx, scope) -> tx.fetch("select user_id from " + table).map(row -> row.get(0, Long.class)));
            assertThat(owners).as(table).containsExactly(2L);
        }
        var mine = library.read((tx, scope) -> Photos.page(tx, scope, PhotoFilter.ALL, PhotoOrder.NEWEST_FIRST, 0, 10));
        assertThat(mine).isEqualTo(new Page<>(List.of(), 0));
    }

    @Test
    void without_owners_nobody_adds_anything_for_somebody_else_than_user_1() {
        move(1);
        for (var adding : List.<BiFunction<DSLContext, Scope, Object>>of(
                (tx, kari) -> PhotoIntake.add(tx, kari, TestLibrary.file("a")),
                (tx, kari) -> Authors.add(tx, kari, "Ada", null, null),
                (tx, kari) -> FileStorages.add(tx, kari, "/p", "Disk", null),
                (tx, kari) -> ImportSessions.add(tx, kari, "Summer", null, null))) {
            assertThatThrownBy(() -> asKari(adding)).isInstanceOf(IllegalStateException.class);
        }
        for (var table : List.of("photos", "authors", "file_storages", "import_sessions")) {
            assertThat(library.<Integer>read((tx, scope) -> tx.fetchCount(DSL.table(table))))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void the_search_index_is_made_and_checked_for_everybody() {
        library.add("mine");
        asKari((tx, kari) -> PhotoIntake.add(tx, kari, TestLibrary.file("karis")));
        assertThat(findings()).isEmpty();

        library.write((tx, scope) -> tx.execute("update library_counts set count = count + 1 where user_id = 2"));
        assertThat(findings()).extracting(Finding::code).contains("count_differs");
        library.write((tx, scope) -> tx.execute("delete from photo_search where user_id = 2"));
        assertThat(findings()).extracting(Finding::code).contains("search_differs");

        new SearchIndexFill(library.database(), Progress.UNHEARD).rebuild();
        assertThat(findings()).isEmpty();
        for (var scope : List.of(TestLibrary.SCOPE, KARI)) {
            assertThat(library.<Long>read(
                            (tx, own) -> PhotoSearch.find(tx, scope, PhotoQuery.ALL, EnumSet.noneOf(Facet.class), 0, 10)
                                    .total()))
                    .isEqualTo(1);
        }
    }

    @Test
    void the_trash_is_cleared_in_each_library_that_is_in_use() {
        var mine = library.add("mine").hothash();
        var karis = asKari((tx, kari) -> PhotoIntake.add(tx, kari, TestLibrary.file("karis")))
                .hothash();
        library.write((tx, scope) -> Trash.put(tx, scope, List.of(mine)));
        asKari((tx, kari) -> Trash.put(tx, kari, List.of(karis)));

        enter(Phase.DUAL);
        assertThat(purge()).isEqualTo(1);
        assertThat(isInKarisTrash(karis)).isTrue();

        enter(Phase.SCOPED);
        assertThat(purge()).isEqualTo(1);
        assertThat(isInKarisTrash(karis)).isFalse();
    }

    @Test
    void days_on_which_a_library_is_put_away_do_not_count_for_its_trash() {
        var mine = library.add("mine").hothash();
        var karis = asKari((tx, kari) -> PhotoIntake.add(tx, kari, TestLibrary.file("karis")))
                .hothash();
        library.write((tx, scope) -> Trash.put(tx, scope, List.of(mine)));
        asKari((tx, kari) -> Trash.put(tx, kari, List.of(karis)));
        var thrownAway = entry(KARI).trashedAt();
        library.write((tx, scope) -> {
            PutAwayTimes.begin(tx, thrownAway.plusDays(10));
            PutAwayTimes.end(tx, thrownAway.plusDays(30));
            return tx;
        });

        assertThat(entry(KARI).endsAt()).isEqualTo(thrownAway.plusDays(50));
        assertThat(entry(TestLibrary.SCOPE).endsAt())
                .isEqualTo(entry(TestLibrary.SCOPE).trashedAt().plusDays(30));
        assertThat(purge(thrownAway.plusDays(49))).isEqualTo(1);
        assertThat(isInKarisTrash(karis)).isTrue();
        assertThat(purge(thrownAway.plusDays(50))).isEqualTo(1);
        assertThat(isInKarisTrash(karis)).isFalse();
    }

    private Trash.Entry entry(Scope scope) {
        return library.read((tx, own) -> Trash.page(tx, scope, 0, 10).rows().getFirst());
    }

    private boolean isInKarisTrash(String hothash) {
        return library.<Boolean>read(
                (tx, scope) -> Trash.find(tx, KARI, hothash).isPresent());
    }

    private Photo photo(Scope scope, String hothash) {
        return library.read((tx, own) -> Photos.get(tx, scope, hothash));
    }

    private int purge() {
        return purge(LONG_AFTER);
    }

    private int purge(LocalDateTime now) {
        try (var purge =
                new TrashPurge(library.database(), Clock.fixed(now.toInstant(ZoneOffset.UTC), ZoneOffset.UTC))) {
            return purge.run();
        }
    }

    private List<Finding> findings() {
        return library.read((tx, scope) -> {
            var findings = new ArrayList<Finding>();
            new SearchIndexCheck().run(tx, Progress.UNHEARD, findings);
            return findings;
        });
    }

    private <T> T asKari(BiFunction<DSLContext, Scope, T> change) {
        return library.write((tx, scope) -> change.apply(tx, KARI));
    }

    private void enter(Phase phase) {
        library.write((tx, scope) -> tx.execute("update server_state set phase = ?", phase.number()));
    }

    private void move(int level) {
        library.write((tx, scope) -> {
            new Schema(library.database()).moveTenancy(tx, level);
            return scope;
        });
    }

    private LibraryDigest digest() {
        return library.read((tx, scope) -> LibraryDigest.of(tx, Progress.UNHEARD));
    }
}
