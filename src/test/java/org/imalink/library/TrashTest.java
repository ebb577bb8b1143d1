package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.AUDIT_EVENTS;
import static org.imalink.database.schema.Tables.COLDPREVIEWS;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.imalink.ingest.TrashPurge;
import org.imalink.library.NewImageFile.PhotoMetadata;
import org.imalink.operation.Finding;
import org.imalink.operation.Progress;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class TrashTest extends LibraryContract {
    private static final int OPERATIONS = 250;
    private static final String SHA256 = "ab".repeat(32);

    TrashTest(Engine engine) {
        super(engine);
    }

    @Test
    void after_any_operations_lists_search_timeline_and_counts_are_those_of_a_model() {
        var random = new Random(271828);
        var model = new Model();
        long session = library.write((tx, scope) -> ImportSessions.add(tx, scope, "Session", null, null));
        for (int operation = 0; operation < OPERATIONS; operation++) {
            library.write((tx, scope) -> {
                model.operate(tx, random, session);
                return true;
            });
            if (operation % 10 == 0 || operation == OPERATIONS - 1) {
                assertAgrees(model, session);
            }
        }
        assertThat(model.trashed).hasSizeGreaterThan(2);
        assertThat(model.live).hasSizeGreaterThan(2);
        assertThat(findings()).isEmpty();
        new SearchIndexFill(library.database(), Progress.UNHEARD).rebuild();
        assertAgrees(model, session);
    }

    /** What a library with a trash is, without one: two maps from hothash to month. */
    private static final class Model {
        private final Map<String, Integer> live = new HashMap<>();
        private final Map<String, Integer> trashed = new HashMap<>();
        private int files;
        private final Map<String, Integer> filesOf = new HashMap<>();

        void operate(DSLContext tx, Random random, long session) {
            var scope = TestLibrary.SCOPE;
            switch (random.nextInt(9)) {
                case 0, 1, 2, 3 -> {
                    int number = random.nextInt(40);
                    int month = 1 + number % 12;
                    var added = PhotoIntake.add(tx, scope, file(number, month, session));
                    trashed.remove(added.hothash());
                    live.put(added.hothash(), month);
                    filesOf.merge(added.hothash(), 1, Integer::sum);
                }
                case 4, 5 -> {
                    var some = some(live, random, 3);
                    Trash.put(tx, scope, some);
                    some.forEach(hothash -> trashed.put(hothash, live.remove(hothash)));
                }
                case 6 -> {
                    var some = some(trashed, random, 2);
                    Trash.restore(tx, scope, some);
                    some.forEach(hothash -> live.put(hothash, trashed.remove(hothash)));
                }
                case 7 -> {
                    var some = some(trashed, random, 1);
                    Trash.delete(tx, scope, some);
                    some.forEach(trashed::remove);
                    some.forEach(filesOf::remove);
                }
                case 8 ->
                    some(live, random, 1).forEach(hothash -> {
                        Photos.delete(tx, scope, hothash);
                        live.remove(hothash);
                        filesOf.remove(hothash);
                    });
                default -> throw new AssertionError();
            }
            files = live.keySet().stream().mapToInt(filesOf::get).sum();
        }

        private static List<String> some(Map<String, Integer> photos, Random random, int most) {
            var all = new ArrayList<>(new TreeSet<>(photos.keySet()));
            java.util.Collections.shuffle(all, random);
            return List.copyOf(all.subList(0, Math.min(all.size(), 1 + random.nextInt(most))));
        }

        private static NewImageFile file(int number, int month, long session) {
            return new NewImageFile(
                    "holiday" + number + ".jpg",
                    ("preview " + number).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    1L,
                    null,
                    false,
                    "%016x".formatted(number),
                    session,
                    null,
                    null,
                    null,
                    null,
                    new PhotoMetadata(3, 2, LocalDateTime.of(2024, month, 1, 0, 0), null, null, null, null, null),
                    null);
        }
    }

    private void assertAgrees(Model model, long session) {
        library.read((tx, scope) -> {
            var page = Photos.page(tx, scope, PhotoFilter.ALL, PhotoOrder.NEWEST_FIRST, 0, 1000);
            assertThat(page.rows()).extracting(Photo::hothash).containsExactlyInAnyOrderElementsOf(model.live.keySet());
            assertThat(page.total()).isEqualTo(model.live.size());
            var search = PhotoSearch.find(
                    tx, scope, PhotoQuery.ALL.withText("holiday"), EnumSet.allOf(Facet.class), 0, 1000);
            assertThat(search.rows())
                    .extracting(row -> row.photo().hothash())
                    .containsExactlyInAnyOrderElementsOf(model.live.keySet());
            var months = new TreeMap<Integer, Integer>();
            model.live.values().forEach(month -> months.merge(month, 1, Integer::sum));
            var timeline = new TreeMap<Integer, Integer>();
            for (var month : Timeline.months(tx, scope)) {
                timeline.put(month.month().getMonthValue(), month.count());
                assertThat(Timeline.entries(tx, scope, month.month())).hasSize(month.count());
            }
            assertThat(timeline).isEqualTo(months);
            assertThat(search.facets().get(Facet.MONTH)).hasSize(months.size());
            var files = ImageFiles.page(tx, scope, 0, 1000);
            assertThat(files.rows()).hasSize(model.files);
            assertThat(files.total()).isEqualTo(model.files);
            assertThat(ImportSessions.get(tx, scope, session).imagesCount()).isEqualTo(model.files);
            if (!files.rows().isEmpty()) {
                assertThat(ImageFiles.similar(tx, scope, files.rows().getFirst().id(), 16, 100))
                        .allSatisfy(file -> assertThat(model.live).containsKey(file.photoHothash()));
            }
            assertThat(Trash.page(tx, scope, 0, 1000).rows())
                    .extracting(entry -> entry.photo().hothash())
                    .containsExactlyInAnyOrderElementsOf(model.trashed.keySet());
            assertThat(Trash.page(tx, scope, 0, 1).total()).isEqualTo(model.trashed.size());
            return true;
        });
    }

    @Test
    void a_restored_photo_has_all_that_it_had() {
        var added = library.addOriginal("a", SHA256);
        library.write((tx, scope) -> {
            var edit = new PhotoEdit(
                    Change.to("Title"),
                    Change.to("Text"),
                    Change.to(List.of("sjø", "tur")),
                    Change.to(4),
                    Change.keep());
            Photos.edit(tx, scope, added.hothash(), edit);
            tx.insertInto(
                            COLDPREVIEWS,
                            COLDPREVIEWS.SHA256,
                            COLDPREVIEWS.WIDTH,
                            COLDPREVIEWS.HEIGHT,
                            COLDPREVIEWS.FILE_SIZE)
                    .values(SHA256, 3, 2, 1L)
                    .execute();
            Photos.setColdpreview(tx, scope, added.hothash(), SHA256);
            return true;
        });
        var before = photo(added);
        var details = details(added);

        put(added.hothash());
        assertThat(photo(added)).isEmpty();
        assertThatThrownBy(() -> library.read((tx, scope) -> ImageFiles.get(tx, scope, added.imageFileId())))
                .isInstanceOf(LibraryException.Missing.class);
        restore(added.hothash());

        assertThat(photo(added)).isEqualTo(before);
        assertThat(details(added)).isEqualTo(details);
        assertThat(findings()).isEmpty();
    }

    @Test
    void what_is_thrown_away_twice_stays_as_long_as_after_the_first_time() {
        var photo = library.add("a");
        put(photo.hothash());
        var first = entries().getFirst().trashedAt();
        put(photo.hothash());
        assertThat(entries()).extracting(Trash.Entry::trashedAt).containsExactly(first);
        assertThat(entries().getFirst().endsAt()).isEqualTo(first.plusDays(30));
    }

    @Test
    void unknown_photos_are_told_and_the_others_moved() {
        var photo = library.add("a");
        var moved = library.write((tx, scope) -> Trash.put(tx, scope, List.of("none", photo.hothash(), "none")));
        assertThat(moved).isEqualTo(new Trash.Moved(List.of(photo.hothash()), List.of("none")));
    }

    @Test
    void only_photos_of_the_trash_are_deleted_for_good_and_their_originals_remembered() {
        var photo = library.addOriginal("a", SHA256);
        var other = library.add("b");
        put(photo.hothash());
        var moved = library.write((tx, scope) -> Trash.delete(tx, scope, List.of(photo.hothash(), other.hothash())));
        assertThat(moved).isEqualTo(new Trash.Moved(List.of(photo.hothash()), List.of(other.hothash())));
        assertThat(library.<Integer>read((tx, scope) -> tx.fetchCount(PHOTOS))).isEqualTo(1);
        assertThat(library.<Boolean>read((tx, scope) -> RemovedFiles.contains(tx, scope, SHA256)))
                .isTrue();
        assertThat(findings()).isEmpty();
    }

    @Test
    void after_thirty_days_a_photo_is_deleted_for_good_and_the_audit_trail_tells_how_many() {
        var first = library.addOriginal("a", SHA256);
        var second = library.add("b");
        var live = library.add("c");
        put(first.hothash(), second.hothash());
        var trashedAt = entries().getFirst().trashedAt().toInstant(ZoneOffset.UTC);

        assertThat(purgeAt(trashedAt.plus(Duration.ofDays(30)).minusNanos(1000)))
                .isZero();
        assertThat(entries()).hasSize(2);
        assertThat(audit()).isEmpty();
        assertThat(purgeAt(trashedAt.plus(Duration.ofDays(30)))).isEqualTo(2);

        assertThat(entries()).isEmpty();
        assertThat(photo(live)).isPresent();
        assertThat(library.<Boolean>read((tx, scope) -> RemovedFiles.contains(tx, scope, SHA256)))
                .isTrue();
        assertThat(audit()).containsExactly("maintenance trash-cleared {\"photos\":2}");
        assertThat(findings()).isEmpty();
    }

    @Test
    void a_purge_of_many_photos_deletes_them_all() {
        library.write((tx, scope) -> {
            var hothashes = new ArrayList<String>();
            for (int number = 0; number < 401; number++) {
                hothashes.add(
                        PhotoIntake.add(tx, scope, Model.file(number, 1, 1)).hothash());
            }
            return Trash.put(tx, scope, hothashes);
        });
        assertThat(purgeAt(Instant.now().plus(Duration.ofDays(31)))).isEqualTo(401);
        assertThat(library.<Integer>read((tx, scope) -> tx.fetchCount(PHOTOS))).isZero();
        assertThat(findings()).isEmpty();
    }

    @Test
    void a_server_without_a_trash_has_the_photos_back() {
        var photo = library.add("a", LocalDateTime.of(2024, 7, 1, 0, 0));
        put(photo.hothash());
        var schema = new Schema(library.database());
        while (schema.version().product() > 5) {
            schema.downgrade();
        }
        schema.upgrade();
        new SearchIndexFill(library.database(), Progress.UNHEARD).run();

        List<Timeline.Month> months = library.read(Timeline::months);
        assertThat(months).containsExactly(new Timeline.Month(YearMonth.of(2024, 7), 1));
        assertThat(photo(photo)).isPresent();
        assertThat(findings()).isEmpty();
    }

    private Optional<Photo> photo(PhotoIntake.Added added) {
        return library.read((tx, scope) -> Photos.find(tx, scope, added.hothash()));
    }

    private PhotoDetails details(PhotoIntake.Added added) {
        return library.read((tx, scope) -> PhotoDetails.get(tx, scope, added.hothash()));
    }

    private int purgeAt(Instant instant) {
        try (var purge = new TrashPurge(library.database(), Clock.fixed(instant, ZoneOffset.UTC))) {
            return purge.run();
        }
    }

    private List<String> audit() {
        return library.read((tx, scope) -> tx.selectFrom(AUDIT_EVENTS)
                .fetch(row -> row.getActor() + " " + row.getAction() + " " + row.getDetails()));
    }

    private List<Trash.Entry> entries() {
        return library.read((tx, scope) -> Trash.page(tx, scope, 0, 1000).rows());
    }

    private void put(String... hothashes) {
        library.write((tx, scope) -> Trash.put(tx, scope, List.of(hothashes)));
    }

    private void restore(String... hothashes) {
        library.write((tx, scope) -> Trash.restore(tx, scope, List.of(hothashes)));
    }

    private List<Finding> findings() {
        return library.read((tx, scope) -> {
            var findings = new ArrayList<Finding>();
            new SearchIndexCheck().run(tx, Progress.UNHEARD, findings);
            return findings;
        });
    }
}
