package org.imalink.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection that keeps the statements it has prepared, each until it is asked for again: on SQLite, preparing a query takes
 * longer than finding a row by its key. Statements are closed with the connection, or when many others were used since. For
 * one thread at a time, as connections are.
 */
final class StatementKeeper implements InvocationHandler {
    /** More than all requests of a server have that come often. */
    private static final int MOST = 100;

    private final Connection connection;
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    private StatementKeeper(Connection connection) {
        this.connection = connection;
    }

    static Connection around(Connection connection) {
        return proxy(Connection.class, new StatementKeeper(connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("prepareStatement") && arguments != null && arguments.length == 1) {
            return prepare((String) arguments[0]);
        }
        if (method.getName().equals("close")) {
            kept.clear(); // the driver closes them with their connection
        }
        return call(connection, method, arguments);
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        var known = kept.get(sql);
        if (known != null && known.isUsed) {
            return connection.prepareStatement(sql); // the same query inside itself
        }
        if (known != null && !known.isEnded) {
            known.isUsed = true;
            return known.proxy;
        }
        var made = connection.prepareStatement(sql);
        var keeping = new Kept(made);
        kept.put(sql, keeping);
        forgetOldest();
        return keeping.proxy;
    }

    private void forgetOldest() throws SQLException {
        var oldest = kept.values().iterator().next();
        if (kept.size() > MOST && !oldest.isUsed) {
            kept.values().remove(oldest);
            oldest.statement.close();
        }
    }

    /** A statement whose user closes it without ending it. */
    private static final class Kept implements InvocationHandler {
        private final PreparedStatement statement;
        private final PreparedStatement proxy;
        private boolean isUsed = true;
        private boolean isEnded;
        private @Nullable ResultSet rows;

        Kept(PreparedStatement statement) {
            this.statement = statement;
            this.proxy = proxy(PreparedStatement.class, this);
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "close" -> {
                    release();
                    yield null;
                }
                case "isClosed" -> !isUsed;
                default -> {
                    var result = call(statement, method, arguments);
                    if (result instanceof ResultSet opened) {
                        rows = opened;
                    }
                    yield result;
                }
            };
        }

        /** Rows that nobody closed would hold their snapshot for ever. */
        private void release() throws SQLException {
            isUsed = false;
            if (rows != null) {
                rows.close();
                rows = null;
            }
            try {
                forgetValues();
            } catch (SQLException ended) {
                isEnded = true; // by the driver, because it failed
                statement.close();
            }
        }

        /** Not by {@code clearParameters}: SQLite plans a query anew whose values were cleared, and not one with others. */
        private void forgetValues() throws SQLException {
            int values = statement.getParameterMetaData().getParameterCount();
            for (int value = 1; value <= values; value++) {
                statement.setNull(value, Types.NULL);
            }
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
