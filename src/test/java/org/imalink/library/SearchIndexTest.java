package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.LIBRARY_COUNTS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.PHOTO_SEARCH;
import static org.imalink.database.schema.Tables.SEARCH_STATE;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.imalink.ingest.demo.DemoLibrary;
import org.imalink.library.NewImageFile.PhotoMetadata;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.Finding;
import org.imalink.operation.LibraryCheck;
import org.imalink.operation.Progress;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.jooq.Select;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class SearchIndexTest extends LibraryContract {
    private static final int OPERATIONS = 300;
    private static final int FIRST_VERSION_WITH_SEARCH = 5;
    private static final List<String> WORDS = List.of("sjø", "Fjell", "tur", "東京", "New York", "påske", "");

    private final Engine engine;

    SearchIndexTest(Engine engine) {
        super(engine);
        this.engine = engine;
    }

    @Test
    void after_any_operations_the_index_and_the_counts_are_those_of_one_made_from_scratch() {
        var random = new Random(4711);
        for (int operation = 0; operation < OPERATIONS; operation++) {
            library.write((tx, scope) -> {
                operate(tx, random);
                return true;
            });
        }
        assertThat(findings()).isEmpty();
        var kept = answers();

        new SearchIndexFill(library.database(), Progress.UNHEARD).rebuild();

        assertThat(answers()).isEqualTo(kept);
        assertThat(findings()).isEmpty();
        assertThat(library.<Integer>read((tx, scope) -> tx.fetchCount(PHOTOS))).isGreaterThan(20);
    }

    @Test
    void many_photos_are_looked_up_by_their_ids_and_written_into_the_full_text_index_at_once() {
        assumeTrue(engine == Engine.SQLITE);
        DemoLibrary.fill(library.database(), 64, 7);
        var photos = library.<List<Long>>read(
                (tx, scope) -> tx.select(PHOTOS.ID).from(PHOTOS).fetch(PHOTOS.ID));
        library.write((tx, scope) -> {
            SearchIndex.remove(tx, scope, photos);
            return tx.execute("insert into photo_search_fts (photo_search_fts) values ('rebuild')");
        });

        var plans = library.<List<String>>write((tx, scope) -> {
            var asked = new ArrayList<String>();
            var heard = tx.configuration().derive(ExecuteListener.onExecuteStart(query -> {
                if (query.query() instanceof Select<?> select) {
                    asked.add(select.getSQL(ParamType.INLINED));
                }
            }));
            SearchIndex.refresh(DSL.using(heard), scope, photos);
            return asked.stream()
                    .flatMap(sql -> tx.fetch("explain query plan " + sql).getValues("detail", String.class).stream())
                    .toList();
        });

        assertThat(plans).anyMatch(step -> step.contains("idx_photo_search_photo_id"));
        assertThat(plans).noneMatch(step -> step.startsWith("SCAN") || step.contains("user_id"));
        assertThat(library.<List<Object>>read((tx, scope) -> tx.fetch("select distinct segid from photo_search_fts_idx")
                        .getValues(0, Object.class)))
                .hasSize(1);
    }

    /** What a reader of the database remembers of the index from an earlier look is not taken for damage. */
    @Test
    void an_index_that_changes_between_two_checks_is_sound_in_both(@TempDir Path folder) {
        var random = new Random(4711);
        var check = new LibraryCheck(library.database(), DataDirectory.open(folder), new SearchIndexCheck());
        for (int round = 0; round < 5; round++) {
            for (int operation = 0; operation < 20; operation++) {
                library.write((tx, scope) -> {
                    operate(tx, random);
                    return true;
                });
            }
            assertThat(check.run(LibraryCheck.Depth.USUAL, Progress.UNHEARD).findings())
                    .filteredOn(finding -> finding.code().equals("database_damaged"))
                    .isEmpty();
        }
    }

    private static void operate(DSLContext tx, Random random) {
        var scope = TestLibrary.SCOPE;
        switch (random.nextInt(11)) {
            case 0, 1, 2, 3 -> add(tx, random);
            case 4, 5, 6 ->
                some(
                        Photos.page(tx, scope, PhotoFilter.ALL, PhotoOrder.NEWEST_FIRST, 0, 1000)
                                .rows(),
                        random,
                        photo -> Photos.edit(tx, scope, photo.hothash(), edit(random)));
            case 7 ->
                some(
                        Photos.page(tx, scope, PhotoFilter.ALL, PhotoOrder.NEWEST_FIRST, 0, 1000)
                                .rows(),
                        random,
                        photo -> {
                            if (random.nextInt(3) == 0) {
                                Photos.delete(tx, scope, photo.hothash());
                            } else {
                                Trash.put(tx, scope, List.of(photo.hothash()));
                            }
                        });
            case 8 -> {
                var authors = Authors.page(tx, scope, 0, 100).rows();
                if (authors.size() < 5) {
                    Authors.add(tx, scope, "Author " + random.nextInt(), null, null);
                } else {
                    some(authors, random, author -> Authors.delete(tx, scope, author.id()));
                }
            }
            case 9 ->
                some(
                        Trash.page(tx, scope, 0, 1000).rows(),
                        random,
                        entry -> Trash.restore(tx, scope, List.of(entry.photo().hothash())));
            case 10 -> {
                var sessions = ImportSessions.page(tx, scope, 0, 100).rows();
                if (sessions.size() < 4) {
                    ImportSessions.add(tx, scope, "Session", null, null);
                } else {
                    some(sessions, random, session -> ImportSessions.delete(tx, scope, session.id()));
                }
            }
            default -> throw new AssertionError();
        }
    }

    private static void add(DSLContext tx, Random random) {
        var takenAt = random.nextInt(4) == 0
                ? null
                : LocalDateTime.of(1700 + random.nextInt(700), 1 + random.nextInt(12), 1, 0, 0);
        PhotoIntake.add(
                tx,
                TestLibrary.SCOPE,
                new NewImageFile(
                        "IMG_%d.%s".formatted(random.nextInt(1000), random.nextBoolean() ? "JPG" : "NEF"),
                        ("preview " + random.nextInt(60)).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        1L,
                        null,
                        random.nextBoolean(),
                        null,
                        random.nextBoolean() ? (long) random.nextInt(12) : null,
                        null,
                        null,
                        null,
                        null,
                        new PhotoMetadata(
                                3, 2, takenAt, null, null, random.nextBoolean() ? 1.0 : null, 1.0, author(random)),
                        random.nextBoolean()
                                ? null
                                : new NewImageFile.Capture(
                                        "jpeg",
                                        3,
                                        2,
                                        1,
                                        "Nikon",
                                        "D" + random.nextInt(3),
                                        "50mm",
                                        null,
                                        null,
                                        null,
                                        null)));
    }

    /** Also ids that no author has, or not yet. */
    private static Long author(Random random) {
        return random.nextBoolean() ? (long) random.nextInt(20) : null;
    }

    private static PhotoEdit edit(Random random) {
        var tags = new ArrayList<String>();
        for (int count = random.nextInt(4); count > 0; count--) {
            tags.add(WORDS.get(random.nextInt(WORDS.size() - 1)));
        }
        return new PhotoEdit(
                Change.to(WORDS.get(random.nextInt(WORDS.size()))),
                Change.to(WORDS.get(random.nextInt(WORDS.size())) + " " + random.nextInt(5)),
                Change.to(tags),
                Change.to(random.nextBoolean() ? random.nextInt(6) : null),
                Change.to(author(random)));
    }

    private static <T> void some(List<T> all, Random random, java.util.function.Consumer<T> action) {
        if (!all.isEmpty()) {
            action.accept(all.get(random.nextInt(all.size())));
        }
    }

    private List<Object> answers() {
        return library.read((tx, scope) -> {
            var answers = new ArrayList<Object>();
            for (var text : List.of("sjo", "f", "tur 1", "東", "york", "img", "nef", "author", "nikon d1", "50m")) {
                answers.add(PhotoSearch.find(
                        tx, scope, PhotoQuery.ALL.withText(text), EnumSet.allOf(Facet.class), 0, 1000));
            }
            answers.add(PhotoSearch.find(tx, scope, PhotoQuery.ALL, EnumSet.allOf(Facet.class), 0, 1000));
            answers.add(Timeline.months(tx, scope));
            answers.add(ImportSessions.page(tx, scope, 0, 100));
            answers.add(ImageFiles.page(tx, scope, 0, 1).total());
            return answers;
        });
    }

    @Test
    void an_older_library_is_indexed_and_a_fill_that_was_stopped_goes_on() {
        var schema = new Schema(library.database());
        DemoLibrary.fill(library.database(), 1100, 7);
        var kept = answers();
        do {
            schema.downgrade();
        } while (schema.version().product() >= FIRST_VERSION_WITH_SEARCH);
        schema.upgrade();
        assertThat(library.<Integer>read((tx, scope) -> tx.fetchCount(PHOTO_SEARCH)))
                .isZero();

        assertThatThrownBy(() -> new SearchIndexFill(library.database(), (stage, done, total) -> {
                            throw new IllegalStateException("killed");
                        })
                        .run())
                .hasMessage("killed");
        assertThat(library.<Integer>read((tx, scope) -> tx.fetchCount(PHOTO_SEARCH)))
                .isEqualTo(1000);
        // A person's photo from before the fill is done must not be counted twice.
        library.write((tx, scope) -> {
            SearchIndex.refresh(
                    tx,
                    scope,
                    tx.select(PHOTOS.ID)
                            .from(PHOTOS)
                            .orderBy(PHOTOS.ID.desc())
                            .limit(3)
                            .fetch(PHOTOS.ID));
            return true;
        });
        var told = new ArrayList<String>();
        new SearchIndexFill(library.database(), (stage, done, total) -> told.add(done + " of " + total)).run();

        assertThat(told).containsExactly("100 of 1100");
        assertThat(answers()).isEqualTo(kept);
        assertThat(findings()).isEmpty();
        assertThat(library.<Integer>read((tx, scope) -> tx.select(SEARCH_STATE.VERSION)
                        .from(SEARCH_STATE)
                        .fetchSingle()
                        .value1()))
                .isEqualTo(SearchDocuments.VERSION);
    }

    @Test
    void the_check_finds_what_the_index_and_the_counts_do_not_say() {
        var photo = library.add("photo");
        library.add("other");
        assertThat(findings()).isEmpty();

        write("update photos set title = 'unknown to the index' where id = " + photo.photoId());
        assertThat(findings()).extracting(Finding::code).containsExactly("search_differs");
        write("update photos set title = null");

        write("update library_counts set count = 3 where facet = 'photo'");
        assertThat(findings()).extracting(Finding::code).containsExactly("count_differs");
        write("update library_counts set count = 2 where facet = 'photo'");
        library.write((tx, scope) -> tx.insertInto(LIBRARY_COUNTS)
                .set(LIBRARY_COUNTS.FACET, "tag")
                .set(LIBRARY_COUNTS.FOLDED, "x")
                .set(LIBRARY_COUNTS.VALUE, "x")
                .set(LIBRARY_COUNTS.COUNT, 1)
                .execute());
        assertThat(findings()).extracting(Finding::row).containsExactly("tag:x");
        write("delete from library_counts where facet = 'tag'");
        assertThat(findings()).isEmpty();

        write("delete from photo_search where photo_id = " + photo.photoId());
        assertThat(findings()).extracting(Finding::code).containsExactly("search_differs");
        new SearchIndexFill(library.database(), Progress.UNHEARD).rebuild();
        assertThat(findings()).isEmpty();

        if (engine == Engine.SQLITE) {
            write("insert into photo_search_fts (rowid, words) values (77, 'stray')");
            assertThat(findings()).extracting(Finding::code).containsExactly("search_text_differs");
            new SearchIndexFill(library.database(), Progress.UNHEARD).rebuild();
            assertThat(findings()).isEmpty();
        }
    }

    private void write(String sql) {
        library.write((tx, scope) -> tx.execute(sql));
    }

    private List<Finding> findings() {
        return library.read((tx, scope) -> {
            var findings = new ArrayList<Finding>();
            new SearchIndexCheck().run(tx, Progress.UNHEARD, findings);
            return findings;
        });
    }
}
