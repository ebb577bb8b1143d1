package org.imalink.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is unique to an owner, and what the guards of tenancy level 2 refuse. */
class OwnerGuardsTest extends OwnersContract {
    @Test
    void two_people_have_the_same_photo_original_and_author_and_nobody_has_one_twice() {
        assertThat(texts("select hothash from photos")).hasSize(2).containsOnly(hothash());
        assertThat(texts("select distinct sha256 from image_files")).hasSize(1);
        for (long owner : List.of(1L, 2L)) {
            run("insert into authors (user_id, name, created_at, updated_at) values (%d, 'Ada', 1, 1)"
                    .formatted(owner));
        }

        refused("insert into authors (user_id, name, created_at, updated_at) values (2, 'Ada', 1, 1)");
        refused("""
                insert into photos (user_id, hothash, search_text, created_at, updated_at)
                select 2, hothash, '', 1, 1 from photos where user_id = 1""");
        refused("""
                insert into image_files (user_id, photo_id, sha256, filename, is_raw, created_at, updated_at)
                select 2, photo_id, sha256, filename, is_raw, 1, 1 from image_files where user_id = 2""");
    }

    @Test
    void a_storage_keeps_its_names_for_itself_whoever_asks() {
        var insert = """
                insert into file_storages (user_id, storage_uuid, directory_name, base_path, created_at, updated_at)
                values (%d, '%s', '%s', '/p', 1, 1)""";
        run(insert.formatted(1, "uuid", "directory"));

        refused(insert.formatted(2, "uuid", "another"));
        refused(insert.formatted(2, "another", "directory"));
    }

    @Test
    void a_file_belongs_to_the_owner_of_its_photo() {
        refused(file(1, photo(2)), "a file belongs to the owner of its photo");
        refused(file(2, photo(1)), "a file belongs to the owner of its photo");
        refused(
                "insert into image_files (photo_id, filename, is_raw, created_at, updated_at) select %d, 'a', is_raw, 1, 1 from image_files limit 1"
                        .formatted(photo(2)),
                "a file belongs to the owner of its photo");
        refused(
                "update image_files set photo_id = %d where user_id = 1".formatted(photo(2)),
                "a file belongs to the owner of its photo");
        run(file(2, photo(2)));
    }

    @Test
    void a_search_row_belongs_to_the_owner_of_its_photo() {
        var insert =
                "insert into photo_search (sort_key, photo_id, user_id, words, facets) values (7, %d, %d, 'a', '')";
        run("delete from photo_search");

        refused(insert.formatted(photo(2), 1), "belongs to the owner of its photo");
        run(insert.formatted(photo(2), 2));
        refused("update photo_search set user_id = 1", "belongs to the owner of its photo");
        refused("update photo_search set photo_id = " + photo(1), "belongs to the owner of its photo");
    }

    @Test
    void a_place_lies_below_a_root_of_the_owner_of_its_file() {
        var insert = """
                insert into file_places (image_file_id, root_id, path, file_size, modified_at)
                select f.id, r.id, 'other', 1, 1 from image_files f cross join library_roots r
                where f.user_id = %d and r.user_id = %d""";

        refused(insert.formatted(1, 2), "a place lies below a root of the owner of its file");
        refused(
                "update file_places set root_id = (select id from library_roots where user_id = 2)",
                "a place lies below a root of the owner of its file");
        refused(
                "update file_places set image_file_id = (select id from image_files where user_id = 2)",
                "a place lies below a root of the owner of its file");
        run(insert.formatted(2, 2));
    }

    @Test
    void only_photos_of_the_library_that_was_shared_have_contributors() {
        var insert = "insert into contributions (photo_id, user_id, contributed_at) values (%d, 3, 1)";
        run(insert.formatted(photo(1)));

        refused(insert.formatted(photo(2)), "only photos of user 1 have contributors");
        refused("update contributions set photo_id = " + photo(2), "only photos of user 1 have contributors");
    }

    @Test
    void the_owner_of_a_row_never_changes() {
        for (var insert : List.of(
                "insert into authors (user_id, name, created_at, updated_at) values (1, 'Ada', 1, 1)",
                "insert into file_storages (user_id, storage_uuid, directory_name, base_path, created_at, updated_at) values (1, 'a', 'b', '/p', 1, 1)",
                "insert into import_sessions (user_id, imported_at, created_at, updated_at) values (1, 1, 1, 1)")) {
            run(insert);
        }
        for (var table :
                List.of("authors", "file_storages", "import_sessions", "photos", "image_files", "library_roots")) {
            refused(
                    "update %s set user_id = 3 where user_id = 1".formatted(table),
                    "the owner of a row of %s never changes".formatted(table));
            run("update %s set user_id = user_id".formatted(table));
        }
    }

    @Test
    void a_root_that_parked_places_lie_below_cannot_be_taken_away() {
        move(1);

        refused("delete from library_roots where user_id = 2");
    }

    private static String file(long owner, long photo) {
        return """
                insert into image_files (user_id, photo_id, filename, is_raw, created_at, updated_at)
                select %d, %d, 'a.jpg', is_raw, 1, 1 from image_files limit 1""".formatted(owner, photo);
    }
}
