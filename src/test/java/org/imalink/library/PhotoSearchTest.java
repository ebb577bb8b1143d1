package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.database.Engine;
import org.imalink.library.FoundPhotos.Count;
import org.imalink.library.NewImageFile.PhotoMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PhotoSearchTest extends LibraryContract {
    PhotoSearchTest(Engine engine) {
        super(engine);
    }

    @Test
    void every_typed_word_must_begin_a_word_of_title_description_tags_file_name_camera_or_author() {
        long author = library.<Author>write((tx, scope) -> Authors.add(tx, scope, "Åse Lød", null, null))
                .id();
        var photo = library.addOriginal("dsc_4711", "a".repeat(64)).hothash();
        edit(photo, "Sommer ved sjøen", "En lang dag på Bygdøy", List.of("New York", "fjord"), 4, author);
        library.add("other");

        for (var text : List.of(
                "sommer",
                "SOM",
                "sjoen",
                "sjøen",
                "bygd",
                "york",
                "new",
                "fjord som",
                "4711",
                "dsc",
                "nikon d70",
                "åse",
                "ase",
                "lod fjord",
                "  som   FJORD ",
                "som, (fjord)!",
                "jpg sommer")) {
            assertThat(found(text)).as(text).containsExactly(photo);
        }
        for (var text :
                List.of("ommer", "sommer vinter", "canon", "fjordene", "?", "\"", "å se", "ase sommer vinter")) {
            assertThat(found(text)).as(text).isEmpty();
        }
    }

    @Test
    void a_text_that_looks_like_the_language_of_an_index_is_only_text() {
        var photo = library.add("photo").hothash();
        edit(photo, "near or and not col", null, List.of(), null, null);
        for (var text : List.of(
                "near OR nothing",
                "NOT near",
                "near* -col",
                "\"near",
                "near'); drop table photos; --",
                "words:near",
                "near & !col",
                "near <-> or",
                "^near",
                "{near}",
                "near\\",
                "'near':*",
                "\uE001near",
                "near\u0000".replace("\u0000", " "))) {
            assertThat(library.<FoundPhotos>read((tx, scope) ->
                                    PhotoSearch.find(tx, scope, PhotoQuery.ALL.withText(text), Set.of(), 0, 10))
                            .rows()
                            .size())
                    .as(text)
                    .isEqualTo(text.contains("nothing") || text.contains("drop") || text.contains("words") ? 0 : 1);
        }
    }

    @Test
    void scripts_without_spaces_are_found_by_any_part() {
        var photo = library.add("photo").hothash();
        edit(photo, "夏の東京タワー", "กรุงเทพมหานคร", List.of(), null, null);
        for (var text : List.of("東京", "東", "タワー", "夏の東", "เทพ", "กรุง")) {
            assertThat(found(text)).as(text).containsExactly(photo);
        }
        assertThat(found("京東")).isEmpty();
    }

    @Test
    void each_filter_narrows_the_search() {
        long author = library.<Author>write((tx, scope) -> Authors.add(tx, scope, "Kari", null, null))
                .id();
        long session = library.<Long>write((tx, scope) -> ImportSessions.add(tx, scope, "Trip", null, null));
        var placed = library.add("placed", "placed.nef", placed(LocalDateTime.parse("2024-05-01T12:00:00.5")));
        var plain = library.add("plain", LocalDateTime.parse("2024-06-01T00:00:00"));
        var imported = library.addToSession("imported", session);
        var camera = library.addOriginal("camera", "b".repeat(64));
        edit(plain.hothash(), null, null, List.of("Élan", "sea side"), 3, author);
        edit(placed.hothash(), null, null, List.of("sea"), 5, null);

        assertThat(found(query().rating(3, null))).containsExactly(plain.hothash(), placed.hothash());
        assertThat(found(query().rating(null, 4))).containsExactly(plain.hothash());
        assertThat(found(query().rating(5, 4))).isEmpty();
        assertThat(found(query().author(author))).containsExactly(plain.hothash());
        assertThat(found(query().author(author + 1))).isEmpty();
        assertThat(found(query().tag("ELAN"))).containsExactly(plain.hothash());
        assertThat(found(query().tag("sea"))).containsExactly(placed.hothash());
        assertThat(found(query().tag("sea side"))).containsExactly(plain.hothash());
        assertThat(found(query().tag("sea side").tag("élan"))).containsExactly(plain.hothash());
        assertThat(found(query().tag("sea-side"))).isEmpty();
        assertThat(found(query().camera("nikon d70"))).containsExactly(camera.hothash());
        assertThat(found(query().kind("raw"))).containsExactly(placed.hothash());
        assertThat(found(query().kind("jpeg"))).containsExactly(plain.hothash(), camera.hothash(), imported.hothash());
        assertThat(found(query().place(true))).containsExactly(placed.hothash());
        assertThat(found(query().place(false))).containsExactly(plain.hothash(), camera.hothash(), imported.hothash());
        assertThat(found(query().raw(true))).containsExactly(placed.hothash());
        assertThat(found(query().session(session))).containsExactly(imported.hothash());
        assertThat(found(query().session(session + 1))).isEmpty();
        assertThat(found(query().taken("2024-05-01T12:00:00", "2024-05-01T12:00:00")))
                .containsExactly(placed.hothash());
        assertThat(found(query().taken("2024-05-01T12:00:01", null))).containsExactly(plain.hothash());
        assertThat(found(query().taken(null, "2024-05-31T23:59:59"))).containsExactly(placed.hothash());
        assertThat(found(query().taken("2024-05-01T00:00:00", null).tag("sea"))).containsExactly(placed.hothash());
        assertThat(found(query().oldest()))
                .containsExactly(imported.hothash(), camera.hothash(), placed.hothash(), plain.hothash());
    }

    @Test
    void counts_are_those_of_the_photos_that_are_found() {
        long author = library.<Author>write((tx, scope) -> Authors.add(tx, scope, "Kari", null, null))
                .id();
        var one = library.add("one", LocalDateTime.parse("2024-05-01T12:00:00"));
        var two = library.add("two", LocalDateTime.parse("2023-01-31T12:00:00"));
        var three = library.add("three");
        edit(one.hothash(), "holiday", null, List.of("Sea", "sun"), 5, author);
        edit(two.hothash(), "holiday", null, List.of("sea", "SEA"), 5, null);
        edit(three.hothash(), "holiday", null, List.of(), null, author);
        edit(library.add("four").hothash(), "work", null, List.of("sea"), 1, author);

        var wanted = EnumSet.of(Facet.MONTH, Facet.AUTHOR, Facet.TAG, Facet.RATING, Facet.KIND, Facet.CAMERA);
        var found = find(PhotoQuery.ALL.withText("holi"), wanted, 1, 1);

        assertThat(found.total()).isEqualTo(3);
        assertThat(found.complete()).isTrue();
        assertThat(found.rows()).extracting(row -> row.photo().hothash()).containsExactly(two.hothash());
        assertThat(found.facets().get(Facet.MONTH))
                .containsExactly(
                        new Count("2024-05", null, 1), new Count("2023-01", null, 1), new Count("undated", null, 1));
        assertThat(found.facets().get(Facet.AUTHOR)).containsExactly(new Count(String.valueOf(author), "Kari", 2));
        assertThat(found.facets().get(Facet.TAG)).containsExactly(new Count("Sea", null, 2), new Count("sun", null, 1));
        assertThat(found.facets().get(Facet.RATING)).containsExactly(new Count("5", null, 2));
        assertThat(found.facets().get(Facet.KIND)).containsExactly(new Count("jpeg", null, 3));
        assertThat(found.facets().get(Facet.CAMERA)).isEmpty();

        var all = find(PhotoQuery.ALL, wanted, 0, 10);
        assertThat(all.total()).isEqualTo(4);
        assertThat(all.facets().get(Facet.TAG))
                .contains(new Count("sun", null, 1))
                .hasSize(2);
        assertThat(all.facets().get(Facet.AUTHOR)).containsExactly(new Count(String.valueOf(author), "Kari", 3));
    }

    @Test
    void another_owner_finds_nothing_and_is_suggested_nothing() {
        edit(library.add("photo").hothash(), "holiday", null, List.of("holiday"), 5, null);
        var other = Scope.of(new Viewer.Maintenance(2));
        assertThat(library.database()
                        .<FoundPhotos>read(tx -> PhotoSearch.find(
                                tx, other, PhotoQuery.ALL.withText("holi"), EnumSet.allOf(Facet.class), 0, 10)))
                .satisfies(found -> {
                    assertThat(found.total()).isZero();
                    assertThat(found.rows()).isEmpty();
                    assertThat(found.facets().values())
                            .allSatisfy(counts -> assertThat(counts).isEmpty());
                });
        assertThat(library.database()
                        .<FoundPhotos>read(
                                tx -> PhotoSearch.find(tx, other, PhotoQuery.ALL, EnumSet.allOf(Facet.class), 0, 10))
                        .facets()
                        .values())
                .allSatisfy(counts -> assertThat(counts).isEmpty());
        assertThat(library.database().<List<?>>read(tx -> SearchSuggestions.of(tx, other, "holi")))
                .isEmpty();
    }

    @Test
    void suggestions_stand_for_the_whole_text_or_for_its_last_word() {
        long author = library.<Author>write((tx, scope) -> Authors.add(tx, scope, "Nina New", null, null))
                .id();
        edit(library.add("a").hothash(), null, null, List.of("New York", "newt"), null, author);
        edit(library.add("b").hothash(), null, null, List.of("newt"), null, null);
        library.addOriginal("c", "c".repeat(64));

        assertThat(suggestions("NEW"))
                .containsExactly("tag newt 2 ||", "tag New York 1 ||", "author " + author + " 1 |Nina New|");
        assertThat(suggestions("beach new y")).isEmpty();
        assertThat(suggestions("beach newt")).containsExactly("tag newt 2 ||beach");
        assertThat(suggestions("new y")).containsExactly("tag New York 1 ||");
        assertThat(suggestions("d7")).containsExactly("camera Nikon D70 1 ||");
        assertThat(suggestions("  ")).isEmpty();
        assertThat(suggestions("%")).isEmpty();
    }

    private List<String> suggestions(String typed) {
        return library
                .<List<SearchSuggestions.Suggestion>>read((tx, scope) -> SearchSuggestions.of(tx, scope, typed))
                .stream()
                .map(it -> "%s %s %d |%s|%s"
                        .formatted(
                                it.facet().key(),
                                it.value(),
                                it.count(),
                                it.name() == null ? "" : it.name(),
                                it.rest()))
                .toList();
    }

    private static PhotoMetadata placed(LocalDateTime takenAt) {
        return new PhotoMetadata(3, 2, takenAt, null, "exif", 60.0, 10.0, null);
    }

    private void edit(
            String hothash, String title, String description, List<String> tags, Integer rating, Long authorId) {
        library.write((tx, scope) -> {
            Photos.edit(
                    tx,
                    scope,
                    hothash,
                    new PhotoEdit(
                            Change.to(title),
                            Change.to(description),
                            Change.to(tags),
                            Change.to(rating),
                            Change.to(authorId)));
            return true;
        });
    }

    private FoundPhotos find(PhotoQuery query, Set<Facet> facets, long offset, int limit) {
        return library.read((tx, scope) -> PhotoSearch.find(tx, scope, query, facets, offset, limit));
    }

    private List<String> found(String text) {
        return hothashes(PhotoQuery.ALL.withText(text));
    }

    private List<String> found(Narrowed query) {
        return hothashes(query.query);
    }

    private List<String> hothashes(PhotoQuery query) {
        var found = find(query, Set.of(), 0, 100);
        assertThat(found.total()).isEqualTo(found.rows().size());
        assertThat(find(query, EnumSet.of(Facet.TAG), 0, 100).total()).isEqualTo(found.total());
        return found.rows().stream().map(row -> row.photo().hothash()).toList();
    }

    private static Narrowed query() {
        return new Narrowed(PhotoQuery.ALL);
    }

    /** A query that is made filter by filter. */
    private record Narrowed(PhotoQuery query) {
        Narrowed rating(Integer least, Integer most) {
            return new Narrowed(new PhotoQuery(
                    null, null, null, least, most, null, List.of(), null, null, null, null, null, false));
        }

        Narrowed author(long id) {
            return new Narrowed(
                    new PhotoQuery(null, null, null, null, null, id, List.of(), null, null, null, null, null, false));
        }

        Narrowed tag(String tag) {
            var tags = new java.util.ArrayList<>(query.tags());
            tags.add(tag);
            return new Narrowed(new PhotoQuery(
                    null, query.takenFrom(), null, null, null, null, tags, null, null, null, null, null, false));
        }

        Narrowed camera(String camera) {
            return new Narrowed(new PhotoQuery(
                    null, null, null, null, null, null, List.of(), camera, null, null, null, null, false));
        }

        Narrowed kind(String kind) {
            return new Narrowed(
                    new PhotoQuery(null, null, null, null, null, null, List.of(), null, kind, null, null, null, false));
        }

        Narrowed place(boolean has) {
            return new Narrowed(
                    new PhotoQuery(null, null, null, null, null, null, List.of(), null, null, has, null, null, false));
        }

        Narrowed raw(boolean has) {
            return new Narrowed(
                    new PhotoQuery(null, null, null, null, null, null, List.of(), null, null, null, has, null, false));
        }

        Narrowed session(long id) {
            return new Narrowed(
                    new PhotoQuery(null, null, null, null, null, null, List.of(), null, null, null, null, id, false));
        }

        Narrowed taken(String from, String to) {
            return new Narrowed(new PhotoQuery(
                    null,
                    from == null ? null : LocalDateTime.parse(from),
                    to == null ? null : LocalDateTime.parse(to),
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    false));
        }

        Narrowed oldest() {
            return new Narrowed(
                    new PhotoQuery(null, null, null, null, null, null, List.of(), null, null, null, null, null, true));
        }
    }
}
