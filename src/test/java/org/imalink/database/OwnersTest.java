package org.imalink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

/** The way between tenancy levels 1 and 2, at each product version that knows it. */
class OwnersTest extends OwnersContract {
    private static final List<String> OWNED =
            List.of("authors", "file_storages", "import_sessions", "photos", "image_files");

    /** The product version from which on rows can have owners. */
    private static final int OLDEST =
            SchemaScript.of(SchemaScript.Axis.TENANCY, 2).product();

    /** Tables of which other owners' rows are parked. */
    private static final List<String> PARKED = List.of(
            "authors",
            "file_storages",
            "import_sessions",
            "photos",
            "photo_tags",
            "photo_places",
            "image_files",
            "image_file_details",
            "captures",
            "file_places",
            "photo_search");

    @Test
    void rows_that_are_there_become_user_1s_when_owners_come() {
        database.write(tx -> tx.execute("delete from photos"));
        move(1);
        database.write(tx -> {
            RandomLibrary.change(tx, new Random(2), 1, 60);
            return 0;
        });
        move(2);

        for (var table : OWNED) {
            assertThat(owners(table)).as(table).containsOnly(1L);
        }
    }

    @Test
    void below_level_2_only_user_1s_rows_are_there_and_no_id_is_given_twice() {
        long theirs = photo(2);
        move(1);

        assertThat(texts("select hothash from photos")).containsExactly(hothash());
        assertThat(database.<List<String>>read(
                        tx -> tx.connectionResult(connection -> StoredColumns.of(connection, engine, "photos"))))
                .doesNotContain("user_id");
        long next = database.write(tx -> tx.fetchSingle(
                        "insert into photos (hothash, search_text, created_at, updated_at) values ('x', '', 1, 1) returning id")
                .get(0, Long.class));
        assertThat(next).isGreaterThan(theirs);
        refused("insert into photos (hothash, search_text, created_at, updated_at) values ('%s', '', 1, 1)"
                .formatted(hothash()));
    }

    @Test
    void words_of_parked_photos_are_found_by_nobody_and_are_back_afterwards() {
        var word = "2photo" + photo(2);
        assertThat(found(word)).isEqualTo(1);
        move(1);
        assertThat(found(word)).isZero();
        assertThat(found("1photo" + texts("select id from photos").getFirst())).isEqualTo(1);
        move(2);
        assertThat(found(word)).isEqualTo(1);
    }

    @Test
    void a_parked_table_has_every_column_of_the_one_whose_rows_it_takes() {
        for (var table : PARKED) {
            assertThat(types("parked_" + table)).as(table).isEqualTo(types(table));
        }
    }

    @Test
    void a_column_of_a_later_version_is_parked_too_and_comes_back() {
        run("alter table photos add column extra text");
        run("alter table parked_photos add column extra text");
        run("update photos set extra = 'x'");
        move(1);
        move(2);

        assertThat(texts("select extra from photos")).containsExactly("x", "x");
    }

    @Test
    void a_column_that_parked_rows_would_lose_stops_the_way_down() {
        run("alter table photos add column extra text");

        assertThatThrownBy(() -> move(1)).isInstanceOf(DataAccessException.class);
        assertThat(schema.version().tenancy()).isEqualTo(2);
    }

    /** As SQLite says how it would answer; PostgreSQL decides by what it has counted. */
    @Test
    void a_row_is_looked_up_by_its_id_and_not_among_all_of_its_owner() {
        if (engine == Engine.POSTGRESQL) {
            return;
        }
        var raw = "select 1 from image_files where photo_id = 7 and is_raw and user_id = 1";
        var photos = "select title from photos where id in (7, 8, 9) and user_id = 1";
        move(1);
        plan("select 1 from photos"); // a reader that knew the database before
        for (int round = 0; round < 2; round++) {
            move(2);
            assertThat(plan(raw)).contains("photo_id=?").doesNotContain("user_id=?");
            assertThat(plan(photos)).contains("INTEGER PRIMARY KEY");
            move(1);
        }
    }

    @Test
    void the_schema_is_the_same_after_the_way_down_and_up() {
        var above = definitions();
        move(1);
        var below = definitions();
        move(2);
        assertThat(definitions()).isEqualTo(above);
        move(1);
        assertThat(definitions()).isEqualTo(below);
    }

    @Test
    void product_scripts_go_down_and_up_while_rows_are_parked_and_lose_none() {
        move(1);
        var parked = parked();
        while (schema.version().product() > 1) {
            schema.downgrade();
            assertThat(parked()).as(schema.version().toString()).isEqualTo(parked);
        }
        schema.upgrade();
        move(2);

        assertThat(owners("photos")).containsExactlyInAnyOrder(1L, 2L);
        assertThat(texts("select photo_id from photo_search where user_id = 2")).hasSize(1);
    }

    @Test
    void product_scripts_go_down_and_up_at_level_2_as_far_as_owners_can_be_told() {
        var above = definitions();
        downgradeTo(OLDEST);

        assertThatThrownBy(schema::downgrade)
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("Bring it to level 1 first");
        schema.upgrade();
        assertThat(definitions()).isEqualTo(above);
    }

    @Test
    void owners_come_only_where_there_is_room_to_park_their_rows() {
        move(1);
        downgradeTo(OLDEST - 1);

        assertThatThrownBy(() -> move(2)).isInstanceOf(SchemaException.class).hasMessageContaining("needs product");
        assertThat(schema.version().tenancy()).isOne();
    }

    private void downgradeTo(int product) {
        while (schema.version().product() > product) {
            schema.downgrade();
        }
    }

    private List<Long> owners(String table) {
        return texts("select user_id from " + table).stream().map(Long::valueOf).toList();
    }

    private int found(String word) {
        return switch (engine) {
            case SQLITE ->
                texts("select rowid from photo_search_fts where photo_search_fts match '%s'".formatted(word))
                        .size();
            case POSTGRESQL ->
                texts("select sort_key from photo_search where terms @@ '%s'::tsquery".formatted(word))
                        .size();
        };
    }

    /** Every parked row. */
    private List<String> parked() {
        return database.read(tx -> PARKED.stream()
                .flatMap(table -> tx.fetch("select * from parked_" + table).stream())
                .map(row -> String.valueOf(row.intoList()))
                .toList());
    }

    /** The columns with types and whether they may be null, without the owner and the rules of ids. */
    private List<String> types(String table) {
        return texts(
                switch (engine) {
                    case SQLITE -> """
                        select name || ' ' || type || ' ' || iif(pk, 1, "notnull") from pragma_table_xinfo('%s')
                        where hidden = 0 and name <> 'user_id' order by name""".formatted(table);
                    case POSTGRESQL -> """
                        select concat_ws(' ', column_name, data_type, collation_name, is_nullable)
                        from information_schema.columns where table_name = '%s' and is_generated = 'NEVER'
                        and column_name <> 'user_id' order by column_name""".formatted(table);
                });
    }
}
