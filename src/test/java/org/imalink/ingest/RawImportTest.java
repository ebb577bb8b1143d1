package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.CAPTURES;
import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.HOTPREVIEWS;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.ingest.ImportHarness.SCOPE;
import static org.jooq.impl.DSL.min;

import java.nio.file.Files;
import java.util.List;
import org.imalink.database.TestDatabase;
import org.imalink.library.Photo;
import org.imalink.preview.RawSample;
import org.imalink.preview.RawSample.Shot;
import org.junit.jupiter.api.Test;

/** RAW files in a library, and the pictures of the same shot. */
class RawImportTest extends ImportContract {
    private static final Shot SHOT = Shot.at("2024:07:01 10:20:30");

    @Test
    void raw_files_of_every_maker_become_photos() throws Exception {
        for (var maker : RawSample.values()) {
            write(maker + "." + maker.suffix(), maker.of(preview(maker.ordinal()), SHOT.turned(6)));
        }

        assertThat(imports.importNow(folder).added()).isEqualTo(RawSample.values().length);

        for (var photo : photos()) {
            assertThat(List.of(photo.width(), photo.height())).containsExactly(2000, 3000);
            assertThat(photo.takenAt()).as(photo.primaryFilename()).isEqualTo("2024-07-01T10:20:30");
            assertThat(photo.files()).allMatch(Photo.File::raw).hasSize(1);
            assertThat(photo.hasRawCompanion()).isFalse();
        }
        assertThat(database.<List<String>>read(tx ->
                        tx.selectDistinct(CAPTURES.PREVIEW_TOOL).from(CAPTURES).fetch(CAPTURES.PREVIEW_TOOL)))
                .containsExactly("imalink");
    }

    @Test
    void a_raw_file_has_a_coldpreview() throws Exception {
        write("a.cr3", RawSample.CR3.of(preview(1), SHOT));
        imports.importNow(folder);

        assertThat(imports.maker().makeNow(SCOPE, onlyPhoto().hothash())).isPresent();
    }

    @Test
    void a_raw_file_and_its_jpeg_are_one_photo_with_the_preview_of_the_jpeg() throws Exception {
        write("IMG_1.CR2", raw(1));
        write("IMG_1.JPG", jpeg(2));

        var job = imports.importNow(folder);

        assertThat(List.of(job.added(), job.skipped(), job.failed())).containsExactly(2, 0, 0);
        assertPair(onlyPhoto(), "IMG_1.JPG");
        assertThat(onlyPhoto().hothash()).isEqualTo(hothashOfJpegAlone(2));
        assertThat(count(HOTPREVIEWS)).isOne();
    }

    @Test
    void it_does_not_matter_which_of_them_comes_first() throws Exception {
        write("raw first/IMG_1.CR2", raw(1));
        write("jpeg first/img_2.jpg", jpeg(2));
        imports.importNow(folder);
        var before = photos().stream().map(Photo::hothash).toList();
        assertThat(before).hasSize(2);

        write("raw first/img_1.jpeg", jpeg(3));
        write("jpeg first/IMG_2.NEF", RawSample.NEF.of(preview(4), SHOT));
        imports.importNow(folder);

        assertThat(photos()).extracting(Photo::hothash).containsExactlyInAnyOrderElementsOf(before);
        assertThat(photos())
                .allSatisfy(photo -> assertThat(photo.hasRawCompanion()).isTrue());
        assertThat(photos()).extracting(Photo::primaryFilename).containsExactlyInAnyOrder("img_1.jpeg", "img_2.jpg");
    }

    @Test
    void what_is_not_the_same_shot_stays_apart() throws Exception {
        write("moment.cr2", raw(1));
        write("moment.jpg", RawSample.withExif(preview(2), Shot.at("2024:07:01 10:20:31")));
        write("camera.cr2", raw(3));
        write("camera.jpg", RawSample.withExif(preview(4), SHOT.by("Kamera", "K2")));
        write("folder/a.cr2", raw(5));
        write("other/a.jpg", jpeg(6));
        write("undated.cr2", RawSample.CR2.of(preview(7), Shot.at("")));
        write("undated.jpg", preview(8));
        write("below.cr2", RawSample.CR2.of(preview(9), SHOT.withSubSeconds("25")));
        write("below.jpg", RawSample.withExif(preview(10), SHOT.withSubSeconds("75")));
        write("name.cr2", raw(11));
        write("name-2.jpg", jpeg(12));
        write("name.2.jpg", jpeg(13));
        write("name.d/a.jpg", jpeg(14));

        imports.importNow(folder);

        assertThat(photos()).hasSize(14).noneMatch(Photo::hasRawCompanion);
    }

    @Test
    void parts_of_a_second_that_only_one_of_them_tells_do_not_part_them() throws Exception {
        write("a.cr2", RawSample.CR2.of(preview(1), SHOT.withSubSeconds("25")));
        write("a.jpg", jpeg(2));

        imports.importNow(folder);

        assertPair(onlyPhoto(), "a.jpg");
    }

    @Test
    void two_jpegs_never_pair_and_a_raw_file_joins_the_first() throws Exception {
        write("a.JPG", jpeg(1));
        write("a.cr2", raw(3));
        write("a.jpeg", jpeg(2));

        imports.importNow(folder);

        assertThat(photos()).hasSize(2);
        assertThat(photos()).filteredOn(Photo::hasRawCompanion).hasSize(1);
    }

    @Test
    void where_a_batch_ends_does_not_part_a_shot() throws Exception {
        int shots = 24;
        for (int shot = 0; shot < shots; shot++) {
            var at = Shot.at("2024:07:01 10:20:%02d".formatted(shot));
            write("%03d.CR2".formatted(shot), RawSample.CR2.of(preview(shot), at));
            write("%03d.JPG".formatted(shot), RawSample.withExif(preview(100 + shot), at));
        }

        assertThat(imports.importNow(folder).added()).isEqualTo(2 * shots);

        assertThat(photos()).hasSize(shots).allMatch(Photo::hasRawCompanion);
        // None was born with the preview of a RAW file.
        assertThat(database.<List<Boolean>>read(tx -> tx.select(IMAGE_FILES.IS_RAW)
                        .from(IMAGE_FILES)
                        .where(IMAGE_FILES.ID.in(
                                tx.select(min(IMAGE_FILES.ID)).from(IMAGE_FILES).groupBy(IMAGE_FILES.PHOTO_ID)))
                        .fetch(IMAGE_FILES.IS_RAW)))
                .containsOnly(false);
    }

    @Test
    void the_same_raw_file_in_two_places_is_one_file_and_its_jpeg_finds_it_in_either() throws Exception {
        write("a/IMG_1.CR2", raw(1));
        imports.importNow(folder);
        write("b/IMG_1.CR2", raw(1));
        write("b/IMG_1.JPG", jpeg(2));

        imports.importNow(folder);

        assertPair(onlyPhoto(), "IMG_1.JPG");
        assertThat(count(FILE_PLACES)).isEqualTo(3);
    }

    @Test
    void a_raw_file_without_a_preview_is_told() throws Exception {
        write("a.nef", RawSample.NEF.of(new byte[100], SHOT));
        write("b.cr2", "II*\0 and no more".getBytes());
        write("c.dng", "a letter".getBytes());
        write("d.jpg", jpeg(1));

        var job = imports.importNow(folder);

        assertThat(job.added()).isOne();
        assertThat(imports.results(job))
                .extracting(result -> result.reason())
                .allMatch(reason -> List.of("no_preview", "needs_exiftool", "truncated", "damaged", "wrong_content")
                        .contains(reason))
                .hasSize(3);
    }

    private void assertPair(Photo photo, String primary) {
        assertThat(photo.files()).hasSize(2);
        assertThat(photo.files()).filteredOn(Photo.File::raw).hasSize(1);
        assertThat(photo.hasRawCompanion()).isTrue();
        assertThat(photo.primaryFilename()).isEqualTo(primary);
        assertThat(count(PHOTOS)).isOne();
    }

    private String hothashOfJpegAlone(int number) throws Exception {
        var alone = Files.createDirectory(temporary.toRealPath().resolve("alone"));
        Files.write(alone.resolve("x.jpg"), jpeg(number));
        try (var other = TestDatabase.migrated(engine);
                var harness = ImportHarness.started(other.database(), temporary.resolve("other"))) {
            harness.importNow(alone);
            return other.database()
                    .read(tx -> tx.selectFrom(PHOTOS).fetchSingle().getHothash());
        }
    }

    private Photo onlyPhoto() {
        assertThat(photos()).hasSize(1);
        return photos().getFirst();
    }

    private static byte[] raw(int number) {
        return RawSample.CR2.of(preview(number), SHOT);
    }

    private static byte[] jpeg(int number) {
        return RawSample.withExif(preview(number), SHOT);
    }

    private static byte[] preview(int number) {
        return DrawnPhoto.encode(DrawnPhoto.draw(number, 600, 400), "jpeg");
    }
}
