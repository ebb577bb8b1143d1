package org.imalink.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Param;
import org.jooq.Select;
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

    /** @param values null where the value is given each time */
    private record Written(String sql, List<Optional<Object>> values) {}

    /** Reads the row at which the rows stand. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @param composing composes the query, with {@link #given()} once */
    public KeptQuery(Function<S, Select<?>> composing) {
        this.composing = composing;
    }

    /** Stands in the query for the text that is given when it is asked. */
    public static Param<String> given() {
        return DSL.param(GIVEN, String.class);
    }

    /** The first row; empty when there is none. */
    public <T> Optional<T> first(DSLContext tx, S asker, String given, RowReader<T> reader) {
        var key = new Key<>(asker, Engine.of(tx), Schema.tenancy(tx));
        var known = written.get(key);
        var query = known == null ? write(tx, key) : known;
        return Optional.ofNullable(tx.connectionResult(connection -> {
            try (var statement = connection.prepareStatement(query.sql())) {
                int index = 0;
                for (var value : query.values()) {
                    statement.setObject(++index, value.orElse(given));
                }
                try (var rows = statement.executeQuery()) {
                    return firstRow(rows, reader);
                }
            }
        }));
    }

    private static <T> @Nullable T firstRow(ResultSet rows, RowReader<T> reader) throws SQLException {
        return rows.next() ? reader.read(rows) : null;
    }

    private Written write(DSLContext tx, Key<S> key) {
        var query = composing.apply(key.asker());
        var values = tx.extractParams(query).values().stream()
                .map(parameter -> GIVEN.equals(parameter.getParamName())
                        ? Optional.empty()
                        : Optional.<Object>of(Objects.requireNonNull(parameter.getValue())))
                .toList();
        var made = new Written(tx.render(query), values);
        written.put(key, made);
        return made;
    }
}
