package org.imalink.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;

/**
 * The connections of one database. On SQLite there is one connection for people's writes (synchronous FULL), one for
 * batches that can be done again (NORMAL), and several that cannot write; on PostgreSQL readers see one snapshot each.
 */
record ConnectionPools(HikariDataSource readers, HikariDataSource writer, HikariDataSource batchWriter)
        implements AutoCloseable {
    private static final int READERS = 8;
    private static final int POSTGRESQL_WRITERS = 4;
    private static final long CONNECTION_TIMEOUT_MILLISECONDS = 10_000;

    static ConnectionPools sqlite(Path file) {
        // The writer comes first: it makes the file and puts it in WAL mode, which readers cannot.
        var writer = start(sqliteConfig(file, "writer", "FULL"));
        var batchWriter = start(sqliteConfig(file, "batch-writer", "NORMAL"));
        var readers = sqliteConfig(file, "readers", "NORMAL");
        readers.setConnectionInitSql("pragma query_only = true");
        readers.setMaximumPoolSize(READERS);
        readers.setMinimumIdle(1);
        return new ConnectionPools(start(readers), writer, batchWriter);
    }

    private static HikariConfig sqliteConfig(Path file, String name, String synchronous) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl("jdbc:sqlite:" + file.toAbsolutePath());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLISECONDS);
        config.setMaxLifetime(0);
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("foreign_keys", "true");
        config.addDataSourceProperty("busy_timeout", "10000");
        config.addDataSourceProperty("synchronous", synchronous);
        return config;
    }

    static ConnectionPools postgresql(DatabaseLocation.Postgresql location) {
        var readers = postgresqlConfig(location, "readers");
        readers.setMaximumPoolSize(READERS);
        readers.setReadOnly(true);
        readers.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        var writer = postgresqlConfig(location, "writer");
        writer.setMaximumPoolSize(POSTGRESQL_WRITERS);
        var batchWriter = postgresqlConfig(location, "batch-writer");
        batchWriter.setMaximumPoolSize(1);
        batchWriter.addDataSourceProperty("options", "-c synchronous_commit=off");
        return new ConnectionPools(start(readers), start(writer), start(batchWriter));
    }

    private static HikariConfig postgresqlConfig(DatabaseLocation.Postgresql location, String name) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(location.jdbcUrl());
        config.setDataSourceProperties(location.properties());
        config.setAutoCommit(false);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLISECONDS);
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
