package org.imalink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.imalink.database.SchemaScript.Axis;
import org.junit.jupiter.api.Test;

/** The indexes of tenancy level 2, made one by one after it. */
class OwnerIndexesTest extends OwnersContract {
    private void giveOwnersAlone() {
        database.write(tx -> tx.execute("delete from photos where user_id <> 1"));
        move(1);
        database.write(tx -> {
            schema.giveOwners(tx);
            return tx;
        });
    }

    private int makeRest() {
        int made = 0;
        while (schema.makeNextIndex().isPresent()) {
            made++;
        }
        return made;
    }

    @Test
    void what_is_made_one_by_one_is_what_is_made_at_once() {
        var atOnce = definitions();
        giveOwnersAlone();
        assertThat(schema.version().tenancy()).isEqualTo(2);
        assertThat(definitions()).isNotEqualTo(atOnce);

        assertThat(makeRest()).isEqualTo(10);
        assertThat(definitions()).isEqualTo(atOnce);
        run("insert into authors (user_id, name, created_at, updated_at) values (1, 'same', 0, 0), (2, 'same', 0, 0)");
    }

    @Test
    void what_is_unique_stays_so_until_then() {
        var again = "insert into photos (hothash, width, height, created_at, updated_at)"
                + " select hothash, 1, 1, created_at, updated_at from photos";
        giveOwnersAlone();
        refused(again, "hothash");
        makeRest();
        refused(again, "hothash");
    }

    @Test
    void rows_of_others_come_back_with_all_indexes_at_once() {
        var above = definitions();
        move(1);
        database.write(tx -> {
            schema.giveOwners(tx);
            return tx;
        });
        assertThat(definitions()).isEqualTo(above);
        assertThat(texts("select user_id from photos order by user_id")).containsExactly("1", "2");
        assertThat(schema.makeNextIndex()).isEmpty();
    }

    @Test
    void below_the_level_of_owners_none_is_made() {
        move(1);
        var below = definitions();
        assertThat(schema.makeNextIndex()).isEmpty();
        assertThat(definitions()).isEqualTo(below);
    }

    @Test
    void the_way_down_is_open_when_only_some_are_made() {
        move(1);
        var below = definitions();
        move(2);
        giveOwnersAlone();
        schema.makeNextIndex();
        schema.makeNextIndex();
        move(1);
        assertThat(definitions()).isEqualTo(below);
    }

    @Test
    void one_that_a_killed_server_left_unfinished_is_made_anew() {
        assumeTrue(engine == Engine.POSTGRESQL, "On SQLite it is in its transaction or not at all");
        var above = definitions();
        giveOwnersAlone();
        database.write(tx -> tx.execute("create index idx_photos_hothash_made on photos (hothash)"));
        makeRest();
        assertThat(definitions()).isEqualTo(above);
    }

    @Test
    void a_database_whose_script_had_its_indexes_in_it_gets_those_that_it_lacks() {
        var former = switch (engine) {
            case SQLITE -> "3593ac8f6c9944eaeb3423b2b2b29985ad2623d3f692d6c9ec18079627da5d12";
            case POSTGRESQL -> "765296f2441957dc8c73ee7be3ddc3bed52314ea5fec4af9d8621d9f7b9e6863";
        };
        var above = definitions();
        run("drop index idx_photos_rating");
        run("create index idx_photos_rating on photos (rating)");
        run("drop index idx_photos_trashed_at");
        run("update schema_history set checksum = '%s' where axis = 'tenancy' and version = 2".formatted(former));
        schema.upgrade();
        assertThat(definitions()).isEqualTo(above);
        assertThat(SchemaScript.of(Axis.TENANCY, 1).isRecordedAs(engine, former))
                .isFalse();
    }

    @Test
    void what_one_owner_looks_for_is_not_looked_for_among_everybody_s() {
        assumeTrue(engine == Engine.SQLITE, "The planner of PostgreSQL counts");
        assertThat(plan("select count(*) from photos where user_id = 2 and rating >= 4 and rating <= 5"))
                .contains("idx_photos_rating (user_id=? AND rating>? AND rating<?)");
        assertThat(plan("select id from photos where user_id = 2 and trashed_at is not null order by trashed_at desc"))
                .contains("idx_photos_trashed_at (user_id=?");
        assertThat(plan("select id from photos where user_id = 2 order by taken_at desc, created_at desc, id desc"))
                .contains("idx_photos_user_id (user_id=?)");
    }

    @Test
    void a_start_leaves_the_indexes_of_a_killed_move_to_the_move() {
        giveOwnersAlone();
        run("update server_state set transition_cursor = 'level unproved'");
        var left = definitions();
        schema.upgrade();
        assertThat(definitions()).isEqualTo(left);
        run("update server_state set transition_cursor = null");
        schema.upgrade();
        assertThat(schema.makeNextIndex()).isEmpty();
    }
}
