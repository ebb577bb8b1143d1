package org.imalink.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import org.imalink.database.DatabaseContract;
import org.imalink.database.Engine;
import org.imalink.database.RandomLibrary;
import org.imalink.database.Schema;
import org.imalink.database.StoredColumns;
import org.imalink.operation.LibraryComparison.Difference;
import org.imalink.operation.LibraryComparison.Kind;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a row, the digest tells whose and which; what is only kept differently, it does not tell. */
class LibraryDigestTest extends DatabaseContract {
    /** Tables that are nobody's: the server's own, and accounts. */
    private static final List<String> NOBODYS = List.of(
            "attempt_limits",
            "audit_events",
            "put_away_times",
            "schema_history",
            "search_state",
            "server_state",
            "sign_in_sessions",
            "signing_keys",
            "sqlite_sequence",
            "user_codes",
            "users");

    @BeforeEach
    void giveTwoPeopleTheSamePhotos() {
        move(2);
        database.write(tx -> {
            RandomLibrary.addMembers(tx);
            for (long owner : List.of(1L, 2L)) {
                var random = new Random(5);
                for (int photo = 0; photo < 6; photo++) {
                    RandomLibrary.addPhoto(tx, random, owner);
                }
                RandomLibrary.change(tx, new Random(owner), owner, 40);
                RandomLibrary.addPhoto(tx, random, owner);
            }
            return 0;
        });
    }

    @Test
    void an_owners_root_is_the_same_at_every_level_in_use_or_parked() {
        var above = digest();
        assertThat(above.roots()).containsOnlyKeys(1L, 2L);
        move(1);
        assertThat(digest()).isEqualTo(above);
        move(0);
        assertThat(digest()).isEqualTo(above);
        move(2);
        assertThat(digest()).isEqualTo(above);
    }

    @Test
    void a_write_of_one_owner_changes_their_root_alone() {
        var before = digest();
        database.write(tx -> tx.execute("update photos set title = 'other' where user_id = 2"));
        var after = digest();

        assertThat(after.roots().get(1L)).isEqualTo(before.roots().get(1L));
        assertThat(after.roots().get(2L)).isNotEqualTo(before.roots().get(2L));
        assertThat(after.ownershipRoot()).isEqualTo(before.ownershipRoot());
    }

    @Test
    void a_truncated_text_is_told() {
        expect(
                "update photos set title = substr(coalesce(title, 'abc'), 1, 2) where id = %d",
                new Row(2, "photos", photo(2), Kind.CHANGED));
        expect(
                "update photo_search set words = substr(words, 1, 2) where photo_id = %d",
                new Row(1, "photo_search", photo(1), Kind.CHANGED));
    }

    @Test
    void a_changed_time_is_told_by_an_hour_or_a_microsecond() {
        expect(
                "update photos set created_at = created_at + 1 where id = %d",
                new Row(2, "photos", photo(2), Kind.CHANGED));
        expect(
                "update image_files set created_at = created_at + 3600000000 where id = %d",
                new Row(1, "image_files", file(1), Kind.CHANGED));
    }

    @Test
    void null_and_nothing_and_nought_are_three_things() {
        database.write(tx -> tx.execute("update photos set title = null, rating = null"));
        expect("update photos set title = '' where id = %d", new Row(2, "photos", photo(2), Kind.CHANGED));
        expect("update photos set rating = 0 where id = %d", new Row(2, "photos", photo(2), Kind.CHANGED));
    }

    @Test
    void a_flipped_bit_in_a_hotpreview_is_told_for_everybody_who_shows_it() {
        var hothash = text("select hothash from photos where id = " + photo(2));
        var owners = new TreeSet<>(longs("select user_id from photos where hothash = '%s'".formatted(hothash)));
        assertThat(owners).containsExactly(1L, 2L);
        var jpeg = database.read(tx -> tx.fetchSingle("select jpeg from hotpreviews where hothash = ?", hothash)
                .get(0, byte[].class));
        jpeg[jpeg.length / 2] ^= 1;

        var differences =
                differences(tx -> tx.execute("update hotpreviews set jpeg = ? where hothash = ?", jpeg, hothash));
        assertThat(differences)
                .extracting(LibraryDigestTest::row)
                .containsExactlyInAnyOrderElementsOf(owners.stream()
                        .map(owner -> new Row(
                                owner, "hotpreviews", photoShowing(owner, hothash) + "/" + hothash, Kind.CHANGED))
                        .toList());
    }

    @Test
    void a_lost_preview_row_is_told_with_the_photo_that_shows_it() {
        var cold = text("select min(coldpreview_sha256) from photos where user_id = 2");
        var photos = database.read(tx -> tx.fetch(
                        "select user_id, id from photos where coldpreview_sha256 = ? order by 1, 2", cold)
                .map(photo ->
                        new Row(photo.get(0, Long.class), "coldpreviews", photo.get(1) + "/" + cold, Kind.MISSING)));

        assertThat(differences(tx -> tx.execute("delete from coldpreviews where sha256 = ?", cold)))
                .extracting(LibraryDigestTest::row)
                .containsExactlyInAnyOrderElementsOf(photos);
    }

    @Test
    void swapped_owners_are_told_although_no_row_is_lost() {
        long mine = photo(1);
        long theirs = photo(2);
        database.write(tx -> tx.execute("update photos set hothash = 'mine' where id = " + mine));
        database.write(tx -> tx.execute("update photos set hothash = 'theirs' where id = " + theirs));
        var before = digest();
        var differences = differences(tx -> {
            withoutGuards(tx, "photos_keep_owner");
            tx.execute("update photos set user_id = 1 where id = " + theirs);
            return tx.execute("update photos set user_id = 2 where id = " + mine);
        });

        assertThat(digest().ownershipRoot()).isNotEqualTo(before.ownershipRoot());
        assertThat(differences)
                .extracting(LibraryDigestTest::row)
                .contains(
                        new Row(1, "photos", String.valueOf(mine), Kind.MISSING),
                        new Row(1, "photos", String.valueOf(theirs), Kind.ADDED),
                        new Row(2, "photos", String.valueOf(theirs), Kind.MISSING),
                        new Row(2, "photos", String.valueOf(mine), Kind.ADDED));
    }

    @Test
    void a_range_that_is_left_out_is_told_row_by_row() {
        long first = 3L * KeyRange.SIZE;
        database.write(tx -> tx.execute("""
                insert into photos (id, user_id, hothash, search_text, created_at, updated_at)
                values (%d, 2, 'a', '', 1, 1), (%d, 2, 'b', '', 1, 1), (%d, 2, 'c', '', 1, 1)""".formatted(first - 1, first, first + KeyRange.SIZE - 1)));

        var differences = differences(tx ->
                tx.execute("delete from photos where id between %d and %d".formatted(first, first + KeyRange.SIZE)));
        assertThat(differences)
                .extracting(LibraryDigestTest::row)
                .containsExactlyInAnyOrder(
                        new Row(2, "photos", String.valueOf(first), Kind.MISSING),
                        new Row(2, "photos", String.valueOf(first + KeyRange.SIZE - 1), Kind.MISSING));
        assertThat(differences).allSatisfy(difference -> {
            assertThat(difference.range().first()).isEqualTo(first);
            assertThat(difference.range().last()).isEqualTo(first + KeyRange.SIZE - 1);
        });
    }

    @Test
    void a_parked_row_that_changes_is_told_as_its_owners() {
        long photo = photo(2);
        move(1);
        expect("update parked_photos set rating = 77 where id = " + photo, new Row(2, "photos", photo, Kind.CHANGED));
        expect(
                "delete from parked_photo_search where photo_id = " + photo,
                new Row(2, "photo_search", photo, Kind.MISSING));
    }

    @Test
    void every_column_of_every_table_counts() {
        for (var table : OwnedTable.ALL) {
            var columns = database.<List<String>>read(
                    tx -> tx.connectionResult(connection -> StoredColumns.of(connection, engine, table.name())));
            assertThat(columns).as(table.name()).isNotEmpty().containsAll(table.key());
        }
    }

    @Test
    void every_table_is_somebodys_or_known_to_be_nobodys() {
        var known = new ArrayList<>(NOBODYS);
        OwnedTable.ALL.forEach(table -> known.add(table.name()));

        var tables = database.<List<String>>read(
                tx -> tx.connectionResult(connection -> ContentDigest.tables(connection, engine)));
        assertThat(tables.stream()
                        .map(table -> table.startsWith(OwnedTable.PARKED)
                                ? table.substring(OwnedTable.PARKED.length())
                                : table)
                        .toList())
                .isSubsetOf(known);
    }

    @Test
    void a_sum_is_that_of_the_numbers_and_gives_back_what_was_added() {
        var random = new Random(7);
        var sum = new Sum256();
        var expected = BigInteger.ZERO;
        var all = new ArrayList<byte[]>();
        for (int i = 0; i < 1000; i++) {
            var value = new byte[Sum256.BYTES];
            random.nextBytes(value);
            if (i % 3 == 0) {
                Arrays.fill(value, 8 * random.nextInt(4), 32, (byte) 0xff); // carries from word to word
            }
            all.add(value);
            sum.add(value);
            expected = expected.add(new BigInteger(1, value));
        }
        var modulus = BigInteger.ONE.shiftLeft(256);
        assertThat(new BigInteger(1, sum.value())).isEqualTo(expected.mod(modulus));
        for (var value : all.subList(1, all.size())) {
            sum.subtract(value);
        }
        assertThat(sum.value()).isEqualTo(all.getFirst());
        assertThat(sum.count()).isOne();
    }

    /** A difference in short. */
    private record Row(long owner, String table, String key, Kind kind) {
        Row(long owner, String table, long key, Kind kind) {
            this(owner, table, String.valueOf(key), kind);
        }
    }

    private static Row row(Difference difference) {
        return new Row(difference.range().owner(), difference.range().table(), difference.row(), difference.kind());
    }

    private void expect(String change, Row only) {
        assertThat(differences(tx -> tx.execute(change.replace("%d", only.key()))))
                .as(change)
                .extracting(LibraryDigestTest::row)
                .containsExactly(only);
    }

    /** What the comparison of a snapshot from before the change with one from after it tells. */
    private List<Difference> differences(Function<DSLContext, Integer> change) {
        return database.read(before -> {
            before.fetch("select count(*) from photos"); // a snapshot begins with the first query
            database.write(change);
            return database.read(after -> LibraryComparison.between(before, after, Progress.UNHEARD));
        });
    }

    private void withoutGuards(DSLContext tx, String trigger) {
        if (engine == Engine.POSTGRESQL) {
            tx.execute("set local session_replication_role = replica");
        } else {
            tx.execute("drop trigger " + trigger);
        }
    }

    private LibraryDigest digest() {
        return database.read(tx -> LibraryDigest.of(tx, Progress.UNHEARD));
    }

    private void move(int level) {
        database.write(tx -> {
            new Schema(database).moveTenancy(tx, level);
            return level;
        });
    }

    private long photo(long owner) {
        return longs("select max(id) from photos where user_id = " + owner).getFirst();
    }

    private long photoShowing(long owner, String hothash) {
        return longs("select id from photos where user_id = %d and hothash = '%s'".formatted(owner, hothash))
                .getFirst();
    }

    private long file(long owner) {
        return longs("select max(id) from image_files where user_id = " + owner).getFirst();
    }

    private List<Long> longs(String query) {
        return database.read(tx -> tx.fetch(query).map(row -> row.get(0, Long.class)));
    }

    private String text(String query) {
        return database.read(tx -> tx.fetchSingle(query).get(0, String.class));
    }
}
