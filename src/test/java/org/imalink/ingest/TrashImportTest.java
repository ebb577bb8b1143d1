package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.ingest.ImportHarness.SCOPE;

import java.nio.file.Files;
import java.util.List;
import org.imalink.library.Photo;
import org.imalink.library.SearchIndexCheck;
import org.imalink.library.Trash;
import org.imalink.operation.Finding;
import org.imalink.operation.Progress;
import org.imalink.preview.RawSample;
import org.imalink.preview.RawSample.Shot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files of photos in the trash that an import meets again. */
class TrashImportTest extends ImportContract {
    private static final Shot SHOT = Shot.at("2024:07:01 10:20:30");

    @AfterEach
    void nothingIsWrongWithTheLibrary() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void a_scan_leaves_a_photo_in_the_trash() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));
        imports.importNow(folder);
        trashAll();

        var again = imports.scan(folder);
        assertThat(again.known()).isEqualTo(1);
        assertThat(photos()).isEmpty();

        write("copy.jpg", DrawnPhoto.jpeg(1));
        assertThat(reasons(imports.scan(folder))).containsExactly("in_trash");
        assertThat(photos()).isEmpty();
        assertThat(trashed()).hasSize(1);
        assertThat(database.<Integer>read(tx -> tx.fetchCount(FILE_PLACES))).isEqualTo(2);
    }

    @Test
    void an_import_by_hand_brings_a_photo_back_whose_file_lies_as_it_lay() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));
        write("b.jpg", DrawnPhoto.jpeg(2));
        imports.importNow(folder);
        var before = photos();
        trashAll();

        var job = imports.importNow(folder);

        assertThat(reasons(job)).containsExactly("out_of_trash", "out_of_trash");
        assertThat(job.known()).isEqualTo(2);
        assertThat(photos()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(trashed()).isEmpty();
        assertThat(reasons(imports.importNow(folder))).isEmpty();
    }

    @Test
    void an_import_by_hand_brings_a_photo_back_whose_file_lies_elsewhere_now() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));
        imports.importNow(folder);
        trashAll();
        Files.move(folder.resolve("a.jpg"), folder.resolve("b.jpg"));

        assertThat(reasons(imports.importNow(folder.resolve("b.jpg")))).containsExactly("out_of_trash");
        assertThat(photos()).hasSize(1);
    }

    @Test
    void another_file_with_the_preview_of_a_photo_in_the_trash_joins_it_there_or_brings_it_back() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));
        imports.importNow(folder);
        trashAll();
        var hothash = trashed().getFirst();
        // The picture is the same; the bytes are not.
        write("scanned.jpg", DrawnPhoto.withComment(DrawnPhoto.jpeg(1), "scanned"));
        assertThat(reasons(imports.scan(folder.resolve("scanned.jpg")))).containsExactly("in_trash");
        assertThat(trashed()).containsExactly(hothash);
        assertThat(photos()).isEmpty();

        write("by hand.jpg", DrawnPhoto.withComment(DrawnPhoto.jpeg(1), "by hand"));
        assertThat(imports.importNow(folder.resolve("by hand.jpg")).added()).isEqualTo(1);
        assertThat(trashed()).isEmpty();
        assertThat(photos()).extracting(Photo::hothash).containsExactly(hothash);
        assertThat(photos().getFirst().files()).hasSize(3);
    }

    @Test
    void a_new_raw_file_does_not_join_a_picture_in_the_trash() throws Exception {
        write("IMG_1.JPG", RawSample.withExif(preview(1), SHOT));
        imports.importNow(folder);
        trashAll();
        write("IMG_1.CR2", RawSample.CR2.of(preview(2), SHOT));

        assertThat(imports.scan(folder).added()).isEqualTo(1);
        assertThat(trashed()).hasSize(1);
        assertThat(photos()).hasSize(1);
        assertThat(photos().getFirst().files()).extracting(Photo.File::filename).containsExactly("IMG_1.CR2");
    }

    @Test
    void a_new_raw_file_joins_the_picture_that_the_same_import_brings_back() throws Exception {
        write("IMG_1.JPG", RawSample.withExif(preview(1), SHOT));
        imports.importNow(folder);
        trashAll();
        write("IMG_1.CR2", RawSample.CR2.of(preview(2), SHOT));

        assertThat(imports.importNow(folder).added()).isEqualTo(1);
        assertThat(trashed()).isEmpty();
        assertThat(photos()).hasSize(1);
        assertThat(photos().getFirst().files())
                .extracting(Photo.File::filename)
                .containsExactly("IMG_1.JPG", "IMG_1.CR2");
    }

    private static byte[] preview(int number) {
        return DrawnPhoto.encode(DrawnPhoto.draw(number, 600, 400), "jpeg");
    }

    private List<String> trashed() {
        return database.read(tx -> Trash.page(tx, SCOPE, 0, 100)).rows().stream()
                .map(entry -> entry.photo().hothash())
                .toList();
    }

    private void trashAll() {
        database.write(tx ->
                Trash.put(tx, SCOPE, tx.select(PHOTOS.HOTHASH).from(PHOTOS).fetch(PHOTOS.HOTHASH)));
    }

    private List<Finding> findings() {
        return database.read(tx -> {
            var findings = new java.util.ArrayList<Finding>();
            new SearchIndexCheck().run(tx, Progress.UNHEARD, findings);
            return findings;
        });
    }
}
