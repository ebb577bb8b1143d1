package org.imalink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.imalink.database.TestDatabase.Server;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walls between owners that PostgreSQL itself keeps, met by plain SQL without any condition. */
class RowSecurityTest {
    /** Asked before anybody knows who asks; each is kept by the conditions of the queries alone. */
    private static final Set<String> ASKED_BEFORE = Set.of("sign_in_sessions", "user_codes");

    private TestDatabase test;
    private Database owners;
    private Database requests;

    @BeforeEach
    void open() {
        test = TestDatabase.withTwoRoles(Engine.POSTGRESQL);
        owners = test.database();
        requests = test.requests();
        move(1);
        owners.write(tx -> {
            RandomLibrary.addMembers(tx);
            return tx;
        });
        move(2);
        owners.write(tx -> {
            RandomLibrary.change(tx, new Random(1), 1, 80);
            RandomLibrary.change(tx, new Random(2), 2, 80);
            return tx;
        });
    }

    @AfterEach
    void close() throws IOException {
        test.close();
    }

    private void move(int level) {
        owners.write(tx -> {
            new Schema(owners).moveTenancy(tx, level);
            return level;
        });
    }

    private static List<String> walled(DSLContext tx) {
        return tx.fetch("select relname from pg_class where relrowsecurity order by 1")
                .map(row -> row.get(0, String.class));
    }

    private long seen(String table, Long user) {
        return requests.<Long>read(tx -> {
            if (user != null) {
                OwnerWalls.actFor(tx, user);
            }
            return tx.fetchSingle("select count(*) from " + table).get(0, Long.class);
        });
    }

    private long there(String condition) {
        return owners.<Long>read(
                tx -> tx.fetchSingle("select count(*) from " + condition).get(0, Long.class));
    }

    @Test
    void every_table_with_an_owner_has_a_wall_or_is_asked_before_anybody_is_known() {
        var owned = owners.<List<String>>read(tx -> tx.fetch("""
                        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id'
                        where c.relkind = 'r' and not a.attisdropped and not starts_with(c.relname, 'parked_')""").map(row -> row.get(0, String.class)));

        assertThat(owned).contains("photos", "jobs", "library_counts").containsAll(ASKED_BEFORE);
        assertThat(owners.<List<String>>read(RowSecurityTest::walled))
                .containsAll(owned.stream()
                        .filter(table -> !ASKED_BEFORE.contains(table))
                        .toList());
    }

    @Test
    void every_table_that_hangs_on_one_with_a_wall_has_one_too() {
        var hanging = owners.<List<String>>read(tx -> tx.fetch("""
                        select conrelid::regclass::text from pg_constraint join pg_class p on p.oid = confrelid
                        where contype = 'f' and p.relrowsecurity
                        and not starts_with(conrelid::regclass::text, 'parked_')""").map(row -> row.get(0, String.class)));

        assertThat(hanging).contains("photo_tags", "captures", "job_results");
        assertThat(owners.<List<String>>read(RowSecurityTest::walled)).containsAll(hanging);
    }

    @Test
    void a_transaction_that_says_for_nobody_meets_no_row_of_anybody() {
        for (var table : owners.<List<String>>read(RowSecurityTest::walled)) {
            if (!table.equals("photo_search")) { // see every_row_of_photo_search_can_be_read_and_only_the_own_changed
                assertThat(seen(table, null)).as(table).isZero();
            }
        }
        assertThat(there("photos")).isPositive();
        assertThat(requests.<Integer>write(tx -> tx.execute("update photos set title = 'mine now'")))
                .isZero();
        assertThat(requests.<Integer>write(tx -> tx.execute("delete from photos")))
                .isZero();
    }

    @Test
    void who_acts_for_somebody_meets_their_rows_and_no_others_without_any_condition() {
        for (long user : List.of(1L, 2L)) {
            assertThat(seen("photos", user)).isPositive().isEqualTo(there("photos where user_id = " + user));
            assertThat(seen("image_files", user)).isPositive().isEqualTo(there("image_files where user_id = " + user));
            assertThat(seen("photo_tags", user))
                    .isPositive()
                    .isEqualTo(
                            there("photo_tags where photo_id in (select id from photos where user_id = " + user + ")"));
            assertThat(seen("file_places", user))
                    .isEqualTo(there("file_places where image_file_id in (select id from image_files where user_id = "
                            + user + ")"));
        }
        var hidden = there("photos where user_id = 2");
        assertThat(requests.<Integer>write(tx -> {
                    OwnerWalls.actFor(tx, 1);
                    tx.execute("update photos set title = 'seen by 1'");
                    return tx.execute("delete from photo_tags");
                }))
                .isPositive();

        assertThat(there("photos where user_id = 2 and title is distinct from 'seen by 1'"))
                .isEqualTo(hidden);
        assertThat(there("photo_tags where photo_id in (select id from photos where user_id = 1)"))
                .isZero();
        assertThat(there("photo_tags")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into photos (user_id, hothash, search_text, created_at, updated_at) values (2, 'x', '', 1, 1)",
                "insert into photo_tags (photo_id, position, tag, tag_folded) select min(id), 99, 'a', 'a' from %s",
                "insert into removed_files (user_id, sha256, removed_at) values (2, 'x', 1)",
                "insert into jobs (user_id, kind, state, parameters, created_at) values (2, 'import', 'queued', '{}', 1)",
                "insert into library_counts (user_id, facet, folded, value, count) values (2, 'tag', 'x', 'x', 1)"
            })
    void nobody_adds_a_row_to_anothers_library(String insert) {
        var theirs = there("(select min(id) from photos where user_id = 2 having min(id) > 0) as one");
        assertThat(theirs).isOne();
        long photo = owners.<Long>read(tx ->
                tx.fetchSingle("select min(id) from photos where user_id = 2").get(0, Long.class));

        assertThatThrownBy(() -> requests.write(tx -> {
                    OwnerWalls.actFor(tx, 1);
                    return tx.execute(insert.formatted("(values (" + photo + "::bigint)) as theirs (id)"));
                }))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("row-level security");
    }

    @Test
    void every_row_of_photo_search_can_be_read_and_only_the_own_changed() {
        assertThat(seen("photo_search", 1L)).isPositive().isEqualTo(there("photo_search"));
        assertThat(requests.<Integer>write(tx -> {
                    OwnerWalls.actFor(tx, 1);
                    tx.execute("update photo_search set facets = 'x'");
                    return tx.execute("delete from photo_search");
                }))
                .isPositive();

        assertThat(there("photo_search where user_id = 1")).isZero();
        assertThat(there("photo_search where facets <> 'x'")).isPositive().isEqualTo(there("photo_search"));
    }

    @Test
    void a_search_goes_through_its_index_for_the_role_of_requests_too() {
        var plan = requests.<String>read(tx -> {
            OwnerWalls.actFor(tx, 1);
            tx.execute("set local enable_seqscan = off");
            return tx.fetch("explain select photo_id from photo_search where terms @@ '''1:word'''::tsquery")
                    .format();
        });

        assertThat(plan).contains("idx_photo_search_words");
    }

    @Test
    void the_next_transaction_on_the_same_connection_acts_for_nobody_whether_the_last_one_ended_well_or_not() {
        long first = requests.<Long>writeBatch(
                tx -> { // of one connection
                    OwnerWalls.actFor(tx, 2);
                    assertThat(tx.fetchCount(DSL.table("photos"))).isPositive();
                    return tx.fetchSingle("select pg_backend_pid()").get(0, Long.class);
                });
        assertThatThrownBy(() -> requests.writeBatch(tx -> {
                    OwnerWalls.actFor(tx, 2);
                    return tx.execute("select 1 / 0");
                }))
                .isInstanceOf(DataAccessException.class);

        requests.writeBatch(tx -> {
            assertThat(tx.fetchSingle("select pg_backend_pid()").get(0, Long.class))
                    .isEqualTo(first);
            assertThat(tx.fetchCount(DSL.table("photos"))).isZero();
            return tx;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table photos disable row level security",
                "drop policy owner_wall on photos",
                "create table mine (id bigint)",
                "drop table photos",
                "truncate photos",
                "select lower_owner_walls()",
                "set session authorization postgres",
                "create policy all_rows on photos using (true)",
                "update server_state set phase = 0",
                "delete from audit_events",
                "delete from schema_history",
                "select * from parked_photos",
                "select * from needed_previews"
            })
    void the_role_of_requests_alters_nothing_and_reads_nothing_that_only_the_owner_needs(String command) {
        assertThatThrownBy(() -> requests.write(tx -> tx.execute(command)))
                .isInstanceOf(DataAccessException.class)
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @Test
    void walls_go_down_and_up_with_the_level_while_the_server_serves() {
        assertThat(seen("photos", 2L)).isPositive();
        move(1);
        assertThat(owners.<List<String>>read(RowSecurityTest::walled)).isEmpty();
        assertThat(seen("photos", 1L)).isPositive().isEqualTo(there("photos"));
        move(0);
        assertThat(requests.<Integer>write(tx -> tx.execute("update parked_sign_in_sessions set ended_at = 1")))
                .isZero();
        move(2);
        assertThat(seen("photos", 2L)).isPositive().isEqualTo(there("photos where user_id = 2"));
        assertThat(seen("users", null)).isEqualTo(there("users"));
    }

    @Test
    void walls_come_with_a_newer_release_to_a_database_whose_rows_have_owners_and_go_before_an_older_one() {
        var schema = new Schema(owners);
        owners.write(tx -> {
            schema.moveProduct(tx, 12);
            return tx;
        });
        assertThat(owners.<List<String>>read(RowSecurityTest::walled)).isEmpty();
        move(1);
        move(2);
        assertThat(owners.<List<String>>read(RowSecurityTest::walled)).isEmpty();

        schema.upgrade();

        assertThat(seen("photos", null)).isZero();
        assertThat(seen("photos", 2L)).isPositive();
    }

    @Test
    void the_owner_of_the_tables_is_not_held_up() {
        assertThat(there("photos where user_id = 1")).isPositive();
        assertThat(there("photos where user_id = 2")).isPositive();
        assertThat(owners.rowSecurity()).isEqualTo(RowSecurity.ON);
    }

    @Test
    void with_one_role_there_is_no_second_wall_and_it_says_why() throws IOException {
        try (var one = TestDatabase.migrated(Engine.POSTGRESQL)) {
            assertThat(one.database().rowSecurity()).isEqualTo(RowSecurity.ONE_ROLE);
            assertThat(one.requests()).isSameAs(one.database());
        }
        try (var embedded = TestDatabase.migrated(Engine.SQLITE)) {
            assertThat(embedded.database().rowSecurity()).isEqualTo(RowSecurity.ABSENT);
        }
    }

    private RowSecurity withServingRole(DatabaseLocation.Postgresql location) {
        try (var database =
                Database.openAsOwner((DatabaseLocation.Postgresql) test.location(), ServingRole.at(location))) {
            new Schema(database).upgrade();
            return database.rowSecurity();
        }
    }

    @Test
    void a_role_that_postgresql_applies_nothing_to_is_no_second_wall() {
        var location = (DatabaseLocation.Postgresql) test.location();
        var served = TestDatabase.byServingRole(location);

        assertThat(withServingRole(location)).isEqualTo(RowSecurity.EXEMPT_ROLE);
        Server.execute("create role owners_friend login password 'owners_friend' bypassrls");
        assertThat(withServingRole(Server.as("owners_friend", location))).isEqualTo(RowSecurity.EXEMPT_ROLE);
        assertThat(withServingRole(served)).isEqualTo(RowSecurity.ON);
    }

    @Test
    void two_plain_roles_are_enough_and_a_member_of_the_owner_is_no_second_wall() throws IOException {
        var place = (DatabaseLocation.Postgresql) Server.createFor(Server.OWNING_ROLE);
        var location = Server.as(Server.OWNING_ROLE, place);
        var served = TestDatabase.byServingRole(place);
        try (var database = Database.openAsOwner(location, ServingRole.at(served))) {
            var schema = new Schema(database);
            schema.upgrade();
            try (var through = database.openForRequests()) {
                database.write(tx -> {
                    schema.moveTenancy(tx, 2);
                    RandomLibrary.addMembers(tx);
                    RandomLibrary.change(tx, new Random(3), 2, 40);
                    return tx;
                });
                assertThat(database.rowSecurity()).isEqualTo(RowSecurity.ON);
                assertThat(through.<Integer>read(tx -> tx.fetchCount(DSL.table("photos"))))
                        .isZero();
                assertThatThrownBy(() -> new Schema(through).upgrade())
                        .isInstanceOf(SchemaException.class)
                        .hasMessageContaining("IMALINK_DATABASE_OWNER_URL")
                        .hasMessageContaining(Server.OWNING_ROLE);
            }
            Server.execute("create role owners_heir login password 'owners_heir' in role " + Server.OWNING_ROLE);
            try (var other = Database.openAsOwner(location, ServingRole.at(Server.as("owners_heir", place)))) {
                assertThat(other.rowSecurity()).isEqualTo(RowSecurity.OWNING_ROLE);
            }
        } finally {
            Server.drop(place);
        }
    }

    @Test
    void another_database_is_known_however_it_is_named() throws IOException {
        var location = (DatabaseLocation.Postgresql) test.location();
        var role = ServingRole.at(TestDatabase.byServingRole(location));
        try (var other = TestDatabase.empty(Engine.POSTGRESQL)) {
            assertThat(role.isAtDatabaseOf(location)).isTrue();
            assertThat(role.isAtDatabaseOf((DatabaseLocation.Postgresql) other.location()))
                    .isFalse();
        }
    }
}
