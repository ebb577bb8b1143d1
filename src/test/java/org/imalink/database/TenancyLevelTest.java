package org.imalink.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.imalink.database.SchemaScript.Axis;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is lost on the way between the tenancy levels, whatever is in the tables. */
@ParameterizedClass
@EnumSource(Engine.class)
class TenancyLevelTest {
    private static final int SEEDS = "full".equals(System.getProperty("imalink.counts")) ? 100 : 10;

    /** The tables of level 1 that have ids, each before those that point at it. */
    private static final List<String> WITH_IDS = List.of("users", "sign_in_sessions", "user_codes", "signing_keys");

    private static final List<String> WITHOUT_IDS = List.of("attempt_limits", "contributions");

    private final Engine engine;
    private TestDatabase test;
    private Schema schema;

    /** By table: ids are never given twice. */
    private final TreeMap<String, Long> largestEver = new TreeMap<>();

    TenancyLevelTest(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        test = TestDatabase.migrated(engine);
        schema = new Schema(test.database());
        move(1);
    }

    @AfterEach
    void close() throws IOException {
        test.close();
    }

    private void move(int level) {
        test.database().write(tx -> {
            schema.moveTenancy(tx, level);
            return level;
        });
    }

    @Test
    void down_and_up_again_gives_the_same_rows_ids_and_next_ids() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            change(random);
            var before = contents();
            move(0);
            assertThat(schema.version().tenancy()).isZero();
            if (random.nextBoolean()) {
                // What the single-user time does meanwhile is kept too.
                test.database().write(tx -> photo(tx, random));
            }
            move(1);
            var after = contents();
            before.remove("photos");
            after.remove("photos");
            assertThat(after).as("seed " + seed).isEqualTo(before);
            assertThat(newIds())
                    .as("seed " + seed)
                    .allSatisfy(
                            (table, id) -> assertThat(id).as(table).isGreaterThan(largestEver.getOrDefault(table, 0L)));
        }
    }

    @Test
    void a_contribution_to_a_photo_that_is_deleted_at_level_0_goes_with_it() {
        long photo = test.database().write(tx -> photo(tx, new Random(1)));
        test.database().write(tx -> insert(tx, "contributions", List.of(photo, 1L, 1L)));
        move(0);
        test.database().write(tx -> tx.execute("delete from photos where id = " + photo));
        move(1);
        assertThat(rows("contributions")).isEmpty();
    }

    @Test
    void product_scripts_go_down_and_up_at_level_1_and_leave_its_rows() {
        change(new Random(20261127));
        var before = contents();
        while (schema.version().product() > 1) {
            schema.downgrade();
        }
        assertThat(schema.version()).isEqualTo(new SchemaVersion(1, 1));
        schema.upgrade();
        assertThat(schema.version()).isEqualTo(new SchemaVersion(SchemaScript.newest(Axis.PRODUCT), 1));
        before.remove("photos");
        var after = contents();
        after.remove("photos");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void the_level_goes_down_and_up_at_every_product_version() {
        change(new Random(4));
        while (schema.version().product() > 1) {
            schema.downgrade();
            var before = contents();
            move(0);
            move(1);
            assertThat(contents()).as(schema.version().toString()).isEqualTo(before);
        }
    }

    /** Adds and deletes rows of every table, so that the largest id is not always there any more. */
    private void change(Random random) {
        test.database().write(tx -> {
            for (int i = 0; i < 5; i++) {
                var user = user(tx, random);
                long photo = photo(tx, random);
                insert(tx, "contributions", List.of(photo, user, random.nextLong(1L << 40)));
                noted(tx, "sign_in_sessions", signIn(user, random));
                noted(tx, "user_codes", code(user, random));
                noted(tx, "signing_keys", List.of(text(random), random.nextLong(1L << 40)));
                insert(tx, "attempt_limits", List.of(text(random), random.nextLong(1L << 40)));
            }
            for (var table : WITH_IDS.reversed()) {
                if (random.nextBoolean()) {
                    tx.execute(
                            "delete from %s where id <> 1 and id = (select max(id) from %s)".formatted(table, table));
                }
            }
            return random;
        });
    }

    private long user(DSLContext tx, Random random) {
        var name = text(random);
        return noted(
                tx,
                "users",
                List.of(
                        name,
                        name,
                        name + "@x.org",
                        name + "@x.org",
                        text(random),
                        "member",
                        random.nextBoolean(),
                        1L,
                        2L));
    }

    private static List<Object> signIn(long user, Random random) {
        return List.of(user, text(random), text(random), 1L, 2L, random.nextLong(1L << 40));
    }

    private static List<Object> code(long user, Random random) {
        return List.of("reset", text(random), user, "member", 1L, random.nextLong(1L << 40));
    }

    private static long photo(DSLContext tx, Random random) {
        return tx.fetchSingle(
                        "insert into photos (hothash, search_text, created_at, updated_at) values (?, '', 1, 1) returning id",
                        text(random))
                .get(0, Long.class);
    }

    private static String text(Random random) {
        return "é%08x%08x'\n".formatted(random.nextInt(), random.nextInt());
    }

    private long noted(DSLContext tx, String table, List<Object> values) {
        long id = insert(tx, table, values);
        largestEver.merge(table, id, Math::max);
        return id;
    }

    private static long insert(DSLContext tx, String table, List<Object> values) {
        var columns = switch (table) {
            case "users" ->
                "username, username_folded, email, email_folded, password_hash, role, is_active, created_at, updated_at";
            case "sign_in_sessions" -> "user_id, token_id, client, created_at, last_used_at, expires_at";
            case "user_codes" -> "purpose, code_sha256, user_id, role, created_at, expires_at";
            case "signing_keys" -> "key_base64, created_at";
            case "attempt_limits" -> "limit_key, free_at";
            case "contributions" -> "photo_id, user_id, contributed_at";
            default -> throw new IllegalArgumentException(table);
        };
        var marks = String.join(", ", values.stream().map(each -> "?").toList());
        var insert = "insert into %s (%s) values (%s)".formatted(table, columns, marks);
        if (WITHOUT_IDS.contains(table)) {
            return tx.execute(insert, values.toArray());
        }
        return tx.fetchSingle(insert + " returning id", values.toArray()).get(0, Long.class);
    }

    /** Every row of level 1 and the photos they point at, as text. */
    private TreeMap<String, List<String>> contents() {
        var contents = new TreeMap<String, List<String>>();
        WITH_IDS.forEach(table -> contents.put(table, rows(table)));
        WITHOUT_IDS.forEach(table -> contents.put(table, rows(table)));
        contents.put("photos", texts("select id || hothash from photos order by 1"));
        return contents;
    }

    private List<String> rows(String table) {
        return test.database()
                .read(tx -> tx.fetch("select * from " + table).stream()
                        .map(row -> String.valueOf(row.intoList()))
                        .sorted()
                        .toList());
    }

    private List<String> texts(String query) {
        return test.database().read(tx -> tx.fetch(query).map(row -> row.get(0, String.class)));
    }

    /** The ids that the next rows get, which are then taken away again. */
    private TreeMap<String, Long> newIds() {
        var random = new Random();
        return test.database().write(tx -> {
            var ids = new TreeMap<String, Long>();
            var kept = new TreeMap<>(largestEver);
            ids.put("users", user(tx, random));
            ids.put("sign_in_sessions", noted(tx, "sign_in_sessions", signIn(1, random)));
            ids.put("user_codes", noted(tx, "user_codes", code(1, random)));
            ids.put("signing_keys", noted(tx, "signing_keys", List.of(text(random), 1L)));
            ids.forEach((table, id) -> tx.execute("delete from %s where id = %d".formatted(table, id)));
            largestEver.clear();
            largestEver.putAll(kept);
            return ids;
        });
    }
}
