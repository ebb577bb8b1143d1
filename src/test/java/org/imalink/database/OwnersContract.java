package org.imalink.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;

/** What tests of tenancy level 2 start with: users 1 and 2, who have the same photo of the same original. */
abstract class OwnersContract extends DatabaseContract {
    Schema schema;

    @BeforeEach
    void giveUsers1And2APhotoEach() {
        schema = new Schema(database);
        move(2);
        database.write(tx -> {
            RandomLibrary.addMembers(tx);
            // The same random numbers: the same picture, the same original.
            RandomLibrary.addPhoto(tx, new Random(1), 1);
            RandomLibrary.addPhoto(tx, new Random(1), 2);
            return 0;
        });
    }

    void move(int level) {
        database.write(tx -> {
            schema.moveTenancy(tx, level);
            return level;
        });
    }

    void run(String statement) {
        assertThatCode(() -> database.write(tx -> tx.execute(statement))).doesNotThrowAnyException();
    }

    void refused(String statement) {
        refused(statement, "");
    }

    void refused(String statement, String reason) {
        assertThatThrownBy(() -> database.write(tx -> tx.execute(statement)))
                .as(statement)
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining(reason);
    }

    long photo(long owner) {
        return Long.parseLong(
                texts("select id from photos where user_id = " + owner).getFirst());
    }

    String hothash() {
        return texts("select min(hothash) from photos").getFirst();
    }

    List<String> texts(String query) {
        return database.read(tx -> tx.fetch(query).map(row -> row.get(0, String.class)));
    }

    List<String> definitions() {
        return texts(
                switch (engine) {
                    case SQLITE ->
                        "select type || name || sql from sqlite_schema where sql is not null and name not like 'parked%' order by 1";
                    case POSTGRESQL -> """
                        select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default, is_generated)
                        from information_schema.columns where table_schema = 'public' and table_name not like 'parked%'
                        union all select indexdef from pg_indexes where schemaname = 'public' and tablename not like 'parked%'
                        union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
                        union all select proname from pg_proc where pronamespace = 'public'::regnamespace
                        order by 1""";
                });
    }

    String plan(String query) {
        return database.read(tx -> tx.fetch("explain query plan " + query)
                .getValues("detail", String.class)
                .toString());
    }
}
