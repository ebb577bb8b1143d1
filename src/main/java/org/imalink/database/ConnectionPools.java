package org.imalink.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * The connections of one database. On SQLite there is one connection for people's writes (synchronous FULL), one for
 * batches that can be done again (NORMAL), and several that cannot write; on PostgreSQL readers see one snapshot each.
 */
record ConnectionPools(HikariDataSource readers, HikariDataSource writer, HikariDataSource batchWriter)
        implements AutoCloseable {
    private static final int READERS = 8;
    private static final int POSTGRESQL_WRITERS = 4;
    private static final int LOOKERS = 2;

    static ConnectionPools sqlite(Path file, Duration patience) {
        // The writer comes first: it makes the file and puts it in WAL mode, which readers cannot.
        var writer = start(sqliteConfig(file, patience, "writer", "FULL"));
        var batchWriter = start(sqliteConfig(file, patience, "batch-writer", "NORMAL"));
        var readers = sqliteConfig(file, patience, "readers", "NORMAL");
        readers.setDataSource(new KeepingDataSource(readers));
        readers.setConnectionInitSql("pragma query_only = true");
        readers.setMaximumPoolSize(READERS);
        readers.setMinimumIdle(1);
        return new ConnectionPools(start(readers), writer, batchWriter);
    }

    /** Not even what lies in the write-ahead log is taken over into the file when the last of these is closed. */
    static ConnectionPools sqliteReadOnly(Path file, Duration patience) {
        var config = new HikariConfig();
        config.setPoolName("lookers");
        config.setJdbcUrl("jdbc:sqlite:" + file.toAbsolutePath());
        config.setMaximumPoolSize(LOOKERS);
        config.setMinimumIdle(1);
        config.setReadOnly(true);
        config.setConnectionTimeout(patience.toMillis());
        config.addDataSourceProperty("open_mode", String.valueOf(SQLiteOpenMode.READONLY.flag));
        config.addDataSourceProperty("busy_timeout", String.valueOf(patience.toMillis()));
        return lookers(config);
    }

    static ConnectionPools postgresqlReadOnly(DatabaseLocation.Postgresql location, Duration patience) {
        var config = postgresqlConfig(location, patience, "lookers");
        config.setMaximumPoolSize(LOOKERS);
        config.setReadOnly(true);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        return lookers(config);
    }

    private static ConnectionPools lookers(HikariConfig config) {
        var lookers = start(config);
        return new ConnectionPools(lookers, lookers, lookers);
    }

    private static HikariConfig sqliteConfig(Path file, Duration patience, String name, String synchronous) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl("jdbc:sqlite:" + file.toAbsolutePath());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(patience.toMillis());
        config.setMaxLifetime(0);
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("foreign_keys", "true");
        config.addDataSourceProperty("busy_timeout", String.valueOf(patience.toMillis()));
        config.addDataSourceProperty("synchronous", synchronous);
        return config;
    }

    /** The SQLite file of a configuration, by connections that keep their statements. */
    private static final class KeepingDataSource extends SQLiteDataSource {
        KeepingDataSource(HikariConfig config) {
            super(new SQLiteConfig(config.getDataSourceProperties()));
            setUrl(config.getJdbcUrl());
        }

        @Override
        public Connection getConnection() throws SQLException {
            return StatementKeeper.around(super.getConnection());
        }
    }

    static ConnectionPools postgresql(DatabaseLocation.Postgresql location, Duration patience) {
        var readers = postgresqlConfig(location, patience, "readers");
        readers.setMaximumPoolSize(READERS);
        readers.setReadOnly(true);
        readers.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        var writer = postgresqlConfig(location, patience, "writer");
        writer.setMaximumPoolSize(POSTGRESQL_WRITERS);
        var batchWriter = postgresqlConfig(location, patience, "batch-writer");
        batchWriter.setMaximumPoolSize(1);
        batchWriter.addDataSourceProperty("options", "-c synchronous_commit=off");
        return new ConnectionPools(start(readers), start(writer), start(batchWriter));
    }

    private static HikariConfig postgresqlConfig(DatabaseLocation.Postgresql location, Duration patience, String name) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(location.jdbcUrl());
        config.setDataSourceProperties(location.properties());
        config.setAutoCommit(false);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(patience.toMillis());
        return config;
    }

    private static HikariDataSource start(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new DatabaseUnavailableException("The database cannot be opened: " + cause.getMessage(), e);
        }
    }

    @Override
    public void close() {
        readers.close();
        batchWriter.close();
        writer.close();
    }
}
