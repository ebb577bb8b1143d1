package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.imalink.database.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class ImageFilesTest extends LibraryContract {
    ImageFilesTest(Engine engine) {
        super(engine);
    }

    @Test
    void files_come_newest_first() {
        long first = library.add("sea").imageFileId();
        long second = library.add("hill").imageFileId();

        var page = library.read((tx, scope) -> ImageFiles.page(tx, scope, 0, 10));

        assertThat(page.total()).isEqualTo(2);
        assertThat(page.rows()).extracting(ImageFile::id).containsExactly(second, first);
    }

    @Test
    void similar_files_are_the_nearest_within_the_threshold_without_the_file_itself() {
        long file = library.addWithPerceptualHash("1", "ffff000000000000").imageFileId();
        long far = library.addWithPerceptualHash("2", "ffff000000000007").imageFileId();
        long near = library.addWithPerceptualHash("3", "ffff000000000001").imageFileId();
        library.addWithPerceptualHash("4", "0000ffffffffffff");
        library.addWithPerceptualHash("5", "not a hash, but forty characters long ...");
        library.add("6");

        assertThat(library.<List<ImageFile>>read((tx, scope) -> ImageFiles.similar(tx, scope, file, 3, 10)))
                .extracting(ImageFile::id)
                .containsExactly(near, far);
        assertThat(library.<List<ImageFile>>read((tx, scope) -> ImageFiles.similar(tx, scope, file, 3, 1)))
                .extracting(ImageFile::id)
                .containsExactly(near);
    }

    @Test
    void a_file_without_a_perceptual_hash_is_similar_to_none() {
        long file = library.add("sea").imageFileId();
        library.addWithPerceptualHash("hill", "0000000000000000");

        assertThat(library.<List<ImageFile>>read((tx, scope) -> ImageFiles.similar(tx, scope, file, 16, 10)))
                .isEmpty();
    }

    @Test
    void storage_info_is_kept_as_it_was_sent() {
        long file = library.add("sea").imageFileId();

        var edited = library.write((tx, scope) ->
                ImageFiles.editStorageInfo(tx, scope, file, Change.to("{\"b\": 1, \"a\": \"å\"}"), Change.keep()));

        assertThat(edited.localStorageInfo()).isEqualTo("{\"b\": 1, \"a\": \"å\"}");
        assertThat(edited.cloudStorageInfo()).isNull();
    }

    @Test
    void a_missing_file_is_told_by_its_id() {
        assertThatThrownBy(() -> library.read((tx, scope) -> ImageFiles.get(tx, scope, 5)))
                .isInstanceOf(LibraryException.Missing.class)
                .hasMessage("ImageFile with id 5 not found");
    }
}
