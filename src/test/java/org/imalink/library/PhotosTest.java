package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.database.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PhotosTest extends LibraryContract {
    private static final LocalDateTime SUMMER = LocalDateTime.parse("2024-07-01T10:00:00");
    private static final LocalDateTime WINTER = LocalDateTime.parse("2024-01-01T10:00:00.000001");

    PhotosTest(Engine engine) {
        super(engine);
    }

    @Test
    void a_file_with_a_new_preview_makes_a_photo_and_one_with_a_known_preview_joins_it() {
        var first = library.add("sea", "sea.jpg", NewImageFile.PhotoMetadata.NONE);
        var second = library.add(
                "sea", "sea.dng", new NewImageFile.PhotoMetadata(1, 1, SUMMER, null, "client", null, null, null));

        assertThat(first.newPhoto()).isTrue();
        assertThat(second.newPhoto()).isFalse();
        var photo = get(first.hothash());
        assertThat(photo.files()).extracting(Photo.File::filename).containsExactly("sea.jpg", "sea.dng");
        assertThat(photo.hasRawCompanion()).isTrue();
        assertThat(photo.takenAt())
                .as("metadata of a known photo is not touched")
                .isNull();
    }

    @Test
    void photos_come_newest_first_and_those_without_a_date_last() {
        var undated = library.add("undated").hothash();
        var winter = library.add("winter", WINTER).hothash();
        var summer = library.add("summer", SUMMER).hothash();

        assertThat(hothashes(PhotoFilter.ALL, PhotoOrder.NEWEST_FIRST)).containsExactly(summer, winter, undated);
        assertThat(hothashes(PhotoFilter.ALL, new PhotoOrder(PhotoOrder.By.TAKEN_AT, false)))
                .containsExactly(undated, winter, summer);
    }

    @Test
    void a_page_knows_the_total_and_leaves_out_what_comes_before_it() {
        for (int i = 0; i < 5; i++) {
            library.add("photo " + i, SUMMER.plusDays(i));
        }

        var page = library.read((tx, scope) -> Photos.page(tx, scope, PhotoFilter.ALL, PhotoOrder.NEWEST_FIRST, 3, 10));

        assertThat(page.total()).isEqualTo(5);
        assertThat(page.rows()).extracting(Photo::takenAt).containsExactly(SUMMER.plusDays(1), SUMMER);
    }

    @Test
    void an_edit_changes_what_it_names_and_keeps_the_rest() {
        var hothash = library.add("sea").hothash();
        edit(hothash, edit(Change.to("Havet"), Change.to(List.of("natur", "blå")), Change.to(4)));
        edit(hothash, edit(Change.keep(), Change.keep(), Change.to(null)));

        var photo = get(hothash);
        assertThat(photo.title()).isEqualTo("Havet");
        assertThat(photo.tags()).containsExactly("natur", "blå");
        assertThat(photo.rating()).isNull();
    }

    @Test
    void the_time_of_the_last_change_stays_when_nothing_changes() {
        var hothash = library.add("sea").hothash();
        edit(hothash, edit(Change.to("Havet"), Change.keep(), Change.keep()));
        var before = get(hothash);

        edit(hothash, edit(Change.to("Havet"), Change.to(List.of()), Change.keep()));

        assertThat(get(hothash)).isEqualTo(before);
    }

    @Test
    void tags_against_the_rules_are_refused_even_for_a_missing_photo() {
        assertThatThrownBy(() -> edit("missing", edit(Change.keep(), Change.to(List.of("a!")), Change.keep())))
                .isInstanceOf(LibraryException.Rejected.class)
                .hasMessage("Tag 'a!' contains invalid characters");
        assertThatThrownBy(() ->
                        edit("missing", edit(Change.keep(), Change.to(Collections.nCopies(21, "a")), Change.keep())))
                .hasMessage("Maximum 20 tags allowed per photo");
        assertThatThrownBy(() -> edit("missing", edit(Change.keep(), Change.to(List.of(" ")), Change.keep())))
                .hasMessage("Empty tags are not allowed");
        assertThatThrownBy(() ->
                        edit("missing", edit(Change.keep(), Change.to(List.of("å".repeat(51))), Change.keep())))
                .hasMessageEndingWith("is too long (max 50 characters)");
        assertThatThrownBy(() -> edit("missing", edit(Change.keep(), Change.to(List.of("ok")), Change.keep())))
                .isInstanceOf(LibraryException.Missing.class)
                .hasMessage("Photo with id missing not found");
    }

    @Test
    void text_is_found_in_title_description_and_tags_without_regard_to_case_or_composition() {
        var title = library.add("1").hothash();
        edit(title, edit(Change.to("BLÅTT hav 100%"), Change.keep(), Change.keep()));
        var tag = library.add("2").hothash();
        edit(tag, edit(Change.to("a\\b"), Change.to(List.of("blåbær")), Change.keep()));

        assertThat(found("blå")).containsExactlyInAnyOrder(title, tag);
        assertThat(found("BLA\u030A")).containsExactlyInAnyOrder(title, tag);
        assertThat(found("bl_tt")).containsExactly(title);
        assertThat(found("a\\b")).containsExactly(tag);
        assertThat(found("\\")).containsExactly(tag);
        assertThat(found("x".repeat(100_000))).isEmpty();
        assertThat(hothashes(
                        new PhotoFilter(null, null, List.of("bær", "BLÅ"), null, null, null, null, null, null),
                        PhotoOrder.NEWEST_FIRST))
                .containsExactly(tag);
    }

    @Test
    void filters_by_rating_time_place_and_raw_are_inclusive_and_combine() {
        var plain = library.add("plain", SUMMER).hothash();
        edit(plain, edit(Change.keep(), Change.keep(), Change.to(3)));
        var rich = library.add(
                        "rich", "rich.NEF", new NewImageFile.PhotoMetadata(1, 1, WINTER, 60, "exif", 59.9, 10.7, null))
                .hothash();

        assertThat(hothashes(filter(3, 3, null, null, null, null))).containsExactly(plain);
        assertThat(hothashes(filter(4, null, null, null, null, null))).isEmpty();
        assertThat(hothashes(filter(null, null, WINTER, WINTER, null, null))).containsExactly(rich);
        assertThat(hothashes(filter(null, null, null, null, true, null))).containsExactly(rich);
        assertThat(hothashes(filter(null, null, null, null, false, false))).containsExactly(plain);
        assertThat(hothashes(filter(null, null, null, null, null, true))).containsExactly(rich);
    }

    @Test
    void a_deleted_photo_takes_its_files_along_and_its_originals_are_remembered() {
        var added = library.addOriginal("sea", "ab".repeat(32));
        library.write((tx, scope) -> {
            Photos.delete(tx, scope, added.hothash());
            return null;
        });

        assertThat(library.<Boolean>read((tx, scope) -> Photos.exists(tx, scope, added.hothash())))
                .isFalse();
        assertThat(library.<Long>read(
                        (tx, scope) -> ImageFiles.page(tx, scope, 0, 10).total()))
                .isZero();
        assertThat(library.<Boolean>read((tx, scope) -> RemovedFiles.contains(tx, scope, "ab".repeat(32))))
                .isTrue();

        library.write((tx, scope) -> {
            RemovedFiles.forget(tx, scope, "ab".repeat(32));
            return null;
        });
        assertThat(library.<Boolean>read((tx, scope) -> RemovedFiles.contains(tx, scope, "ab".repeat(32))))
                .isFalse();
    }

    @Test
    void an_author_who_does_not_exist_reads_as_none() {
        var hothash = library.add("sea").hothash();
        library.write((tx, scope) -> {
            Photos.edit(
                    tx,
                    scope,
                    hothash,
                    new PhotoEdit(Change.keep(), Change.keep(), Change.keep(), Change.keep(), Change.to(77L)));
            return null;
        });

        assertThat(get(hothash).author()).isNull();
        assertThat(get(hothash).authorId()).isEqualTo(77);
    }

    @Test
    void another_owner_sees_nothing_of_a_library_without_owners() {
        var hothash = library.add("sea").hothash();
        var other = Scope.of(new Viewer.Maintenance(2));

        assertThat(library.database().<Optional<Photo>>read(tx -> Photos.find(tx, other, hothash)))
                .isEmpty();
        assertThat(library.database()
                        .<Long>read(tx -> Photos.page(tx, other, PhotoFilter.ALL, PhotoOrder.NEWEST_FIRST, 0, 10)
                                .total()))
                .isZero();
        assertThatThrownBy(() -> library.database().write(tx -> {
                    Photos.delete(tx, other, hothash);
                    return null;
                }))
                .isInstanceOf(LibraryException.Missing.class);
        assertThat(library.<Boolean>read((tx, scope) -> Photos.exists(tx, scope, hothash)))
                .isTrue();
    }

    @Test
    void details_tell_how_each_file_was_made() {
        var added = library.addOriginal("sea", "cd".repeat(32));

        var details = library.read((tx, scope) -> PhotoDetails.get(tx, scope, added.hothash()));

        assertThat(details.files()).singleElement().satisfies(file -> {
            assertThat(file.sha256()).isEqualTo("cd".repeat(32));
            assertThat(file.capture().cameraModel()).isEqualTo("D70");
            assertThat(file.capture().exposureTime()).isEqualTo(0.005);
            assertThat(file.places()).isEmpty();
        });
    }

    private Photo get(String hothash) {
        return library.read((tx, scope) -> Photos.get(tx, scope, hothash));
    }

    private void edit(String hothash, PhotoEdit edit) {
        library.write((tx, scope) -> {
            Photos.edit(tx, scope, hothash, edit);
            return null;
        });
    }

    private static PhotoEdit edit(Change<String> title, Change<List<String>> tags, Change<Integer> rating) {
        return new PhotoEdit(title, Change.keep(), tags, rating, Change.keep());
    }

    private List<String> found(String text) {
        return hothashes(
                new PhotoFilter(text, null, List.of(), null, null, null, null, null, null), PhotoOrder.NEWEST_FIRST);
    }

    private static PhotoFilter filter(
            Integer ratingMin,
            Integer ratingMax,
            LocalDateTime takenAfter,
            LocalDateTime takenBefore,
            Boolean hasGps,
            Boolean hasRaw) {
        return new PhotoFilter(null, null, List.of(), ratingMin, ratingMax, takenAfter, takenBefore, hasGps, hasRaw);
    }

    private List<String> hothashes(PhotoFilter filter) {
        return hothashes(filter, PhotoOrder.NEWEST_FIRST);
    }

    private List<String> hothashes(PhotoFilter filter, PhotoOrder order) {
        return library.read((tx, scope) -> Photos.page(tx, scope, filter, order, 0, 100).rows().stream()
                .map(Photo::hothash)
                .toList());
    }
}
