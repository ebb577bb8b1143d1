package org.imalink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.AUTHORS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class KeptQueryTest {
    private final Engine engine;
    private final List<Integer> composed = new ArrayList<>();

    /** With values that are given in another order than they stand, and others that are the same always. */
    private final KeptQuery<Integer> names = new KeptQuery<>(most -> {
        composed.add(most);
        return DSL.select(AUTHORS.NAME)
                .from(AUTHORS)
                .where(AUTHORS.NAME.startsWith(KeptQuery.given(1, String.class)))
                .and(AUTHORS.NAME.ne("Anton"))
                .and(KeptQuery.isGiven(AUTHORS.ID, 0))
                .and(DSL.inline(1).eq(1))
                .orderBy(AUTHORS.NAME)
                .limit(most);
    });

    private TestDatabase test;

    KeptQueryTest(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        test = TestDatabase.migrated(engine);
        for (var name : List.of("Anna", "Anton", "Berit", "Arne", "Anders")) {
            test.database()
                    .write(tx -> tx.insertInto(AUTHORS)
                            .set(AUTHORS.NAME, name)
                            .set(AUTHORS.CREATED_AT, Timestamps.now())
                            .set(AUTHORS.UPDATED_AT, Timestamps.now())
                            .execute());
        }
    }

    @AfterEach
    void close() throws IOException {
        test.close();
    }

    private List<String> names(int most, String beginning, List<Long> ids) {
        return test.database()
                .<List<String>>read(tx ->
                        names.all(tx, most, List.of(KeptQuery.numbers(tx, ids), beginning), row -> row.getString(1)));
    }

    @Test
    void each_time_it_answers_for_the_values_that_are_given() {
        assertThat(names(9, "A", List.of(1L, 2L, 3L, 4L))).containsExactly("Anna", "Arne");
        assertThat(names(9, "An", List.of(5L, 1L))).containsExactly("Anders", "Anna");
        assertThat(names(9, "B", List.of(3L))).containsExactly("Berit");
        assertThat(names(9, "A", List.of())).isEmpty();
        assertThat(names(9, "A", List.of(77L))).isEmpty();
    }

    @Test
    void it_is_composed_once_for_each_who_asks() {
        for (int time = 0; time < 3; time++) {
            assertThat(names(1, "A", List.of(1L, 4L, 5L))).containsExactly("Anders");
            assertThat(names(2, "A", List.of(1L, 4L, 5L))).containsExactly("Anders", "Anna");
        }
        assertThat(composed).containsExactly(1, 2);
    }
}
