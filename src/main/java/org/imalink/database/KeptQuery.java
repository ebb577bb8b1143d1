package org.imalink.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Select;
import org.jooq.impl.CustomCondition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A query that is asked so often that composing it anew would take longer than answering it: jOOQ writes it once, and from
 * then on only values are put in. Thread-safe.
 *
 * @param <S> for whom it is asked, with {@code equals}; it is written once for each, on each engine and tenancy level
 */
public final class KeptQuery<S> {
    private static final String GIVEN = "given";

    private final Function<S, Select<?>> composing;
    private final Map<Key<S>, Written> written = new ConcurrentHashMap<>();

    private record Key<S>(S asker, Engine engine, int tenancy) {}

    /** A value of the query: one that is given each time, by its number, or the same always. */
    private record Value(int given, @Nullable Object fixed) {
        @Nullable
        Object among(List<?> given) {
            return fixed == null ? given.get(this.given) : fixed;
        }
    }

    private record Written(String sql, List<Value> values) {}

    /** Reads the row at which the rows stand. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @param composing composes the query, with each {@link #given} once */
    public KeptQuery(Function<S, Select<?>> composing) {
        this.composing = composing;
    }

    /** Stands in the query for the text that is given when it is asked, where that is all that is given. */
    public static Param<String> given() {
        return given(0, String.class);
    }

    /** Stands in the query for a value that is given when it is asked. */
    public static <T> Param<T> given(int number, Class<T> type) {
        return DSL.param(GIVEN + number, type);
    }

    /** Whether a number is among those that are given, however many they are, as {@link #numbers} has them. */
    public static Condition isGiven(Field<Long> number, int given) {
        var text = given(given, String.class);
        return CustomCondition.of(query -> query.visit(
                switch (Engine.of(query.dsl())) {
                    case SQLITE -> DSL.condition("{0} in (select value from json_each({1}))", number, text);
                    case POSTGRESQL -> DSL.condition("{0} = any (cast({1} as bigint[]))", number, text);
                }));
    }

    /** Numbers as a value for {@link #isGiven}. */
    public static String numbers(DSLContext tx, Collection<Long> numbers) {
        var text = numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
        return switch (Engine.of(tx)) {
            case SQLITE -> "[" + text + "]";
            case POSTGRESQL -> "{" + text + "}";
        };
    }

    /** The first row; empty when there is none. */
    public <T> Optional<T> first(DSLContext tx, S asker, String given, RowReader<T> reader) {
        return ask(tx, asker, List.of(given), rows -> Optional.ofNullable(firstRow(rows, reader)));
    }

    /**
     * All rows.
     *
     * @param given in the order of their numbers
     */
    public <T> List<T> all(DSLContext tx, S asker, List<?> given, RowReader<T> reader) {
        return ask(tx, asker, given, rows -> {
            var read = new ArrayList<T>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        });
    }

    private <R> R ask(DSLContext tx, S asker, List<?> given, RowReader<R> reader) {
        var key = new Key<>(asker, Engine.of(tx), Schema.tenancy(tx));
        var known = written.get(key);
        var query = known == null ? write(tx, key) : known;
        return tx.connectionResult(connection -> {
            try (var statement = connection.prepareStatement(query.sql())) {
                give(statement, query, given);
                try (var rows = statement.executeQuery()) {
                    return reader.read(rows);
                }
            }
        });
    }

    private static void give(PreparedStatement statement, Written query, List<?> given) throws SQLException {
        int index = 0;
        for (var value : query.values()) {
            statement.setObject(++index, value.among(given));
        }
    }

    private static <T> @Nullable T firstRow(ResultSet rows, RowReader<T> reader) throws SQLException {
        return rows.next() ? reader.read(rows) : null;
    }

    private Written write(DSLContext tx, Key<S> key) {
        var query = composing.apply(key.asker());
        var values = tx.extractParams(query).values().stream()
                .filter(parameter -> !parameter.isInline())
                .map(KeptQuery::value)
                .toList();
        var made = new Written(tx.render(query), values);
        written.put(key, made);
        return made;
    }

    private static Value value(Param<?> parameter) {
        var name = parameter.getParamName();
        return name != null && name.startsWith(GIVEN)
                ? new Value(Integer.parseInt(name.substring(GIVEN.length())), null)
                : new Value(0, Objects.requireNonNull(parameter.getValue()));
    }
}
