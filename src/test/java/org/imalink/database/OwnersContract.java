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
}
